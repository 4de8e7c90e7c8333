from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from enum import IntEnum
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

import zhiheng.law.procedures
import zhiheng.law.sentence
from tests.law.cast import n
from tests.law.rows import explained
from zhiheng.law import calendar, prospects
from zhiheng.law.acts import read_all
from zhiheng.law.acts.criminal_law import combination, reprieve
from zhiheng.law.acts.criminal_law.commutation import half_day
from zhiheng.law.acts.replies.dates import end_of_term
from zhiheng.law.calendar import Term
from zhiheng.law.choices import DEFAULTS, LeapReading, Readings
from zhiheng.law.kinds import Grade, Pack, Standing
from zhiheng.law.population import (
    BARS,
    FIRST_DAY,
    LAST_DAY,
    TABLE_FORMS,
    OutlookColumns,
    OutOfRange,
    TermColumns,
    columns_of,
    compiled,
    outlooks,
    position_of,
    table_of,
    term_ends,
)
from zhiheng.law.prospects import NO_DAY
from zhiheng.law.reckoning import RULES, Explanation, Rule

assert zhiheng.law.sentence  # fills RULES
read_all()
assert zhiheng.law.procedures

# Answers with words in them are for people, one at a time.
FOR_PEOPLE = {"R-C-8"}


def made_of(kind: str, chance: random.Random, names: dict[str, Any]) -> Any:
    """A random value for an annotation of a rule; ``names``: where the rule finds its enumerations."""
    if isinstance(names.get(kind), type) and issubclass(names[kind], IntEnum):
        return chance.choice(list(names[kind]))
    makers: dict[str, Callable[[], Any]] = {
        "Day": lambda: chance.randrange(n("1998-01-01"), n("2060-01-01")),
        "int": lambda: chance.randrange(400),
        "bool": lambda: chance.random() < 0.5,
        "Points": lambda: chance.randrange(-500_00, 700_00),
        "Range": lambda: combination.Range(made_of("Term", chance, {}), made_of("Term", chance, {})),
        "Term": lambda: Term(chance.randrange(26), chance.randrange(12), chance.choice([0, 0, 15])),
    }
    return makers[kind]()


@pytest.mark.parametrize("rule", [rule for id, rule in RULES.items() if id not in FOR_PEOPLE], ids=lambda rule: rule.id)
def test_the_compiled_form_of_every_rule_answers_as_the_traced_one(rule: Rule[..., Any]) -> None:
    chance, machine = random.Random(rule.id), compiled(rule)
    kinds = [kind for name, kind in rule.body.__annotations__.items() if name != "return"]
    for _ in range(200):
        values = [made_of(kind, chance, rule.body.__globals__) for kind in kinds]
        assert machine(*values) == rule(*values), values


@pytest.mark.parametrize("family", [combination.fixed_cap, reprieve.merit_result_in_range], ids=lambda family: family.name)
def test_a_compiled_family_chooses_the_same_version(family: Any) -> None:
    machine = compiled(family)
    for day in (n("1997-10-01"), n("2011-04-30"), n("2011-05-01"), n("2030-01-01")):
        for years in (14, 20, 34, 35):
            assert machine(day, Term(years, 0, 0)) == family(day, Term(years, 0, 0))


def test_a_compiled_family_refuses_days_without_a_version() -> None:
    with pytest.raises(ValueError, match="no version"):
        compiled(combination.fixed_cap)(n("1990-01-01"), Term(3, 0, 0))


def test_a_compiled_family_that_ends_refuses_later_days() -> None:
    from zhiheng.law.acts.criminal_law.rights import changed_rights_1997
    from zhiheng.law.reckoning import Dated

    ended = compiled(Dated("ended", changed_rights_1997))

    assert ended(n("2016-12-31"), Term(5, 0, 0))
    with pytest.raises(ValueError, match="no version"):
        ended(n("2017-01-01"), Term(5, 0, 0))


