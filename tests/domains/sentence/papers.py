"""Entries as clerks would make them from court papers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from zhiheng.domains.sentence.entries import ChangeEntry, CountEntry, JudgmentEntry
from zhiheng.law.calendar import Term

TWELVE_YEARS = JudgmentEntry(
    document="（2022）江02刑初38号",
    court="江城市第二中级人民法院",
    offence="诈骗罪",
    kind="fixed",
    term=Term(12),
    judged_on=dt.date(2022, 3, 25),
    final_on=dt.date(2022, 4, 6),
    delivered_on=dt.date(2022, 5, 18),
    printed_start=dt.date(2021, 9, 10),
    printed_end=dt.date(2033, 9, 9),
    political_rights_months=24,
    counts=(CountEntry(crime="诈骗罪", offence_date=dt.date(2020, 11, 3), term=Term(12)),),
)

EIGHT_MONTHS = ChangeEntry(
    kind="commutation",
    document="（2024）江02刑更412号",
    court="江城市第二中级人民法院",
    ruled_on=dt.date(2024, 10, 15),
    served_on=dt.date(2024, 10, 22),
    term=Term(0, 8),
    printed_start=dt.date(2021, 9, 10),
    printed_end=dt.date(2033, 1, 9),
)


def twelve_years(**changes: Any) -> JudgmentEntry:
    return replace(TWELVE_YEARS, **changes)


def eight_months(**changes: Any) -> ChangeEntry:
    return replace(EIGHT_MONTHS, **changes)
