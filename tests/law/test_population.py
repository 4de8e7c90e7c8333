from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from enum import IntEnum
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

import zhiheng.law.outlook
import zhiheng.law.procedures
import zhiheng.law.sentence
from tests.law.cast import n
from zhiheng.law import calendar
from zhiheng.law.acts.criminal_law import combination, reprieve
from zhiheng.law.acts.criminal_law.commutation import half_day
from zhiheng.law.acts.replies.dates import end_of_term
from zhiheng.law.calendar import Term
from zhiheng.law.population import (
    FIRST_DAY,
    LAST_DAY,
    TABLE_FORMS,
    OutOfRange,
    TermColumns,
    columns_of,
    compiled,
    table_of,
    term_ends,
)
from zhiheng.law.reckoning import RULES, Rule

assert zhiheng.law.sentence  # fills RULES
assert zhiheng.law.outlook
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


def test_a_population_gets_the_dates_that_each_person_gets() -> None:
    people = columns(2000)
    ends = term_ends(people)
    for i in range(2000):
        start, years, months, days, less_months, less_days, gap, credit, excluded = (int(column[i]) for column in people)
        term = Term(years, months, days)
        assert ends.end[i] == end_of_term(start, term, Term(0, less_months, less_days), gap, credit, excluded)
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
