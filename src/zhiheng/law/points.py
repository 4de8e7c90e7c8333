"""From the months of a prisoner to balance, cycles, grades still open and rewards: :func:`appraise`.

Nothing here grants or refuses: it computes, checks limits and names the readings that decide; people grade. Points are
hundredths (:data:`zhiheng.law.scale.Points`); months and cycles come in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from zhiheng.law.acts.mandela_rules import protection as floor
from zhiheng.law.acts.points_2021 import general, grading, interruptions, procedure, protection, results, scoring, variants
from zhiheng.law.acts.prison_law_2026 import protection as statute
from zhiheng.law.explanation import node, shown
from zhiheng.law.kinds import Named
from zhiheng.law.points_facts import ByPart, MonthFacts, Standing, contradictions
from zhiheng.law.protected import Act
from zhiheng.law.reckoning import (
    EDITION,
    Day,
    Explanation,
    Refusal,
    RefusalKind,
    Rule,
    RuleVersion,
    Truth,
    Undetermined,
    both,
    date_of,
    day_of,
    versions_used,
)
from zhiheng.law.scale import Body, EntryReading, Grade, Part, Points, Readings, Reward, Sanction, YearReading

QUESTIONS: Final = {"sanction": "Q1", "base": "Q2", "remainder": "Q3", "demerit": "Q4", "entry": "Q5", "rounding": "Q6", "available": "Q8"}
"""Which open question each reading answers (the year of the 300 limit, Q7, belongs to :func:`count_bonuses`)."""

_PROPERTY: Final = (
    Undetermined("property", "财产性判项有无履行能力、是否履行", "whether the prisoner is able to perform the property part, and has"),
)


class MonthFinding(NamedTuple):
    """A month computed. ``score`` goes into the balance; ``tested`` is what the tests of arts 22, 23 and 38 look at."""

    month: date
    parts: ByPart | None
    base: Points
    score: Points
    tested: Points
    low: bool
    below: bool
    parts_below: int
    largest_deduction: Points

    def as_json(self) -> dict[str, Any]:
        return {
            "month": self.month.isoformat(),
            "parts": None if self.parts is None else [part / 100 for part in self.parts],
            "base": self.base / 100,
            "score": self.score / 100,
            "tested": self.tested / 100,
            "low": self.low,
            "below": self.below,
            "parts_below": self.parts_below,
        }


class CycleFinding(NamedTuple):
    """A closed cycle: the highest grade still open and the reward that each open grade brings."""

    closed: date
    graded_in: Day
    balance: Points
    carried: Points
    highest: Grade
    rewards: dict[Grade, Reward]
    low_months: int
    months_below: int
    bar: Truth
    """Whether something bars the positive grade; unknown when a fact about the property part is missing."""

    def as_json(self) -> dict[str, Any]:
        return {
            "closed": self.closed.isoformat(),
            "graded_in": date_of(self.graded_in).isoformat(),
            "balance": self.balance / 100,
            "carried": self.carried / 100,
            "highest": self.highest.code,
            "rewards": {grade.code: reward.code for grade, reward in self.rewards.items()},
            "low_months": self.low_months,
            "months_below": self.months_below,
            "bar": shown(self.bar, "Truth"),
        }


class Outcome(NamedTuple):
    """What another reading of an open question would make of the same months."""

    question: str
    reading: Named
    cycles: tuple[CycleFinding, ...]


@dataclass(frozen=True, slots=True)
class PointsFinding:
    """Months, running balance, closed cycles; ``flags``: open questions whose other reading changes a cycle."""

    months: tuple[MonthFinding, ...]
    running: tuple[Points, ...]
    cycles: tuple[CycleFinding, ...]
    flags: tuple[str, ...]
    alternatives: tuple[Outcome, ...]
    readings: Readings
    missing: tuple[Undetermined, ...]
    refusals: tuple[Refusal, ...]
    """Invalid facts: nothing is computed. Warnings: computed all the same."""
    rules: tuple[RuleVersion, ...]
    trace: tuple[dict[str, Any], ...]

    def as_json(self) -> dict[str, Any]:
        """Everything, points as numbers, days ISO; with the edition, so that it can be run again."""
        return {
            "edition": EDITION,
            "months": [month.as_json() for month in self.months],
            "running": [balance / 100 for balance in self.running],
            "cycles": [cycle.as_json() for cycle in self.cycles],
            "flags": list(self.flags),
            "alternatives": [
                {"question": other.question, "reading": other.reading.code, "cycles": [cycle.as_json() for cycle in other.cycles]}
                for other in self.alternatives
            ],
            "readings": {name: reading.code for name, reading in self.readings._asdict().items()},
            "missing": [wanted._asdict() for wanted in self.missing],
            "refusals": [refusal.as_json() for refusal in self.refusals],
            "rules": [version.as_json() for version in self.rules],
            "trace": list(self.trace),
        }


@dataclass(slots=True)
class _Cycle:
    """The cycle that is filling; ``closing``: the month at whose total it is looked at."""

    closing: date
    months: list[tuple[MonthFacts, MonthFinding]] = field(default_factory=list)


def appraise(months: Sequence[MonthFacts], standing: Standing | None = None, readings: Readings | None = None) -> PointsFinding:
    """Compute one prisoner's months in order (points provisions arts 4-41). Pure; bad facts come back as refusals."""
    standing, readings = standing or Standing(), readings or Readings()
    refusals = contradictions(months)
    if any(refusal.kind == RefusalKind.INVALID for refusal in refusals):
        return PointsFinding((), (), (), (), (), readings, (), refusals, (), ())
    with Explanation() as explanation:
        found, running, cycles = _run(months, standing, readings)
    others = tuple(_other_outcomes(months, standing, readings, cycles))
    flags = tuple(dict.fromkeys(other.question for other in others))
    trace = tuple(node(step) for step in explanation.steps)
    missing = _PROPERTY if any(cycle.bar == Truth.UNKNOWN for cycle in cycles) else ()
    return PointsFinding(found, running, cycles, flags, others, readings, missing, refusals, versions_used(explanation.steps), trace)


