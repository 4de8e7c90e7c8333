"""A group's day, entered at once on the phone: everybody by default, then the exceptions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.actions.entries import EntryProposal, proposed
from zhiheng.domains.conduct.points.errors import AlreadySubmitted, MonthClosed, NotYet
from zhiheng.domains.conduct.points.models import DaySheet, PointEntry, Sheet
from zhiheng.domains.conduct.points.months import first_of
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Refusal


class Exceptional(NamedTuple):
    """One prisoner of the group for whom something was seen."""

    episode: int
    entry: EntryProposal


class DayEntry(NamedTuple):
    """A group's day. ``key`` is made on the phone; ``covered`` are the episodes shown; ``absent`` says who does not count, and why."""

    group: str
    day: dt.date
    key: UUID
    covered: tuple[int, ...]
    absent: dict[int, str]
    exceptions: tuple[Exceptional, ...] = ()


class RowResult(NamedTuple):
    """What became of one exception: the entry, or why it was refused."""

    episode: int
    entry: PointEntry | None
    code: str = ""
    words: str = ""
    basis: str = ""


class Submitted(NamedTuple):
    """The sheet, its rows, and whether this call made it."""

    sheet: DaySheet
    rows: tuple[RowResult, ...]
    made: bool


@act(policy.RECORD, subject="ward")
def submit_day(ward: Place, *, sheet: DayEntry, acting: Official, reason: str, occurred_at: dt.datetime | None = None) -> Submitted:
    """Record a group's day: who is not among the exceptions has a day without events, and that is recorded too (art 26).

    A row that is refused stays out and says why; the others stand. The same key again finds the first sheet. All wait for their body.

    Raises:
        AlreadySubmitted: another sheet of the group and day exists. NotYet, MonthClosed, Invalid (group or people of another ward).
    """
    kept = DaySheet.objects.filter(key=sheet.key).first()
    if kept is not None:
        return Submitted(kept, tuple(_as_kept(kept)), False)
    _check(ward, sheet)
    made = _made(ward, sheet, acting, occurred_at)
    if made is None:
        return _found(sheet)
    return Submitted(made, tuple(_row(exceptional, made, acting) for exceptional in sheet.exceptions), True)


def _made(ward: Place, sheet: DayEntry, acting: Official, occurred_at: dt.datetime | None) -> DaySheet | None:
    """The sheet's row; None when the other hand was quicker."""
    try:
        with transaction.atomic():
            return DaySheet.objects.create(
                ward=ward, group=sheet.group, day=sheet.day, key=sheet.key, covered=list(sheet.covered),
                absent={str(episode): why for episode, why in sheet.absent.items()}, submitted_by=acting.ref, occurred_at=occurred_at,
            )  # fmt: skip
    except IntegrityError:
        return None


def _found(sheet: DayEntry) -> Submitted:
    """The sheet that was there first: ours, sent twice at once, or another officer's."""
    kept = DaySheet.objects.get(group=sheet.group, day=sheet.day)
    if kept.key != sheet.key:
        raise AlreadySubmitted(kept.pk)
    return Submitted(kept, tuple(_as_kept(kept)), False)


def _as_kept(sheet: DaySheet) -> Iterable[RowResult]:
    return (RowResult(entry.episode_id, entry) for entry in sheet.entries.order_by("id"))


def _row(exceptional: Exceptional, sheet: DaySheet, acting: Official) -> RowResult:
    try:
        with transaction.atomic():
            episode = Episode.objects.select_related("ward", "person").get(pk=exceptional.episode)
            return RowResult(exceptional.episode, proposed(episode, exceptional.entry, acting, sheet))
    except Refusal as refusal:
        words = "; ".join(str(word) for word in refusal.fields.values()) or str(refusal.words)
        return RowResult(exceptional.episode, None, refusal.code, words, refusal.basis)


def _check(ward: Place, sheet: DayEntry) -> None:
    if sheet.day > timezone.localdate():
        raise NotYet(fields={"day": NotYet.words})
    if Sheet.objects.filter(ward=ward, month=first_of(sheet.day)).exists():
        raise MonthClosed
    if not (sheet.group == ward.path or sheet.group.startswith(f"{ward.path}.")):
        raise Invalid(fields={"group": _("This group is not of the ward.")})
    asked = {*sheet.covered, *sheet.absent, *(exceptional.episode for exceptional in sheet.exceptions)}
    if Episode.objects.filter(pk__in=asked, ward=ward).count() != len(asked):
        raise Invalid(fields={"covered": _("Somebody on this sheet is not in this ward any more. Load the group again; your entries are kept.")})
    if any(exceptional.episode in sheet.absent for exceptional in sheet.exceptions):
        raise Invalid(fields={"absent": _("Somebody who does not count that day has an entry.")})
