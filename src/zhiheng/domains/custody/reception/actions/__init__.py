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
from zhiheng.domains.custody.reception.actions.papers import issue_paper, replace_paper
from zhiheng.domains.custody.reception.actions.releases import (
    Leaving,
    check_release_date,
    complete_release_step,
    confirm_release_date,
    release_person,
)
from zhiheng.domains.custody.reception.actions.steps import complete_step
from zhiheng.domains.custody.reception.actions.transfers import (
    approve_transfer,
    decline_transfer,
    hand_over_transfer,
    propose_transfer,
    receive_transfer,
    withdraw_transfer,
)

__all__ = [
    "Correction",
    "Described",
    "Expected",
    "Found",
    "Item",
    "Leaving",
    "Looked",
    "Number",
    "Papers",
    "Receiver",
    "add_item",
    "add_version",
    "admit_arrival",
    "approve_transfer",
    "check_papers",
    "check_release_date",
    "close_doubt",
    "complete_release_step",
    "complete_step",
    "confirm_release_date",
    "decline_transfer",
    "expect_arrival",
    "hand_out",
    "hand_over_doubt",
    "hand_over_transfer",
    "issue_paper",
    "propose_transfer",
    "raise_doubt",
    "receive_transfer",
    "record_check",
    "record_copy",
    "record_disagreement",
    "record_examination",
    "record_search",
    "release_person",
    "replace_paper",
    "store_belonging",
    "withdraw_arrival",
    "withdraw_item",
    "withdraw_transfer",
]  # fmt: skip