def _run(
    months: Sequence[MonthFacts], standing: Standing, readings: Readings
) -> tuple[tuple[MonthFinding, ...], tuple[Points, ...], tuple[CycleFinding, ...]]:
    found, running, cycles = [], [], []
    balance, cycle, grade = standing.balance, _Cycle(date.min), standing.last_grade
    for facts in months:
        cycle.closing = facts.month
        month = compute_month(facts, readings)
        balance = general.balance_after(balance, month.score)
        found.append(month)
        running.append(balance)
        cycle.months.append((facts, month))
        while general.cycle_closes(balance):
            closed = _close(cycle, balance, grade, standing, readings)
            cycles.append(closed)
            balance, cycle, grade = closed.carried, _Cycle(facts.month), closed.highest
            if not general.second_close_at_once(balance, readings.remainder):
                break
    return tuple(found), tuple(running), tuple(cycles)


def _other_outcomes(months: Sequence[MonthFacts], standing: Standing, readings: Readings, cycles: tuple[CycleFinding, ...]) -> Iterable[Outcome]:
    """Each other reading that would change a cycle."""
    for name, question in QUESTIONS.items():
        chosen = getattr(readings, name)
        for reading in type(chosen):
            if reading != chosen:
                outcome = _run(months, standing, readings._replace(**{name: reading}))[2]
                if outcome != cycles:
                    yield Outcome(question, reading, outcome)


# --- one month ------------------------------------------------------------------------------------------------------


