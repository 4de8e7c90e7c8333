"""Propose, confirm, decline: two officers, in that order."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.models import Episode
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.classing import policy
from zhiheng.domains.custody.classing.errors import AlreadyDecided, AlreadyProposed, OwnProposal
from zhiheng.domains.custody.classing.facts import facts_of
from zhiheng.domains.custody.classing.models import Classification, Level, Need
from zhiheng.domains.custody.classing.schedule import Asked, classed
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words

State = Classification.State
_LONGEST = 500


class Departure(NamedTuple):
    """What is proposed in place of the schedule's level and need, and why; empty words keep the schedule's."""

    level: str = ""
    need: str = ""
    why: str = ""


NONE = Departure()


@act(policy.PROPOSE, subject="episode")
def propose_classification(
    episode: Episode, *, asked: Asked, departure: Departure = NONE, on: dt.date, acting: Official, reason: str
) -> Classification:
    """Apply the schedule of the day ``on`` and propose its outcome, or a departure from it with its reason. Locks the episode.

    Raises:
        NotInCustody, AlreadyProposed, NoSchedule.
        Invalid: a departure without a reason, or to something that does not exist.
    """
    locked = Episode.objects.select_for_update().get(pk=episode.pk)
    if locked.ended_on is not None:
        raise NotInCustody
    if Classification.objects.filter(episode=locked, state=State.PROPOSED).exists():
        raise AlreadyProposed
    facts = facts_of(locked, asked, on)
    given = classed(facts, on)
    level, need = departure.level or given.level, departure.need or given.need
    _refuse_wrong(departure, departs=(level, need) != (given.level, given.need))
    return Classification.objects.create(
        episode=locked, schedule=given.schedule.code, level=level, phase=given.phase, need=need,
        scheduled_level=given.level, scheduled_need=given.need, facts=facts.as_json(),
        grounds=[ground._asdict() for ground in given.grounds], override_reason=departure.why.strip(), review_on=given.review_on,
        proposed_by=named(acting), proposed_at=timezone.now(),
    )  # fmt: skip


@act(policy.CONFIRM, subject="classification")
def confirm_classification(classification: Classification, *, acting: Official, reason: str) -> Classification:
    """Put a proposal into force from today; the one before ends today. By an officer other than the proposer.

    Raises:
        AlreadyDecided, OwnProposal, NotInCustody.
    """
    locked = _decidable(classification, acting)
    if locked.episode.ended_on is not None:
        raise NotInCustody
    today = timezone.localdate()
    former = Classification.objects.filter(episode=locked.episode, state=State.IN_FORCE)
    former.update(state=State.REPLACED, until=today)
    return _decide(locked, State.IN_FORCE, acting, reason, since=today)


@act(policy.CONFIRM, subject="classification")
def decline_classification(classification: Classification, *, acting: Official, reason: str) -> Classification:
    """Send a proposal back; what was in force stays in force. Refuses what ``confirm_classification`` refuses."""
    return _decide(_decidable(classification, acting), State.DECLINED, acting, reason)


def _refuse_wrong(departure: Departure, *, departs: bool) -> None:
    wrong: dict[str, Words] = {}
    if departure.level and departure.level not in Level.values:
        wrong["level"] = _("Choose a level from the list.")
    if departure.need and departure.need not in Need.values:
        wrong["need"] = _("Choose a kind of ward from the list.")
    if departs and not departure.why.strip():
        wrong["why"] = _("This departs from the schedule. Give the reason.")
    if len(departure.why) > _LONGEST:
        wrong["why"] = _("At most 500 characters.")
    if wrong:
        raise Invalid(fields=wrong)


def _decidable(classification: Classification, acting: Official) -> Classification:
    # The episode is locked too: two proposals of one person are never put into force side by side.
    Episode.objects.select_for_update().get(pk=classification.episode_id)
    locked = Classification.objects.select_for_update(of=("self",)).select_related("episode").get(pk=classification.pk)
    if locked.state != State.PROPOSED:
        raise AlreadyDecided
    if locked.proposed_by_id == named(acting).pk:
        raise OwnProposal
    return locked


def _decide(locked: Classification, state: str, acting: Official, reason: str, since: dt.date | None = None) -> Classification:
    locked.state, locked.decided_by, locked.decided_at = state, named(acting), timezone.now()
    locked.decision_reason, locked.since = reason, since
    locked.save(update_fields=["state", "decided_by", "decided_at", "decision_reason", "since"])
    return locked
