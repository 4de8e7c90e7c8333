"""From the record to the outlook: what is recorded is used, what is not is never assumed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
    from zhiheng.domains.sentence.models import Judgment
    from zhiheng.domains.sentence.outlook import Outlook, WhatIf

ON = dt.date(2026, 11, 22)


def of(judgment: Judgment, what_if: WhatIf | None = None) -> Outlook:
    from zhiheng.domains.sentence.outlook import outlook_of

    return outlook_of(judgment, birth_date=dt.date(1980, 1, 1), on=ON, what_if=what_if)


def what(**facts: object) -> WhatIf:
    from zhiheng.domains.sentence.outlook import WhatIf

    return WhatIf(**facts)  # type: ignore[arg-type]  # one table of facts for many tests


def test_outlook_answers_for_every_grade_and_hangs_on_what_nobody_recorded(judgment: Judgment) -> None:
    found = of(judgment)

    assert found.missing[:3] == ("grade", "property", "categories")
    assert set(found.main["earliest_report_by_grade"]) == {"A", "B", "C", "D"}
    assert found.main["earliest_first_report"] == "2024-05-18"  # two years from delivery: 2016 provisions, more than ten years
    assert found.value("floor_end_date") == "2027-09-09"  # half of twelve years, whatever the class
    assert found.value("earliest_first_report") == {"unknown": ["property"]}  # two years in the strict class too
    assert found.value("max_amount") == {"unknown": ["categories", "property"]}
    assert found.value("rule_pack") == "P2016+PJ2024"


def test_without_delivery_the_waiting_time_is_unknown(judgment: Judgment) -> None:
    judgment.delivered_on = None
    found = of(judgment)

    assert found.main["waiting_ends"] == {"unknown": ["original.delivery_date"]}
    assert "original.delivery_date" in found.missing


def test_crimes_named_by_the_court_set_the_category(cast: Cast) -> None:
    from tests.domains.sentence.papers import twelve_years
    from zhiheng.domains.sentence.actions import record_judgment
    from zhiheng.domains.sentence.entries import CountEntry
    from zhiheng.law.calendar import Term

    count = CountEntry(crime="抢劫罪", offence_date=dt.date(2020, 11, 3), term=Term(12))
    entry = twelve_years(offence="抢劫罪", counts=(count,))
    robbed = record_judgment(cast.episode("zhang"), entry=entry, acting=cast.acting(cast.clerk), reason="收监登记")

    found = of(robbed)

    assert found.readings[0].case.categories == ("robbery",)
    assert "R-B-2" in found.main["parole_bars"]


def test_one_fact_tried_moves_the_outlook_and_stores_nothing(judgment: Judgment) -> None:
    from zhiheng.domains.sentence.outlook import compared

    before, after = of(judgment), of(judgment, what(commutation=8))

    assert after.main["end_date"] == "2033-01-09"
    moved = compared(before, after)
    assert moved.keys["end_date"] == ("2033-09-09", "2033-01-09")
    assert moved.nodes
    assert judgment.changes.count() == 0


@pytest.mark.parametrize(
    ("facts", "key", "value"),
    [
        ({"property": "done", "categories": "strict"}, "class", "strict"),
        ({"property": "able_unwilling", "categories": "none"}, "class", "strict"),
        ({"property": "done", "categories": "recidivist"}, "parole_bars", ["R-B-1"]),
        ({"property": "done", "categories": "none", "delivery_date": dt.date(2022, 6, 1)}, "earliest_first_report", "2024-06-01"),
    ],
)
def test_once_everything_is_said_nothing_hangs(judgment: Judgment, facts: dict[str, object], key: str, value: object) -> None:
    found = of(judgment, what(**facts))

    assert len(found.readings) == 1
    assert found.value(key) == value


def test_grade_narrows_the_answer_to_itself(judgment: Judgment) -> None:
    assert set(of(judgment, what(grade="B")).main["earliest_report_by_grade"]) == {"B"}
    assert "grade" not in of(judgment, what(grade="B")).missing


def test_contradictory_facts_compute_nothing(judgment: Judgment) -> None:
    found = of(judgment, what(ruling_date=dt.date(2019, 1, 1)))

    assert found.closed
    assert found.main["refusals"]
