"""Findings of the rules on conduct and procedure on both sides of their bounds; a count of nothing, and the first and last item of each list."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.cast import d, n
from zhiheng.law import points, procedures
from zhiheng.law.acts import read_all
from zhiheng.law.acts.points_2021 import scoring
from zhiheng.law.acts.points_2021.interruptions import Carried
from zhiheng.law.acts.supervision_law.measures import functional_custody
from zhiheng.law.acts.temporary_service.conditions_2014 import least_before_outside
from zhiheng.law.calendar import Term
from zhiheng.law.facts import Period
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import RULES, RefusalKind, Truth
from zhiheng.law.scale import Body, Part, RestartReading, Rounding

assert points  # fills RULES
assert procedures
read_all()
CONTROL, DETENTION, FIXED, LIFE, REPRIEVE = SentenceKind
NO, UNKNOWN, YES = Truth

ANSWERS: list[tuple[str, tuple[Any, ...], Any]] = [
    # points
    *[("PT-21-share", (share,), held) for share, held in ((-1, False), (0, True), (15, True), (16, False))],
    ("PT-21", (1999, 10), 199),
    ("PT-21", (1980, 10), 198),
    *[("PT-I1", (balance,), Carried(carried, False)) for balance, carried in ((1, 0), (0, 0), (-1, -1))],
    *[("PT-I1-restart", (judged, 20, RestartReading.EARLIER), min(judged, 20)) for judged in (10, 20, 30)],
    ("PT-I1-restart", (10, 20, RestartReading.ADMISSION), 20),
    ("PT-I1-restart", (30, 20, RestartReading.JUDGMENT), 30),
    *[("PT-25", facts, True) for facts in ((1, 1), (2, 3), (3, 3))],
    *[("PT-25", facts, False) for facts in ((0, 0), (0, 1), (-1, 0), (1, 2), (4, 3))],
    *[("PT-D4", (deduction, YES), answer) for deduction, answer in ((0, NO), (1, YES), (2_00, YES), (2_01, NO))],
    *[("PT-D6", (Body.WARD_TEAM, needed, NO), held) for needed, held in ((Body.OFFICER, True), (Body.WARD_TEAM, True), (Body.PRISON_GROUP, False))],
    *[("PT-41-b", (balance,), held) for balance, held in ((599_99, False), (600_00, True))],
    *[("PT-S1", (bonus,), held) for bonus, held in ((0, False), (1, True), (100_00, True), (100_01, False))],
    *[("PT-35-hidden", (item,), held) for item, held in ((0, False), (1, True), (5, True), (6, False))],
    ("PT-V8", (5, 5), 0),
    ("PT-V8", (5, 4), 1),
    ("PT-V2", (5, 6), 0),
    ("PT-V1-split", (30_00, 10_00, 10, 30, Rounding.HUNDREDTHS), 16_67),
    ("PT-V1-split", (30_00, 11_00, 9, 30, Rounding.HUNDREDTHS), 16_70),
    # lists
    *[("PC-4.1-5-2012", (item,), held) for item, held in ((0, False), (1, True), (8, True), (9, False))],
    *[("PC-4.1-5-2026", (item,), held) for item, held in ((0, False), (1, True), (12, True), (13, False))],
    # meetings and patrols
    *[("PC-1.1-2", (present, present, True), held) for present, held in ((0, False), (1, True))],
    *[("PC-1.1-committee-vote", (9, present, present, True), answer) for present, answer in ((0, NO), (1, YES), (9, YES), (10, NO))],
    *[("PC-6-cross-length", facts, held) for facts, held in (((0, 20), False), ((1, 20), True), ((1, 19), False))],
    # times
    *[("RT-57", (n("2026-11-02"), n("2026-11-02") + days), held) for days, held in ((-1, False), (0, True), (90, True), (91, False))],
    *[("PC-2.1-notice", (n("2026-03-02"), n("2026-03-02") + days), held) for days, held in ((-1, False), (0, True), (7, True), (8, False))],
    *[("RT-keep", (needed, 20, False, 99), kept) for needed, kept in ((10, 20), (30, 30))],
    # special leave: every condition is needed, either cause suffices
    *[("PC-5.2-special", (FIXED, *facts), YES) for facts in ((YES, NO, YES, YES), (NO, YES, YES, YES))],
    *[("PC-5.2-special", (FIXED, *facts), NO) for facts in ((NO, NO, YES, YES), (YES, YES, NO, YES), (YES, YES, YES, NO))],
    ("PC-5.2-special", (LIFE, YES, YES, YES, YES), NO),
    # temporary service
    *[("PC-2.2-4b-asked", facts, False) for facts in ((0, 1, 2, True), (1, 0, 2, True), (1, 1, 1, True), (1, 1, 2, False))],
    ("PC-2.2-4b-asked", (1, 1, 2, True), True),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "facts", "answer"), ANSWERS)
def test_a_rule_answers_as_the_sheet_says(rule: str, facts: tuple[Any, ...], answer: Any) -> None:
    assert RULES[rule](*facts) == answer


def test_each_part_has_its_base() -> None:
    assert [scoring.standard_base(part) for part in Part] == [35_00, 35_00, 30_00]


@pytest.mark.parametrize(
    ("kind", "term", "least"),
    [
        (LIFE, Term(), Term(7)),
        (REPRIEVE, Term(), Term(7)),
        (FIXED, Term(9, 11, 29), Term()),
        (FIXED, Term(10), Term(3, 4)),
        (FIXED, Term(10, 1), Term(3, 4, 10)),
        (FIXED, Term(10, 3), Term(3, 5)),
        (FIXED, Term(11, 0, 15), Term(3, 8, 5)),
        (FIXED, Term(10, 2, 1), Term(3, 4, 21)),
    ],
)
def test_a_third_must_be_served_first_from_ten_years(kind: SentenceKind, term: Term, least: Term) -> None:
    assert least_before_outside(kind, term) == least


def test_functional_custody_is_left_to_a_person_with_its_days_counted() -> None:
    refusal = functional_custody(n("2020-03-01"), n("2020-03-10"))

    assert (refusal.kind, refusal.code, refusal.fields) == (RefusalKind.UNSUPPORTED, "functional_custody", ("custody",))
    assert "10日" in refusal.message_zh
    assert "10 days" in refusal.message_en


def test_a_share_of_one_is_the_whole() -> None:
    assert [scoring.rounded_share(5, parts, Rounding.HUNDREDTHS) for parts in (0, 1, 2)] == [0, 5, 3]


@pytest.mark.parametrize(
    ("last", "on", "days"), [("2026-03-09", "2026-03-10", 0), ("2026-03-10", "2026-03-10", 10), ("2026-03-20", "2026-03-10", 10)]
)
def test_days_alone_end_with_the_last_day_alone(last: str, on: str, days: int) -> None:
    assert procedures.days_alone([Period(d("2026-03-01"), d(last))], n(on)) == days
    assert procedures.days_alone([Period(d("2026-03-01"))], n(on)) == 10
