"""Open a deliberation, vote, close it. The caller's act must be open; who may, is the domain's to say."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone

from zhiheng.engines.procedure.errors import Closed, DissentWithoutReasons, NoMembers, NotMember, Recused, TooManyRecused, VotedBefore, VotesMissing
from zhiheng.engines.procedure.models import Deliberation, Member, Vote
from zhiheng.engines.trail.acts import INSTALLATION, Official


class Body(NamedTuple):
    """A body on a day: reference, name, path of its place, its chair and members (reference -> name)."""

    ref: str
    label: str
    place: str
    chair: str
    members: Mapping[str, str]


class Tally(NamedTuple):
    """Votes of a deliberation against its whole composition: the recused are of it, though none of them votes."""

    members: int
    yes: int
    no: int
    abstain: int
    recused: int
    share_of: int
    share_in: int

    @property
    def carries(self) -> bool:
        return self.members > 0 and self.yes * self.share_in >= self.members * self.share_of

    @property
    def lost(self) -> bool:
        """No vote that is still out can carry it."""
        return (self.members - self.no - self.abstain - self.recused) * self.share_in < self.members * self.share_of


def open_deliberation(
    body: Body,
    *,
    matter: str,
    matters: Sequence[str],
    question: str,
    held_on: dt.date,
    share: tuple[int, int] = (2, 3),
    recused: Mapping[str, str] | None = None,
) -> Deliberation:
    """Write down what is decided, who the members are on that day, and who of them may not vote on it.

    ``recused``: member -> why. They still count in the composition: the sheet asks for two thirds of the team and takes nobody out of it
    (procedures 4.1 step 5; points provisions art 25), so that a recusal never makes a decision easier. When the head of the body is
    recused, the first of the others takes the chair.

    Raises:
        NoMembers; TooManyRecused: those who are left cannot carry it.
    """
    if not body.members or body.chair not in body.members:
        raise NoMembers
    out = {ref: why for ref, why in (recused or {}).items() if ref in body.members}
    if not enough_without(body, out, share):
        raise TooManyRecused
    voters = [ref for ref in body.members if ref not in out]
    made = Deliberation.objects.create(
        body=body.ref, label=body.label, place=body.place, chair=body.chair if body.chair in voters else voters[0],
        matter=matter, matters=list(matters), question=question, held_on=held_on, share_of=share[0], share_in=share[1],
    )  # fmt: skip
    Member.objects.bulk_create(Member(deliberation=made, official=ref, label=label, recused=out.get(ref, "")) for ref, label in body.members.items())
    return made


def enough_without(body: Body, out: Collection[str], share: tuple[int, int] = (2, 3)) -> bool:
    """Whether the members who are left can still be its share of the whole body."""
    voters = sum(ref not in out for ref in body.members)
    return voters * share[1] >= len(body.members) * share[0]


def cast_vote(deliberation: Deliberation, choice: str, words: str, *, voter: Official, member: str = "") -> Vote:
    """Vote for oneself. ``member`` names somebody else: founding only, and PostgreSQL holds to that."""
    if Deliberation.objects.select_for_update().get(pk=deliberation.pk).state != Deliberation.State.OPEN:
        raise Closed
    ref = member if member and voter == INSTALLATION else voter.ref
    found = _voter(deliberation, ref)
    if choice == Vote.Choice.NO and not words.strip():
        raise DissentWithoutReasons(fields={"words": DissentWithoutReasons.words})
    return Vote.objects.create(member=found, choice=choice, words=words.strip(), content=signed_content(deliberation, ref, choice, words))


def recuse(deliberation: Deliberation, why: str, *, member: Official) -> Member:
    """A member says that the matter concerns them: they stay in the composition and have no vote. ``why``: a key of ``recusal.GROUNDS``.

    A chair gives way to the first of the others. That the others may then be too few is no reason to make somebody concerned vote.
    """
    locked = Deliberation.objects.select_for_update().get(pk=deliberation.pk)
    if locked.state != Deliberation.State.OPEN:
        raise Closed
    found = _voter(locked, member.ref)
    found.recused = why
    found.save(update_fields=["recused"])
    other = locked.members.filter(recused="").order_by("pk").first()
    if locked.chair == member.ref and other is not None:
        locked.chair = other.official
        locked.save(update_fields=["chair"])
    return found


def _voter(deliberation: Deliberation, ref: str) -> Member:
    """The member who has a vote and has not cast it."""
    found = deliberation.members.filter(official=ref).first()
    if found is None:
        raise NotMember
    if found.recused:
        raise Recused
    if Vote.objects.filter(member=found).exists():
        raise VotedBefore
    return found


def refuse_recused(deliberation: Deliberation, official: Official) -> None:
    """Raises Recused for a member who may not take part in it, whatever the step."""
    if deliberation.members.filter(official=official.ref).exclude(recused="").exists():
        raise Recused


def close_deliberation(deliberation: Deliberation, *, minutes: str = "") -> Deliberation:
    """Carried with its share of all members; not carried once that cannot be reached; else refused: the members have still to vote."""
    locked = Deliberation.objects.select_for_update().get(pk=deliberation.pk)
    if locked.state != Deliberation.State.OPEN:
        raise Closed
    counted = tally(locked)
    if not counted.carries and not counted.lost:
        raise VotesMissing
    locked.state = Deliberation.State.CARRIED if counted.carries else Deliberation.State.REJECTED
    locked.closed_at, locked.minutes = timezone.now(), minutes
    locked.save(update_fields=["state", "closed_at", "minutes"])
    return locked


def tally(deliberation: Deliberation) -> Tally:
    """The votes so far, of all members."""
    chosen = {choice: Count("id", filter=Q(vote__choice=choice)) for choice in ("yes", "no", "abstain")}
    found = deliberation.members.aggregate(members=Count("id"), recused=Count("id", filter=~Q(recused="")), **chosen)
    return Tally(**found, share_of=deliberation.share_of, share_in=deliberation.share_in)


def signed_content(deliberation: Deliberation, member: str, choice: str, words: str) -> str:
    """SHA-256 over what a member puts their name to."""
    said = [deliberation.pk, deliberation.question, deliberation.matters, member, choice, words.strip()]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
