"""Propose, decide, decline: two officers; strict management by the warden, with its last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.bookings.models import Booking
from zhiheng.base.calendar.queries import working_days
from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.models import Episode
from zhiheng.base.powers.officials import named
from zhiheng.domains.conduct.grading.queries.graded import Graded, last_grade
from zhiheng.domains.conduct.treatment import policy, signals
from zhiheng.domains.conduct.treatment.errors import LevelDecided, LevelProposed, NeverForARight, OwnLevelProposal, SameLevel
from zhiheng.domains.conduct.treatment.facts import conduct_of
from zhiheng.domains.conduct.treatment.models import Recheck, RecheckItem, TreatmentLevel
from zhiheng.domains.conduct.treatment.objecting import limits_of
from zhiheng.domains.conduct.treatment.rights import above
from zhiheng.domains.conduct.treatment.schedule import Entitlements, Level, Schedule, given, schedule_named, schedule_on
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words
from zhiheng.law.calendar import Term, after
from zhiheng.law.points import may_deduct
from zhiheng.law.protected import Act
from zhiheng.law.reckoning import Truth, date_of, day_of

State = TreatmentLevel.State
_LONGEST = 1000
_RECHECK_DAYS = 3


class Wish(NamedTuple):
    """What is proposed. ``level`` empty: as the schedule gives. ``grade`` empty: as the points appraisal decided; another one has its reason in
    ``grade_why``, and whoever decides the level is the second person who looks at it. ``only_fact``: an act of the law's list; a breach or
    none is no right.
    """

    words: str
    level: str = ""
    why: str = ""
    ends_by: dt.date | None = None
    grade: str = ""
    grade_why: str = ""
    only_fact: Act = Act.BREACH


class Rests(NamedTuple):
    """The grade that a proposal rests on, and the one that the points appraisal decided last."""

    grade: str
    decided: Graded | None

    @property
    def departs(self) -> bool:
        return self.grade != (self.decided.code if self.decided else "")

    def columns(self, why: str) -> dict[str, Any]:
        """As the level keeps it."""
        kept: dict[str, Any] = {"grade": self.grade, "grade_why": why.strip() if self.departs else ""}
        if self.decided is not None:
            kept |= {"points_grade": self.decided.code, "points_grade_on": self.decided.decided_on, "points_ref": self.decided.ref}
        return kept


@act(policy.PROPOSE, subject="episode")
def propose_level(episode: Episode, *, wish: Wish, on: dt.date, acting: Official, reason: str) -> TreatmentLevel:
    """Apply the schedule of the day and propose its level or a departure from it. Locks the episode.

    Raises:
        NotInCustody, LevelProposed, SameLevel, NoTreatmentSchedule, NeverForARight.
        Invalid: no words, a departure from the schedule or from the decided grade without a reason, strict management without a last day.
    """
    locked = _open(episode)
    if TreatmentLevel.objects.filter(episode=locked, state=State.PROPOSED).exists():
        raise LevelProposed
    rests = _rests(locked, wish, on)
    conduct = conduct_of(locked, on, rests.grade or None)
    gives = given(conduct, on)
    level = gives.schedule.level(wish.level or gives.level.code)
    now = TreatmentLevel.objects.filter(episode=locked, state=State.IN_FORCE).first()
    if level is None:
        raise Invalid(fields={"level": _("Choose a level from the list.")})
    if now is not None and now.level == level.code:
        raise SameLevel
    _refuse_wrong(wish, level, departs=level.code != gives.level.code, on=on)
    _refuse_grade(wish, rests)
    change = _rank_change(now, level)
    if change < 0:
        _refuse_for_a_right(wish, on)
    return TreatmentLevel.objects.create(
        episode=locked, schedule=gives.schedule.code, level=level.code, scheduled=gives.level.code, before=now.level if now else "",
        rank_change=change, facts=conduct.as_json(), grounds=[ground._asdict() for ground in gives.grounds], words=wish.words.strip(),
        override_reason=wish.why.strip(), review_on=_months_on(on, level.months), ends_by=wish.ends_by,
        proposed_by=named(acting), proposed_at=timezone.now(), **rests.columns(wish.grade_why),
    )  # fmt: skip


def decide_level(treatment: TreatmentLevel, *, acting: Official, reason: str) -> TreatmentLevel:
    """Put a proposal into force from today and set down what must be re-checked. By an officer other than the proposer.

    Raises:
        LevelDecided, OwnLevelProposal, NotInCustody.
    """
    decide = _decide_strict if treatment.level == TreatmentLevel.Code.STRICT else _decide
    return decide(treatment, acting=acting, reason=reason)


@act(policy.DECIDE, subject="treatment")
def _decide(treatment: TreatmentLevel, *, acting: Official, reason: str) -> TreatmentLevel:
    return _into_force(treatment, acting, reason)


@act(policy.STRICT, subject="treatment")
def _decide_strict(treatment: TreatmentLevel, *, acting: Official, reason: str) -> TreatmentLevel:
    return _into_force(treatment, acting, reason)


@act(policy.DECIDE, subject="treatment")
def decline_level(treatment: TreatmentLevel, *, acting: Official, reason: str) -> TreatmentLevel:
    """Send a proposal back; what was in force stays. Refuses what ``decide_level`` refuses."""
    return _close(_decidable(treatment, acting), State.DECLINED, acting, reason)


def _into_force(treatment: TreatmentLevel, acting: Official, reason: str) -> TreatmentLevel:
    locked = _decidable(treatment, acting)
    today, schedule = timezone.localdate(), schedule_named(locked.schedule)
    assert schedule is not None
    former = TreatmentLevel.objects.filter(episode=locked.episode, state=State.IN_FORCE).first()
    if former is not None:
        former.state, former.until = State.REPLACED, today
        former.save(update_fields=["state", "until"])
    locked.since, locked.objection_until = today, limits_of(schedule).object.last(today, working_days())
    made = _close(locked, State.IN_FORCE, acting, reason)
    _follow(made, former, schedule)
    return made


def _follow(made: TreatmentLevel, former: TreatmentLevel | None, schedule: Schedule) -> None:
    """What is booked beyond a right that falls is set down to be re-checked; whoever asked hears of the change."""
    assert made.since is not None
    new, old = schedule.level(made.level), _gave(former)
    assert new is not None
    for name in new.gives._fields if old else ():
        before, now = getattr(old, name), getattr(new.gives, name)
        if now < before:
            _recheck(made, name, (before, now), above(name, made.episode, new.gives, made.since))
    signals.tell(signals.LevelChanged(made.episode, made.before, made.level, made.since, old, new.gives))


def _recheck(made: TreatmentLevel, entitlement: str, figures: tuple[int, int], found: Sequence[Booking]) -> None:
    """One task for each right that was booked beyond; nothing is cancelled here, and nothing is asked where nothing is booked."""
    if not found or made.since is None:
        return
    due = made.since + dt.timedelta(_RECHECK_DAYS)
    recheck = Recheck.objects.create(treatment=made, entitlement=entitlement, before=figures[0], after=figures[1], due_on=due)
    RecheckItem.objects.bulk_create(RecheckItem(recheck=recheck, booking=one) for one in found)


def _gave(former: TreatmentLevel | None) -> Entitlements | None:
    schedule = schedule_named(former.schedule) if former else None
    level = schedule.level(former.level) if schedule and former else None
    return level.gives if level else None


def _open(episode: Episode) -> Episode:
    locked = Episode.objects.select_for_update().get(pk=episode.pk)
    if locked.ended_on is not None:
        raise NotInCustody
    return locked


def _decidable(treatment: TreatmentLevel, acting: Official) -> TreatmentLevel:
    _open(treatment.episode)
    locked = TreatmentLevel.objects.select_for_update(of=("self",)).select_related("episode").get(pk=treatment.pk)
    if locked.state != State.PROPOSED:
        raise LevelDecided
    if locked.proposed_by_id == named(acting).pk:
        raise OwnLevelProposal
    return locked


def _close(locked: TreatmentLevel, state: str, acting: Official, reason: str) -> TreatmentLevel:
    locked.state, locked.decided_by, locked.decided_at, locked.decision_reason = state, named(acting), timezone.now(), reason
    locked.save(update_fields=["state", "decided_by", "decided_at", "decision_reason", "since", "objection_until"])
    return locked


def _rests(episode: Episode, wish: Wish, on: dt.date) -> Rests:
    decided = last_grade(episode, on)
    return Rests(wish.grade or (decided.code if decided else ""), decided)


def _refuse_grade(wish: Wish, rests: Rests) -> None:
    if wish.grade and wish.grade not in TreatmentLevel.Grade.values:
        raise Invalid(fields={"grade": _("Choose a grade from the list.")})
    if rests.departs and not wish.grade_why.strip():
        words = _("The points appraisal holds another grade, or none. Say how you know this one; the officer who decides checks it.")
        raise Invalid(fields={"grade_why": words})


def _refuse_wrong(wish: Wish, level: Level, *, departs: bool, on: dt.date) -> None:
    wrong: dict[str, Words] = {}
    if not wish.words.strip() or len(wish.words) > _LONGEST:
        wrong["words"] = _("Write down why, in words that the person can read; at most 1,000 characters.")
    if departs and not wish.why.strip():
        wrong["why"] = _("This departs from the schedule. Give the reason.")
    if level.limit is not None and (wish.ends_by is None or not on <= wish.ends_by <= _months_on(on, level.limit)):
        wrong["ends_by"] = _("Strict management has a last day, within three months.")
    if wrong:
        raise Invalid(fields=wrong)


def _refuse_for_a_right(wish: Wish, on: dt.date) -> None:
    if may_deduct(wish.only_fact, day_of(on)) == Truth.NO:
        raise NeverForARight(basis="《监狱法》第四十三条、第六十八条；《纳尔逊·曼德拉规则》第五十七条", fields={"only_fact": NeverForARight.words})


def _rank_change(now: TreatmentLevel | None, level: Level) -> int:
    schedule = schedule_named(now.schedule) if now else None
    before = schedule.level(now.level) if schedule and now else None
    return level.rank - before.rank if before else 0


def _months_on(day: dt.date, months: int) -> dt.date:
    return date_of(after(day_of(day), Term(0, months, 0)))


def levels_on(day: dt.date) -> tuple[Level, ...]:
    """The levels to choose from on a day; none without a schedule."""
    return schedule_on(day).levels
