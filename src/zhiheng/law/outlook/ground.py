"""From a case and its dates to the plain values that the rules ask: one :class:`Ground` for each world."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from zhiheng.law.acts.committee_2014.categories import in_three_categories
from zhiheng.law.acts.commutation_1997.numbers import barred_after_new_crime_1997, parole_after_commutation_1997
from zhiheng.law.acts.commutation_2012.numbers import barred_after_new_crime_2012, parole_after_commutation_2012
from zhiheng.law.acts.commutation_2016.definitions import interval_from, waits_from
from zhiheng.law.acts.commutation_2016.fixed_terms import strict_by_length, strict_by_list
from zhiheng.law.acts.commutation_2016.later_crimes import (
    barred_after_crime_in_reprieve,
    barred_after_new_crime,
    wait_from_return,
)
from zhiheng.law.acts.commutation_2016.life import strict_life
from zhiheng.law.acts.commutation_2016.parole import parole_after_commutation
from zhiheng.law.acts.commutation_2016.reprieve import strict_reprieve
from zhiheng.law.acts.criminal_law.commutation import forward_end, sum_of
from zhiheng.law.acts.criminal_law.parole import end_after_revocation
from zhiheng.law.acts.criminal_law.reprieve import life_after_reprieve
from zhiheng.law.acts.notice_2013.packs import pack_of
from zhiheng.law.acts.supplement_2019.corruption import in_scope
from zhiheng.law.calendar import NOTHING, Term
from zhiheng.law.cases import Case, LaterCrime, Renewal
from zhiheng.law.choices import DEFAULTS, LifeWaitReading, ParoleIntervalReading, Readings, Wait2012Reading
from zhiheng.law.contradictions import TERMLESS, kind_after
from zhiheng.law.facts import Change, TermFinding
from zhiheng.law.kinds import ChangeKind, Pack, SentenceKind, Standing
from zhiheng.law.outlook.categories import (
    DUTY,
    FINANCIAL,
    LISTED,
    bribery_governs,
    chapter_8,
    combined_sentence,
    has,
    is_functionary,
    two_counts_of_ten,
    violence,
)
from zhiheng.law.outlook.worlds import OLD_LAW, World
from zhiheng.law.prospects import NO_DAY, Position
from zhiheng.law.reckoning import Day, Explanation, day_of
from zhiheng.law.sources import CL, D5, PJ2024, S2019

TO_FIXED: Final = (ChangeKind.LIFE_TO_FIXED, ChangeKind.REPRIEVE_TO_FIXED)
COMMUTING: Final = (ChangeKind.COMMUTATION, *TO_FIXED)


class Ruling(NamedTuple):
    """The day of the ruling, and the day whose instruments govern it: the same day, but where other rules are tried."""

    on: date
    governs: date


@dataclass(slots=True)
class Ground:
    """The position in one world, with what is missing for each part of it (name of the part -> facts).

    ``governs`` is the day whose instruments are applied; ``position.ruling`` holds it too, since the rules ask it of there.
    """

    case: Case
    world: World
    pack: Pack
    standing: Standing
    ruling: Day
    governs: Day
    report: Day
    position: Position
    end: Day
    gaps: dict[str, list[str]] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)

    def lacks(self, *parts: str) -> dict[str, list[str]] | None:
        """The unknown facts of some parts, in the form of the contract; None when nothing is missing."""
        facts = list(dict.fromkeys(fact for part in parts for fact in self.gaps.get(part, ())))
        return {"unknown": facts} if facts else None


def or_none(day: date | None) -> Day:
    return NO_DAY if day is None else day_of(day)


def pack_for(case: Case, world: World, ruling: Day) -> Pack:
    old_law = world.final_since_2011 and world.latest_crime <= OLD_LAW
    return pack_of(ruling, world.final_since_2011, old_law)


def standing_of(case: Case, world: World, pack: Pack, ruling: Day, readings: Readings = DEFAULTS) -> Standing:
    """Whole-life and restricted first, then S2019, then strict, then ordinary (sheet 0.8, steps 2 and 3)."""
    if world.whole_life:
        return Standing.WHOLE_LIFE
    if world.restricted:
        return Standing.RESTRICTED
    if pack != Pack.P2016:
        opinion = ruling >= day_of(D5.since) and in_three_categories(has(case, DUTY), has(case, FINANCIAL), "mafia" in case.categories)
        return Standing.STRICT if opinion else Standing.ORDINARY
    if in_supplement(case, world, ruling) and bribery_governs(case, readings.mixed_bribery):
        return Standing.S2019
    return Standing.STRICT if strict(case, world.unwilling) else Standing.ORDINARY


def in_supplement(case: Case, world: World, ruling: Day) -> bool:
    """Whether a count of the sentence falls under the provisions of 2019."""
    custodial = case.facts.kind not in (SentenceKind.CONTROL, SentenceKind.DETENTION)
    possible = custodial and ruling >= day_of(S2019.since) and chapter_8(case)
    return possible and in_scope(world.pronounced_since_2015, chapter_8(case), is_functionary(case))


def strict(case: Case, unwilling: bool) -> bool:
    """P2016 arts 7, 9, 11."""
    listed, kind, violent = has(case, LISTED), case.facts.kind, violence(case)
    if kind == SentenceKind.LIFE:
        return strict_life(listed, unwilling, violent.found, combined_sentence(case))
    if kind == SentenceKind.DEATH_REPRIEVE:
        return strict_reprieve(listed, unwilling, violent.found, combined_sentence(case))
    long = case.facts.term or NOTHING
    return strict_by_list(listed, unwilling) or strict_by_length(long, violent.single_ten, two_counts_of_ten(case))


def ground_of(case: Case, finding: TermFinding, world: World, report: date | None, ruling: Ruling) -> Ground:
    """Everything that the rules ask of one case in one world, under the readings by which its dates were found."""
    governs, readings = day_of(ruling.governs), finding.readings
    pack = pack_for(case, world, governs)
    standing = standing_of(case, world, pack, governs, readings)
    empty = _empty(case, world, pack, standing, governs)._replace(readings=readings)
    ground = Ground(case, world, pack, standing, day_of(ruling.on), governs, or_none(report), empty, NO_DAY)
    _place_floor(ground)
    _place_term(ground, finding)
    _place_waiting(ground)
    _place_bars(ground)
    _place_parole(ground)
    _place_renewal(ground)
    _place_revocation(ground)
    return ground


def _empty(case: Case, world: World, pack: Pack, standing: Standing, ruling: Day) -> Position:
    facts = case.facts
    state = facts.kind
    for change in facts.changes:
        state = kind_after(state, change.kind)
    cured = or_none(case.property_cured_on) if ruling >= day_of(PJ2024.since) and not world.unwilling else NO_DAY
    reprieve = facts.kind == SentenceKind.DEATH_REPRIEVE
    expiry = life_after_reprieve(day_of(facts.reprieve_served)) if reprieve and facts.reprieve_served is not None else NO_DAY
    return Position(
        origin=facts.kind, state=state, pack=pack, standing=standing,
        original=NOTHING if facts.kind in TERMLESS or facts.term is None else facts.term,
        began=NO_DAY, start=NO_DAY, running=NOTHING, removed=NOTHING, moved=0,
        excluded=sum(exclusion.days for exclusion in facts.excluded),
        latest_crime=max(world.latest_crime, day_of(CL.since)), final=or_none(facts.final_date), expiry=expiry,
        by_merit=any(change.kind == ChangeKind.REPRIEVE_TO_FIXED for change in facts.changes),
        reference=NO_DAY, again=False, last=NOTHING, unwilling=world.unwilling, cured=cured,
        barred_until=NO_DAY, parole_from=NO_DAY, ruling=ruling,
        performed=case.property in (None, "unknown", "done"), unwilling_alone=_unwilling_alone(case, world, pack, standing, ruling),
    )  # fmt: skip


def _unwilling_alone(case: Case, world: World, pack: Pack, standing: Standing, ruling: Day) -> bool:
    """Strict only for being able but unwilling, where a ruling on it is normally refused but for major merit (OQ-25)."""
    if not (world.unwilling and standing == Standing.STRICT and pack == Pack.P2016 and ruling >= day_of(PJ2024.since)):
        return False
    with Explanation():  # the class has its own tree
        return not strict(case, unwilling=False)


def _place_floor(ground: Ground) -> None:
    """The floors of life and reprieve hang on one day each; without it no amount is certain."""
    p = ground.position
    if p.origin == SentenceKind.LIFE and p.final == NO_DAY:
        ground.gaps["floor"] = ["original.final_date"]
    if p.origin == SentenceKind.DEATH_REPRIEVE and p.expiry == NO_DAY:
        ground.gaps["floor"] = ["original.reprieve_served_date"]


# --- the term now running -------------------------------------------------------------------------------------------


def _place_term(ground: Ground, finding: TermFinding) -> None:
    """Start, length, reductions and the days that move the end; a printed end governs."""
    facts = ground.case.facts
    wanted = [item.fact for item in finding.missing]
    turns = [index for index, change in enumerate(facts.changes) if change.kind in TO_FIXED]
    since = turns[-1] + 1 if turns else 0
    running = facts.changes[turns[-1]].to if turns else facts.term
    amounts = [change.amount for change in facts.changes[since:] if change.kind == ChangeKind.COMMUTATION]
    if ground.position.state in TERMLESS:
        return
    if finding.start is None or running is None or None in amounts or finding.governing_end is None:
        ground.gaps["term"] = wanted
        return
    start, removed = day_of(finding.start), sum_of(tuple(amount for amount in amounts if amount is not None))
    ground.end = day_of(finding.governing_end)
    with Explanation():  # the dates have their own tree
        moved = ground.end - forward_end(start, running, removed, ground.position.readings.leap)
    began = NO_DAY if facts.kind in TERMLESS else start
    ground.position = ground.position._replace(began=began, start=start, running=running, removed=removed, moved=moved)


# --- from when wait or interval run ---------------------------------------------------------------------------------


def _place_waiting(ground: Ground) -> None:
    facts = ground.case.facts
    commuting = [(index, change) for index, change in enumerate(facts.changes) if change.kind in COMMUTING]
    if commuting:
        _place_interval(ground, *commuting[-1])
    elif facts.kind in TERMLESS:
        _place_wait_of_life(ground)
    else:
        _place_wait_of_term(ground)


def _place_wait_of_term(ground: Ground) -> None:
    """From delivery; under the Provisions of 2012, which say nothing, from effectiveness where that is chosen (OQ-29)."""
    facts, reading = ground.case.facts, ground.position.readings.wait_2012
    if ground.pack == Pack.P2012 and reading == Wait2012Reading.EFFECTIVENESS:
        from_day, fact = facts.final_date, "original.final_date"
    else:
        from_day, fact = facts.delivery_date, "original.delivery_date"
    if from_day is None:
        ground.gaps["waiting"] = [fact]
    else:
        ground.position = ground.position._replace(reference=waits_from(day_of(from_day)))


def _place_interval(ground: Ground, index: int, change: Change) -> None:
    last = change.amount or NOTHING
    ground.position = ground.position._replace(again=True, last=last)
    if change.kind == ChangeKind.COMMUTATION and change.amount is None:
        ground.gaps["waiting"] = [f"history[{index}].amount"]
    if change.served is None:
        ground.gaps["waiting"] = [f"history[{index}].served", *ground.gaps.get("waiting", ())]
        return
    ground.position = ground.position._replace(reference=interval_from(day_of(change.served)))


def _place_wait_of_life(ground: Ground) -> None:
    """OQ-8: from effectiveness or expiry of the reprieve, not before delivery unless so read; the gap between the two is flagged."""
    facts, p = ground.case.facts, ground.position
    life = facts.kind == SentenceKind.LIFE
    legal = p.final if life else p.expiry
    if legal == NO_DAY:
        ground.gaps["waiting"] = ["original.final_date" if life else "original.reprieve_served_date"]
        return
    delivered = or_none(facts.delivery_date)
    if delivered > legal or delivered == NO_DAY:
        ground.flags.append("OQ-8")
    alone = p.readings.life_wait_from == LifeWaitReading.EFFECTIVENESS
    ground.position = p._replace(reference=legal if alone else max(legal, delivered))


# --- bars after new crimes ------------------------------------------------------------------------------------------


def _place_bars(ground: Ground) -> None:
    for index, crime in enumerate(ground.case.new_crimes):
        _place_bar(ground, f"new_crimes[{index}]", crime)


def _place_bar(ground: Ground, name: str, crime: LaterCrime) -> None:
    """A negligent crime bars nothing under P2016; whether removed time still counts then is open (OQ-15)."""
    intentional = ground.world.new_crime_intentional if crime.intentional is None else crime.intentional
    if not intentional and ground.pack == Pack.P2016:
        ground.flags += ["OQ-15"] if ground.position.again else []
        return
    if crime.final_date is None or crime.kind is None:
        gaps = [f"{name}.{part}" for part, value in (("final_date", crime.final_date), ("sentence.kind", crime.kind)) if value is None]
        ground.gaps.setdefault("bar", []).extend(gaps)
        return
    if ground.pack == Pack.P2016 and crime.kind in (SentenceKind.CONTROL, SentenceKind.DETENTION):
        ground.flags.append("OQ-30")
    until = bar_end(ground, crime.kind, day_of(crime.final_date))
    ground.position = ground.position._replace(barred_until=max(ground.position.barred_until, until))


def bar_end(ground: Ground, new_kind: SentenceKind, final: Day) -> Day:
    """R-K-6 to R-K-8, R-P-5: the first day after the bar, by the pack that governs."""
    p = ground.position
    if ground.pack == Pack.P1997:
        ground.flags += ["no_number:P1997-new-life"] if new_kind in TERMLESS else []
        return barred_after_new_crime_1997(p.origin, final)
    if ground.pack == Pack.P2012:
        return barred_after_new_crime_2012(p.origin, p.original, new_kind, final)
    if p.origin == SentenceKind.DEATH_REPRIEVE and p.expiry != NO_DAY and final < p.expiry:
        return barred_after_crime_in_reprieve(p.expiry)
    return barred_after_new_crime(new_kind, final)


# --- parole after commutation ---------------------------------------------------------------------------------------


def _place_parole(ground: Ground) -> None:
    """Each commutation has its own interval before parole; the latest of the days counts, or only the last ruling (OQ-26)."""
    days: list[Day] = []
    for index, change in enumerate(ground.case.facts.changes):
        missing = _missing_for_parole(index, change)
        if missing:
            ground.gaps.setdefault("parole", []).extend(missing)
        elif change.kind != ChangeKind.PAROLE and change.served is not None:
            days.append(parole_after(ground.pack, day_of(change.served), change.amount or NOTHING))
    if days:
        ground.flags += ["OQ-26"] if max(days) != days[-1] else []
        last_only = ground.position.readings.parole_interval == ParoleIntervalReading.LAST_RULING
        ground.position = ground.position._replace(parole_from=days[-1] if last_only else max(days))


def _missing_for_parole(index: int, change: Change) -> list[str]:
    if change.kind in (ChangeKind.PAROLE, ChangeKind.REPRIEVE_TO_LIFE):
        return []
    missing = [f"history[{index}].served"] if change.served is None else []
    lacks_amount = change.kind == ChangeKind.COMMUTATION and change.amount is None
    return [*missing, f"history[{index}].amount"] if lacks_amount else missing


def parole_after(pack: Pack, served: Day, amount: Term) -> Day:
    if pack == Pack.P2016:
        return parole_after_commutation(served, amount)
    if pack == Pack.P2012:
        return parole_after_commutation_2012(served, amount)
    return parole_after_commutation_1997(served, amount)


# --- a judgment made anew ------------------------------------------------------------------------------------------


def _place_renewal(ground: Ground) -> None:
    """R-K-9, R-M-15 to R-M-17: waits run from the new judgment, days served before it count inside a later fixed term."""
    renewal = ground.case.renewal
    if renewal is None:
        return
    ground.flags.append(renewal.rule)
    for part in ("term", "result") if ground.position.origin in TERMLESS else ("floor",):
        ground.gaps.setdefault(part, []).extend(renewal.missing)
    _place_days_inside(ground, renewal)
    p = ground.position
    if p.again:
        return
    ground.position = p._replace(reference=max(p.reference, day_of(renewal.on)), light=renewal.light)
    if renewal.lapsed != NOTHING:
        _place_lapsed(ground, renewal)


def _place_days_inside(ground: Ground, renewal: Renewal) -> None:
    """They move the end of the term that runs, or of the one that life may become; a printed end has counted them already."""
    p, changes = ground.position, ground.case.facts.changes
    if changes and changes[-1].printed_end is not None:
        return
    ground.position = p._replace(moved=p.moved - renewal.inside)
    if ground.end != NO_DAY:
        ground.end -= renewal.inside


def _place_lapsed(ground: Ground, renewal: Renewal) -> None:
    """Free of wait and cap since 2017; before, nothing on file says how the lapsed rulings are made up for."""
    if ground.pack != Pack.P2016:
        ground.flags.append(f"no_number:{ground.pack.code}-retrial")
        return
    ground.gaps.pop("waiting", None)
    ground.position = ground.position._replace(reference=day_of(renewal.on), lapsed=renewal.lapsed)


# --- a revoked parole -----------------------------------------------------------------------------------------------


def _place_revocation(ground: Ground) -> None:
    """R-V-8, R-K-10: the remainder is served from the return, and the waiting time runs from it."""
    revocation, p = ground.case.revocation, ground.position
    if revocation is None:
        return
    missing = [f"revocation.{name}" for name in ("parole_date", "returned") if getattr(revocation, name) is None]
    if missing or revocation.parole_date is None or revocation.returned is None:
        ground.gaps.setdefault("term", []).extend(missing)
        ground.gaps["waiting"] = missing
        return
    returned = day_of(revocation.returned)
    ground.position = p._replace(reference=wait_from_return(returned), again=False)
    if ground.end == NO_DAY:
        return
    end = end_after_revocation(day_of(revocation.parole_date), ground.end, returned, revocation.arrest_days)
    ground.position = ground.position._replace(moved=p.moved + end - ground.end)
    ground.end = end
