"""Choose a reading where the law leaves one open: one person proposes, another decides; and take a choice back."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.places.models import Kind, Place
from zhiheng.base.powers.policy import this_moment
from zhiheng.base.powers.proposals import DECISION, decided, officer_of, require_reason
from zhiheng.base.settings import errors, policy, queries
from zhiheng.base.settings.models import SettingChoice
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words

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
                proposed_by=officer_of(acting), proposed_at=this_moment(),
            )  # fmt: skip
    except IntegrityError as refused:  # setting_choice_one_open
        raise errors.AlreadySo from refused


@act(policy.CHOOSE, subject="choice")
def approve_choice(choice: SettingChoice, *, acting: Official, reason: str) -> SettingChoice:
    """Approve another's proposal. It is in force from its first day, or from today if that day has passed meanwhile.

    The choice that stood at the place until then ends there. Locks the proposal and the choices beside it.
    """
    choice = decided(_locked(choice, reason), _State.APPROVED, acting, reason)
    first = max(choice.since, timezone.localdate())
    _end_before(choice, first)
    choice.during = DateRange(first, None)
    choice.save(update_fields=[*DECISION, "during"])
    return choice


@act(policy.CHOOSE, subject="choice")
def decline_choice(choice: SettingChoice, *, acting: Official, reason: str) -> SettingChoice:
    """Decline another's proposal, with reasons."""
    choice = decided(_locked(choice, reason), _State.DECLINED, acting, reason)
    choice.save(update_fields=DECISION)
    return choice


@act(policy.CHOOSE, subject="choice")
def withdraw_choice(choice: SettingChoice, *, acting: Official, reason: str) -> SettingChoice:
    """Take back one's own proposal, or end a choice: from today the place above decides, or the law book's default.

    To leave the law book needs two people, to go back to it one. What was determined under the choice stays as it was.
    """
    choice = _locked(choice, reason)
    if choice.state == _State.PROPOSED:
        decided(choice, _State.WITHDRAWN, acting, reason).save(update_fields=DECISION)
        return choice
    return _end(choice, acting, reason)


def _end(choice: SettingChoice, acting: Official, reason: str) -> SettingChoice:
    """A choice that has not begun becomes a withdrawn one; one in force keeps the days on which it was."""
    today = timezone.localdate()
    if choice.state != _State.APPROVED or (choice.during.upper is not None and choice.during.upper <= today):
        raise errors.NotInForce
    begun = choice.during.lower < today
    choice.state = _State.APPROVED if begun else _State.WITHDRAWN
    choice.during = DateRange(choice.during.lower, today) if begun else None
    choice.withdrawn_by, choice.withdrawn_at, choice.withdrawal_reason = officer_of(acting), this_moment(), reason
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


def _locked(choice: SettingChoice, reason: str) -> SettingChoice:
    require_reason(reason)
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
