"""The sentence records out of PostgreSQL as numpy columns: a slice of judgments at a time, with what hangs on them.

Each table is read by itself, in the order of the judgments, and its columns travel as whole binary arrays: PostgreSQL joins nothing and
sends a few long messages, and what belongs to whom is found by a search in sorted numbers. Memory stays flat for a nation.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
import psycopg
from numpy.typing import NDArray

from zhiheng.domains.sentence.sweep.columns import UNKNOWN
from zhiheng.domains.sentence.sweep.taken import NOTHING_CHOSEN, ByPrison, parts
from zhiheng.law.choices import DEFAULTS, Readings
from zhiheng.law.kinds import ChangeKind, SentenceKind
from zhiheng.law.reckoning import day_of

type Numbers = NDArray[np.int64]
type Days = NDArray[np.int32]
type Small = NDArray[np.int16]

SLICE: Final = 65_536
"""Judgment numbers that are read at once."""
NONE: Final = -1
"""An empty length or number of days."""
OPEN: Final = int(np.iinfo(np.int32).max)
"""The last day of a period that is still going on."""


class Judgments(NamedTuple):
    """Those in force of people in custody, by number. Lengths that the judgment does not give are NONE, days UNKNOWN."""

    id: Numbers
    episode: Numbers
    kind: Small
    start: Days
    end: Days
    judged: Days
    final: Days
    delivered: Days
    reprieve: Days
    years: Small
    months: Small
    days: Small
    stated: Small
    restricted: Small
    whole_life: Small


class Changes(NamedTuple):
    """Rulings up to the day, by judgment and then in their order. ``of``: place of the judgment in its slice."""

    of: Numbers
    kind: Small
    ruled: Days
    served: Days
    start: Days
    end: Days
    years: Small
    months: Small
    days: Small


class Credits(NamedTuple):
    """Periods and excluded days. ``kind`` by its place in CREDIT_KINDS."""

    of: Numbers
    kind: Small
    first: Days
    last: Days
    days: Small


class Counts(NamedTuple):
    """Counts, or (``own`` 0) the crimes that a judgment without counts names. ``crime`` by its place in the list given, from 1; 0 for all others."""

    of: Numbers
    own: Small
    crime: Small
    offended: Days
    years: Small
    months: Small
    days: Small


class RecordSlice(NamedTuple):
    """Some judgments with their changes, credits and (when asked for) counts; all of people where the same readings are in force."""

    judgments: Judgments
    changes: Changes
    credits: Credits
    counts: Counts | None
    readings: Readings = DEFAULTS


CREDIT_KINDS: Final = ("custody", "supervisory_detention", "designated_residence", "excluded")
CUSTODY, SUPERVISORY, RESIDENCE, EXCLUDED = range(len(CREDIT_KINDS))


_BLANKS: Final = r"E' \t\n\r\u3000'"


def _numbered(column: str, words: tuple[str, ...], first: int = 0) -> str:
    """SQL for a word's number."""
    cases = " ".join(f"when '{word}' then {number}" for number, word in enumerate(words, first))
    return f"(case {column} {cases} else {first - 1} end)::int2"


def _days(*columns: str) -> str:
    return ", ".join(f"coalesce({column}, '-infinity') as {column}" for column in columns)


def _lengths(*columns: str) -> str:
    return ", ".join(f"coalesce({column}, {NONE}::int2)::int2 as {column}" for column in columns)


