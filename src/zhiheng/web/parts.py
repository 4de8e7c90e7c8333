"""What components are made of: plain values that views build and tags draw. Texts may be lazy translations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.utils.functional import Promise

type Words = str | Promise
type ChipKind = Literal["", "line", "info", "warn", "bad", "good"]
type VerdictKind = Literal["pass", "fail", "unk", "na"]


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: ``key`` is compared with the current one; ``locked`` shows a lock (the viewer needs a power to open it)."""

    key: str
    label: Words
    url: str
    count: int | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a procedure."""

    label: Words
    note: Words = ""
    state: Literal["done", "now", "todo"] = "todo"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of a time line; ``at`` is written as given."""

    at: Words
    label: Words
    note: Words = ""
    state: Literal["on", "wait", "alarm"] = "on"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure of an equation. ``op`` stands before it; an ``answer`` is blue and stands right."""

    label: Words
    value: object
    note: Words = ""
    op: str = ""
    answer: bool = False


@dataclass(frozen=True, slots=True)
class TermPoint:
    """A dated point on the line of a term. ``key`` points are blue: the answers asked for."""

    on: date
    label: Words
    key: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class TermLine:
    """The line of a term: from ``start`` to ``end`` (both served), with today and, after reductions, the first end."""

    start: date
    end: date
    today: date
    original_end: date | None = None
    points: Sequence[TermPoint] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A small label."""

    text: Words
    kind: ChipKind = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a rule."""

    kind: VerdictKind
    text: Words = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell of more than one value: main words, smaller words beside or under them, a link of its own."""

    main: object
    sub: Words = ""
    beside: Words = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One answer of the search."""

    title: Words
    url: str
    note: Words = ""
    kind: Words = ""
    icon: str = "right"


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """Answers of one kind."""

    label: Words
    hits: Sequence[SearchHit] = field(default_factory=tuple)