def test_the_tables_answer_as_the_calendar_on_every_day() -> None:
    month, in_month, first = (TABLE_FORMS[plain] for plain in (calendar.month_of, calendar.day_of_month, calendar.first_of))
    for day in range(FIRST_DAY, LAST_DAY + 1, 1):
        whole = date.fromordinal(day + 719163)
        assert month(day) == whole.year * 12 + whole.month - 1
        assert in_month(day) == whole.day
    for number in range(1900 * 12, 2200 * 12):
        assert first(number) == calendar.first_of(number)


def columns(count: int, seed: int = 3) -> TermColumns:
    made = np.random.default_rng(seed)

    def whole(low: int, high: int, kind: Any = np.int16) -> Any:
        return made.integers(low, high, count).astype(kind)

    return TermColumns(
        whole(n("1998-01-01"), n("2030-01-01"), np.int32), whole(2, 25), whole(0, 12), whole(0, 30),
        whole(0, 24), whole(0, 16), whole(0, 400, np.int32), whole(0, 400, np.int32), whole(0, 400, np.int32),
    )  # fmt: skip


@pytest.mark.parametrize("leap", LeapReading)
def test_a_population_gets_the_dates_that_each_person_gets(leap: LeapReading) -> None:
    people = columns(2000)
    ends = term_ends(people, DEFAULTS._replace(leap=leap))
    for i in range(2000):
        start, years, months, days, less_months, less_days, gap, credit, excluded = (int(column[i]) for column in people)
        term = Term(years, months, days)
        assert ends.end[i] == end_of_term(start, term, Term(0, less_months, less_days), gap, credit, excluded, leap)
        assert ends.floor_end[i] == half_day(start, term) + gap - credit + excluded


@pytest.mark.parametrize(
    ("name", "value"),
    [("start", -30_000), ("start", 60_000), ("years", 61), ("months", -1), ("reduced_months", 400), ("credit", -1)],
)
def test_rows_out_of_range_are_refused_by_number(name: str, value: int) -> None:
    people = columns(10)
    getattr(people, name)[7] = value
    with pytest.raises(OutOfRange, match="row 7"):
        term_ends(people)


def test_arrow_goes_in_and_out() -> None:
    people = columns(50)
    table = pa.table({name: pa.array(column) for name, column in people._asdict().items()})
    table = table.set_column(0, "start", table["start"].cast(pa.int32()).cast(pa.date32()))
    read = columns_of(table)

    assert all(np.array_equal(getattr(read, name), getattr(people, name)) for name in TermColumns._fields)
    out = table_of(term_ends(read))
    assert out.schema.types == [pa.date32(), pa.date32()]
    assert out["end"].cast(pa.int32()).to_pylist() == term_ends(people).end.tolist()


def test_an_unknown_value_in_a_column_is_refused() -> None:
    table = pa.table({name: pa.array([1, None]) for name in TermColumns._fields})
    with pytest.raises(OutOfRange, match="unknown"):
        columns_of(table)


# --- outlooks ---------------------------------------------------------------------------------------------------------


