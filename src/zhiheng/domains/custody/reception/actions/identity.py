"""Three kinds of false identity: checks, doubts with an owner and a day, outcomes that correct the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.actions import Facts, add_alias, add_identifier, correct_name, correct_person, end_identifier, facts_of
from zhiheng.base.people.models import Episode, Identifier, Person
from zhiheng.base.powers.models import Officer
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.reception import policy
from zhiheng.domains.custody.reception.errors import DoubtClosed, DoubtOpen
from zhiheng.domains.custody.reception.models import IdentityCheck, IdentityDoubt
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words

Outcome = IdentityDoubt.Outcome


class Looked(NamedTuple):
    """One check: in which way, on which day, with which result; ``source``: the document, or the office asked."""

    way: str
    result: str
    made_on: dt.date
    words: str = ""
    source: str = ""


class Number(NamedTuple):
    """A document number as base/people takes it. ``as_printed``: kept although it contradicts the record."""

    kind: str
    value: str
    as_printed: bool = False


class Correction(NamedTuple):
    """What the record becomes. An empty name keeps the name; ``facts`` None keeps the facts; ``ends``: ids of numbers that are false."""

    name: str = ""
    facts: Facts | None = None
    ends: Sequence[int] = ()
    number: Number | None = None


@act(policy.IDENTITY, subject="episode")
def record_check(episode: Episode, *, looked: Looked, doubt: IdentityDoubt | None = None, acting: Official, reason: str) -> IdentityCheck:
    """Record a check of whether the person is who the papers say.

    Raises:
        DoubtClosed: the doubt that it belongs to has its outcome.
        Invalid: an unknown way or result, a day that cannot be, or a difference that is not described.
    """
    wrong: dict[str, Words] = {}
    if looked.way not in IdentityCheck.Way.values:
        wrong["way"] = _("Choose how it was checked.")
    if looked.result not in IdentityCheck.Result.values:
        wrong["result"] = _("Choose the result.")
    if looked.result != IdentityCheck.Result.AGREES and not looked.words.strip():
        wrong["words"] = _("Describe what differs or is unclear.")
    if looked.made_on > timezone.localdate():
        wrong["made_on"] = _("This lies in the future. Check the day.")
    if wrong:
        raise Invalid(fields=wrong)
    if doubt is not None and (doubt.episode_id != episode.pk or _locked(doubt).outcome):
        raise DoubtClosed
    return IdentityCheck.objects.create(
        episode=episode, doubt=doubt, **looked._asdict(), officer=named(acting), recorded_at=timezone.now()
    )  # fmt: skip


@act(policy.IDENTITY, subject="episode")
def raise_doubt(episode: Episode, *, kind: str, words: str, owner: Officer, due_on: dt.date, acting: Official, reason: str) -> IdentityDoubt:
    """Register that a name, an address or an identity may be false: who finds out, and until when.

    Raises:
        DoubtOpen: one of this kind is open.
        Invalid: no words, a past day, or an owner who has left.
    """
    wrong: dict[str, Words] = {}
    if kind not in IdentityDoubt.Kind.values:
        wrong["kind"] = _("Choose what may be false.")
    if not words.strip():
        wrong["words"] = _("Say what does not fit.")
    wrong |= _owner_wrong(owner, due_on)
    if wrong:
        raise Invalid(fields=wrong)
    if IdentityDoubt.objects.filter(episode=episode, kind=kind, outcome="").exists():
        raise DoubtOpen
    return IdentityDoubt.objects.create(
        episode=episode, kind=kind, words=words.strip(), owner=owner, due_on=due_on, raised_by=named(acting), raised_at=timezone.now()
    )


@act(policy.IDENTITY, subject="doubt")
def hand_over_doubt(doubt: IdentityDoubt, *, owner: Officer, due_on: dt.date, acting: Official, reason: str) -> IdentityDoubt:
    """Give a doubt to another owner, or more time, for a reason."""
    doubt = _open(doubt)
    wrong = _owner_wrong(owner, due_on)
    if wrong:
        raise Invalid(fields=wrong)
    doubt.owner, doubt.due_on = owner, due_on
    doubt.save(update_fields=["owner", "due_on"])
    return doubt


@act(policy.IDENTITY, subject="doubt", secret=("correction",))
def close_doubt(
    doubt: IdentityDoubt,
    *,
    outcome: str,
    words: str,
    established: str = "",
    correction: Correction | None = None,
    acting: Official,
    reason: str,
) -> IdentityDoubt:
    """Give a doubt its outcome. What was false is corrected by the acts of base/people, within this one: both or neither.

    A false name stays on record as an alias, so that a search under it still finds the person; a false number stays as an ended one.

    Raises:
        DoubtClosed: it has one.
        Invalid: no ground; corrected without what is true; a correction for another outcome.
    """
    doubt = _open(doubt)
    wrong: dict[str, Words] = {}
    if outcome not in Outcome.values:
        wrong["outcome"] = _("Choose the outcome.")
    if not words.strip():
        wrong["words"] = _("Say on what ground: which answer, which document.")
    if outcome == Outcome.CORRECTED and not established.strip():
        wrong["established"] = _("Write what is true: the name, the address or the identity.")
    if outcome != Outcome.CORRECTED and correction is not None:
        wrong["outcome"] = _("Only what was false is corrected.")
    if wrong:
        raise Invalid(fields=wrong)
    if correction is not None:
        _correct(doubt.episode.person, correction, acting, reason)
    doubt.outcome, doubt.outcome_words, doubt.established = outcome, words.strip(), established.strip()
    doubt.closed_by, doubt.closed_at = named(acting), timezone.now()
    doubt.save()
    return doubt


def _correct(person: Person, correction: Correction, acting: Official, reason: str) -> None:
    """Facts before numbers: a true card is held against the true birth date and sex."""
    if correction.name:
        false = person.name
        correct_name(person, name=correction.name, on=timezone.localdate(), acting=acting, reason=reason)
        add_alias(person, name=false, acting=acting, reason=reason)
    if correction.facts is not None:
        correct_person(person, facts=correction.facts, seen=facts_of(Person.objects.get(pk=person.pk)), acting=acting, reason=reason)
    _correct_numbers(person, correction, acting, reason)


def _correct_numbers(person: Person, correction: Correction, acting: Official, reason: str) -> None:
    false = list(Identifier.objects.filter(person=person, pk__in=correction.ends, ended_on__isnull=True))
    if len(false) < len(set(correction.ends)):
        raise Invalid(fields={"ends": _("One of these numbers is not on this record any more.")})
    for identifier in false:
        end_identifier(identifier, on=timezone.localdate(), acting=acting, reason=reason)
    if correction.number is not None:
        add_identifier(person, **correction.number._asdict(), acting=acting, reason=reason)


def _owner_wrong(owner: Officer | None, due_on: dt.date) -> dict[str, Words]:
    wrong: dict[str, Words] = {}
    if owner is None or owner.left_on is not None or owner.kind != Officer.Kind.OFFICER:
        wrong["owner"] = _("Choose an officer in service, by number.")
    if due_on < timezone.localdate():
        wrong["due_on"] = _("The day cannot lie in the past.")
    return wrong


def _locked(doubt: IdentityDoubt) -> IdentityDoubt:
    return IdentityDoubt.objects.select_for_update(of=("self",)).select_related("episode__person").get(pk=doubt.pk)


def _open(doubt: IdentityDoubt) -> IdentityDoubt:
    found = _locked(doubt)
    if found.outcome:
        raise DoubtClosed
    return found
