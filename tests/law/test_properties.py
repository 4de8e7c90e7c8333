"""What must always be true of dates: monotone in days, whatever the order of the papers, never below the floor, forward as backward,
explained as computed, and no day without a rule. Each property names a fault that it alone would notice (docs/law-mutation.md)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.law import oracle
from tests.law.cast import commuted, d
from zhiheng.law.acts.criminal_law.commutation import allowed_amount, forward_end, half_day, longest_cut
from zhiheng.law.calendar import Term, half_of, of_months, whole_months
from zhiheng.law.choices import LeapReading
from zhiheng.law.explanation import shown
from zhiheng.law.facts import Exclusion, Period, SentenceFacts
from zhiheng.law.kinds import Named, SentenceKind
from zhiheng.law.reckoning import RULES, day_of
from zhiheng.law.sentence import term_end

DATES = st.dates(d("1998-01-01"), d("2030-12-31"))
MONTHS = st.integers(6, 180)
ONE = timedelta(1)


def of_fixed(start: date, months: int, days: int = 0, **more: Any) -> SentenceFacts:
    return SentenceFacts(kind=SentenceKind.FIXED, term=of_months(months, days), printed_start=start, **more)


def end_of(facts: SentenceFacts) -> date:
    end = term_end(facts).end
    assert end is not None
    return end


# --- monotone in days -------------------------------------------------------------------------------------------------


@given(DATES, MONTHS, st.integers(0, 28))
@settings(deadline=None)
def test_a_day_more_of_term_is_a_day_more_of_prison(start: date, months: int, days: int) -> None:
    assert end_of(of_fixed(start, months, days + 1)) == end_of(of_fixed(start, months, days)) + ONE


@given(DATES, MONTHS, st.integers(1, 24))
@settings(deadline=None)
def test_a_month_more_of_term_never_ends_it_earlier(start: date, months: int, more: int) -> None:
    assert end_of(of_fixed(start, months)) < end_of(of_fixed(start, months + more))


@given(DATES, st.integers(24, 180), st.integers(1, 11), st.integers(0, 20))
@settings(deadline=None)
def test_a_greater_reduction_never_ends_a_term_later(start: date, months: int, amount: int, days: int) -> None:
    facts = of_fixed(start, months)
    ends = [
        end_of(replace(facts, changes=changes))
        for changes in ((), (commuted(None, amount, days),), (commuted(None, amount, days + 1),), (commuted(None, amount + 1, days + 1),))
    ]

    assert ends[0] > ends[1] > ends[2] > ends[3]
    assert ends[1] - ends[2] == ONE


@given(DATES, MONTHS, st.integers(0, 200), st.integers(0, 200))
@settings(deadline=None)
def test_excluded_days_are_served_and_credited_days_are_not(start: date, months: int, excluded: int, held: int) -> None:
    plain = of_fixed(start, months)
    custody = (Period(start - timedelta(held + 10), start - timedelta(11)), Period(start)) if held else (Period(start),)

    assert end_of(replace(plain, excluded=(Exclusion(excluded),))) == end_of(plain) + timedelta(excluded)
    assert end_of(replace(plain, custody=custody)) == end_of(plain) - timedelta(held)


# --- order of input ---------------------------------------------------------------------------------------------------


@given(DATES, st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), min_size=2, max_size=5), st.randoms())
@settings(deadline=None)
def test_the_order_of_papers_changes_nothing(start: date, lengths: list[tuple[int, int]], chance: random.Random) -> None:
    """Periods of custody, exclusions and offences in any order give one finding; how they are cut into pieces does not matter either."""
    held, day = [], start
    for length, gap in lengths:
        held.append(Period(day, day + timedelta(length - 1)))
        day += timedelta(length + gap)
    held.append(Period(day))
    excluded, offences = (Exclusion(3), Exclusion(5), Exclusion(9)), (start - ONE, start - 9 * ONE, start - 4 * ONE)
    facts = SentenceFacts(
        kind=SentenceKind.FIXED, term=Term(6, 3, 0), custody=tuple(held), excluded=excluded, offence_dates=offences, final_date=start
    )

    def mixed[T](values: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(chance.sample(values, len(values)))

    other = replace(facts, custody=mixed(facts.custody), excluded=mixed(excluded), offence_dates=mixed(offences))
    cut = [Period(one.first, one.first) for one in held] + [Period(one.first + ONE, one.last) for one in held if one.last != one.first]
    whole, again, pieces = term_end(facts), term_end(other), term_end(replace(facts, custody=mixed(tuple(cut))))

    assert (whole.start, whole.end, whole.floor_end, whole.flags) == (again.start, again.end, again.floor_end, again.flags)
    assert (whole.start, whole.end, whole.floor_end) == (pieces.start, pieces.end, pieces.floor_end)
    assert whole.end == oracle.last_day(start, 6, 3, 0) + timedelta(sum(gap for _length, gap in lengths) + 17)


# --- the floor --------------------------------------------------------------------------------------------------------


@given(DATES, MONTHS, st.integers(0, 40), st.integers(0, 29), st.integers(1, 48))
@settings(deadline=None)
def test_what_is_allowed_never_crosses_the_floor_and_is_never_more_than_half(start: date, months: int, gone: int, gone_days: int, cap: int) -> None:
    """Computed dates, no cases: the bound by date and the bound by one half hold together, and one of cap, date and half is reached."""
    term, removed, first = of_months(months, 0), of_months(gone, gone_days), day_of(start)
    half, floor = half_of(term), half_day(first, term)
    assume(whole_months(removed) * 30 + removed.days <= whole_months(half) * 30 + half.days)
    assume(forward_end(first, term, removed, LeapReading.STEPWISE) >= floor)
    room = longest_cut(first, term, removed, floor, LeapReading.STEPWISE)
    amount = allowed_amount(of_months(cap, 0), room, half, removed)
    sum_months, sum_days = whole_months(removed) + whole_months(amount), removed.days + amount.days

    assert forward_end(first, term, of_months(sum_months, sum_days), LeapReading.STEPWISE) >= floor
    assert sum_months * 30 + sum_days <= whole_months(half) * 30 + half.days
    reached = (
        amount == of_months(cap, 0),
        forward_end(first, term, of_months(sum_months, sum_days + 1), LeapReading.STEPWISE) < floor,
        sum_months * 30 + sum_days == whole_months(half) * 30 + half.days,
    )
    assert any(reached)


@given(DATES, MONTHS)
@settings(deadline=None)
def test_the_floor_lies_inside_the_term_and_is_half_of_it(start: date, months: int) -> None:
    found = term_end(of_fixed(start, months))

    assert found.end is not None
    assert found.floor_end is not None
    assert start <= found.floor_end < found.end
    assert abs((found.floor_end - start).days * 2 - (found.end - start).days) <= 6


# --- forward and backward ---------------------------------------------------------------------------------------------


@given(
    st.dates(d("1998-01-01"), d("2030-12-31")).filter(lambda day: day.day <= 28),
    st.integers(12, 180),
    st.lists(st.integers(1, 9), min_size=1, max_size=4),
)
@settings(deadline=None)
def test_counting_forward_and_subtracting_agree_off_the_month_end(start: date, months: int, amounts: list[int]) -> None:
    """R-D-8: whole months, a start on which no month can stumble (up to the 28th, but for OQ-1): every stage alike by both methods."""
    assume(sum(amounts) < months)
    assume(not (start.month == 2 and start.day == 28))
    end = oracle.walk_months(start, months, sticky=False) - ONE
    stages = term_end(of_fixed(start, months, changes=tuple(commuted(None, amount) for amount in amounts))).stages

    for stage, removed in zip(stages[1:], [sum(amounts[: index + 1]) for index in range(len(amounts))], strict=True):
        assert stage.computed == oracle.walk_months(start, months - removed, sticky=False) - ONE
        assert stage.backward == stage.computed <= end


# --- explained as computed --------------------------------------------------------------------------------------------


def decoded(value: Any, kind: str, names: dict[str, Any]) -> Any:
    """A value of a tree as the rule took it: the tree is read as an inspector would read it, by the rule's own annotations."""
    if kind == "Day":
        return day_of(d(value))
    if kind == "Term":
        return Term(**value)
    found = names.get(kind)
    if isinstance(found, type) and issubclass(found, Named):
        return found(1) if value is None else found.named(value)
    return value


