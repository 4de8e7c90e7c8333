"""Days held alone: confinement, isolation for an inquiry, protective separation; every look, and the end."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Kind, Place, Use
from zhiheng.base.powers.models import Officer
from zhiheng.base.powers.officials import named
from zhiheng.domains.conduct.discipline.actions.cases import open_case
from zhiheng.domains.conduct.discipline.actions.hearings import fit_of
from zhiheng.domains.conduct.discipline.errors import NotFit, StepNotYet
from zhiheng.domains.conduct.discipline.lawful import refuse_length
from zhiheng.domains.conduct.discipline.models import DisciplineCase, Sanction
from zhiheng.domains.conduct.points.confinement import confined
from zhiheng.domains.conduct.seclusion import lawful, policy
from zhiheng.domains.conduct.seclusion.actions.looks import Look, made, refuse_wrong
from zhiheng.domains.conduct.seclusion.errors import AlreadyAlone, NotAnActOfThis, SeclusionOver, TooLongAlone
from zhiheng.domains.conduct.seclusion.models import Check, Seclusion
from zhiheng.domains.custody.whereabouts.actions import allocate_bed
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.acts.mandela_rules.separation import inquiry_within_cap

_LOOKS = frozenset({Check.Kind.OFFICER, Check.Kind.CONTACT, Check.Kind.OUTDOORS})


class Protecting(NamedTuple):
    """Protective separation as decided. ``consent``: the person's request or consent, or why it could not be had."""

    grounds: str
    consent: str
    days: int
    cell: Place


@act(policy.CONFINE, subject="sanction")
def start_confinement(sanction: Sanction, *, cell: Place, acting: Official, reason: str) -> Seclusion:
    """Begin a confinement today, in a cell (or bed) of that use. Into a bed the person is moved in the same act.

    Raises:
        StepNotYet: no confinement, set aside, not served, or begun before; NotFit; LengthNotLawful, TooLongAlone, AlreadyAlone.
        Invalid: no confinement cell of this prison.
    """
    sanction = Sanction.objects.select_for_update(of=("self",)).select_related("case__episode__place").get(pk=sanction.pk)
    days = sanction.days_now
    if not days or sanction.served_at is None or Seclusion.objects.filter(sanction=sanction).exists():
        raise StepNotYet
    case, first = sanction.case, timezone.localdate()
    _refuse_unfit(case)
    if not inquiry_within_cap(_inquiry_days(case), days):
        raise TooLongAlone(basis="《纳尔逊·曼德拉规则》第四十四条；司规〔2021〕3号第三十三条")
    trace = refuse_length(first, days)
    begun = _begin(case.episode, Seclusion.Kind.CONFINEMENT, days, cell, acting, sanction=sanction, grounds=sanction.basis, trace=trace)
    confined(case.episode, begun.first, begun.until, sanction.number, ended=False)
    return begun


@act(policy.CONFINE, subject="case")
def isolate_for_inquiry(case: DisciplineCase, *, days: int, cell: Place, grounds: str, acting: Official, reason: str) -> Seclusion:
    """Hold somebody alone while an event is looked into: counted into the same 15 days as what follows.

    Raises:
        CaseOver, LengthNotLawful, TooLongAlone, AlreadyAlone; Invalid: no grounds, no cell of this prison.
    """
    case = open_case(case)
    if not grounds.strip():
        raise Invalid(fields={"grounds": _("Say why the inquiry cannot do without it.")})
    if not inquiry_within_cap(_inquiry_days(case) + days, 0):
        raise TooLongAlone(basis="《纳尔逊·曼德拉规则》第四十四条；司规〔2021〕3号第三十三条", fields={"days": TooLongAlone.words})
    return _begin(case.episode, Seclusion.Kind.INQUIRY, days, cell, acting, case=case, grounds=grounds.strip())


@act(policy.PROTECT, subject="episode")
def protect(episode: Episode, *, asked: Protecting, acting: Official, reason: str) -> Seclusion:
    """Hold somebody apart for their own protection: no loss of anything, reviewed at 24 hours, 3, 7 and 14 days.

    Raises:
        TooLongAlone, AlreadyAlone; Invalid: no grounds, nothing about consent, no cell of this prison.
    """
    if not asked.grounds.strip() or not asked.consent.strip():
        raise Invalid(fields={"consent": _("State the grounds, and the person's request or consent or why it could not be had.")})
    return _begin(episode, Seclusion.Kind.PROTECTION, asked.days, asked.cell, acting, grounds=asked.grounds.strip(), consent=asked.consent.strip())


def check_alone(seclusion: Seclusion, *, look: Look, acting: Official, reason: str) -> Check:
    """Record a look at somebody alone: as doctor, or as officer.

    Raises:
        SeclusionOver, NotAnActOfThis; Invalid: a time outside, a stop without words, outdoors without minutes.
    """
    see = _doctor_sees if look.kind == Check.Kind.DOCTOR else _officer_sees
    return see(seclusion, look=look, acting=acting, reason=reason)


@act(policy.DOCTOR, subject="seclusion")
def _doctor_sees(seclusion: Seclusion, *, look: Look, acting: Official, reason: str) -> Check:
    return _look(seclusion, look, acting)


@act(policy.CHECK, subject="seclusion")
def _officer_sees(seclusion: Seclusion, *, look: Look, acting: Official, reason: str) -> Check:
    if look.kind not in _LOOKS or look.stop:
        raise NotAnActOfThis
    return _look(seclusion, look, acting)


