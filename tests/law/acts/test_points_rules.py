"""Answers of the rules on points: each boundary of the sheet's tables on both sides."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.cast import n
from zhiheng.law import points
from zhiheng.law.acts import read_all
from zhiheng.law.acts.points_2021.interruptions import Carried
from zhiheng.law.calendar import Term
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.protected import Act
from zhiheng.law.reckoning import RULES, Truth
from zhiheng.law.scale import (
    SCALE_WORDS,
    AvailableReading,
    BaseReading,
    Body,
    DemeritReading,
    EntryReading,
    Grade,
    Part,
    Readings,
    RemainderReading,
    RestartReading,
    Reward,
    Rounding,
    Sanction,
    SanctionReading,
    YearReading,
)

assert points  # fills RULES
read_all()
_, DETENTION, FIXED, LIFE, REPRIEVE = SentenceKind
NO, UNKNOWN, YES = Truth
H, T = Rounding.HUNDREDTHS, Rounding.TENTHS
SUPERVISION, EDUCATION, LABOUR = Part

ANSWERS: list[tuple[str, tuple[Any, ...], Any]] = [
    # cycle
    ("PT-C1", (n("2022-03-09"),), n("2022-03-09")),
    ("PT-C2", (599_99,), False),
    ("PT-C2", (600_00,), True),
    ("PT-C3", (n("2022-06-30"),), n("2022-07-01")),
    ("PT-C3", (n("2022-12-05"),), n("2023-01-01")),
    ("PT-C4", (712_50,), 112_50),
    ("PT-C5", (-23_33, 100_00), 76_67),
    ("PT-C6", (600_00, RemainderReading.AT_ONCE), True),
    ("PT-C6", (600_00, RemainderReading.NEXT_MONTH), False),
    ("PT-C6", (599_99, RemainderReading.AT_ONCE), False),
    # month
    ("PT-M1", (), 35_00),
    ("PT-M2", (), 35_00),
    ("PT-M3", (), 30_00),
    ("PT-M4", (), 100_00),
    ("PT-M5", (17_50, 35_00), 17_50),
    ("PT-M5", (17_51, 35_00), 17_50),
    ("PT-M5", (15_01, 30_00), 15_00),
    ("PT-M5", (30_00, 50_00), 25_00),
    ("PT-M6", (30_00, 0, 3_00), 27_00),
    ("PT-M7", (), 150_00),
    ("PT-M8", (35_00, 20, n("2022-04-01"), H), 23_33),
    ("PT-M8", (100_00, 20, n("2022-04-01"), T), 66_70),
    ("PT-M8", (100_00, 0, n("2022-04-01"), H), 0),
    ("PT-M8-total", (70_00, 20, 30_00, 20, n("2022-04-01"), H), 66_67),
    ("PT-M9", (3_00, 6_00), 6_00),
    ("PT-M9", (6_00, 3_00), 6_00),
    ("PT-M10", (12_00,), -12_00),
    ("PT-M", (100_00, 17_50, 3_00, 100_00), 214_50),
    # special bonus
    ("PT-S1", (100_00,), True),
    ("PT-S1", (100_01,), False),
    ("PT-S1", (0,), False),
    ("PT-S2-items", (5,), False),
    ("PT-S2-items", (6,), True),
    ("PT-S2", (6, 100_00, 200_00, False), 100_00),
    ("PT-S2", (6, 100_00, 200_01, False), 0),
    ("PT-S2", (6, 100_00, 200_01, True), 100_00),
    ("PT-S2", (5, 100_00, 300_00, False), 100_00),
    ("PT-S2-year", (n("2022-01-31"), n("2022-12-01"), YearReading.CALENDAR), True),
    ("PT-S2-year", (n("2021-12-31"), n("2022-01-01"), YearReading.CALENDAR), False),
    ("PT-S2-year", (n("2021-12-31"), n("2022-11-30"), YearReading.ROLLING), True),
    ("PT-S2-year", (n("2021-12-31"), n("2022-12-01"), YearReading.ROLLING), False),
    ("PT-S3", (100_00, YES), 0),
    ("PT-S3", (100_00, UNKNOWN), 100_00),
    ("PT-S-shall", (YES, UNKNOWN), UNKNOWN),
    ("PT-35-hidden", (5,), True),
    ("PT-35-hidden", (6,), False),
    # sanctions and special situations
    ("PT-P1", (), 100_00),
    ("PT-P2", (), 200_00),
    ("PT-P3", (), 400_00),
    ("PT-Q1", (100_00, 100_00, SanctionReading.MONTH), 0),
    ("PT-Q1", (100_00, 100_00, SanctionReading.BALANCE), 100_00),
    ("PT-V1", (LABOUR,), 0),
    ("PT-V1", (EDUCATION,), 50_00),
    ("PT-V1-known", (YES, NO), NO),
    ("PT-V1-split", (30_00, 0, 10, 30, H), 10_00),
    ("PT-V2", (30, 10), 20),
    ("PT-V2", (30, 31), 0),
    ("PT-V3", (93_00, 3, 90, 30, H), 31_00),
    ("PT-V3", (60_00, 2, 60, 30, H), 30_00),
    ("PT-V3", (0, 0, 0, 30, H), 0),
    ("PT-V4", (0, False, 93_00, 3, H), 31_00),
    ("PT-V4", (20_00, True, 93_00, 3, H), 20_00),
    ("PT-V5", (SUPERVISION,), 0),
    ("PT-V6", (False, 5_00), 0),
    ("PT-V6", (True, -5_00), -5_00),
    ("PT-V7", (NO, NO, UNKNOWN, NO), UNKNOWN),
    ("PT-V7", (NO, NO, NO, YES), YES),
    ("PT-V7-cap", (12_00, YES, 10_00, True), 10_00),
    ("PT-V7-cap", (12_00, YES, 10_00, False), 12_00),
    ("PT-V7-cap", (12_00, UNKNOWN, 10_00, True), 12_00),
    ("PT-V7-cap", (9_00, YES, 10_00, True), 9_00),
    ("PT-V8", (30, 10), 20),
    ("PT-V8", (10, 15), 0),
    ("PT-V9", (), 0),
    ("PT-V10", (True,), 0),
    ("PT-V11", (-23_33,), -23_33),
    ("PT-19-violent", (YES, FIXED, Term(10, 0, 0)), YES),
    ("PT-19-violent", (YES, FIXED, Term(9, 11, 29)), NO),
    ("PT-19-violent", (YES, LIFE, Term(0, 0, 0)), YES),
    ("PT-19-violent", (UNKNOWN, REPRIEVE, Term(0, 0, 0)), UNKNOWN),
    ("PT-19-violent", (YES, DETENTION, Term(0, 6, 0)), NO),
    # grade
    ("PT-23-1", (0,), False),
    ("PT-23-1", (1,), True),
    ("PT-23-7", (1, 0, DemeritReading.SUMMED), False),
    ("PT-23-7", (1, 1, DemeritReading.SUMMED), True),
    ("PT-23-7", (0, 1, DemeritReading.ONE_DEMERIT), True),
    ("PT-23-7", (1, 0, DemeritReading.ONE_DEMERIT), False),
    ("PT-23-7", (2, 0, DemeritReading.ONE_DEMERIT), True),
    ("PT-23-8", (0,), False),
    ("PT-23-8", (1,), True),
    ("PT-23-low", (59_99, False, EntryReading.EXCLUDED), True),
    ("PT-23-low", (60_00, False, EntryReading.EXCLUDED), False),
    ("PT-23-low", (0, True, EntryReading.EXCLUDED), False),
    ("PT-23-low", (0, True, EntryReading.INCLUDED), True),
    ("PT-23-9", (2,), False),
    ("PT-23-9", (3,), True),
    ("PT-23", (0, 1, 0, 0, 2, DemeritReading.SUMMED), False),
    ("PT-23", (0, 0, 0, 0, 3, DemeritReading.SUMMED), True),
    ("PT-23", (0, 2, 0, 0, 0, DemeritReading.SUMMED), True),
    ("PT-23", (0, 0, 0, 1, 0, DemeritReading.SUMMED), True),
    ("PT-23", (1, 0, 0, 0, 0, DemeritReading.SUMMED), True),
    ("PT-22-1", (9_99,), False),
    ("PT-22-1", (10_00,), True),
    ("PT-22-part", (34_99, 35_00), True),
    ("PT-22-part", (35_00, 35_00), False),
    ("PT-22-2", (0,), False),
    ("PT-22-2", (1,), True),
    ("PT-22-3", (Grade.UNQUALIFIED,), True),
    ("PT-22-3", (Grade.QUALIFIED,), False),
    ("PT-22-4", (YES, NO), YES),
    ("PT-22-4", (NO, NO), NO),
    ("PT-22-4", (YES, YES), NO),
    ("PT-22-4", (UNKNOWN, NO), UNKNOWN),
    ("PT-22", (0, 0, Grade.QUALIFIED, NO, NO, False), NO),
    ("PT-22", (10_00, 0, Grade.QUALIFIED, NO, NO, False), YES),
    ("PT-22", (0, 1, Grade.QUALIFIED, NO, NO, False), YES),
    ("PT-22", (0, 0, Grade.UNQUALIFIED, NO, NO, False), YES),
    ("PT-22", (0, 0, Grade.QUALIFIED, NO, NO, True), YES),
    ("PT-22", (0, 0, Grade.QUALIFIED, UNKNOWN, UNKNOWN, False), UNKNOWN),
    ("PT-21-grade", (True, NO), Grade.UNQUALIFIED),
    ("PT-21-grade", (False, NO), Grade.POSITIVE),
    ("PT-21-grade", (False, YES), Grade.QUALIFIED),
    ("PT-21-grade", (False, UNKNOWN), Grade.QUALIFIED),
    ("PT-21-share", (15,), True),
    ("PT-21-share", (16,), False),
    ("PT-21", (143, 15), 21),
    ("PT-21", (6, 15), 0),
    ("PT-21", (140, 10), 14),
    # who decides
    ("PT-25", (6, 9), True),
    ("PT-25", (5, 9), False),
    ("PT-25", (7, 10), True),
    ("PT-25", (6, 10), False),
    ("PT-25", (10, 9), False),
    ("PT-25", (0, 0), False),
    ("PT-D4", (2_00, YES), YES),
    ("PT-D4", (2_01, YES), NO),
    ("PT-D4", (0, YES), NO),
    ("PT-D4", (2_00, UNKNOWN), UNKNOWN),
    ("PT-D5", (4_99, 0, 0), Body.WARD_TEAM),
    ("PT-D5", (5_00, 0, 0), Body.PRISON_GROUP),
    ("PT-D5", (0, 9_99, 0), Body.WARD_TEAM),
    ("PT-D5", (0, 10_00, 0), Body.PRISON_GROUP),
    ("PT-D5", (0, 0, 1), Body.PRISON_GROUP),
    ("PT-D6", (Body.PRISON_GROUP, Body.WARD_TEAM, NO), True),
    ("PT-D6", (Body.WARD_TEAM, Body.PRISON_GROUP, NO), False),
    ("PT-D6", (Body.OFFICER, Body.WARD_TEAM, YES), True),
    ("PT-D6", (Body.OFFICER, Body.WARD_TEAM, UNKNOWN), False),
    ("PT-D-separate", (True, True, NO), False),
    ("PT-D-separate", (True, True, YES), True),
    ("PT-D-separate", (True, False, NO), True),
    ("PT-D8-open", (NO,), False),
    ("PT-D8-open", (UNKNOWN,), True),
    ("PT-D8-open", (YES,), True),
    ("PT-D8-contested", (0,), True),
    ("PT-D8-contested", (1,), False),
    ("PT-35-month", (-4_00, -2_00, n("2022-05-30")), 2_00),
    # interruptions
    ("PT-I1", (310_00,), Carried(0, False)),
    ("PT-I1", (-63_33,), Carried(-63_33, False)),
    ("PT-I1-restart", (n("2022-05-01"), n("2022-06-01"), RestartReading.EARLIER), n("2022-05-01")),
    ("PT-I1-restart", (n("2022-06-01"), n("2022-05-01"), RestartReading.EARLIER), n("2022-05-01")),
    ("PT-I1-restart", (n("2022-06-01"), n("2022-05-01"), RestartReading.JUDGMENT), n("2022-06-01")),
    ("PT-I1-restart", (n("2022-05-01"), n("2022-06-01"), RestartReading.ADMISSION), n("2022-06-01")),
    ("PT-I2", (420_00,), Carried(420_00, True)),
    ("PT-I3", (-5_00,), Carried(-5_00, False)),
    ("PT-I4", (-5_00,), Carried(0, False)),
    ("PT-I5-pause", (420_00,), Carried(420_00, True)),
    ("PT-I5-proved", (100_00, YES), 0),
    ("PT-I5-proved", (100_00, UNKNOWN), 100_00),
    ("PT-I5-cleared", (312_00, 3, 90, 30, 0, H), 104_00),
    ("PT-I5-cleared", (312_00, 3, 90, 30, -4_00, H), 100_00),
    ("PT-I6", (100_00, YES), 0),
    ("PT-I7", (420_00, NO), Carried(0, False)),
    ("PT-I7", (420_00, UNKNOWN), Carried(420_00, True)),
    ("PT-I7", (420_00, YES), Carried(420_00, True)),
    ("PT-I8", (NO, YES, NO), YES),
    ("PT-I8", (NO, NO, NO), NO),
    ("PT-I9", (302_00, 3, 92, 31, H), 100_67),
    ("PT-I9", (202_00, 2, 59, 31, H), 106_14),
    ("PT-I10", (620_00, 20_00), False),
    ("PT-I10", (620_00, 20_01), True),
    # results
    ("PT-Q2", (100_00, 97_00, 1, 100_00, BaseReading.TOTAL), True),
    ("PT-Q2", (100_00, 97_00, 1, 100_00, BaseReading.EACH_PART), False),
    ("PT-Q2", (100_00, 97_00, 1, 100_00, BaseReading.CAPPED_PARTS), False),
    ("PT-Q2", (0, 0, 0, 100_00, BaseReading.EACH_PART), False),
    ("PT-Q2", (99_99, 99_99, 0, 100_00, BaseReading.TOTAL), False),
    ("PT-Q8", (100_00, 66_67, 70_00, AvailableReading.PARTIAL_ONLY), 66_67),
    ("PT-Q8", (100_00, 66_67, 70_00, AvailableReading.AS_GRANTED), 70_00),
    ("PT-Q8", (100_00, 66_67, 70_00, AvailableReading.FULL), 100_00),
    ("PT-38-below", (False, False, EntryReading.EXCLUDED), True),
    ("PT-38-below", (False, True, EntryReading.EXCLUDED), False),
    ("PT-38-below", (True, False, EntryReading.INCLUDED), False),
    ("PT-38", (Grade.POSITIVE, 1), Reward.COMMENDATION),
    ("PT-38", (Grade.QUALIFIED, 0), Reward.COMMENDATION),
    ("PT-38", (Grade.QUALIFIED, 1), Reward.MATERIAL),
    ("PT-38", (Grade.UNQUALIFIED, 0), Reward.NONE),
    ("PT-38-material", (Grade.POSITIVE,), True),
    ("PT-38-material", (Grade.QUALIFIED,), False),
    ("PT-41-a", (6, 6, 6), True),
    ("PT-41-a", (6, 6, 5), False),
    ("PT-41-b", (599_99,), False),
    ("PT-41-c", (300_00, 100_00), False),
    ("PT-41-c", (300_00, 300_00), True),
    ("PT-41-d", (n("2022-05-02"), n("2022-05-02")), True),
    ("PT-41-d", (n("2022-05-03"), n("2022-05-02")), False),
    ("PT-41-e", (3_00, 150, 100, 200), False),
    ("PT-41-e", (3_00, 100, 100, 200), True),
    ("PT-41-e", (3_00, 200, 100, 200), True),
    ("PT-41-e", (0, 150, 100, 200), True),
    ("PT-52", (), True),
    # what is never deducted
    ("PT-9-1-2012", (Act.REPORT,), NO),
    ("PT-9-1-2026", (Act.BREACH,), YES),
    ("PT-9-1-court", (Act.APPEAL,), NO),
    ("PT-9-2", (Act.OBJECTION,), NO),
    ("PT-9-3-2012", (Act.CONTACT_WITH_OVERSIGHT,), NO),
    ("PT-9-3-2026", (Act.LAWYER,), YES),
    ("PT-9-4-2012", (Act.LEGAL_AID,), NO),
    ("PT-9-4-2026", (Act.LAWYER,), NO),
    ("PT-9-5-2012", (Act.MEDICAL_CARE,), NO),
    ("PT-9-5-2026", (Act.MEDICAL_CARE,), NO),
    ("PT-9-5-work", (Act.UNABLE_TO_WORK,), NO),
    ("PT-9-6-2012", (Act.REST_DAY,), NO),
    ("PT-9-6-2026", (Act.UNPAID_EXCESS_HOURS,), NO),
    ("PT-9-7-2012", (Act.UNLAWFUL_ORDER,), NO),
    ("PT-9-7-2026", (Act.ILL_TREATED_OR_WITNESS,), NO),
    ("PT-9-8-2012", (Act.RELIGION_LANGUAGE_CUSTOM,), NO),
    ("PT-9-8-2026", (Act.RELIGION_LANGUAGE_CUSTOM,), NO),
    ("PT-9-9", (Act.ANOTHERS_ACT,), NO),
    ("PT-9-10-2021", (Act.UNABLE_TO_PAY,), NO),
    ("PT-9-10-2024", (Act.UNABLE_TO_PAY,), NO),
    ("PT-9-false", (YES, YES, True, True, False), YES),
    ("PT-9-false", (YES, YES, True, True, True), NO),
    ("PT-9-false", (YES, YES, True, False, False), NO),
    ("PT-9-false", (UNKNOWN, YES, True, True, False), UNKNOWN),
]


@pytest.mark.parametrize(("id", "given", "answer"), ANSWERS, ids=lambda value: value if isinstance(value, str) else None)
def test_what_the_rules_answer(id: str, given: tuple[Any, ...], answer: Any) -> None:
    found = RULES[id](*given)

    assert (found, type(found)) == (answer, type(answer))


def test_every_rule_that_is_no_clock_is_tried() -> None:
    ours = {id for id, rule in RULES.items() if id.startswith("PT-") and rule.body.__annotations__["return"] != "Clock"}

    assert ours <= {id for id, _, _ in ANSWERS}


def test_the_kinds_have_words_in_both_languages() -> None:
    kinds = (Part, Sanction, Grade, Reward, Body, SanctionReading, BaseReading, RemainderReading, DemeritReading, EntryReading, Rounding,
             YearReading, AvailableReading, RestartReading)  # fmt: skip
    members = [member for kind in kinds for member in kind]

    assert all(member.zh and member.en for member in members)
    assert len(members) == len(SCALE_WORDS)


def test_the_default_readings_are_those_of_the_sheet() -> None:
    assert [reading.code for reading in Readings()] == [
        "month", "total", "next_month", "summed", "excluded", "hundredths", "calendar", "partial_only",
    ]  # fmt: skip