def positions(count: int, seed: int = 5) -> OutlookColumns:
    """People of every kind, state, pack and class, with and without a day for everything that may be unknown."""
    made = np.random.default_rng(seed)

    def days(low: str, high: str, absent: float = 0.0) -> Any:
        found = made.integers(n(low), n(high), count)
        return np.where(made.random(count) < absent, NO_DAY, found).astype(np.int32)

    def codes(*among: int) -> Any:
        return made.choice(among, count).astype(np.int8)

    def whole(low: int, high: int) -> Any:
        return made.integers(low, high, count).astype(np.int16)

    origin = codes(1, 2, 3, 3, 3, 4, 4, 5, 5)
    termless = origin >= 4
    fixed = np.where(termless, codes(3, 4), origin).astype(np.int8)
    state = np.where((origin == 5) & (codes(0, 1, 2) == 0), 5, fixed).astype(np.int8)
    running, nothing = whole(6, 200), np.zeros(count, np.int16)
    original = np.where(termless, 0, running).astype(np.int16)
    start = np.where(state >= 4, NO_DAY, days("2004-01-01", "2020-01-01", 0.1)).astype(np.int32)
    removed = np.minimum(whole(0, 20), running - 1).astype(np.int16)
    standing = np.where(origin == 5, codes(1, 2, 3, 4, 5), codes(1, 2, 3)).astype(np.int8)
    ruling = days("1998-01-01", "2030-01-01")
    return OutlookColumns(
        origin, state, codes(1, 2, 3), standing, original, nothing, np.where(termless, NO_DAY, start).astype(np.int32), start,
        running, nothing, removed, whole(0, 16), whole(-30, 200).astype(np.int32), whole(0, 50).astype(np.int32),
        days("1998-01-01", "2020-01-01"), days("2004-01-01", "2020-01-01", 0.1), days("2004-01-01", "2020-01-01", 0.1), codes(0, 1),
        days("2005-01-01", "2024-01-01", 0.1), codes(0, 1), whole(0, 40), nothing, codes(0, 1), days("2023-01-01", "2026-01-01", 0.7),
        days("2018-01-01", "2030-01-01", 0.7), days("2018-01-01", "2030-01-01", 0.5), ruling, ruling - 30, codes(0, 1), codes(0, 1), codes(0, 1),
        codes(0, 1), np.where(standing == 2, codes(0, 1), 0).astype(np.int8),
        np.where(codes(0, 1, 2, 3) == 0, whole(0, 20), 0).astype(np.int16), nothing, np.where(origin == 4, codes(0, 0, 1), 0).astype(np.int8),
        codes(0, 0, 0, 1), codes(0, 0, 0, 1), codes(0, 1),
    )  # fmt: skip


OTHER_READINGS = Readings._make(reading.other for reading in DEFAULTS)


@pytest.mark.parametrize("readings", [DEFAULTS, OTHER_READINGS], ids=["defaults", "others"])
def test_the_outlooks_of_a_population_are_those_of_each_person(readings: Readings) -> None:
    people = positions(1500)
    found = outlooks(people, readings)
    for i in range(1500):
        p, report = position_of(people, i, readings), int(people.report[i])
        floor = NO_DAY if p.standing == Standing.WHOLE_LIFE else prospects.floor_end(p)
        assert found.floor_end[i] == floor
        assert found.end[i] == (NO_DAY if p.start == NO_DAY else prospects.end_after(p, Term(0, 0, 0)))
        assert found.parole[i] == (NO_DAY if found.bars[i] else prospects.parole_earliest(p))
        for grade in Grade:
            closed = p.standing == Standing.WHOLE_LIFE or prospects.refused(p, grade)
            day = prospects.earliest(p, grade)
            assert found.earliest[i, grade - 1] == (NO_DAY if closed else day)
            none = closed or NO_DAY in (p.start, floor, day) or day > report
            amount = Term(0, 0, 0) if none else prospects.most(p, prospects.cap(p, grade), max(floor, p.ruling))
            assert (found.amount_months[i, grade - 1], found.amount_days[i, grade - 1]) == (12 * amount.years + amount.months, amount.days)
            assert found.end_after[i, grade - 1] == (NO_DAY if none else prospects.end_after(p, amount))


def test_each_figure_names_the_rule_that_decided_it() -> None:
    people = positions(1500)
    found = outlooks(people)
    for i in range(0, 1500, 7):
        p = position_of(people, i)
        with Explanation() as explanation:
            floor = NO_DAY if p.standing == Standing.WHOLE_LIFE else prospects.floor_end(p)
        decided = explanation.steps[0].rule.id if floor != NO_DAY else ""
        assert found.rules[found.floor_by[i]] == decided
        if found.rules[found.earliest_by[i]] in ("R-K-6", "R-K-8", "R-P97-crime"):
            assert p.barred_until == prospects.earliest(p, Grade.A)
        if found.rules[found.parole_by[i]] in ("R-A-28", "R-P12-22", "R-P97-parole"):
            assert p.parole_from == prospects.parole_earliest(p)


