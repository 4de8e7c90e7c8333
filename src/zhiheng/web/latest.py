"""Lists in the order of what happened or will happen, and not of when it was put down: the latest first, or what comes next first."""

from __future__ import annotations

import datetime as dt

from django.db.models import Model, Q, QuerySet

from zhiheng.web.tables import ListState, decode_cursor, encode_cursor


def latest_first[M: Model](found: QuerySet[M], field: str, state: ListState) -> list[M]:
    """A page and one row more, which says that another page follows. ``field`` is a date or a time; ties go by key."""
    edge = _edge(state)
    if edge is not None:
        at, key = edge
        found = found.filter(Q(**{f"{field}__lt": at}) | Q(**{field: at, "pk__lt": key}))
    return list(found.order_by(f"-{field}", "-pk")[: state.size + 1])


def earliest_first[M: Model](found: QuerySet[M], field: str, state: ListState) -> list[M]:
    """The same the other way round: what comes next first."""
    edge = _edge(state)
    if edge is not None:
        at, key = edge
        found = found.filter(Q(**{f"{field}__gt": at}) | Q(**{field: at, "pk__gt": key}))
    return list(found.order_by(field, "pk")[: state.size + 1])


def next_after[M: Model](rows: list[M], field: str, state: ListState) -> str | None:
    """The cursor of the next page, where ``rows`` says that there is one."""
    if len(rows) <= state.size:
        return None
    last = rows[state.size - 1]
    return encode_cursor(getattr(last, field).isoformat(), last.pk)


def _edge(state: ListState) -> tuple[dt.datetime | dt.date, int] | None:
    """The last row of the page before; a damaged cursor shows the first page."""
    at = decode_cursor(state.after)
    if at is None or len(at) != 2 or at[0] is None or not (at[1] or "").isdecimal() or len(at[1] or "") > 18:
        return None
    try:
        when = dt.date.fromisoformat(at[0]) if len(at[0]) == 10 else dt.datetime.fromisoformat(at[0])
    except ValueError:
        return None
    aware = when if not isinstance(when, dt.datetime) or when.tzinfo else when.replace(tzinfo=dt.UTC)
    return aware, int(at[1] or "")
