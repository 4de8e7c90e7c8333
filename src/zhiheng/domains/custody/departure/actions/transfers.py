"""From one prison to another: proposed, approved above both, handed over by a list that both sides sign, received."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.custody import carry_over
from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.departure import policy
from zhiheng.domains.custody.departure.errors import OwnTransfer, TransferMoved, TransferOpen
from zhiheng.domains.custody.departure.events import Transferred, emit
from zhiheng.domains.custody.departure.models import Transfer
from zhiheng.domains.custody.whereabouts.actions import Going
from zhiheng.domains.custody.whereabouts.actions.movements import come_back, leave
from zhiheng.domains.custody.whereabouts.models import Movement, Purpose
from zhiheng.engines.trail.acts import Official, Subject, act
from zhiheng.engines.trail.refusals import Invalid

State = Transfer.State
OPEN = (State.PROPOSED, State.APPROVED, State.HANDED)


@dataclass(frozen=True, slots=True)
class AboveBoth:
    """A transfer seen from the place that both prisons lie in: whoever decides answers for both."""

    transfer: Transfer

    def trail_subject(self) -> Subject:
        subject = self.transfer.episode.trail_subject()
        return Subject(subject.ref, subject.label, common(self.transfer.from_prison.path, self.transfer.to_prison.path))


@dataclass(frozen=True, slots=True)
class AtDestination:
    """A transfer seen from the prison that receives."""

    transfer: Transfer

    def trail_subject(self) -> Subject:
        subject = self.transfer.episode.trail_subject()
        return Subject(subject.ref, subject.label, self.transfer.to_prison.path)


class Listed(NamedTuple):
    """One line of the list of papers and things that go with the person."""

    title: str
    pages: int


class Journey(NamedTuple):
    """The way: escorts by number, and when the other prison expects them."""

    escorts: Sequence[str]
    expected_at: dt.datetime


@act(policy.PROPOSE, subject="episode")
def propose_transfer(episode: Episode, *, to: Place, planned_on: dt.date, grounds: str, acting: Official, reason: str) -> Transfer:
    """Propose that a person goes to another prison.

    Raises:
        TransferOpen: one is open.
        NotInCustody: released.
        Invalid: no other prison, no grounds, a past day.
    """
    episode = Episode.objects.select_for_update(of=("self",)).select_related("prison").get(pk=episode.pk)
    if episode.ended_on is not None:
        raise NotInCustody
    if to.kind != Kind.PRISON or to.pk == episode.prison_id or to.closed_on is not None:
        raise Invalid(fields={"to": _("Choose another prison that is open.")})
    if not grounds.strip():
        raise Invalid(fields={"grounds": _("Give the grounds.")})
    if planned_on < timezone.localdate():
        raise Invalid(fields={"planned_on": _("The day cannot lie in the past.")})
    if Transfer.objects.filter(episode=episode, state__in=OPEN).exists():
        raise TransferOpen
    return Transfer.objects.create(
        episode=episode, from_prison=episode.prison, to_prison=to, grounds=grounds.strip(), planned_on=planned_on,
        proposed_by=named(acting), proposed_at=timezone.now(),
    )  # fmt: skip


@act(policy.APPROVE, subject="above")
def approve_transfer(above: AboveBoth, *, document: str, acting: Official, reason: str) -> Transfer:
    """Approve a proposal, under a document number, with power over both prisons. Never one's own.

    Raises:
        OwnTransfer, TransferMoved.
        Invalid: no document number.
    """
    if not document.strip():
        raise Invalid(fields={"document": _("Enter the number of the approval.")})
    return _decided(above.transfer, State.APPROVED, document, acting)


@act(policy.APPROVE, subject="above")
def decline_transfer(above: AboveBoth, *, words: str, acting: Official, reason: str) -> Transfer:
    """Decline a proposal, in words."""
    if not words.strip():
        raise Invalid(fields={"words": _("Say why.")})
    return _decided(above.transfer, State.DECLINED, words, acting)


@act(policy.HAND_OVER, subject="transfer")
def hand_over_transfer(
    transfer: Transfer,
    *,
    papers: Sequence[Listed],
    journey: Journey,
    occurred_at: dt.datetime | None = None,
    acting: Official,
    reason: str,
) -> Transfer:
    """The sending prison signs the list and the person leaves under escort. The person stays on its books until received.

    Raises:
        TransferMoved: not approved, or gone already.
        NotHere, AlreadyOut, NeedsEscort of whereabouts.
        Invalid: an empty list.
    """
    transfer = _locked(transfer, State.APPROVED)
    if not papers or any(not line.title.strip() or line.pages < 0 for line in papers):
        raise Invalid(fields={"papers": _("List the papers that go with the person, with their pages.")})
    at = occurred_at or timezone.now()
    episode = transfer.episode
    going = Going(Purpose.TRANSFER, journey.expected_at, journey.escorts, destination=transfer.to_prison)
    transfer.party = leave(episode.ward or episode.prison, [episode.pk], going, at, acting)
    transfer.papers = [line._asdict() for line in papers]
    transfer.handed_by, transfer.handed_at, transfer.state = named(acting), at, State.HANDED
    transfer.save()
    return transfer


@act(policy.RECEIVE, subject="destination")
def receive_transfer(
    destination: AtDestination, *, place: Place, missing: str = "", occurred_at: dt.datetime | None = None, acting: Official, reason: str
) -> Transfer:
    """The receiving prison signs, and the person is on its books from now, in a ward or bed. Points and objections go along.

    ``missing``: what the list names and is not there.

    Raises:
        TransferMoved: not on the way.
        OwnTransfer: the officer who handed over.
        Invalid: a place outside the receiving prison; and what a bed may refuse.
    """
    transfer = _locked(destination.transfer, State.HANDED)
    officer, at = named(acting), occurred_at or timezone.now()
    if officer.pk == transfer.handed_by_id:
        raise OwnTransfer
    prison = transfer.to_prison.path
    if place.path != prison and not place.path.startswith(f"{prison}."):
        raise Invalid(fields={"place": _("Choose a ward or bed of the receiving prison.")})
    assert transfer.party is not None
    come_back(transfer.party, [transfer.episode_id], Movement.Ending.HANDED_OVER, at, acting)
    carry_over(transfer.episode, to=place, at=at)
    transfer.taken_by, transfer.taken_at, transfer.ended_words, transfer.state = officer, at, missing.strip(), State.RECEIVED
    transfer.save()
    emit(Transferred(transfer.episode_id, transfer.episode.person_id, transfer.from_prison.path, prison, at))
    return transfer


@act(policy.PROPOSE, subject="transfer")
def withdraw_transfer(transfer: Transfer, *, acting: Official, reason: str) -> Transfer:
    """Take a transfer back before it is received; a person who was on the way is back, and nothing else was changed.

    Raises:
        TransferMoved: it has ended.
    """
    transfer = _locked(transfer, *OPEN)
    if transfer.state == State.HANDED and transfer.party is not None:
        come_back(transfer.party, [transfer.episode_id], Movement.Ending.BACK, timezone.now(), acting)
    transfer.state, transfer.ended_words = State.WITHDRAWN, reason.strip()
    transfer.save(update_fields=["state", "ended_words"])
    return transfer


def common(one: str, other: str) -> str:
    """The path of the nearest place that both lie in; '' when there is none."""
    steps = []
    for left, right in zip(one.split("."), other.split("."), strict=False):
        if left != right:
            break
        steps.append(left)
    return ".".join(steps)


def _decided(transfer: Transfer, state: Transfer.State, words: str, acting: Official) -> Transfer:
    transfer = _locked(transfer, State.PROPOSED)
    officer = named(acting)
    if officer.pk == transfer.proposed_by_id:
        raise OwnTransfer
    transfer.state, transfer.decision_words = state, words.strip()
    transfer.decided_by, transfer.decided_at = officer, timezone.now()
    transfer.save(update_fields=["state", "decision_words", "decided_by", "decided_at"])
    return transfer


def _locked(transfer: Transfer, *states: str) -> Transfer:
    related = ("episode__person", "episode__prison", "episode__ward", "episode__place", "from_prison", "to_prison", "party")
    found = Transfer.objects.select_for_update(of=("self",)).select_related(*related).get(pk=transfer.pk)
    if found.state not in states:
        raise TransferMoved
    return found
