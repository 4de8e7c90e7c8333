"""Verbs of whereabouts, by subject."""

from __future__ import annotations

from zhiheng.domains.custody.whereabouts.actions.acknowledge import acknowledge_count
from zhiheng.domains.custody.whereabouts.actions.beds import allocate_bed
from zhiheng.domains.custody.whereabouts.actions.discrepancies import hand_over_discrepancy, settle_discrepancy
from zhiheng.domains.custody.whereabouts.actions.movements import Going, begin_movement, extend_movement, return_people
from zhiheng.domains.custody.whereabouts.actions.orders import carry_out_order, issue_order, withdraw_order
from zhiheng.domains.custody.whereabouts.actions.overdue import record_overdue
from zhiheng.domains.custody.whereabouts.actions.roll_calls import Entry, Mark, call_off_roll_call, open_roll_call, submit_roll_call

__all__ = [
    "Entry",
    "Going",
    "Mark",
    "acknowledge_count",
    "allocate_bed",
    "begin_movement",
    "call_off_roll_call",
    "carry_out_order",
    "extend_movement",
    "hand_over_discrepancy",
    "issue_order",
    "open_roll_call",
    "record_overdue",
    "return_people",
    "settle_discrepancy",
    "submit_roll_call",
    "withdraw_order",
]
