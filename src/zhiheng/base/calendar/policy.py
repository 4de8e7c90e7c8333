"""The power to enter the State Council's notice of a year."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

ENTER = "calendar.enter"

declare(
    PowerEntry(
        ENTER, "录入年度工作日历", "Enter the working calendar of a year",
        "《全国年节及纪念日放假办法》；国务院办公厅年度节假日安排通知", "place",
        "自十一月一日起，在年底前录入国务院办公厅发布的下一年度通知，写明文号和发布日期；录入人不得批准本人的录入；未发布的年度不得推测录入。",
        "From 1 November, and before the year ends, enter the published notice of the next year with its number and date; "
        "never approve one's own entry; never enter what is not published.",
        fresh=True,
    ),
)  # fmt: skip
