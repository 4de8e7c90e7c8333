"""Reads of the trail, for whoever may look: a list by filter and place, one act in full, the acts on one record, counts of powers used.

``within`` is a list of place paths: only acts on subjects at or below one of them are seen. The path of the bureau itself sees
everything, acts on what has no place included.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from zhiheng.engines.trail.models import Act, Change
from zhiheng.engines.trail.proof import State

_PICTURED = 200  # changes shown of one act; a load has more, and they are counted


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look for. Empty means all. ``officials`` and ``subjects`` are references; the labels match whole labels."""

    officials: Sequence[str] = ()
    official_label: str = ""
    subjects: Sequence[str] = ()
    subject_label: str = ""
    verb: str = ""
    outcome: str = ""
    place: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row before and after an act; None = there was nothing."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row as an act left it. ``fields`` holds what differed; empty for a load, which keeps digests only."""

    table: str
    row: str
    op: str
    fields: tuple[FieldChange, ...]
    pictured: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One act in a list, with the first rows it changed and the standing of its entry."""

    act: Act
    chain: State
    changes: int
    first: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, newest first, and whether there is more on either side."""

    lines: list[Line]
    more_after: bool
    more_before: bool


@dataclass(frozen=True, slots=True)
class Record:
    """One act in full. ``within`` is the act in which it was done, ``parts`` the acts done in it."""

    act: Act
    changes: int
    rows: list[RowChange]
    within: Act | None
    parts: list[Act]


type Key = tuple[dt.datetime, UUID]  # a place in the list: when, and which act


def acts(chosen: Filter, *, within: Sequence[str], after: Key | None = None, before: Key | None = None, size: int = 50) -> Page:
    """One page: the ``size`` acts after (older than) or before (newer than) a key, or the newest ones."""
    found = _filtered(chosen, within)
    if before is not None:
        newer = found.filter(Q(at__gte=before[0]) & (Q(at__gt=before[0]) | Q(id__gt=before[1]))).order_by("at", "id")[: size + 1]
        rows = list(newer)
        return Page(_lines(rows[:size][::-1]), more_after=True, more_before=len(rows) > size)
    if after is not None:
        found = found.filter(Q(at__lte=after[0]) & (Q(at__lt=after[0]) | Q(id__lt=after[1])))
    rows = list(found.order_by("-at", "-id")[: size + 1])
    return Page(_lines(rows[:size]), more_after=len(rows) > size, more_before=after is not None)


def every_act(chosen: Filter, *, within: Sequence[str], at_most: int) -> Iterator[Line]:
    """All acts of a filter, newest first, in flat memory; for exports."""
    key: Key | None = None
    left = at_most
    while left > 0:
        page = acts(chosen, within=within, after=key, size=min(500, left))
        yield from page.lines
        if not page.more_after:
            return
        last = page.lines[-1].act
        key, left = (last.at, last.id), left - len(page.lines)


def record(act: UUID, *, within: Sequence[str]) -> Record | None:
    """One act with its changes; None when there is none or its subject is outside."""
    found = _filtered(Filter(), within).filter(pk=act).first()
    if found is None:
        return None
    changes = Change.objects.filter(act_id=act)
    # An act done in another one is done in its transaction, moments later: the index on time finds it.
    parts = Act.objects.filter(parent=act, at__gte=found.at, at__lt=found.at + dt.timedelta(minutes=1)).order_by("at")[:50]
    outer = Act.objects.filter(pk=found.parent).first() if found.parent else None
    return Record(found, changes.count(), [row_change(c) for c in changes.order_by("id")[:_PICTURED]], outer, list(parts))


def acts_on(subject: str, *, tables: Mapping[str, Sequence[str]] | None = None, limit: int = 100) -> list[Line]:
    """What was done to, read of, or refused on one subject, newest first; with the acts that changed its rows by another name.

    ``tables`` names those rows: {"person": ["118"]}. A load is found that way, though its subject is the bureau.
    """
    named = Act.objects.filter(subject=subject).order_by("-at", "-id")[:limit]
    found = {act.id: act for act in named}
    for table, keys in (tables or {}).items():
        by_row = Change.objects.filter(table=table, row__in=list(keys)).order_by("-id").values_list("act_id", flat=True)[:limit]
        found |= {act.id: act for act in Act.objects.filter(pk__in=list(by_row))}
    latest = sorted(found.values(), key=lambda act: (act.at, act.id), reverse=True)
    return _lines(latest[:limit])


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the log has come: entries placed, entries waiting, and the newest checkpoint (size, when, root)."""

    placed: int
    waiting: int
    signed: int
    signed_at: dt.datetime | None
    root: str


def standing() -> Standing:
    """The log as it stands, in one read of four index entries."""
    with connection.cursor() as cursor:
        cursor.execute("""
            select coalesce((select max(seq) + 1 from trail_leaf), 0), (select count(*) from (select from trail_pending limit 10000) p),
              c.size, c.at, c.root
            from (select 1) one left join lateral (select size, at, root from trail_checkpoint order by size desc limit 1) c on true""")
        placed, waiting, signed, at, root = cursor.fetchone()
        return Standing(placed, waiting, signed or 0, at, bytes(root or b"").hex())


def refused_since(moment: dt.datetime, *, within: Sequence[str], at_most: int = 1000) -> int:
    """How many acts were refused since then; counting stops at ``at_most``."""
    return _filtered(Filter(outcome="refused", since=moment), within)[:at_most].count()


def powers_used(since: dt.datetime, until: dt.datetime, *, within: Sequence[str]) -> dict[tuple[str, str], int]:
    """(power, outcome) -> how many acts, from ``since`` up to ``until``: the quarterly count."""
    where, params = _where_sql(within)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select split_part(\"grant\", ' ', 1), outcome, count(*) from trail_act where at >= %s and at < %s and {where} group by 1, 2",  # noqa: S608
            [since, until, *params],
        )
        return {(power, outcome): count for power, outcome, count in cursor.fetchall() if power}


def verbs() -> list[str]:
    """Every verb in the trail, by a walk over the index: one probe a verb, however long the trail."""
    with connection.cursor() as cursor:
        cursor.execute("""
            with recursive v(verb) as (
              (select verb from trail_act order by verb limit 1)
              union all select (select a.verb from trail_act a where a.verb > v.verb order by a.verb limit 1) from v where v.verb is not null)
            select verb from v where verb is not null""")
        return [row[0] for row in cursor.fetchall()]


def row_change(change: Change) -> RowChange:
    """A kept change as fields before and after. ``before`` keeps only what differed; an insertion has none."""
    after: dict[str, Any] = change.after or {}
    before: dict[str, Any] = change.before or {}
    names = sorted({**before, **after}) if change.op != "U" else _differing(before, after)
    old = before if change.op != "I" else {}
    fields = tuple(FieldChange(name, old.get(name), after.get(name)) for name in names)
    return RowChange(change.table, change.row, change.op, fields, pictured=change.after is not None or change.op == "D")


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Fields of an update. One that was empty before is kept as null, one that is empty now is missing after."""
    return sorted(name for name in before if before[name] != after.get(name))


