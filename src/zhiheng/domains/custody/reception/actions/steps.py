"""The steps of admission: opened together with their clocks, done one by one by a named officer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.calendar.queries import working_days
from zhiheng.base.people.models import Episode
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.reception import policy
from zhiheng.domains.custody.reception.errors import DoubtNotRaised, IdentityFirst, NotChecked, NotOpened, StepDone
from zhiheng.domains.custody.reception.models import IdentityCheck, IdentityDoubt, Procedure, ReceptionStep, StepKind
from zhiheng.domains.custody.reception.schedule import admission_steps
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words

BY_DESK = (StepKind.RIGHTS, StepKind.FILE, StepKind.FAMILY, StepKind.VISITS, StepKind.EDUCATION, StepKind.WARD, StepKind.IDENTITY)
"""Steps done as such; a search and an examination have forms of their own."""
_LONGEST = 2000


@act(policy.STEP, subject="episode")
def complete_step(
    episode: Episode,
    *,
    kind: str,
    output: str,
    document: str = "",
    details: Mapping[str, Any] | None = None,
    occurred_at: dt.datetime | None = None,
    acting: Official,
    reason: str,
) -> ReceptionStep:
    """Record a step of admission as done, before or after its time. Locks the step: it is done once.

    ``details``: for ``rights`` the ``language`` and ``signed``; for ``family`` ``told``, ``relation``, ``telephone``, ``address``, or
    ``committee`` when nobody of the family can be reached.

    Raises:
        NotOpened, StepDone; NotChecked or DoubtNotRaised for the identity.
        Invalid: no output, who was told is missing, a time that cannot be.
    """
    if kind not in BY_DESK:
        raise NotOpened
    given = dict(details or {})
    wrong = _wrong(kind, output, given)
    if wrong:
        raise Invalid(fields=wrong)
    if kind == StepKind.IDENTITY:
        _refuse_unchecked(episode)
    return close(episode, StepKind(kind), at=occurred_at, output=output, document=document, details=given, acting=acting)


def open_admission(episode: Episode, at: dt.datetime) -> None:
    """Inside an open act: every step of admission with its clock."""
    ReceptionStep.objects.bulk_create(
        ReceptionStep(episode=episode, procedure=Procedure.ADMISSION, kind=owed.kind, due_at=owed.due_at, basis=owed.basis)
        for owed in admission_steps(at, working_days())
    )


def close(
    episode: Episode,
    kind: StepKind,
    *,
    at: dt.datetime | None,
    output: str,
    document: str = "",
    details: Mapping[str, Any] | None = None,
    acting: Official,
) -> ReceptionStep:
    """Inside an open act: the step is done. Locks it."""
    now = timezone.now()
    at = at or now
    if at > now or timezone.localdate(at) < episode.received_on:
        raise Invalid(fields={"occurred_at": _("The time cannot lie in the future or before the admission.")})
    step = ReceptionStep.objects.select_for_update().filter(episode=episode, procedure=Procedure.ADMISSION, kind=kind).first()
    if step is None:
        raise NotOpened
    if step.done_at is not None:
        raise StepDone
    step.done_at, step.recorded_at, step.done_by = at, now, named(acting)
    step.output, step.document, step.details = output.strip(), document.strip(), dict(details or {})
    step.save()
    return step


def refuse_before_identity(episode: Episode) -> None:
    """The search comes after the identity check, where the person was admitted through this desk."""
    if ReceptionStep.objects.filter(episode=episode, kind=StepKind.IDENTITY, done_at__isnull=True).exists():
        raise IdentityFirst(basis="《监狱法》第三十二条、第三十三条")


def opened(episode: Episode, kind: StepKind) -> bool:
    """Whether the step is on record and not done."""
    return ReceptionStep.objects.filter(episode=episode, kind=kind, done_at__isnull=True).exists()


def _refuse_unchecked(episode: Episode) -> None:
    checks = IdentityCheck.objects.filter(episode=episode)
    if not checks.exists():
        raise NotChecked
    if checks.exclude(result=IdentityCheck.Result.AGREES).exists() and not IdentityDoubt.objects.filter(episode=episode).exists():
        raise DoubtNotRaised


def _wrong(kind: str, output: str, details: Mapping[str, Any]) -> dict[str, Words]:
    wrong: dict[str, Words] = {}
    if not output.strip() or len(output) > _LONGEST:
        wrong["output"] = _("Say what came of it, in at most 2,000 characters.")
    if kind == StepKind.RIGHTS and not str(details.get("language", "")).strip():
        wrong["language"] = _("Say in which language the person was told.")
    if kind == StepKind.RIGHTS and not (details.get("signed") or str(details.get("unsigned_why", "")).strip()):
        wrong["signed"] = _("Have it signed, or say why it is not.")
    if kind == StepKind.FAMILY and not (str(details.get("told", "")).strip() or str(details.get("committee", "")).strip()):
        wrong["told"] = _("Name the relative or guardian told, or the committee when nobody can be reached.")
    return wrong
