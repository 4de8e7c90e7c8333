"""Verbs over the place tree. Nothing is deleted: a place that was used is closed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from zhiheng.base.places import policy
from zhiheng.base.places.models import Kind, Place, Use
from zhiheng.engines.trail.acts import Official, Subject, act
from zhiheng.engines.trail.refusals import Invalid, Refusal, Words
from zhiheng.lib.text import normalised

# What may lie in what. A ward may hold sub-wards; rooms may stand anywhere below the bureau.
_INSIDE: dict[str, frozenset[str]] = {
    Kind.BUREAU: frozenset({Kind.PRISON, Kind.ROOM, Kind.POST}),
    Kind.PRISON: frozenset({Kind.WARD, Kind.ROOM, Kind.POST}),
    Kind.WARD: frozenset({Kind.WARD, Kind.CELL, Kind.ROOM, Kind.POST}),
    Kind.CELL: frozenset({Kind.BED}),
    Kind.ROOM: frozenset({Kind.BED, Kind.POST}),
}
_CODE = re.compile(r"^[A-Za-z0-9_-]{1,40}$")
_LONGEST_NAME = 60


class Capacity(NamedTuple):
    """Beds: certified by the standard, working in practice, usable now."""

    certified: int = 0
    working: int = 0
    now: int = 0


UNSTATED = Capacity()
_occupied: list[Callable[[Place], bool]] = []


def ask_before_closing(holds: Callable[[Place], bool]) -> None:
    """Let an app that lies above places say whether a place still holds something of its own."""
    _occupied.append(holds)


class PlaceInUse(Refusal):
    """The place still holds people, or open places below it."""

    code = "place-in-use"
    words = _("People are still held here. Move them first; nothing was changed.")


class PlaceClosed(Refusal):
    """The place is closed: nothing new happens there."""

    code = "place-closed"
    words = _("This place is closed. Choose an open one; nothing was changed.")


@act(policy.FOUND, subject="bureau")
def found_bureau(bureau: Subject, *, code: str, name: str, name_en: str = "", acting: Official, reason: str) -> Place:
    """Found the root of the tree. Done once, at installation."""
    return Place.objects.create(path=_checked_code(code), code=code, kind=Kind.BUREAU, name=_checked_name(name), name_en=name_en)


@act(policy.FOUND, subject="parent")
def found_place(
    parent: Place,
    *,
    code: str,
    kind: str,
    name: str,
    name_en: str = "",
    use: str = Use.GENERAL,
    capacity: Capacity = UNSTATED,
    acting: Official,
    reason: str,
) -> Place:
    """Found a place under ``parent``; its path follows from the parent's. Locks the parent, so that it is not closed meanwhile.

    Raises:
        Invalid: code or name not usable, code taken, this kind does not lie in that one, capacities out of order.
        PlaceClosed: the parent is closed.
    """
    above = _open(parent)
    code = _checked_code(code)
    if kind not in _INSIDE.get(above.kind, frozenset()):
        raise Invalid(fields={"kind": _("A place of this kind cannot lie here.")})
    if Place.objects.filter(parent=above, code=code).exists():
        raise Invalid(fields={"code": _("This code is already used here. Choose another.")})
    return Place.objects.create(
        parent=above,
        path=f"{above.path}.{code}",
        code=code,
        kind=kind,
        use=_checked_use(use),
        name=_checked_name(name),
        name_en=normalised(name_en)[:_LONGEST_NAME],
        **_columns(_checked_capacity(capacity)),
    )


@act(policy.CHANGE, subject="place")
def change_use(place: Place, *, use: str, acting: Official, reason: str) -> Place:
    """Let a place serve another use from now on; what it is does not change."""
    place = _open(place)
    place.use = _checked_use(use)
    place.save(update_fields=["use"])
    return place


@act(policy.CHANGE, subject="place")
def set_capacity(place: Place, *, capacity: Capacity, acting: Official, reason: str) -> Place:
    """State the three capacities anew."""
    place = _open(place)
    columns = _columns(_checked_capacity(capacity))
    for column, value in columns.items():
        setattr(place, column, value)
    place.save(update_fields=list(columns))
    return place


@act(policy.CLOSE, subject="place")
def close_place(place: Place, *, on: dt.date, acting: Official, reason: str) -> Place:
    """Close an empty place from ``on``.

    Raises:
        PlaceInUse: somebody is held there, or a place below is still open.
    """
    place = _open(place)
    if any(holds(place) for holds in _occupied):
        raise PlaceInUse
    if Place.objects.filter(path__under=place.path, closed_on__isnull=True).exclude(pk=place.pk).exists():
        raise PlaceInUse(_("Places inside this one are still open. Close them first; nothing was changed."))
    place.closed_on = on
    place.save(update_fields=["closed_on"])
    return place


def _open(place: Place) -> Place:
    locked = Place.objects.select_for_update().get(pk=place.pk)
    if locked.closed_on is not None:
        raise PlaceClosed
    return locked


def _checked_code(code: str) -> str:
    if not _CODE.match(code):
        raise Invalid(fields={"code": _("A code has 1 to 40 letters, digits, dashes or underscores, without spaces.")})
    return code


def _checked_name(name: str) -> str:
    name = normalised(name)
    if not name or len(name) > _LONGEST_NAME:
        raise Invalid(fields={"name": _("Enter a name of 1 to 60 characters.")})
    return name


def _checked_use(use: str) -> str:
    if use not in Use.values:
        raise Invalid(fields={"use": _("Choose a use from the list.")})
    return use


def _checked_capacity(capacity: Capacity) -> Capacity:
    wrong: dict[str, Words] = {}
    if min(capacity) < 0:
        wrong["certified"] = _("Capacities are whole numbers from 0.")
    elif capacity.certified and capacity.working > capacity.certified:
        wrong["working"] = _("The working capacity cannot be above the certified one.")
    elif capacity.working and capacity.now > capacity.working:
        wrong["now"] = _("The beds usable now cannot be more than the working capacity.")
    if wrong:
        raise Invalid(fields=wrong)
    return capacity


def _columns(capacity: Capacity) -> dict[str, int]:
    return {"capacity_certified": capacity.certified, "capacity_working": capacity.working, "capacity_now": capacity.now}
