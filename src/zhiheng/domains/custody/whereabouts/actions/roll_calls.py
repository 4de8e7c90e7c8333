"""The roll is called: everybody present by default, exceptions marked, submitted once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.places.actions import PlaceClosed
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.powers.models import Officer
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.whereabouts import policy
from zhiheng.domains.custody.whereabouts.errors import AlreadySubmitted, DoesNotReconcile, NotCountable
from zhiheng.domains.custody.whereabouts.models import Discrepancy, Purpose, RollCall, RollMark
from zhiheng.domains.custody.whereabouts.moments import happened
from zhiheng.domains.custody.whereabouts.queries.books import Held, held_at
from zhiheng.domains.custody.whereabouts.queries.live import open_call
from zhiheng.engines.trail.acts import Official, act, note_event
from zhiheng.engines.trail.refusals import Invalid, OutsideScope

Why = Discrepancy.Kind
UNEXPLAINED = "unexplained"
# How soon each must be settled. An internal rule: the law counts no minutes.
CLOCKS = {
    Why.MISSING: dt.timedelta(minutes=15),
    Why.NUMBER: dt.timedelta(minutes=15),
    Why.UNRECORDED: dt.timedelta(minutes=30),
    Why.UNEXPECTED: dt.timedelta(minutes=30),
}
_LONGEST = 500


class Mark(NamedTuple):
    """An exception: who, found or not, and for the absent why (a Purpose, or unexplained)."""

    episode: int
    found: bool
    reason: str = ""
    note: str = ""


class Entry(NamedTuple):
    """What an officer submits. ``counted``: heads, when counted apart from names; else as many as were found by name."""

    marks: Sequence[Mark] = ()
    counted: int | None = None
    explanation: str = ""


ALL_PRESENT = Entry()


@dataclass(frozen=True, slots=True)
class Outcome:
    """An entry laid against the books: figures, every mark to keep, and where they disagree (episode None: in number)."""

    held: Sequence[Held]
    expected: int
    present: int
    counted: int
    marks: Sequence[tuple[Held, Mark]]
    differences: Sequence[tuple[str, Held | None]]

    @property
    def reconciles(self) -> bool:
        return not self.differences


@act(policy.COUNT, subject="place")
def open_roll_call(place: Place, *, acting: Official, reason: str) -> RollCall:
    """Begin to call the roll in a ward or a cell. When one is open there already, that one is returned: two officers work on one sheet.

    Raises:
        NotCountable, PlaceClosed.
    """
    if place.kind not in (Kind.WARD, Kind.CELL):
        raise NotCountable
    if place.closed_on is not None:
        raise PlaceClosed
    try:
        with transaction.atomic():
            return open_call(place) or RollCall.objects.create(place=place, opened_by=named(acting), opened_at=timezone.now())
    except IntegrityError:  # opened by somebody else since the look
        return RollCall.objects.get(place=place, submitted_at__isnull=True, called_off=False)


@act(policy.COUNT, subject="roll")
def submit_roll_call(
    roll: RollCall, *, entry: Entry = ALL_PRESENT, occurred_at: dt.datetime | None = None, acting: Official, reason: str
) -> RollCall:
    """Submit what was found, as of ``occurred_at`` (now). Locks the roll call: of two who submit at once the first is kept.

    Raises:
        AlreadySubmitted; DoesNotReconcile: names, heads and books disagree and nothing explains it.
        Invalid: a mark of somebody who is not on this roll, or without a reason; a time that cannot be.
    """
    locked = _open(roll)
    at = happened(occurred_at)
    outcome = weigh(held_at(locked.place, at), entry)
    if not outcome.reconciles and not entry.explanation.strip():
        raise DoesNotReconcile(fields={"explanation": _("Say what you found and what is being done.")})
    if len(entry.explanation) > _LONGEST:
        raise Invalid(fields={"explanation": _("At most 500 characters.")})
    officer = named(acting)
    _keep(locked, outcome, entry, at, officer)
    _settle_found(locked, outcome, officer)
    if not outcome.reconciles:
        _raise(locked, outcome, entry, acting, officer)
    return locked


@act(policy.COUNT, subject="roll")
def call_off_roll_call(roll: RollCall, *, acting: Official, reason: str) -> RollCall:
    """Call a roll call off that was opened for nothing.

    Raises:
        AlreadySubmitted.
    """
    locked = _open(roll)
    locked.called_off = True
    locked.save(update_fields=["called_off"])
    return locked


def weigh(held: Sequence[Held], entry: Entry) -> Outcome:
    """Lay an entry against the books. Pure: the page shows with it what submitting would say.

    Raises:
        Invalid: a mark that cannot be.
    """
    marks = {mark.episode: mark for mark in entry.marks}
    _refuse_marks(held, marks)
    said = [(one, marks.get(one.episode_id) or Mark(one.episode_id, one.here, one.purpose)) for one in held]
    present = sum(1 for _one, mark in said if mark.found)
    counted = present if entry.counted is None else entry.counted
    differences: list[tuple[str, Held | None]] = [(why, one) for one, mark in said if (why := _difference(one, mark))]
    if counted != present:
        differences.append((Why.NUMBER, None))
    kept = [(one, mark) for one, mark in said if not (one.here and mark.found)]
    return Outcome(held, sum(1 for one in held if one.here), present, counted, kept, differences)


def _difference(one: Held, mark: Mark) -> str:
    if one.here == mark.found:
        return ""
    if mark.found:
        return Why.UNEXPECTED
    return Why.MISSING if mark.reason == UNEXPLAINED else Why.UNRECORDED


def _refuse_marks(held: Sequence[Held], marks: dict[int, Mark]) -> None:
    if set(marks) - {one.episode_id for one in held}:
        raise Invalid(_("Somebody marked is not on this roll any more. Reload it; your marks are shown."))
    reasons = {*Purpose.values, UNEXPLAINED}
    if any(not mark.found and mark.reason not in reasons for mark in marks.values()):
        raise Invalid(_("Give a reason for everybody who is absent; unexplained is one."))


def _open(roll: RollCall) -> RollCall:
    locked = RollCall.objects.select_for_update(of=("self",)).select_related("place").get(pk=roll.pk)
    if locked.called_off:
        raise OutsideScope
    if locked.submitted_at is not None:
        raise AlreadySubmitted
    return locked


def _keep(roll: RollCall, outcome: Outcome, entry: Entry, at: dt.datetime, officer: Officer) -> None:
    roll.occurred_at, roll.submitted_at, roll.submitted_by = at, timezone.now(), officer
    roll.on_roll, roll.expected, roll.present, roll.counted = len(outcome.held), outcome.expected, outcome.present, outcome.counted
    roll.reconciles, roll.explanation = outcome.reconciles, entry.explanation.strip()
    roll.save()
    RollMark.objects.bulk_create(
        RollMark(
            roll=roll, episode_id=one.episode_id, found=mark.found, reason="" if mark.found else mark.reason,
            on_books=one.here, note=mark.note[:200],
        )
        for one, mark in outcome.marks
    )  # fmt: skip


def _settle_found(roll: RollCall, outcome: Outcome, officer: Officer) -> None:
    """Whoever is now as the books say was found: what was open about them, wherever it arose, is settled by who found them."""
    still = {one.episode_id for _why, one in outcome.differences if one is not None}
    agreed = {one.episode_id for one in outcome.held} - still
    before = Discrepancy.objects.filter(settled_at__isnull=True, roll__occurred_at__lt=roll.occurred_at)
    settled = {"how": Discrepancy.How.CORRECTED, "settled_by": officer, "settled_at": timezone.now()}
    before.filter(episode__in=agreed).update(words=str(_("As the books say at a later roll call.")), **settled)
    if roll.counted == roll.present:
        before.filter(kind=Why.NUMBER, place__path__under=roll.place.path).update(
            words=str(_("Heads and names agreed at a later roll call.")), **settled
        )


def _raise(roll: RollCall, outcome: Outcome, entry: Entry, acting: Official, officer: Officer) -> None:
    """A discrepancy for each difference that is not open already, and an event that whoever watches will want to see."""
    assert roll.occurred_at is not None
    at = roll.occurred_at
    unsettled = Discrepancy.objects.filter(settled_at__isnull=True)
    known = set(unsettled.filter(episode__isnull=False).values_list("episode_id", flat=True))
    numbered = unsettled.filter(place=roll.place, kind=Why.NUMBER).exists()
    fresh = [(why, one) for why, one in outcome.differences if (one.episode_id not in known if one else not numbered)]
    Discrepancy.objects.bulk_create(
        Discrepancy(
            place=roll.place, roll=roll, episode_id=one.episode_id if one else None, kind=why,
            found_at=at, due_at=at + CLOCKS[Why(why)], owner=officer,
        )
        for why, one in fresh
    )  # fmt: skip
    figures = {"expected": outcome.expected, "present": outcome.present, "counted": outcome.counted}
    told = figures | {"roll": roll.pk, "kinds": sorted({str(why) for why, _one in outcome.differences})}
    note_event("count_does_not_reconcile", acting=acting, subject=roll.trail_subject(), reason=entry.explanation, inputs=told)
