"""Powers over the ward's day."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

VIEW = "daily.view"
TIMETABLE = "daily.timetable"
HAND_OVER = "shift.hand-over"
TAKE_OVER = "shift.take-over"
REPORT = "events.report"
CLOSE = "events.close"
TALK = "talks.record"

declare(
    PowerEntry(
        VIEW, "查阅监区日常台账", "Read a ward's day", "《监狱法》第二十三条", "place",
        "只为履行职责查阅。", "Read only for one's duty.",
    ),
    PowerEntry(
        TIMETABLE, "制定监区作息", "Set a ward's timetable", "《监狱法》第一百零三条；内部规则：一日作息", "place",
        "保证法定休息；变更提前公布，注明起始日期。", "Keep the statutory rest; publish a change before it begins, with its first day.",
    ),
    PowerEntry(
        HAND_OVER, "交班", "Hand a shift over", "内部规则：值班交接", "place",
        "如实交代人数、外出、未结事项和重点人员；人数不符的说明原因。",
        "State truly the count, who is out, what is open and whom to watch; explain a count that does not agree.",
        fresh=True,
    ),
    PowerEntry(
        TAKE_OVER, "接班", "Take a shift over", "内部规则：值班交接", "place",
        "当面清点后接班；不符的不得接班，或者写明差异后接班并报告。",
        "Count before taking over; take over with a difference only when it is written down and reported.",
        fresh=True,
    ),
    PowerEntry(
        REPORT, "报告突发事件", "Report an event", "《监狱法》第二十三条、第八十四条", "place",
        "当班即时报告；先报告，后补充。", "Report at once, in the same shift; report first, add later.",
    ),
    PowerEntry(
        CLOSE, "办结突发事件", "Close an event", "《监狱法》第二十三条", "place",
        "写明查明的情况和处理去向；报告人不得独自办结。", "State what was found and where it went; the reporter does not close alone.",
    ),
    PowerEntry(
        TALK, "记录谈话", "Record a talk", "《监狱法》第七十四条；《监狱教育改造工作规定》", "person",
        "谈话记录要点；申诉、控告的内容转交法定渠道，不得作不利评价。",
        "Record the gist; a petition or accusation goes to its lawful channel and never counts against the person.",
    ),
)  # fmt: skip