_KINDS: Final = tuple(kind.code for kind in SentenceKind)
_CHANGES: Final = tuple(kind.code for kind in ChangeKind)
HELD: Final = "select id, prison_id from episode where received_on <= %(on)s and (ended_on is null or ended_on > %(on)s)"
JUDGMENTS: Final = f"""
select id, episode_id, {_numbered("kind", _KINDS, 1)} as kind,
  {_days("printed_start", "printed_end", "judged_on", "final_on", "delivered_on", "reprieve_served_on")},
  {_lengths("years", "months", "days", "stated_credit_days")}, restricted::int::int2, whole_life::int::int2
from judgment where id >= %(first)s and id < %(past)s and superseded_by_id is null and (judged_on is null or judged_on <= %(on)s) order by id
"""  # noqa: S608  # the words are the law's own
CHANGES: Final = f"""
select judgment_id, {_numbered("kind", _CHANGES, 1)} as kind, ruled_on, {_days("served_on", "printed_start", "printed_end")},
  {_lengths("years", "months", "days")}
from sentence_change where judgment_id >= %(first)s and judgment_id < %(past)s and not withdrawn and ruled_on <= %(on)s
order by judgment_id, ruled_on, id
"""  # noqa: S608
CREDITS: Final = f"""
select judgment_id, {_numbered("kind", CREDIT_KINDS)} as kind, {_days("first")}, coalesce(last, 'infinity') as last, coalesce(days, 0::int2) as days
from credit where judgment_id >= %(first)s and judgment_id < %(past)s and not withdrawn order by judgment_id, first, last
"""  # noqa: S608
COUNTS: Final = f"""
select judgment_id, 1::int2, coalesce(array_position(%(crimes)s::text[], btrim(crime, {_BLANKS})), 0)::int2, {_days("offence_date")},
  {_lengths("years", "months", "days")}
from judgment_count where judgment_id >= %(first)s and judgment_id < %(past)s
union all
select j.id, 0::int2, coalesce(array_position(%(crimes)s::text[], btrim(named.crime, {_BLANKS})), 0)::int2, '-infinity', -1::int2, -1::int2, -1::int2
from judgment j, regexp_split_to_table(j.offence, '[，,；;]') named(crime)
where j.id >= %(first)s and j.id < %(past)s and not exists (select from judgment_count c where c.judgment_id = j.id)
"""  # noqa: S608


class Held(NamedTuple):
    """Who is in custody on the day, by the episode's number, and in which prison."""

    episode: Numbers
    prison: Numbers


def record_slices(
    connection: psycopg.Connection[Any], on: date, crimes: list[str] | None = None, taken: ByPrison = NOTHING_CHOSEN
) -> Iterator[RecordSlice]:
    """Everybody in custody on a day with a judgment in force, in the order of the judgments' numbers.

    ``crimes``: names to be told apart in the counts; None leaves the counts unread. ``taken``: prisons where other readings than the
    defaults are in force; each slice holds people under the same ones. The next slice is read while one is worked on; all are
    of one snapshot when the connection's transaction is (``repeatable read``).
    """
    with connection.cursor() as cursor:
        cursor.execute("set local jit = off")  # compiling such queries takes longer than running them
        cursor.execute("select coalesce(min(id), 0), coalesce(max(id) + 1, 0) from judgment")
        first, past = cursor.fetchone() or (0, 0)
    episodes, prisons = _arrays(connection, HELD, {"on": on}, 2)
    order = np.argsort(episodes)
    held = Held(episodes[order], prisons[order])
    with ThreadPoolExecutor(1) as ahead:
        waiting = None
        for start in range(first, past, SLICE):
            given = {"on": on, "first": start, "past": min(start + SLICE, past), "crimes": crimes}
            coming = ahead.submit(_slice, connection, given, held)
            if waiting is not None:
                yield from _parted(waiting.result(), held, taken)
            waiting = coming
        if waiting is not None:
            yield from _parted(waiting.result(), held, taken)


def _parted(found: RecordSlice, held: Held, taken: ByPrison) -> Iterator[RecordSlice]:
    """The slice by the readings in force; whole where nothing else than the defaults is, and not at all where nobody is in it."""
    if not taken or not len(found.judgments.id):
        yield from (found,) if len(found.judgments.id) else ()
        return
    prisons = held.prison[_places(held.episode, found.judgments.episode)]
    for readings, mask in parts(prisons, taken):
        yield _masked(found, mask)._replace(readings=readings)


