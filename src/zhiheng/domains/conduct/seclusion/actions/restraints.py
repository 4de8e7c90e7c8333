"""Restraints: started in a case of the law, looked at every two hours, approved again every day, stopped at once."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.officials import named
from zhiheng.domains.conduct.seclusion import lawful, policy
from zhiheng.domains.conduct.seclusion.actions.looks import Look, made, refuse_wrong
from zhiheng.domains.conduct.seclusion.errors import AlreadyRestrained, DoctorSaysStop, NotAnActOfThis, SeclusionOver
from zhiheng.domains.conduct.seclusion.models import Check, Restraint
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words

_AFTER_STOP = dt.timedelta(hours=24)


class Restraining(NamedTuple):
    """Restraint gear as put on. ``in_childbirth`` None: nobody knows; ``as_sanction`` is there to be refused in words."""

    gear: str
    ground: int
    words: str
    video: str
    started_at: dt.datetime
    in_childbirth: bool | None = False
    as_sanction: bool = False


@act(policy.RESTRAIN, subject="episode")
def start_restraint(episode: Episode, *, asked: Restraining, acting: Official, reason: str) -> Restraint:
    """Record restraint gear put on, with its case of the law and its recording.

    Raises:
        NeverAPunishment, RestraintNotAllowed, AlreadyRestrained; DoctorSaysStop: a doctor stopped one within the last 24 hours.
        Invalid: gear off the list, no words, no recording, a time in the future.
    """
    _refuse_wrong(asked)
    trace = lawful.may_restrain(asked.ground, timezone.localdate(asked.started_at), as_sanction=asked.as_sanction, in_childbirth=asked.in_childbirth)
    since = asked.started_at - _AFTER_STOP
    if Check.objects.filter(restraint__episode=episode, stop=True, at__gte=since).exists():
        raise DoctorSaysStop(basis="《监狱法》第六十七条")
    try:
        with transaction.atomic():
            return Restraint.objects.create(
                episode=episode, gear=asked.gear, ground=asked.ground, words=asked.words.strip(), video=asked.video.strip(),
                started_at=asked.started_at, recorded_at=timezone.now(), started_by=named(acting), trace=trace,
            )  # fmt: skip
    except IntegrityError as clash:
        raise AlreadyRestrained from clash


def check_restrained(restraint: Restraint, *, look: Look, acting: Official, reason: str) -> Check:
    """Record a look: as doctor (at the start and every 12 hours) or as officer (every 2 hours).

    Raises:
        SeclusionOver: it has stopped; NotAnActOfThis; Invalid: a time outside, a stop without words.
    """
    see = _doctor_examines if look.kind == Check.Kind.DOCTOR else _officer_reviews
    return see(restraint, look=look, acting=acting, reason=reason)


@act(policy.DOCTOR, subject="restraint")
def _doctor_examines(restraint: Restraint, *, look: Look, acting: Official, reason: str) -> Check:
    return _look(restraint, look, acting)


@act(policy.CHECK, subject="restraint")
def _officer_reviews(restraint: Restraint, *, look: Look, acting: Official, reason: str) -> Check:
    if look.kind != Check.Kind.OFFICER or look.stop:
        raise NotAnActOfThis
    return _look(restraint, look, acting)


@act(policy.APPROVE, subject="restraint")
def approve_again(restraint: Restraint, *, words: str, acting: Official, reason: str) -> Check:
    """The warden looks at the need again and approves another 24 hours.

    Raises:
        SeclusionOver; DoctorSaysStop; Invalid: no words.
    """
    if not words.strip():
        raise Invalid(fields={"words": _("Say which danger goes on, and why nothing less is enough.")})
    if restraint.checks.filter(stop=True).exists():
        raise DoctorSaysStop(basis="《监狱法》第六十七条")
    return _look(restraint, Look(Check.Kind.APPROVAL, timezone.now(), words), acting)


@act(policy.RESTRAIN, subject="restraint")
def stop_restraint(restraint: Restraint, *, words: str, acting: Official, reason: str) -> Restraint:
    """Take the gear off, with the reason and the state of the person.

    Raises:
        SeclusionOver: stopped before; Invalid: no words.
    """
    restraint = _running(restraint)
    if not words.strip():
        raise Invalid(fields={"words": _("Say why it stops, and how the person is.")})
    now = max(timezone.now(), restraint.started_at)  # a clock put back never keeps the gear on
    restraint.stopped_at, restraint.stopped_by, restraint.stop_words = now, named(acting), words.strip()
    restraint.save(update_fields=["stopped_at", "stopped_by", "stop_words"])
    restraint.alarms.filter(settled_at__isnull=True).update(settled_at=restraint.stopped_at)
    return restraint


def _look(restraint: Restraint, look: Look, acting: Official) -> Check:
    restraint = _running(restraint)
    refuse_wrong(look, restraint.started_at)
    return made(look, named(acting), restraint=restraint)


def _running(restraint: Restraint) -> Restraint:
    locked = Restraint.objects.select_for_update(of=("self",)).get(pk=restraint.pk)
    if locked.stopped_at is not None:
        raise SeclusionOver
    return locked


def _refuse_wrong(asked: Restraining) -> None:
    wrong: dict[str, Words] = {}
    if asked.gear not in Restraint.Gear.values:
        wrong["gear"] = _("Choose gear from the list. Chains, irons and anything else are banned.")
    if not asked.words.strip():
        wrong["words"] = _("State the danger, and why nothing less is enough.")
    if not asked.video.strip():
        wrong["video"] = _("Give the reference of the recording: the law asks for one.")
    if asked.started_at > timezone.now():
        wrong["started_at"] = _("The time lies in the future. Check the clock of this device.")
    if wrong:
        raise Invalid(fields=wrong)
