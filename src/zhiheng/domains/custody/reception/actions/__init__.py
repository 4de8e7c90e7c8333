"""Verbs of reception, by subject."""

from __future__ import annotations

from zhiheng.domains.custody.reception.actions.arrivals import (
    Expected,
    Papers,
    admit_arrival,
    check_papers,
    expect_arrival,
    record_copy,
    record_disagreement,
    withdraw_arrival,
)
from zhiheng.domains.custody.reception.actions.belongings import Item, Receiver, hand_out, record_search, store_belonging
from zhiheng.domains.custody.reception.actions.examinations import Found, record_examination
from zhiheng.domains.custody.reception.actions.files import Described, add_item, add_version, withdraw_item
from zhiheng.domains.custody.reception.actions.identity import Correction, Looked, Number, close_doubt, hand_over_doubt, raise_doubt, record_check
from zhiheng.domains.custody.reception.actions.steps import complete_step

__all__ = [
    "Correction",
    "Described",
    "Expected",
    "Found",
    "Item",
    "Looked",
    "Number",
    "Papers",
    "Receiver",
    "add_item",
    "add_version",
    "admit_arrival",
    "check_papers",
    "close_doubt",
    "complete_step",
    "expect_arrival",
    "hand_out",
    "hand_over_doubt",
    "raise_doubt",
    "record_check",
    "record_copy",
    "record_disagreement",
    "record_examination",
    "record_search",
    "store_belonging",
    "withdraw_arrival",
    "withdraw_item",
]  # fmt: skip