def _masked(found: RecordSlice, mask: NDArray[np.bool_]) -> RecordSlice:
    """Some of the judgments, and what hangs on them."""
    place = np.cumsum(mask) - 1

    def hanging(rows: Any) -> list[Any]:
        kept = mask[rows.of]
        return [place[rows.of[kept]], *(column[kept] for column in rows[1:])]

    judgments: list[Any] = [column[mask] for column in found.judgments]
    counts = None if found.counts is None else Counts(*hanging(found.counts))
    return RecordSlice(Judgments(*judgments), Changes(*hanging(found.changes)), Credits(*hanging(found.credits)), counts)


def _slice(connection: psycopg.Connection[Any], given: dict[str, Any], held: Held) -> RecordSlice:
    judgments = Judgments(*_arrays(connection, JUDGMENTS, given, len(Judgments._fields)))
    inside = _places(held.episode, judgments.episode) >= 0
    kept: list[Any] = [column[inside] for column in judgments]
    judgments = Judgments(*kept)
    counts = None if given["crimes"] is None else Counts(*_hanging(connection, COUNTS, given, judgments.id, len(Counts._fields)))
    return RecordSlice(
        judgments,
        Changes(*_hanging(connection, CHANGES, given, judgments.id, len(Changes._fields))),
        Credits(*_hanging(connection, CREDITS, given, judgments.id, len(Credits._fields))),
        counts,
    )


def _hanging(connection: psycopg.Connection[Any], query: str, given: dict[str, Any], ids: Numbers, width: int) -> list[NDArray[Any]]:
    """Rows of a table that hang on these judgments, with the judgment's place in front."""
    judgment, *columns = _arrays(connection, query, given, width)
    of = _places(ids, judgment)
    return [of[of >= 0], *(column[of >= 0] for column in columns)]


def _places(among: Numbers, wanted: Numbers) -> Numbers:
    """The place of each wanted number among sorted ones; below 0 where it is not there."""
    if len(among) == 0:
        return np.full(len(wanted), -1)
    places = np.minimum(np.searchsorted(among, wanted), len(among) - 1)
    return np.where(among[places] == wanted, places, -1)


# --- the binary form ------------------------------------------------------------------------------------------------------------------

_EPOCH: Final = day_of(date(2000, 1, 1))
_HEADER: Final = 19
_OF: Final = {20: np.int64, 23: np.int32, 21: np.int16, 1082: np.int32}
_DATE: Final = 1082


def _arrays(connection: psycopg.Connection[Any], query: str, given: dict[str, Any], width: int) -> list[NDArray[Any]]:
    """The columns of a query; nothing in them may be null. Dates become days since 1970, their infinities UNKNOWN and OPEN."""
    names = [f"c{number}" for number in range(width)]
    aggregated = ", ".join(f"array_agg({name})" for name in names)
    statement = f"copy (select {aggregated} from ({query}) q({', '.join(names)})) to stdout (format binary)"  # noqa: S608  # both are constants
    with connection.cursor() as cursor, cursor.copy(statement, given) as copy:
        data = b"".join(bytes(part) for part in copy)
    found, at = [], _HEADER + 2
    for _ in names:
        (length,) = struct.unpack_from(">i", data, at)
        found.append(_array(data, at + 4) if length >= 0 else np.empty(0, np.int64))
        at += 4 + max(length, 0)
    return found


def _array(data: bytes, at: int) -> NDArray[Any]:
    """One array of PostgreSQL's binary form: dimensions, nulls, type, length, first index, then each element behind its length."""
    _, _, kind, count, _ = struct.unpack_from(">iiiii", data, at)
    native = np.dtype(_OF[kind])
    elements = np.frombuffer(data, np.dtype([("length", ">i4"), ("value", native.newbyteorder(">"))]), count, at + 20)
    values = elements["value"].astype(native)
    if kind != _DATE:
        return values
    endless = (values == UNKNOWN) | (values == OPEN)
    return np.where(endless, values, values + np.int32(_EPOCH) * ~endless)
