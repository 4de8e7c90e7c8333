"""What a sanction does to points: a narrow hook, so that the ledger of points stays in its own room.

The verb is called inside the act that decides the sanction: either both are on record or neither.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from zhiheng.base.people.models import Episode
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Official


class Effect(NamedTuple):
    """A sanction's deduction. ``points``: hundredths, below zero; ``key``: the same key is never counted twice; ``fact``: one fact, the highest."""

    episode: Episode
    kind: str
    points: int
    occurred_on: dt.date
    decided_on: dt.date
    key: str
    fact: str
    basis: str
    document: str
    deliberation: Deliberation


class NoBase(NamedTuple):
    """Days of confinement, for which there is no base."""

    episode: Episode
    first: dt.date
    last: dt.date
    document: str
    ended: bool = False


class Lighter(NamedTuple):
    """A sanction that should have been lighter: its entry of points, the kind that stays (empty: set aside), the days without base that stay."""

    points_ref: str
    kind: str
    days: int
    document: str


type Deduct = Callable[[Effect, Official, str], str]
type WithoutBase = Callable[[NoBase], None]
type Lighten = Callable[[Lighter, Official, Official, str], None]

_deduct: list[Deduct] = []
_without_base: list[WithoutBase] = []
_lighten: list[Lighten] = []


def set_points(deduct: Deduct, without_base: WithoutBase, lighten: Lighten) -> None:
    """Hand in the verbs of points."""
    _deduct[:], _without_base[:], _lighten[:] = [deduct], [without_base], [lighten]


def deduct(effect: Effect, acting: Official, reason: str) -> str:
    """Post the deduction; its reference, or nothing where points keep no ledger."""
    return _deduct[0](effect, acting, reason) if _deduct else ""


def without_base(days: NoBase) -> None:
    """Say for which days there is no base: as ordered, and again when it ended earlier."""
    if _without_base:
        _without_base[0](days)


def lighten(lighter: Lighter, second: Official, acting: Official, reason: str) -> None:
    """Give back what was taken too much; nothing where points keep no ledger. ``second`` signs too."""
    if _lighten and lighter.points_ref:
        _lighten[0](lighter, second, acting, reason)