def test_bars_are_bits() -> None:
    people = positions(400)
    found = outlooks(people)
    barred = found.bars.astype(int)

    assert not (barred[people.origin < 3]).any()
    parolable, later = people.origin >= 3, people.old_code == 0
    assert (((barred & BARS["R-B-1"]) > 0) == ((people.recidivist == 1) & parolable & later)).all()
    assert (((barred & BARS["R-B-6"]) > 0) == ((people.revoked == 1) & (people.excused == 0) & parolable)).all()
    assert not (barred & (BARS["R-B-2"] + BARS["R-B-3"]))[people.old_code == 1].any()
    assert (((barred & BARS["R-B-5"]) > 0) == ((people.unwilling == 1) & parolable & (people.pack == Pack.P2016))).all()
    assert not ((barred & BARS["R-B-2"]) > 0)[people.origin == 5].any()
    assert (((barred & BARS["R-B-4"]) > 0) == (people.standing == 5)).all()


@pytest.mark.parametrize(("name", "value"), [("start", 60_000), ("original_months", -1), ("removed_months", 500), ("ruling", -40_000)])
def test_outlooks_out_of_range_are_refused_by_number(name: str, value: int) -> None:
    people = positions(10)
    getattr(people, name)[4] = value
    with pytest.raises(OutOfRange, match="row 4"):
        outlooks(people)


@pytest.mark.parametrize("revocation", [None, {"cause": "violation"}, {"cause": "undiscovered_crime", "confessed": True}])
@pytest.mark.parametrize("offence", ["1996-05-01", "2012-05-01"])
@pytest.mark.parametrize("categories", [[], ["recidivist"], ["robbery"]])
def test_the_bars_of_one_person_are_those_of_the_explained_case(categories: list[str], offence: str, revocation: dict[str, Any] | None) -> None:
    """R-B-1 to R-B-8 as compiled, beside the outlook of the same person (R-B-6 and R-B-8 with them)."""
    told = {"parole_date": "2019-01-10", "returned": "2020-01-10"} if revocation else None
    case = explained(
        original={"kind": "fixed", "years": 12, "months": 0, "days": 0, "start": "2013-01-10", "delivery_date": "2013-05-01"},
        offence_dates=[offence], categories=categories, revocation=told and told | (revocation or {}),
    )  # fmt: skip
    facts = {
        "origin": 3, "state": 3, "standing": 1, "unwilling": 0, "recidivist": "recidivist" in categories, "violent": "robbery" in categories,
        "ten_or_life": "robbery" in categories, "old_code": offence < "1997-10-01", "revoked": revocation is not None,
        "excused": bool(revocation and revocation.get("confessed")),
    }  # fmt: skip
    stated: dict[str, Any] = {name: np.array([value], np.int8) for name, value in facts.items()}
    row = positions(1)._replace(**stated)
    found = int(outlooks(row).bars[0])

    assert [bar for bar, bit in BARS.items() if found & bit] == case["parole_bars"]


def test_the_tree_of_a_random_person_ends_in_the_compiled_value() -> None:
    """What the officer reads and what the sweep writes: cap, amount and end of each grade, explained step by step and compiled."""
    people = positions(600, seed=11)
    found, compared = outlooks(people), 0
    for i in range(600):
        p = position_of(people, i)
        for grade in Grade:
            if found.end_after[i, grade - 1] == NO_DAY:
                continue
            with Explanation() as explanation:
                amount = prospects.most(p, prospects.cap(p, grade), max(prospects.floor_end(p), p.ruling))
                prospects.end_after(p, amount)
            told = {step.rule.id: step.result for step in explanation.steps}
            assert (told["R-F-0"].years * 12 + told["R-F-0"].months, told["R-F-0"].days) == (
                found.amount_months[i, grade - 1],
                found.amount_days[i, grade - 1],
            )
            assert told["R-D-8"] + p.moved == found.end_after[i, grade - 1]
            compared += 1
    assert compared > 300