def compute_month(facts: MonthFacts, readings: Readings) -> MonthFinding:
    """The score of a month and what the tests of grade and reward will ask of it."""
    bases = _part_bases(facts)
    sanctions = [variants.sanction_deduction(sanction) for sanction in facts.sanctions]
    taken = sum(sanctions)
    adds = counted_adds(facts)
    granted, expected = _base(facts, bases, readings), _by_days(sum(bases), facts, readings)
    clean = scoring.month_score(granted, sum(adds), sum(facts.deductions), facts.special)
    parts = None if facts.credited is not None else _parts(facts, adds, bases, readings)
    part_bases = tuple(_by_days(base, facts, readings) for base in bases)
    below_each = 0 if parts is None else sum(grading.part_below(part, base) for part, base in zip(parts, part_bases, strict=True))
    tested = variants.tested_score(clean, taken, readings.sanction)
    needed = results.base_to_reach(sum(bases), expected, granted, readings.available)
    capped = tested if parts is None else tested - clean + sum(min(part, base) for part, base in zip(parts, part_bases, strict=True))
    reaches = results.reaches_base(tested, capped, below_each, needed, readings.base)
    tested_entry = facts.entry and readings.entry == EntryReading.EXCLUDED
    return MonthFinding(
        month=facts.month,
        parts=parts,
        base=granted,
        score=clean - taken,
        tested=tested,
        low=grading.low_month(tested, facts.entry, readings.entry),
        below=results.month_below(reaches, facts.entry, readings.entry),
        parts_below=0 if tested_entry else below_each,
        largest_deduction=max([facts.largest_deduction, *sanctions]),
    )


def _part_bases(facts: MonthFacts) -> ByPart:
    """The full base of each part for this prisoner in this month."""
    if facts.entry:
        one, two, three = (variants.entry_base(part) for part in Part)
    elif facts.unable:
        one, two, three = (variants.unable_base(part) for part in Part)
    else:
        one, two, three = (scoring.standard_base(part) for part in Part)
    return one, two, three


def counted_adds(facts: MonthFacts) -> ByPart:
    """Each part's adds below their cap (in entry education that of an ordinary prisoner), and below the cap of who is scored strictly."""
    caps = [variants.unable_base(part) if facts.unable else scoring.standard_base(part) for part in Part]
    one, two, three = (scoring.counted_adds(raw, cap) for raw, cap in zip(facts.adds, caps, strict=True))
    return (one, two, three) if facts.strict_cap is None else strictly(one, two, three, facts.strict_cap)


def strictly(one: Points, two: Points, three: Points, cap: Points) -> ByPart:
    """The adds of who is scored strictly: ``cap`` limits their total, and the parts have it in their order (art 19)."""
    first = variants.strict_adds(one, Truth.YES, cap, True)
    second = variants.strict_adds(two, Truth.YES, cap - first, True)
    return first, second, variants.strict_adds(three, Truth.YES, cap - first - second, True)


def _days(facts: MonthFacts) -> int:
    return scoring.days_in(day_of(facts.month)) if facts.counted_days is None else facts.counted_days


def _by_days(base: Points, facts: MonthFacts, readings: Readings) -> Points:
    """A base for the days of appraisal, were nothing else in the way."""
    if facts.counted_days is None:
        return base
    return scoring.pro_rata(base, facts.counted_days, day_of(facts.month), readings.rounding)


def _base(facts: MonthFacts, bases: ByPart, readings: Readings) -> Points:
    """The base granted: by days, labour apart, nothing on days of confinement or when a violation was proved; or the mean credited."""
    if facts.credited is not None:
        return facts.credited
    days = variants.days_with_base(_days(facts), facts.confinement_days)
    labour, labour_days = (bases[2], variants.labour_days(days, facts.hospital_days)) if facts.labour_given is None else (0, 0)
    base = scoring.month_base(bases[0] + bases[1], days, labour, labour_days, day_of(facts.month), readings.rounding)
    proved = Truth.YES if facts.base_denied else Truth.NO
    return interruptions.base_when_proved(base, proved) + (facts.labour_given or 0)


def _parts(facts: MonthFacts, adds: ByPart, bases: ByPart, readings: Readings) -> ByPart:
    """The three parts as shown; the total is rounded first, so they may differ from it by a hundredth."""
    days = 0 if facts.base_denied else variants.days_with_base(_days(facts), facts.confinement_days)
    by_part = (days, days, variants.labour_days(days, facts.hospital_days))
    month = day_of(facts.month)
    granted = [scoring.pro_rata(base, counted, month, readings.rounding) for base, counted in zip(bases, by_part, strict=True)]
    granted[2] = granted[2] if facts.labour_given is None else facts.labour_given
    one, two, three = (scoring.part_score(base, add, off) for base, add, off in zip(granted, adds, facts.deductions, strict=True))
    return one, two, three


