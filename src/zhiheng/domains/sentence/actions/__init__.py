"""The verbs of the sentence record. Every one is an act; a change of the record determines the term anew within the same act."""

from __future__ import annotations

from zhiheng.domains.sentence.actions.compare import compare_slice, record_replay_reason, request_comparison, stop_comparison
from zhiheng.domains.sentence.actions.determine import determine, determine_many
from zhiheng.domains.sentence.actions.outlooks import work_out
from zhiheng.domains.sentence.actions.record import correct_judgment, record_change, record_credit, record_judgment, withdraw_change, withdraw_credit
from zhiheng.domains.sentence.actions.rulings import import_rulings, load_rulings

__all__ = [
    "compare_slice",
    "correct_judgment",
    "determine",
    "determine_many",
    "import_rulings",
    "load_rulings",
    "record_change",
    "record_credit",
    "record_judgment",
    "record_replay_reason",
    "request_comparison",
    "stop_comparison",
    "withdraw_change",
    "withdraw_credit",
    "work_out",
]
