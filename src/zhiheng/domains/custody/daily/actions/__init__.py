"""The verbs of the ward's day."""

from __future__ import annotations

from zhiheng.domains.custody.daily.actions.events import Seen, close_event, report_event
from zhiheng.domains.custody.daily.actions.hand_over import Handed, hand_over, take_over, withdraw_hand_over
from zhiheng.domains.custody.daily.actions.talks import record_talk
from zhiheng.domains.custody.daily.actions.timetable import end_timetable_line, set_timetable_line

__all__ = [
    "Handed",
    "Seen",
    "close_event",
    "end_timetable_line",
    "hand_over",
    "record_talk",
    "report_event",
    "set_timetable_line",
    "take_over",
    "withdraw_hand_over",
]
