"""Judgments made anew: what a crime in the reprieve, an undiscovered crime or a retrial leaves of the old judgment and its rulings.

The case comes back as it now stands: rulings that lapsed are gone, and a :class:`~zhiheng.law.cases.Renewal` says what of
them still counts (sheet R-P-5, R-M-15 to R-M-17, R-K-9).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from zhiheng.law.acts.commutation_2016.later_crimes import days_served_before_retrial, rulings_lapse
from zhiheng.law.acts.criminal_law.combination import days_deducted_from_later_term, days_inside_fixed, reprieve_days_counted
from zhiheng.law.acts.criminal_law.commutation import sum_of
from zhiheng.law.acts.criminal_law.reprieve import TWO_YEARS, life_after_reprieve
from zhiheng.law.calendar import NOTHING, Term, after, shorter
from zhiheng.law.cases import Case, LaterCrime, Renewal
from zhiheng.law.contradictions import TERMLESS, warning
from zhiheng.law.facts import Change
from zhiheng.law.kinds import ChangeKind, SentenceKind
from zhiheng.law.reckoning import Explanation, Step, date_of, day_of
from zhiheng.law.sources import P2016

THREE_YEARS: Final = Term(3, 0, 0)
LIFE, REPRIEVE = SentenceKind.LIFE, SentenceKind.DEATH_REPRIEVE
LATER: Final = warning(
    "retrial_after_report", "报请日以后的再审不予计算", "a retrial later than the report date is ignored", "retrial", "report_date"
)


def anew(case: Case) -> tuple[Case, tuple[Step, ...]]:
    """The case as the judgments now stand, and the rules that made it so."""
    case = begun_anew(case)
    with Explanation() as explanation:
        for crime in case.undiscovered_crimes:
            case = combined_again(case, crime)
        case = retried(case)
    return case, tuple(explanation.steps)


def begun_anew(case: Case) -> Case:
    """R-P-5: an intentional crime in the reprieve, not executed, makes the two years run anew from its judgment."""
    served = case.facts.reprieve_served
    if case.facts.kind != REPRIEVE or served is None:
        return case
    finals = [crime.final_date for crime in case.new_crimes if crime.intentional and crime.final_date is not None]
    inside = [final for final in finals if served < final and day_of(final) < after(day_of(served), TWO_YEARS)]
    return case._replace(facts=replace(case.facts, reprieve_served=max(inside))) if inside else case


# --- an undiscovered crime beside reprieve or life ------------------------------------------------------------------


def combined_again(case: Case, crime: LaterCrime) -> Case:
    """R-M-15 to R-M-17, for judgments since 2017 whose combined sentence is stated; others leave the case as it is."""
    final = crime.final_date
    if final is None or final < P2016.since or crime.combined not in TERMLESS:
        return case
    if case.report_date is not None and case.report_date < final:
        return case
    if case.facts.kind == REPRIEVE and case.facts.reprieve_served is not None:
        return _beside_reprieve(case, crime, case.facts.reprieve_served, final)
    turned = any(change.kind == ChangeKind.LIFE_TO_FIXED for change in lapsing(case, final))
    return _life_again(case, crime, final) if case.facts.kind == LIFE and crime.combined == LIFE and turned else case


def _beside_reprieve(case: Case, crime: LaterCrime, served: date, final: date) -> Case:
    """A reprieve again runs on, or from the start where the crime itself drew one; after its expiry life is executed."""
    drew, life_from = crime.kind == REPRIEVE, life_after_reprieve(day_of(served))
    if crime.combined == REPRIEVE:
        days = reprieve_days_counted(day_of(final) - day_of(served), drew)
        facts = replace(case.facts, reprieve_served=date_of(day_of(final) - days), changes=since(case, final))
        return case._replace(facts=facts, renewal=Renewal("R-M-15", final))
    if drew or day_of(final) < life_from:
        return case
    to_life = tuple(change for change in case.facts.changes if change.kind == ChangeKind.REPRIEVE_TO_LIFE)
    kept = to_life or (Change(ChangeKind.REPRIEVE_TO_LIFE, date=date_of(life_from)),)
    inside = days_inside_fixed(life_from, day_of(final))
    facts = replace(case.facts, changes=(*kept, *since(case, final)))
    return case._replace(facts=facts, renewal=Renewal("R-M-16", final, inside=inside))


def _life_again(case: Case, crime: LaterCrime, final: date) -> Case:
    """Life from the new judgment; the days between both judgments are deducted in the term that it becomes."""
    first, light = case.facts.final_date, is_light(crime)
    inside = 0 if first is None else days_deducted_from_later_term(day_of(first), day_of(final))
    facts = replace(case.facts, final_date=final, changes=since(case, final))
    missing = ("original.final_date",) if first is None else ()
    return case._replace(facts=facts, renewal=Renewal("R-M-17", final, inside=inside, light=light, missing=missing))


def is_light(crime: LaterCrime) -> bool:
    """Three years of fixed term, or detention, or control."""
    if crime.kind in (SentenceKind.DETENTION, SentenceKind.CONTROL):
        return True
    return crime.kind == SentenceKind.FIXED and crime.term is not None and not shorter(THREE_YEARS, crime.term)


# --- retrial --------------------------------------------------------------------------------------------------------


def retried(case: Case) -> Case:
    """R-K-9: a changed judgment takes the old rulings with it; what they had removed may be decided anew."""
    retrial = case.retrial
    if retrial is None:
        return case
    if case.report_date is not None and case.report_date < retrial.on:
        return case._replace(warnings=(*case.warnings, LATER))
    if not rulings_lapse(retrial.outcome == "changed"):
        return case
    gone, kept = lapsing(case, retrial.on), since(case, retrial.on)
    termless = case.facts.kind in TERMLESS
    inside, missing = _served_before(case) if termless else (0, _without_amount(case, gone))
    amounts = [change.amount for change in gone if change.kind == ChangeKind.COMMUTATION and change.amount is not None]
    lapsed = NOTHING if termless or kept else sum_of(tuple(amounts))
    facts = replace(case.facts, changes=kept)
    return case._replace(facts=facts, renewal=Renewal("R-K-9", retrial.on, lapsed=lapsed, inside=inside, missing=missing))


def _served_before(case: Case) -> tuple[int, tuple[str, ...]]:
    """Time served under the old judgment, which a later fixed term contains."""
    retrial = case.retrial
    assert retrial is not None
    if retrial.served_from is None:
        return 0, ("retrial.served_from",)
    return days_served_before_retrial(day_of(retrial.served_from), day_of(retrial.on)), ()


def _without_amount(case: Case, gone: tuple[Change, ...]) -> tuple[str, ...]:
    unknown = (change for change in gone if change.kind == ChangeKind.COMMUTATION and change.amount is None)
    return tuple(f"history[{case.facts.changes.index(change)}].amount" for change in unknown)


# --- rulings before and since ---------------------------------------------------------------------------------------


def _rulings(case: Case, wanted: Callable[[Change], bool]) -> tuple[Change, ...]:
    return tuple(change for change in case.facts.changes if wanted(change))


def since(case: Case, day: date) -> tuple[Change, ...]:
    """Rulings of that day or later, which stand."""
    return _rulings(case, lambda change: change.date is not None and change.date >= day)


def lapsing(case: Case, day: date) -> tuple[Change, ...]:
    """Rulings before that day; one without its day is taken for an earlier one, as histories begin with those."""
    return _rulings(case, lambda change: change.date is None or change.date < day)