def _filtered(chosen: Filter, within: Sequence[str]) -> QuerySet[Act]:
    found = Act.objects.filter(_inside(within))
    exact = {
        "official__in": list(chosen.officials), "official_label": chosen.official_label,
        "subject__in": list(chosen.subjects), "subject_label": chosen.subject_label,
        "verb": chosen.verb, "outcome": chosen.outcome, "at__gte": chosen.since, "at__lt": chosen.until,
    }  # fmt: skip
    found = found.filter(**{name: value for name, value in exact.items() if value})
    return found.filter(_at_or_below(chosen.place)) if chosen.place else found


def _inside(within: Sequence[str]) -> Q:
    if any("." not in path for path in within):
        return Q()
    inside = Q(pk__in=[])
    for path in within:
        inside |= _at_or_below(path)
    return inside


def _at_or_below(path: str) -> Q:
    return Q(place=path) | Q(place__startswith=f"{path}.")


def _where_sql(within: Sequence[str]) -> tuple[str, list[str]]:
    if any("." not in path for path in within):
        return "true", []
    parts = ["(place = %s or starts_with(place, %s))" for _ in within]
    return " or ".join(parts).join("()") if parts else "false", [word for path in within for word in (path, f"{path}.")]


# The header is compared with the entry made from it, and so are the changes where they are few: what a list shows with a tick was
# proven. A load's rows are proven when its act is opened. A body that was tampered with may no longer be JSON: broken, not an error.
_CHAIN = """
select a.id, l.seq,
  case when e.id is null then null
    when not (e.body is json object) or e.body::jsonb ->> 'changes' !~ '^\\d{1,9}$' or e.body::jsonb ->> 'digest' !~ '^[0-9a-f]{64}$' then false
    when trail_body(a, (e.body::jsonb ->> 'changes')::bigint, decode(e.body::jsonb ->> 'digest', 'hex')) <> e.body then false
    when l.seq is not null and l.hash <> sha256('\\x00'::bytea || convert_to(e.body, 'UTF8')) then false
    when (e.body::jsonb ->> 'changes')::bigint > 50 then true
    else (select d.changes = (e.body::jsonb ->> 'changes')::bigint and encode(d.digest, 'hex') = e.body::jsonb ->> 'digest'
        from trail_changes_digest(a.id) d)
      and not exists (select from trail_change c where c.act_id = a.id
    and c.digest <> trail_change_digest(c.table_name, c.row_key, c.op, c.before, c.after, c.left_as)) end,
  case when e.body is json object and e.body::jsonb ->> 'changes' ~ '^\\d{1,9}$' then (e.body::jsonb ->> 'changes')::bigint end,
  l.seq < (select max(size) from trail_checkpoint)
from trail_act a left join trail_entry e on e.act_id = a.id left join trail_leaf l on l.entry = e.id where a.id = any(%s)
"""
_FIRST_CHANGES = """
select c.id from unnest(%s::uuid[]) w(id) cross join lateral (select c.id from trail_change c where c.act_id = w.id order by c.id limit 3) c
"""


def _lines(found: Sequence[Act]) -> list[Line]:
    """Three reads for a whole page, whatever it shows."""
    ids = [act.id for act in found]
    with connection.cursor() as cursor:
        cursor.execute(_CHAIN, [ids])
        standing = {row[0]: row[1:] for row in cursor.fetchall()}
        cursor.execute(_FIRST_CHANGES, [ids])
        first_ids = [row[0] for row in cursor.fetchall()]
    first: dict[UUID, list[RowChange]] = {}
    for change in Change.objects.filter(pk__in=first_ids).order_by("id"):
        first.setdefault(change.act_id, []).append(row_change(change))
    return [_line(act, standing[act.id], first.get(act.id, [])) for act in found]


def _line(act: Act, standing: tuple[Any, ...], first: list[RowChange]) -> Line:
    seq, holds, changes, signed = standing
    if holds is False:
        chain = State.BROKEN
    elif seq is None:
        chain = State.WAITING
    else:
        chain = State.SIGNED if signed else State.PLACED
    return Line(act, chain, changes if changes is not None else len(first), tuple(first))