@act(policy.REVIEW, subject="seclusion")
def review_protection(seclusion: Seclusion, *, words: str, acting: Official, reason: str) -> Check:
    """The warden looks at a protective separation and says why it goes on; else it is ended.

    Raises:
        SeclusionOver, NotAnActOfThis: another kind; Invalid: no words.
    """
    if not words.strip():
        raise Invalid(fields={"words": _("Say why it must go on.")})
    if seclusion.kind != Seclusion.Kind.PROTECTION:
        raise NotAnActOfThis
    return _look(seclusion, Look(Check.Kind.WARDEN, timezone.now(), words), acting)


@act(policy.END, subject="seclusion")
def end_seclusion(seclusion: Seclusion, *, words: str, bed: Place | None = None, acting: Official, reason: str) -> Seclusion:
    """End it now; into a bed, when one is given. Ended late it says so: the lawful last day stays on record beside the true end.

    Raises:
        SeclusionOver; Invalid: no words; and what placing in a bed refuses.
    """
    seclusion = _running(seclusion)
    if not words.strip():
        raise Invalid(fields={"words": _("Say why it ends: at its limit, purpose met, or a doctor's stop.")})
    seclusion = ended(seclusion, named(acting), words.strip())
    if bed is not None:
        assert seclusion.ended_at is not None
        allocate_bed(seclusion.episode, bed=bed, at=seclusion.ended_at, acting=acting, reason=reason)
    return seclusion


def ended(seclusion: Seclusion, by: Officer, words: str, *, at: dt.datetime | None = None, last: dt.date | None = None) -> Seclusion:
    """Inside an open act: it ends, its alarms are settled, and its days without base end with it. ``last``: an earlier lawful last day."""
    seclusion.ended_at, seclusion.ended_by, seclusion.ended_words = at or timezone.now(), by, words
    until = min(seclusion.until, last or seclusion.until, timezone.localdate(seclusion.ended_at))
    seclusion.until = max(seclusion.first, until)  # a clock put back never keeps somebody in
    seclusion.save(update_fields=["ended_at", "ended_by", "ended_words", "until"])
    seclusion.alarms.filter(settled_at__isnull=True).update(settled_at=seclusion.ended_at)
    if seclusion.sanction is not None:
        # Within the act that ends it, under no power of points: nothing may stand in the way of an end.
        confined(seclusion.episode, seclusion.first, seclusion.until, seclusion.sanction.number, ended=True)
    return seclusion


def _begin(episode: Episode, kind: str, days: int, cell: Place, acting: Official, **more: Any) -> Seclusion:
    """Lock the person, count the days, write it down, move them into the bed."""
    episode = Episode.objects.select_for_update(of=("self",)).select_related("prison", "place").get(pk=episode.pk)
    now, officer = timezone.now(), named(acting)
    first = timezone.localdate(now)
    _refuse_place(cell, episode)
    if not 1 <= days <= 15:
        raise TooLongAlone(basis="《纳尔逊·曼德拉规则》第四十三条、第四十四条", fields={"days": TooLongAlone.words})
    trace = more.pop("trace", []) + lawful.refuse_too_long(episode, first, days)
    begun = _written(
        episode=episode, kind=kind, place=cell, first=first, days=days, until=lawful.last_day(first, days), started_at=now, ordered_by=officer,
        trace=trace, **more,
    )  # fmt: skip
    if cell.kind == Kind.BED and episode.place_id != cell.pk:
        allocate_bed(episode, bed=cell, at=now, acting=acting, reason=begun.grounds[:200])
    return begun


def _written(**row: Any) -> Seclusion:
    """PostgreSQL has the last word, also against an officer who writes at the same moment."""
    try:
        with transaction.atomic():
            return Seclusion.objects.create(**row)
    except IntegrityError as clash:
        raise AlreadyAlone from clash
    except DatabaseError as fault:
        if getattr(fault.__cause__, "sqlstate", "") == "ZH052":
            raise TooLongAlone from fault
        raise


def _refuse_place(cell: Place, episode: Episode) -> None:
    use = cell.use if cell.kind != Kind.BED or cell.parent is None else (cell.use if cell.use != Use.GENERAL else cell.parent.use)
    if use != Use.CONFINEMENT or not cell.path.startswith(f"{episode.prison.path}."):
        raise Invalid(fields={"cell": _("Choose a confinement cell of this prison.")})


def _refuse_unfit(case: DisciplineCase) -> None:
    """The newest statement says yes, and no doctor has said stop since."""
    newest = case.fitness.order_by("-at", "-pk").first()
    stopped = Check.objects.filter(seclusion__episode=case.episode, kind=Check.Kind.DOCTOR, stop=True).order_by("-at").first()
    if newest is None or not fit_of(case) or (stopped is not None and stopped.at > newest.at):
        raise NotFit(basis="《纳尔逊·曼德拉规则》第四十六条")


def _inquiry_days(case: DisciplineCase) -> int:
    return sum((one.until - one.first).days + 1 for one in case.seclusions.all())


def _running(seclusion: Seclusion) -> Seclusion:
    locked = Seclusion.objects.select_for_update(of=("self",)).select_related("episode__place", "sanction").get(pk=seclusion.pk)
    if locked.ended_at is not None:
        raise SeclusionOver
    return locked


def _look(seclusion: Seclusion, look: Look, acting: Official) -> Check:
    seclusion = _running(seclusion)
    refuse_wrong(look, seclusion.started_at)
    return made(look, named(acting), seclusion=seclusion)
