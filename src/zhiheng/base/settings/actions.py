"""Choose a reading where the law leaves one open: one person proposes, another decides; and take a choice back."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.places.models import Kind, Place
from zhiheng.base.powers.models import Officer
from zhiheng.base.powers.policy import this_moment
from zhiheng.base.settings import errors, policy, queries
from zhiheng.base.settings.models import SettingChoice
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, NeedsSecondPerson, OutsideScope, Words

_State = SettingChoice.State


@act(policy.CHOOSE, subject="place")
def choose_reading(place: Place, *, question: str, reading: str, since: dt.date, document: str, acting: Official, reason: str) -> SettingChoice:
    """Propose a reading for a bureau or a prison from a day on. It takes effect when another holder of the power approves it."""
    if not queries.is_known(question, reading):
        raise errors.NotOpen
    _require_entries(place, since=since, document=document, reason=reason)
    current = SettingChoice.objects.filter(question=question, place=place, state=_State.APPROVED, during__contains=since).first()
    if current is not None and current.reading == reading:
        raise errors.AlreadySo
    try:
        with transaction.atomic():
            return SettingChoice.objects.create(
                question=question, reading=reading, place=place, since=since, document=document.strip(), reason=reason,
                proposed_by=_officer(acting), proposed_at=this_moment(),
            )  # fmt: skip
    except IntegrityError as refused:  # setting_choice_one_open
        raise errors.AlreadySo from refused


@act(policy.CHOOSE, subject="choice")
def approve_choice(choice: SettingChoice, *, acting: Official, reason: str) -> SettingChoice:
    """Approve another's proposal. It is in force from its first day, or from today if that day has passed meanwhile.

    The choice that stood at the place until then ends there. Locks the proposal and the choices beside it.
    """
    choice = _decided(choice, _State.APPROVED, acting, reason)
    first = max(choice.since, timezone.localdate())
    _end_before(choice, first)
    choice.during = DateRange(first, None)
    choice.save(update_fields=["state", "decided_by", "decided_at", "decision_reason", "during"])
    return choice


@act(policy.CHOOSE, subject="choice")
def decline_choice(choice: SettingChoice, *, acting: Official, reason: str) -> SettingChoice:
    """Decline another's proposal, with reasons."""
    choice = _decided(choice, _State.DECLINED, acting, reason)
    choice.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])
    return choice


@act(policy.CHOOSE, subject="choice")
def withdraw_choice(choice: SettingChoice, *, acting: Official, reason: str) -> SettingChoice:
    """Take back one's own proposal, or end a choice: from today the place above decides, or the law book's default.

    To leave the law book needs two people, to go back to it one. What was determined under the choice stays as it was.
    """
    choice = _locked(choice, reason)
    if choice.state == _State.PROPOSED:
        return _withdraw_proposal(choice, acting, reason)
    return _end(choice, acting, reason)


def _withdraw_proposal(choice: SettingChoice, acting: Official, reason: str) -> SettingChoice:
    officer = _officer(acting)
    if officer.pk != choice.proposed_by_id:
        raise errors.NotTheProposer
    choice.state, choice.decided_by, choice.decided_at, choice.decision_reason = _State.WITHDRAWN, officer, this_moment(), reason
    choice.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])
    return choice


def _end(choice: SettingChoice, acting: Official, reason: str) -> SettingChoice:
    """A choice that has not begun becomes a withdrawn one; one in force keeps the days on which it was."""
    today = timezone.localdate()
    if choice.state != _State.APPROVED or (choice.during.upper is not None and choice.during.upper <= today):
        raise errors.NotInForce
    begun = choice.during.lower < today
    choice.state = _State.APPROVED if begun else _State.WITHDRAWN
    choice.during = DateRange(choice.during.lower, today) if begun else None
    choice.withdrawn_by, choice.withdrawn_at, choice.withdrawal_reason = _officer(acting), this_moment(), reason
    choice.save(update_fields=["state", "during", "withdrawn_by", "withdrawn_at", "withdrawal_reason"])
    return choice


def _end_before(choice: SettingChoice, first: dt.date) -> None:
    """End what stands at the place on the day on which the new choice begins."""
    beside = SettingChoice.objects.select_for_update().filter(question=choice.question, place=choice.place_id, state=_State.APPROVED)
    for other in beside.filter(during__endswith__isnull=True) | beside.filter(during__endswith__gt=first):
        if other.during.lower > first:
            raise errors.LaterChoice
        if other.during.lower == first:
            _replace_unbegun(other, choice)
        else:
            other.during = DateRange(other.during.lower, first)
            other.save(update_fields=["during"])


def _replace_unbegun(other: SettingChoice, choice: SettingChoice) -> None:
    """A choice that would begin on the same day never does: the newer one takes its place."""
    other.state, other.during = _State.WITHDRAWN, None
    other.withdrawn_by, other.withdrawn_at, other.withdrawal_reason = choice.decided_by, choice.decided_at, choice.document
    other.save(update_fields=["state", "during", "withdrawn_by", "withdrawn_at", "withdrawal_reason"])


def _decided(choice: SettingChoice, state: str, acting: Official, reason: str) -> SettingChoice:
    """The proposal with its decision, not yet saved: two decisions at one moment become one decision and one refusal."""
    choice = _locked(choice, reason)
    officer = _officer(acting)
    if choice.state != _State.PROPOSED:
        raise errors.AlreadyDecided
    if officer.pk == choice.proposed_by_id:
        raise NeedsSecondPerson
    choice.state, choice.decided_by, choice.decided_at, choice.decision_reason = state, officer, this_moment(), reason
    return choice


def _locked(choice: SettingChoice, reason: str) -> SettingChoice:
    if not reason.strip():
        raise Invalid(fields={"reason": _("Give your reasons.")})
    return SettingChoice.objects.select_for_update(of=("self",)).select_related("place").get(pk=choice.pk)


def _require_entries(place: Place, *, since: dt.date, document: str, reason: str) -> None:
    faults: dict[str, Words] = {}
    if place.kind not in (Kind.BUREAU, Kind.PRISON):
        faults["place"] = _("A reading is chosen for a bureau or for a prison.")
    if since < timezone.localdate():
        faults["since"] = _("A choice begins today or later: what was determined stays as it was.")
    if not document.strip():
        faults["document"] = _("Give the number of the document that decided it.")
    if not reason.strip():
        faults["reason"] = _("Give your reasons.")
    if faults:
        raise Invalid(fields=faults)


def _officer(acting: Official) -> Officer:
    officer = Officer.objects.filter(number=acting.ref.partition(":")[2]).first()
    if officer is None:
        raise OutsideScope
    return officer
