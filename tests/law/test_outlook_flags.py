"""Every flag that an outlook raises, and none beside: the open questions and the discretion that touch each kind of case."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.rows import explained, term
from tests.law.test_outlook_parts import FIXED, FOUR, LIFE, REPRIEVE, TO_LIFE, ruling
from zhiheng.law.acts.commutation_2012.numbers import at_discretion_2012
from zhiheng.law.acts.commutation_2016.fixed_terms import at_discretion
from zhiheng.law.acts.commutation_2016.parole import interval_may_be_shorter
from zhiheng.law.calendar import Term
from zhiheng.law.kinds import SentenceKind

RESTRICTED = REPRIEVE["original"] | {"restricted": True}
EARLY = {"reprieve_served_date": "2011-06-20"}
EARLY_LIFE = TO_LIFE | {"date": "2013-07-01", "served": "2013-07-05"}
OF_2011 = {"kind": "fixed", **term(4), "start": "2011-06-01", "delivery_date": "2012-01-01", "final_date": "2011-12-01"}
OF_2008 = OF_2011 | {"start": "2008-06-01", "delivery_date": "2009-01-01", "final_date": "2008-12-01"}
IN_2013 = {"original": OF_2011, "report_date": "2013-06-01", "grade": "A", "offence_dates": ["2011-05-05"]}
BEFORE_2011 = {"original": OF_2008 | term(9), "grade": "A", "offence_dates": ["2007-05-05"]}
NINE = {"report_date": "2024-06-01", "original": FOUR | {"years": 9}, "property": "able_unwilling"}
THREE = {"kind": "fixed", **term(3), "start": "2018-01-10", "delivery_date": "2018-09-20"}
TWELVE = {"kind": "fixed", **term(12), "start": "2015-01-10", "delivery_date": "2015-09-20"}
GREAT = {"original": TWELVE, "history": [ruling("2016-06-01", "2016-06-05", amount=term(2))], "report_date": "2019-01-01"}
SMALL = {"history": [ruling("2016-06-01", "2016-06-05", amount=term(0, 6))]}
LEAP = {"history": [ruling("2017-02-20", "2017-02-28", amount=term(0, 3))]}
TWO_COUNTS = [{"crime": "theft", **term(3)}, {"crime": "fraud", **term(3)}]
NO_RULING = "ruling_date_from_report"

FLAGS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("ordinary", FIXED, [NO_RULING]),
    ("with a day of ruling", FIXED | {"ruling_date": "2019-10-01"}, []),
    ("judged on 2016-12-31", FIXED | {"original": FOUR | {"judgment_date": "2016-12-31", "delivery_date": "2018-01-20"}}, [NO_RULING, "OQ-9"]),
    ("judged on 2017-01-01", FIXED | {"original": FOUR | {"judgment_date": "2017-01-01", "delivery_date": "2018-01-20"}}, [NO_RULING]),
    ("four years under 2012", IN_2013, [NO_RULING, "OQ-29", "may_be_shorter"]),
    ("five years under 2012", IN_2013 | {"original": OF_2011 | term(5)}, [NO_RULING, "OQ-29"]),
    ("strict under 2012", IN_2013 | {"categories": ["mafia"], "report_date": "2014-06-01"}, ["OQ-14", NO_RULING, "OQ-29"]),
    (
        "again under 2012",
        IN_2013 | {"report_date": "2014-06-01", "history": [ruling("2013-03-01", "2013-03-05", amount=term(0, 3))]},
        ["OQ-14", "R-P12-22s", NO_RULING, "may_be_shorter"],
    ),
    ("four years under 1997", BEFORE_2011 | {"original": OF_2008, "report_date": "2010-06-01"}, [NO_RULING, "may_be_shorter"]),
    ("1997 on its last day", BEFORE_2011 | {"report_date": "2012-06-30"}, [NO_RULING]),
    ("1997 by the notice of 2013", BEFORE_2011 | {"report_date": "2012-07-01"}, [NO_RULING, "N2013"]),
    ("ten years", FIXED | {"original": FOUR | term(10)}, [NO_RULING]),
    ("ten years, strict", FIXED | {"original": FOUR | term(10), "categories": ["mafia"]}, ["OQ-7", NO_RULING]),
    ("nine years, strict", FIXED | {"original": FOUR | term(9), "categories": ["mafia"]}, [NO_RULING]),
    ("life", LIFE, ["OQ-8", NO_RULING, "OQ-9"]),
    ("life, strict", LIFE | {"categories": ["mafia"]}, ["OQ-8", "OQ-27", NO_RULING, "OQ-9"]),
    ("life, strict, repentance and major merit", LIFE | {"categories": ["mafia"], "grade": "D"}, ["OQ-8", NO_RULING, "OQ-9"]),
    ("life, strict, every grade", LIFE | {"categories": ["mafia"], "grade": None}, ["OQ-8", "OQ-27", NO_RULING, "OQ-9"]),
    ("life, strict, under 2012", LIFE | {"categories": ["mafia"], "report_date": "2016-12-01"}, ["OQ-8", NO_RULING, "OQ-29"]),
    ("reprieve", REPRIEVE, ["OQ-8", "OQ-6", NO_RULING]),
    ("reprieve, now life", REPRIEVE | {"history": [TO_LIFE]}, ["OQ-8", "OQ-6", NO_RULING]),
    ("reprieve, now life, strict", REPRIEVE | {"history": [TO_LIFE], "categories": ["mafia"]}, ["OQ-8", "OQ-27", "OQ-6", NO_RULING]),
    ("reprieve, now life, strict, D", REPRIEVE | {"history": [TO_LIFE], "categories": ["mafia"], "grade": "D"}, ["OQ-8", "OQ-6", NO_RULING]),
    (
        "restricted",
        REPRIEVE | {"original": RESTRICTED, "history": [TO_LIFE], "categories": ["rape"]},
        ["OQ-8", "OQ-27", "OQ-19", "OQ-6", NO_RULING],
    ),
    (
        "restricted, major merit",
        REPRIEVE | {"original": RESTRICTED, "history": [TO_LIFE], "categories": ["rape"], "grade": "C"},
        ["OQ-8", "OQ-19", "OQ-6", NO_RULING],
    ),
    (
        "restricted under 2012",
        REPRIEVE | {"original": RESTRICTED | EARLY, "history": [EARLY_LIFE], "categories": ["rape"], "report_date": "2016-06-01"},
        ["OQ-8", "OQ-19", "OQ-6", NO_RULING, "OQ-29", "no_number:P2012-restricted"],
    ),
    (
        "reprieve under 2012",
        REPRIEVE | {"original": REPRIEVE["original"] | EARLY, "history": [EARLY_LIFE], "report_date": "2016-06-01"},
        ["OQ-8", "OQ-6", NO_RULING, "OQ-29"],
    ),
    (
        "property cured",
        FIXED | {"report_date": "2024-11-30", "original": FOUR | {"years": 9}, "property_cured_on": "2024-06-15"},
        ["OQ-18", NO_RULING],
    ),
    ("unwilling", FIXED | NINE, [NO_RULING, "R-Y-5"]),
    ("unwilling with major merit", FIXED | NINE | {"grade": "C"}, ["OQ-25", NO_RULING]),
    ("unwilling before 2024-05-01", FIXED | NINE | {"grade": "C", "report_date": "2024-04-30"}, [NO_RULING]),
    ("control", {"original": {"kind": "control", **term(2), "start": "2021-03-10"}, "report_date": "2021-12-01", "grade": "A"}, [NO_RULING, "R-K-1"]),
    ("two years left when final", FIXED | {"original": THREE | {"final_date": "2019-01-10"}}, [NO_RULING]),
    ("a day less than two years left", FIXED | {"original": THREE | {"final_date": "2019-01-11"}}, [NO_RULING, "R-K-1"]),
    ("life, strict, repentance with merit", LIFE | {"categories": ["mafia"], "grade": "B"}, ["OQ-8", "OQ-27", NO_RULING, "OQ-9"]),
    ("reprieve, now life, strict, B", REPRIEVE | {"history": [TO_LIFE], "categories": ["mafia"], "grade": "B"}, ["OQ-8", "OQ-6", NO_RULING]),
    ("several counts under 2012", IN_2013 | {"counts": TWO_COUNTS, "original": OF_2011 | term(5)}, [NO_RULING, "OQ-29"]),
    ("again, a great reduction", FIXED | GREAT, [NO_RULING]),
    ("again, strict, a great reduction", FIXED | GREAT | {"categories": ["mafia"]}, ["OQ-16", NO_RULING]),
    ("again, strict, a small reduction", FIXED | GREAT | SMALL | {"categories": ["mafia"]}, [NO_RULING]),
    ("an interval from the end of February", FIXED | GREAT | LEAP, ["OQ-1", NO_RULING]),
    ("from the end of February", FIXED | {"original": FOUR | {"start": "2018-02-28", "years": 5}}, ["OQ-2", "OQ-1", NO_RULING]),
]


@pytest.mark.parametrize(("changed", "flags"), [(case, flags) for _words, case, flags in FLAGS], ids=[words for words, _case, _flags in FLAGS])
def test_a_case_has_these_flags_and_no_other(changed: dict[str, Any], flags: list[str]) -> None:
    assert explained(**changed)["flags"] == flags


@pytest.mark.parametrize("standing", ["restricted", "whole_life"])
def test_a_reprieve_with_a_class_of_its_own_is_outside_the_question_of_bribery_among_several_counts(standing: str) -> None:
    original = REPRIEVE["original"] | {standing: True, "judgment_date": "2015-11-01", "reprieve_served_date": "2015-12-01"}
    history = [TO_LIFE | {"date": "2017-12-05", "served": "2017-12-08"}]
    case = REPRIEVE | {"original": original, "history": history, "counts": TWO_COUNTS, "categories": ["embezzlement_bribery", "rape"]}

    assert explained(**case)["class"] == standing
    assert "OQ-22" not in explained(**case)["flags"]


@pytest.mark.parametrize("days", [29, 30])
def test_a_month_of_31_days_is_not_over_after_30(days: int) -> None:
    """A rest of one year, eleven months and thirty days is less than two years, though thirty days are a month elsewhere."""
    assert at_discretion(SentenceKind.FIXED, Term(1, 11, days))
    assert interval_may_be_shorter(Term(1, 11, days))
    assert at_discretion_2012(SentenceKind.FIXED, Term(0, 11, days))


@pytest.mark.parametrize(
    ("ruled", "final", "flag"),
    [
        ("2014-06-01", "2014-01-10", None),  # exactly one year left of three years to 2015-01-09
        ("2014-06-01", "2014-01-11", "R-K-2"),
        ("2014-06-01", "2013-01-11", None),  # less than two years, which is of 2017
        ("2017-01-01", "2013-01-11", "R-K-1"),
        ("2012-06-30", "2011-06-30", None),  # of 1997 no number is on file
    ],
)
def test_little_left_is_a_matter_of_the_provisions_that_govern(ruled: str, final: str, flag: str | None) -> None:
    start, offence = ("2009-07-10", "2008-12-01") if ruled < "2012-07" else ("2012-01-10", "2011-12-01")
    original = {"kind": "fixed", **term(3), "start": start, "final_date": final, "delivery_date": final}
    found = explained(original=original, report_date=ruled, ruling_date=ruled, offence_dates=[offence])

    assert [flag for flag in found["flags"] if flag.startswith("R-K-")] == ([flag] if flag else [])
