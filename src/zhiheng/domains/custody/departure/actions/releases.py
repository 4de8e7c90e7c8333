"""On the way out: dates checked by two, steps before release, the release itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people import policy as people_policy
from zhiheng.base.people.actions import end_episode
from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.models import Episode
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.departure import policy
from zhiheng.domains.custody.departure.actions.papers import standing
from zhiheng.domains.custody.departure.contents import content_of
from zhiheng.domains.custody.departure.errors import Blocked, CheckMissing, EndUnknown, OwnCheck
from zhiheng.domains.custody.departure.events import Released, emit
from zhiheng.domains.custody.departure.models import Release
from zhiheng.domains.custody.departure.release import FOR_ANY_END, end_of_term, obstacles, over_days, recomputed
from zhiheng.domains.custody.departure.schedule import CHECKS, release_steps
from zhiheng.domains.custody.reception.actions.papers import issue
from zhiheng.domains.custody.reception.errors import NotOpened, StepDone
from zhiheng.domains.custody.reception.models import IssuedPaper, Procedure, ReceptionStep, StepKind
from zhiheng.domains.custody.reception.schedule import Owed
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid

BY_HAND = (
    StepKind.EXIT_EDUCATION, StepKind.ASSESSMENT, StepKind.POLICE_NOTICE, StepKind.JUSTICE_NOTICE, StepKind.RIGHTS_NOTICE,
    StepKind.HAND_OVER, StepKind.PROPERTY,
)  # fmt: skip
_LATE_ENTRY = dt.timedelta(days=3)


class Leaving(NamedTuple):
    """How a person leaves. Before the end of term there is a ruling: ``document`` and ``decided_by``."""

    ground: str = Release.Ground.TERM
    document: str = ""
    decided_by: str = ""
    handed_to: str = ""
    report_within: int | None = None


@act(policy.DATE, subject="episode")
def check_release_date(episode: Episode, *, kind: str, acting: Official, reason: str) -> ReceptionStep:
    """Recompute the end of term from the record and keep what was found: the first of two people. Locks the episode.

    Raises:
        EndUnknown: nothing determined.
        StepDone: this check of this day was made.
    """
    if kind not in CHECKS:
        raise NotOpened
    episode = _locked(episode)
    found, end = recomputed(episode), end_of_term(episode).end
    assert end is not None
    details = {"end": _iso(found.end), "agreement": found.agreement, "same": found.same}
    return _done(episode, StepKind(kind), end, at=timezone.now(), output=_words(found.same, found.agrees), details=details, acting=acting)


@act(policy.DATE, subject="step")
def confirm_release_date(step: ReceptionStep, *, document: str = "", acting: Official, reason: str) -> ReceptionStep:
    """Recompute again and confirm, as the second person. Where printed and computed dates differ, name the court's clarification.

    Raises:
        OwnCheck: the officer who checked first.
        CheckMissing: the end has moved since, or the first check found another day.
        StepDone: confirmed already.
        Invalid: dates differ and no clarification is named.
    """
    step = ReceptionStep.objects.select_for_update(of=("self",)).select_related("episode__person", "episode__place").get(pk=step.pk)
    officer = named(acting)
    if step.second_by_id is not None:
        raise StepDone
    if step.done_by_id == officer.pk:
        raise OwnCheck
    found = recomputed(step.episode)
    if step.kind not in CHECKS or not found.same or found.end != step.for_end or not step.details.get("same"):
        raise CheckMissing
    if not found.agrees and not document.strip():
        words = _("Printed and computed dates differ. Enter the number of the court's clarification.")
        raise Invalid(fields={"document": words}, basis="《刑事诉讼法》第一百零五条")
    step.second_by, step.second_at = officer, timezone.now()
    step.document = document.strip() or step.document
    step.save(update_fields=["second_by", "second_at", "document"])
    return step


@act(policy.PREPARE, subject="episode")
def complete_release_step(
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
    """Record a step before release as done, for the end of term that stands. Locks the episode.

    Raises:
        EndUnknown, StepDone; NotOpened for a check of the date, or a step that this person is not owed.
        Invalid: no output, a time in the future.
    """
    if kind not in BY_HAND:
        raise NotOpened
    if not output.strip() or len(output) > 2000:
        raise Invalid(fields={"output": _("Say what came of it, in at most 2,000 characters.")})
    episode = _locked(episode)
    end = end_of_term(episode).end
    if end is None:
        raise EndUnknown
    at = occurred_at or timezone.now()
    if at > timezone.now():
        raise Invalid(fields={"occurred_at": _("This lies in the future. Check date and time.")})
    return _done(episode, StepKind(kind), end, at=at, output=output, document=document, details=details, acting=acting)


@act(people_policy.RELEASE, subject="episode")
def release_person(episode: Episode, *, leaving: Leaving, occurred_at: dt.datetime | None = None, acting: Official, reason: str) -> Release:
    """Release a person: certificate, end of custody, and what was still owed, in one act. Locks the episode.

    At the end of term on the day itself; before it only by a ruling, and then at once. A step that is owed does not hold anybody back:
    it is kept as left open.

    Raises:
        Blocked: what stops it, every obstacle in words.
        NotInCustody: released before.
        Invalid: an early release without its ruling, a day in the future or entered too late.
    """
    episode = _locked(episode)
    at = _moment(occurred_at)
    on = timezone.localdate(at)
    _refuse_wrong(leaving)
    found = obstacles(episode, on, leaving.ground)
    stopping = [str(one.words) for one in found if one.stops]
    if stopping:
        raise Blocked(" ".join([str(Blocked.words), *stopping]), basis="《监狱法》第五十九条")
    end = end_of_term(episode).end
    made = Release(
        episode=episode, **leaving._asdict(), released_on=on, end_on=end, left_open=[one.code for one in found],
        over_days=over_days(end, on) if leaving.ground == Release.Ground.TERM else 0, released_by=named(acting), released_at=at,
    )  # fmt: skip
    made.certificate = _certificate(episode, made, acting)
    made.save()
    end_episode(episode, on=on, at=at, acting=acting, reason=reason)
    emit(Released(episode.pk, episode.person_id, episode.prison.path, on))
    return made


def _certificate(episode: Episode, leaving: Release, acting: Official) -> IssuedPaper:
    """The certificate as it stands when it says the same; else a new one takes its place."""
    kind = IssuedPaper.Kind.CERTIFICATE
    content, prepared = content_of(episode, kind, leaving=leaving), standing(episode, kind)
    return issue(kind, episode, content, acting=acting, replaces=prepared)


def _done(
    episode: Episode, kind: StepKind, end: dt.date, *, at: dt.datetime, output: str, document: str = "",
    details: Mapping[str, Any] | None = None, acting: Official,
) -> ReceptionStep:  # fmt: skip
    owed = _owed(episode, kind, end)
    same = ReceptionStep.objects.filter(episode=episode, kind=kind)
    if (same if kind in FOR_ANY_END else same.filter(for_end=end)).exists():
        raise StepDone
    return ReceptionStep.objects.create(
        episode=episode, procedure=Procedure.RELEASE, kind=kind, due_at=owed.due_at, basis=owed.basis, for_end=end, done_at=at,
        recorded_at=timezone.now(), done_by=named(acting), output=output.strip(), document=document.strip(), details=dict(details or {}),
    )  # fmt: skip


def _owed(episode: Episode, kind: StepKind, end: dt.date) -> Owed:
    steps = release_steps(end, episode.received_on, rights_lost=end_of_term(episode).rights_lost)
    found = next((step for step in steps if step.kind == kind), None)
    if found is None:
        raise NotOpened
    return found


def _locked(episode: Episode) -> Episode:
    related = ("person", "prison", "place")
    found = Episode.objects.select_for_update(of=("self",)).select_related(*related).get(pk=episode.pk)
    if found.ended_on is not None:
        raise NotInCustody
    return found


def _moment(occurred_at: dt.datetime | None) -> dt.datetime:
    now = timezone.now()
    at = occurred_at or now
    if not now - _LATE_ENTRY <= at <= now:
        raise Invalid(fields={"occurred_at": _("A release is entered on its day: not before it happens, and within three days.")})
    return at


def _refuse_wrong(leaving: Leaving) -> None:
    if leaving.ground not in Release.Ground.values:
        raise Invalid(fields={"ground": _("Choose the ground.")})
    if leaving.ground != Release.Ground.TERM:
        wrong = {
            name: _("An early release rests on a ruling: enter it.") for name in ("document", "decided_by") if not getattr(leaving, name).strip()
        }
        if wrong:
            raise Invalid(fields={**wrong})
    if leaving.report_within is not None and not 1 <= leaving.report_within <= 90:
        raise Invalid(fields={"report_within": _("Between 1 and 90 days, or empty.")})


def _words(same: bool, agrees: bool) -> str:
    if not same:
        return _t("the record now gives another day: determine the term anew")
    return _t("the same day as determined") if agrees else _t("the same day as determined; printed and computed dates differ")


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