# --- one cycle ------------------------------------------------------------------------------------------------------


def _close(cycle: _Cycle, balance: Points, last: Grade, standing: Standing, readings: Readings) -> CycleFinding:
    facts, months = [one for one, _ in cycle.months], [month for _, month in cycle.months]
    sanctions = [sanction for month in facts for sanction in month.sanctions]
    low, below = sum(month.low for month in months), sum(month.below for month in months)
    fails = grading.must_fail(
        sum(month.findings for month in facts),
        sanctions.count(Sanction.WARNING),
        sanctions.count(Sanction.DEMERIT),
        sanctions.count(Sanction.CONFINEMENT),
        low,
        readings.demerit,
    )
    heaviest = max((month.largest_deduction for month in months), default=0)
    barred = grading.barred_from_positive(
        heaviest,
        sum(month.parts_below for month in months),
        last,
        standing.able_to_pay,
        standing.property_performed,
        standing.provincial_bar,
    )
    highest = grading.highest_grade(fails, barred)
    open_grades = (highest,) if fails else tuple(grade for grade in Grade if Grade.QUALIFIED <= grade <= highest)
    rewards = {grade: results.reward_of(grade, below) for grade in open_grades}
    closed = cycle.closing
    return CycleFinding(closed, general.grading_month(day_of(closed)), balance, results.carried_over(balance), highest, rewards, low, below, barred)


# --- entries --------------------------------------------------------------------------------------------------------


class Award(NamedTuple):
    """A special bonus: item 1 to 8 of art 14, points, day of the decision, whether the prison group gave reasons for an excess."""

    item: int
    points: Points
    decided: date
    reasoned: bool = False


def count_bonuses(awards: Sequence[Award], year: YearReading = YearReading.CALENDAR) -> tuple[Points, ...]:
    """What counts of each award, in order (art 14): items 6 to 8 share 300 a year unless reasons are given."""
    counted: list[Points] = []
    for number, award in enumerate(awards):
        day = day_of(award.decided)
        same_year = sum(
            points
            for earlier, points in zip(awards[:number], counted, strict=True)
            if scoring.meets_year_limit(earlier.item) and scoring.in_same_year(day_of(earlier.decided), day, year)
        )
        counted.append(scoring.counted_bonus(award.item, award.points, same_year, award.reasoned))
    return tuple(counted)


def count_once(values: Iterable[Points]) -> Points:
    """Of several adds (or several deductions) for one fact, the highest (art 28)."""
    highest = 0
    for value in values:
        highest = scoring.highest_only(highest, value)
    return highest


def may_deduct(act: Act, on: Day) -> Truth:
    """No when the only fact of a deduction is protected; the trace names the provision. NoRule before 2021-10-01 for paying."""
    answers = (
        statute.complaint(on, act),
        protection.proper_appeal(act),
        protection.objection(act),
        statute.oversight(on, act),
        statute.counsel(on, act),
        statute.care(on, act),
        protection.inability_to_work(act),
        statute.rest(on, act),
        statute.unlawful_order(on, act),
        statute.identity(on, act),
        floor.anothers_act(act),
        protection.inability_to_pay(on, act),
    )
    answer = Truth.YES
    for one in answers:
        answer = both(answer, one)
    return answer


def protected_by(act: Act, on: Day) -> list[Rule[..., Any]]:
    """The provisions that protect an act, the statute's before the one that speaks of it alone; none of a breach."""
    with Explanation() as explanation:
        may_deduct(act, on)
    return [step.rule for step in explanation.steps if step.result == Truth.NO]


def decider(add: Points = 0, deduction: Points = 0, special: Points = 0, clear_facts: Truth = Truth.UNKNOWN) -> tuple[Body, Truth]:
    """The body that must decide an entry, and whether the officer may decide it on the spot (art 27)."""
    return procedure.decides(add, deduction, special), procedure.on_the_spot(deduction, clear_facts)
