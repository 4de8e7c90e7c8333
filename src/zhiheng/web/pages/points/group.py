"""One group on one day: who is on its books, who counts and why not, what the month has given each so far."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import above
from zhiheng.domains.conduct.clauses.models import Clause
from zhiheng.domains.conduct.points.models import Circumstance, PointEntry
from zhiheng.domains.custody.whereabouts.models import OUTSIDE, Purpose
from zhiheng.domains.custody.whereabouts.queries.books import Held, held_at
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.acts.points_2021 import scoring, variants
from zhiheng.law.scale import Part
from zhiheng.web.parts import Words

KINDS = Circumstance.Kind
AWAY = (KINDS.CONFINEMENT, KINDS.INVESTIGATION, KINDS.ISOLATION, KINDS.OUTSIDE, KINDS.AWAY)
_BOUNDLESS = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the group. ``why`` says why the day does not count, '' when it does; amounts in hundredths, ``adds`` by part."""

    held: Held
    why: Words
    since: dt.date | None
    adds: tuple[int, int, int]
    deductions: int
    caps: tuple[int, int, int]

    @property
    def episode(self) -> int:
        return self.held.episode_id

    @property
    def added(self) -> int:
        return sum(self.adds)


def ward_of(group: Place) -> Place:
    """The ward that a group belongs to: itself, or the ward above it.

    Raises:
        OutsideScope: neither a ward nor inside one.
    """
    if group.kind == Kind.WARD:
        return group
    found = next((place for place in reversed(above(group)) if place.kind == Kind.WARD), None)
    if found is None or group.kind != Kind.CELL:
        raise OutsideScope
    return found


def moment_of(day: dt.date) -> dt.datetime:
    """When the books are asked for a day: now for today, its end for a day before."""
    now = timezone.localtime()
    if day >= now.date():
        return now
    return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59)))


def lines_of(group: Place, day: dt.date) -> Sequence[Line]:
    """Everybody on the books of the group on the day, in the order of cells and beds. Three queries."""
    held = held_at(group, moment_of(day))
    episodes = [one.episode_id for one in held]
    counted, known = _month(episodes, day), _circumstances(episodes, day)
    return [_line(one, counted.get(one.episode_id, {}), known.get(one.episode_id, ())) for one in held]


def _line(one: Held, amounts: Mapping[int, int], kinds: Sequence[Circumstance]) -> Line:
    away = next((c for c in kinds if c.kind in AWAY), None)
    unable = any(c.kind == KINDS.UNABLE for c in kinds)
    why: Words = ""
    since: dt.date | None = None
    if away is not None:
        why, since = KINDS(away.kind).label, away.during.lower
    elif one.purpose in OUTSIDE:
        why, since = Purpose(one.purpose).label, timezone.localdate(one.since) if one.since else None
    adds = (amounts.get(1, 0), amounts.get(2, 0), amounts.get(3, 0))
    return Line(one, why, since, adds, amounts.get(-1, 0), caps_of(unable))


def caps_of(unable: bool) -> tuple[int, int, int]:
    """What the month's additions of each part can give at most (points provisions arts 10, 20)."""
    bases = [variants.unable_base(part) if unable else scoring.standard_base(part) for part in Part]
    one, two, three = (scoring.counted_adds(_BOUNDLESS, base) for base in bases)
    return one, two, three


def _month(episodes: Sequence[int], day: dt.date) -> dict[int, dict[int, int]]:
    """Episode -> additions by part (1 to 3) and all deductions (-1), entered or proposed for the month."""
    states = (PointEntry.State.POSTED, PointEntry.State.PROPOSED)
    rows = PointEntry.objects.filter(episode__in=episodes, month=day.replace(day=1), state__in=states, kind=PointEntry.Kind.DAILY)
    found: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for episode, part, raw, stands, state in rows.values_list("episode_id", "part", "raw", "stands", "state"):
        amount = stands if state == PointEntry.State.POSTED else raw
        found[episode][part if raw > 0 else -1] += abs(amount)
    return found


def _circumstances(episodes: Sequence[int], day: dt.date) -> dict[int, list[Circumstance]]:
    found: dict[int, list[Circumstance]] = defaultdict(list)
    for one in Circumstance.objects.filter(episode__in=episodes, during__contains=day, kind__in=(*AWAY, KINDS.UNABLE)):
        found[one.episode_id].append(one)
    return found


def last_used(official: str, clauses: Iterable[Clause], *, most: int = 6) -> list[Clause]:
    """The officer's latest clauses of this library, one of each, the latest first."""
    by_code = {clause.code: clause for clause in clauses}
    used = PointEntry.objects.filter(proposed_by=official, clause__isnull=False).order_by("-id").values_list("clause__code", flat=True)[:200]
    return [by_code[code] for code in dict.fromkeys(used) if code in by_code][:most]