def repeated(node: dict[str, Any]) -> int:
    """Every node below, worked out again from its own inputs; how many there were."""
    rule, below = RULES.get(node["rule"]), sum(repeated(child) for child in node["children"])
    if rule is None:
        return below
    kinds = {name: kind for name, kind in rule.body.__annotations__.items() if name != "return"}
    values = [decoded(node["inputs"].get(name), kind, rule.body.__globals__) for name, kind in kinds.items()]
    assert shown(rule(*values), rule.body.__annotations__["return"]) == node["result"], node["rule"]
    return below + 1


@given(DATES, st.integers(24, 180), st.integers(1, 11), st.integers(0, 29), st.integers(0, 30))
@settings(deadline=None)
def test_every_node_of_a_tree_repeats_to_its_own_value(start: date, months: int, amount: int, days: int, excluded: int) -> None:
    facts = of_fixed(start, months, changes=(commuted(None, amount, days),), excluded=(Exclusion(excluded),), political_rights=Term(1))
    found = term_end(facts)

    assert found.trace is not None
    assert repeated(found.trace) >= 4
    assert {node["rule"]: node["result"] for node in everything(found.trace)}["R-D-8"] == (end_of(facts) - timedelta(excluded)).isoformat()


def everything(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node["children"]:
        yield from everything(child)
