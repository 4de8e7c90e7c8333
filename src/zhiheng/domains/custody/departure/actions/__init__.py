"""Verbs of departure, by subject."""

from __future__ import annotations

from zhiheng.domains.custody.departure.actions.key_people import answer_key_person, contest_key_person, mark_key_person, review_key_person
from zhiheng.domains.custody.departure.actions.papers import issue_paper, replace_paper
from zhiheng.domains.custody.departure.actions.releases import (
    Leaving,
    check_release_date,
    complete_release_step,
    confirm_release_date,
    release_person,
)
from zhiheng.domains.custody.departure.actions.seals import Asked, answer_enquiry, leave_unsealed, lift_seal, seal_record
from zhiheng.domains.custody.departure.actions.transfers import (
    approve_transfer,
    decline_transfer,
    hand_over_transfer,
    propose_transfer,
    receive_transfer,
    withdraw_transfer,
)

__all__ = [
    "Asked", "Leaving", "answer_enquiry", "answer_key_person", "approve_transfer", "check_release_date", "complete_release_step",
    "confirm_release_date", "contest_key_person", "decline_transfer", "hand_over_transfer", "issue_paper", "leave_unsealed", "lift_seal",
    "mark_key_person", "propose_transfer", "receive_transfer", "release_person", "replace_paper", "review_key_person", "seal_record",
    "withdraw_transfer",
]  # fmt: skip
