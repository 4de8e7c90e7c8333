"""The verbs of searches and finds."""

from __future__ import annotations

from zhiheng.domains.conduct.contraband.actions.finds import Thing, record_find
from zhiheng.domains.conduct.contraband.actions.handling import hand_on, propose_disposal, sign_handling, store, withdraw_handling
from zhiheng.domains.conduct.contraband.actions.searches import Made, call_off_search, draw_searches, plan_search, record_search, search_on_the_spot
from zhiheng.domains.conduct.contraband.actions.striking import name_holder, strike_find, strike_search

__all__ = [
    "Made",
    "Thing",
    "call_off_search",
    "draw_searches",
    "hand_on",
    "name_holder",
    "plan_search",
    "propose_disposal",
    "record_find",
    "record_search",
    "search_on_the_spot",
    "sign_handling",
    "store",
    "strike_find",
    "strike_search",
    "withdraw_handling",
]
