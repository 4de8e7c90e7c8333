"""The dates of one sentence: from the facts of the papers to a finding with its tree (sheet sections 0 and 1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from zhiheng.law.acts.criminal_law.commutation import fixed_start_after_life, half_day, sum_of
from zhiheng.law.acts.criminal_law.penalties import life_start
from zhiheng.law.acts.criminal_law.reprieve import (
    fixed_start_after_reprieve,
    life_start_after_reprieve,
    reprieve_end,
)
from zhiheng.law.acts.criminal_law.rights import rights_end, rights_end_with_control, rights_for_life, rights_start
from zhiheng.law.acts.replies.dates import end_of_term
from zhiheng.law.calendar import NOTHING, Term, last_day_by, leap_doubt, of_months, whole_months
from zhiheng.law.choices import DEFAULTS, Choice, CompletedReading, OddDayReading, Readings
from zhiheng.law.contradictions import TERMLESS, contradictions
from zhiheng.law.custody import NOT_COUNTED, Counting, counted_from, custody_runs, other_variant, residence_days
from zhiheng.law.explanation import tree
from zhiheng.law.facts import (
    Change,
    Difference,
    Exclusion,
    Period,
    PoliticalRights,
    Reading,
    SentenceFacts,
    Stage,
    TermFinding,
)
from zhiheng.law.kinds import ChangeKind, SentenceKind
from zhiheng.law.readings import difference, other_readings, subtracted, uneven_month_end, wants
from zhiheng.law.reckoning import (
    Caption,
    Day,
    Explanation,
    RefusalKind,
    Undetermined,
    cite,
    date_of,
    day_of,
    versions_used,
)
from zhiheng.law.sources import CL

__all__ = [
    "Change",
    "ChangeKind",
    "Exclusion",
    "Period",
    "SentenceFacts",
    "SentenceKind",
    "Stage",
    "TermFinding",
    "term_end",
]

DATES: Final = cite(CL, "第四十一条、第四十四条、第四十七条", "arts 41, 44, 47")
CAPTION: Final = Caption("刑期的起止", "start and end of the sentence")


def term_end(facts: SentenceFacts, readings: Readings = DEFAULTS) -> TermFinding:
    """Start, end after every change, floor, political rights and every difference from a printed date.

    Pure, and never raises for bad facts: what cannot stand comes back in ``refusals``, what nobody has said in
    ``missing``. A printed date governs; the computed one stands beside it. ``readings``: what is taken where the law
    leaves a choice (OQ-1, 3, 4, 6).
    """
    refusals = contradictions(facts)
    if any(refusal.kind == RefusalKind.INVALID for refusal in refusals):
        return TermFinding(refusals=refusals, readings=readings)
    course = Course(facts, readings)
    with Explanation() as explanation:
        course.begin()
        for index, change in enumerate(facts.changes, 1):
            course.change(index, change)
        floor = course.floor()
        rights = course.rights()
    return TermFinding(
        start=as_date(course.start),
        end=course.end,
        governing_end=course.governing_end,
        original_end=course.stages[0].computed,
        floor_end=floor,
        stages=tuple(course.stages),
        political_rights=rights,
        remaining_term=course.left,
        differences=tuple(course.differences),
        flags=tuple(dict.fromkeys(course.flags)),
        missing=tuple(dict.fromkeys(course.missing)),
        refusals=refusals,
        trace=tree("R-D", DATES, CAPTION, given(facts), as_text(course.end), explanation.steps),
        rules=versions_used(explanation.steps),
        readings=readings,
    )


def given(facts: SentenceFacts) -> dict[str, Any]:
    """What the tree shows at its root."""
    return {"kind": facts.kind.code, "term": None if facts.term is None else facts.term._asdict()}


def variant(question: str, end: Day, reading: Choice) -> Reading:
    """The end that the reading which was not taken would give."""
    return Reading(question, date_of(end), f"{reading.zh}（{question}）", f"{reading.en} ({question})")


def as_date(day: Day | None) -> date | None:
    return None if day is None else date_of(day)


def as_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@dataclass(slots=True)
class Course:
    """One sentence on its way through its changes; the running state that :func:`term_end` reads at the end."""

    facts: SentenceFacts
    readings: Readings = DEFAULTS
    kind: SentenceKind = SentenceKind.FIXED
    start: Day | None = None
    term: Term | None = None
    removed: Term | None = NOTHING
    counting: Counting = NOT_COUNTED
    carried: int = 0
    paroled: date | None = None
    end: date | None = None
    governing_end: date | None = None
    stages: list[Stage] = field(default_factory=list)
    others: list[Reading] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    missing: list[Undetermined] = field(default_factory=list)

    @property
    def excluded(self) -> int:
        return sum(exclusion.days for exclusion in self.facts.excluded)

    @property
    def left(self) -> Term | None:
        """The term less all reductions; days borrow 30 from a month, for showing only."""
        if self.term is None or self.removed is None:
            return None
        months, days = whole_months(self.term) - whole_months(self.removed), self.term.days - self.removed.days
        borrowed = -(days // 30) if days < 0 else 0
        return of_months(months - borrowed, days + 30 * borrowed)

    # --- the judgment -----------------------------------------------------------------------------------------------

    def begin(self) -> None:
        facts = self.facts
        self.kind, self.term = facts.kind, facts.term
        if facts.kind == SentenceKind.LIFE:
            self.start = None if facts.final_date is None else life_start(day_of(facts.final_date))
            self.require(facts.final_date, "original.final_date")
        elif facts.kind == SentenceKind.DEATH_REPRIEVE:
            self.require(facts.reprieve_served, "original.reprieve_served_date")
            if facts.reprieve_served is not None:
                self.start = day_of(facts.reprieve_served)
                reprieve_end(self.start)
        else:
            self.begin_term()
            return
        self.stages.append(Stage(0, as_date(self.start), printed=facts.printed_end))

    def begin_term(self) -> None:
        facts, runs = self.facts, custody_runs(self.facts)
        self.counting = counted_from(facts, runs, self.readings)
        self.start = self.counting.start
        self.require(self.start, "original.start")
        self.require(self.term, "original.years")
        computed = None
        if self.start is not None and self.term is not None:
            counting = self.counting
            computed = end_of_term(self.start, self.term, NOTHING, counting.gap, counting.credit, 0, self.readings.leap)
            self.doubt(self.start, self.term)
            self.others = list(self.variants(computed, other_variant(facts, runs, self.readings), self.term))
            self.show_variants(computed, self.others)
        stage = Stage(0, as_date(self.start), self.term, as_date(computed), facts.printed_end)
        self.settle(stage, "original")
        if stage.printed is not None and computed is not None and day_of(stage.printed) != computed:
            self.carried = day_of(stage.printed) - computed
            self.flags.append("OQ-24")
        self.exclude()

    def exclude(self) -> None:
        """Days that do not count move the end behind whatever was printed with the judgment (R-X-3)."""
        if self.excluded == 0 or self.facts.changes:
            return
        if self.start is not None and self.term is not None:
            counting = self.counting
            end = end_of_term(self.start, self.term, NOTHING, counting.gap, counting.credit, self.excluded, self.readings.leap)
            self.end = date_of(end)
        if self.governing_end is not None:
            self.governing_end = date_of(day_of(self.governing_end) + self.excluded)

    def doubt(self, start: Day, term: Term) -> None:
        """Flag what the law leaves open for this start and term."""
        if leap_doubt(start, term):
            self.flags.append("OQ-1")
        if uneven_month_end(date_of(start), self.facts.judgment_date):
            self.flags.append("OQ-2")
        halved = self.facts.stated_credit_days is None and self.kind != SentenceKind.CONTROL
        if halved and residence_days(self.facts, start) % 2 == 1:
            self.flags.append("OQ-3")

    def variants(self, computed: Day, other: Counting | None, term: Term) -> Iterator[Reading]:
        """Other ends that the law leaves open: the second count of interrupted custody, the odd day, a leap day."""
        assert self.start is not None
        if other is not None and other.start is not None:
            end = end_of_term(other.start, term, NOTHING, other.gap, other.credit, 0, self.readings.leap)
            yield variant("OQ-4", end, self.readings.interrupted.other)
        if "OQ-3" in self.flags:
            by_a_day = -1 if self.readings.odd_day == OddDayReading.ROUNDED_DOWN else 1
            yield variant("OQ-3", computed + by_a_day, self.readings.odd_day.other)
        if "OQ-1" in self.flags:
            leap = self.readings.leap
            moved = computed - last_day_by(self.start, term, leap)
            with Explanation():  # the count that is not taken has no place in the tree
                other_end = last_day_by(self.start, term, leap.other)
            yield variant("OQ-1", other_end + moved, leap.other)

    def show_variants(self, computed: Day, found: list[Reading]) -> None:
        """Without a printed end, keep every other end that differs; a person decides."""
        for reading in found if self.facts.printed_end is None else []:
            end = date_of(computed)
            if reading.end != end:
                self.flags.append(reading.code)
                zh, en = f"计算为{end}；{reading.zh}则为{reading.end}", f"computed {end}; {reading.en}: {reading.end}"
                days = computed - day_of(reading.end)
                self.differences.append(Difference("original variants", end, reading.end, days, zh, en, (reading,)))

    # --- the changes ------------------------------------------------------------------------------------------------

    def change(self, index: int, change: Change) -> None:
        if change.kind == ChangeKind.COMMUTATION:
            self.commute(index, change)
        elif change.kind == ChangeKind.PAROLE:
            self.parole(index, change)
        elif change.kind == ChangeKind.REPRIEVE_TO_LIFE:
            self.to_life(index, change)
        else:
            self.to_fixed(index, change)

    def commute(self, index: int, change: Change) -> None:
        backward = subtracted(self.stages[-1].governs, change.amount)
        self.require(change.amount, f"history[{index - 1}].amount")
        # A published ruling often leaves out when life or a reprieve became a fixed term: unknown, not contradictory.
        self.require(None if self.kind in TERMLESS else self.kind, "history")
        known = change.amount is not None and self.removed is not None
        self.removed = sum_of((self.removed or NOTHING, change.amount or NOTHING)) if known else None
        computed = self.forward()
        if computed is None and backward is not None:
            computed = backward
            self.flags.append("backward")
        stage = Stage(index, as_date(self.start), self.left, computed, change.printed_end, backward, change.amount)
        self.settle(stage, f"change {index}")

    def forward(self) -> date | None:
        """The end by the forward method with every day that moves it; None when a fact is missing."""
        if self.start is None or self.term is None or self.removed is None:
            return None
        counting = self.counting
        end = end_of_term(self.start, self.term, self.removed, counting.gap, counting.credit, self.excluded, self.readings.leap)
        return date_of(end + self.carried)

    def parole(self, index: int, change: Change) -> None:
        """Parole leaves the term: its probation ends where the term ends."""
        self.paroled = change.printed_start or change.date
        stage = Stage(index, as_date(self.start), self.left, self.governing_end, change.printed_end)
        self.settle(stage, f"change {index}")

    def to_life(self, index: int, change: Change) -> None:
        self.kind, self.term, self.removed = SentenceKind.LIFE, None, NOTHING
        self.start = self.after_reprieve(life_start_after_reprieve)
        self.stages.append(Stage(index, as_date(self.start), printed=change.printed_end))

    def after_reprieve(self, rule: Any) -> Day | None:
        served = self.facts.reprieve_served
        start: Day | None = None if served is None else rule(day_of(served))
        return start

    def to_fixed(self, index: int, change: Change) -> None:
        self.kind, self.term, self.removed = SentenceKind.FIXED, change.to, NOTHING
        self.counting, self.carried = NOT_COUNTED, 0
        if change.kind == ChangeKind.LIFE_TO_FIXED:
            computed = None if change.date is None else fixed_start_after_life(day_of(change.date))
            wanted = f"history[{index - 1}].date"
        else:
            computed = self.after_reprieve(fixed_start_after_reprieve)
            wanted = "original.reprieve_served_date"
        self.start = computed if change.printed_start is None else day_of(change.printed_start)
        self.require(self.start, wanted)
        self.require(self.term, f"history[{index - 1}].to")
        if computed is not None and self.start != computed:
            self.differ(f"start {index}", date_of(self.start or computed), date_of(computed))
        if self.start is not None and self.term is not None:
            self.doubt(self.start, self.term)
        end = self.forward()
        self.settle(Stage(index, as_date(self.start), self.term, end, change.printed_end), f"change {index}")

    # --- what every stage does --------------------------------------------------------------------------------------

    def settle(self, stage: Stage, what: str) -> None:
        """Keep a stage; the printed end governs, and a difference is kept with its readings."""
        self.end, self.governing_end = stage.computed, stage.governs
        excluded = timedelta(self.excluded if stage.number > 0 else 0)
        if stage.computed is not None and stage.printed == stage.computed - excluded:
            # Nobody says when the days were found not to count: an end printed before that agrees as it stands.
            self.governing_end = stage.computed
            stage = stage._replace(computed=stage.printed)
        self.stages.append(stage)
        if stage.printed is not None and stage.computed is not None and stage.printed != stage.computed:
            self.differ(what, stage.printed, stage.computed)

    def differ(self, what: str, printed: date, computed: date) -> None:
        previous = self.stages[-2].governs if len(self.stages) > 1 else None
        stage = self.stages[-1] if self.stages else None
        others = (*(self.others if what == "original" else ()), *(other_readings(stage, previous, self.excluded) if stage else ()))
        self.differences.append(difference(what, printed, computed, others))

    def require(self, value: object, fact: str) -> None:
        if value is None:
            self.missing.append(wants(fact))

    # --- what follows from the end ----------------------------------------------------------------------------------

    def floor(self) -> date | None:
        """R-F-1 for a sentence pronounced as a term; the floors of life and reprieve come with section 2."""
        if self.facts.kind in TERMLESS or self.start is None or self.facts.term is None:
            return None
        moved = self.counting.gap - self.counting.credit + self.excluded + self.carried
        return date_of(half_day(self.start, self.facts.term) + moved)

    def rights(self) -> PoliticalRights | None:
        facts = self.facts
        if facts.political_rights_for_life or (self.kind in TERMLESS and facts.political_rights is None):
            return PoliticalRights(None, None, rights_for_life())
        if facts.political_rights is None or self.governing_end is None:
            return None
        end = day_of(self.governing_end)
        if self.kind == SentenceKind.CONTROL:
            return PoliticalRights(as_date(self.start), date_of(rights_end_with_control(end)))
        self.flags.append("OQ-6")
        # From parole they run from the very day of parole: only the day of completion can be read in two ways.
        completed, reading = (end, self.readings.completed) if self.paroled is None else (day_of(self.paroled), CompletedReading.LAST_DAY)
        start = rights_start(completed, reading)
        return PoliticalRights(date_of(start), date_of(rights_end(start, facts.political_rights)))
