"""Verbs of departure, by subject."""

from __future__ import annotations

from zhiheng.domains.custody.departure.actions.key_people import answer_key_person, contest_key_person, mark_key_person, review_key_person
from zhiheng.domains.custody.departure.actions.seals import Asked, answer_enquiry, leave_unsealed, lift_seal, seal_record

__all__ = [
    "Asked", "answer_enquiry", "answer_key_person", "contest_key_person", "leave_unsealed", "lift_seal", "mark_key_person",
    "review_key_person", "seal_record",
]  # fmt: skip
