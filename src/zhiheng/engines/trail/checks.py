"""The single checks of the verification: SQL that hashes where the data lies, and the tree that joins the hashes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

SLICE = 8192  # leaves hashed and fetched at a time; a power of two, so that a full slice is one complete subtree


class Tree:
    """A Merkle tree fed in order; keeps only the peaks (RFC 6962: leaves 0x00, nodes 0x01)."""

    def __init__(self) -> None:
        self._peaks: list[tuple[int, bytes]] = []  # (level, hash), left to right
        self.size = 0

    def extend(self, leaves: bytes) -> None:
        """Add leaf hashes, 32 bytes each, one after the other."""
        count = len(leaves) // 32
        if count == SLICE and self.size % SLICE == 0:
            self._push(SLICE.bit_length() - 1, _subtree(leaves))
        else:
            for at in range(0, len(leaves), 32):
                self._push(0, leaves[at : at + 32])
        self.size += count

    def root(self) -> bytes:
        if not self._peaks:
            return sha256(b"").digest()
        right = self._peaks[-1][1]
        for _level, left in reversed(self._peaks[:-1]):
            right = sha256(b"\x01" + left + right).digest()
        return right

    def _push(self, level: int, hash_: bytes) -> None:
        while self._peaks and self._peaks[-1][0] == level:
            hash_ = sha256(b"\x01" + self._peaks.pop()[1] + hash_).digest()
            level += 1
        self._peaks.append((level, hash_))


def _subtree(level: bytes) -> bytes:
    while len(level) > 32:
        level = b"".join([sha256(b"\x01" + level[at : at + 64]).digest() for at in range(0, len(level), 64)])
    return level


# The slice's entries lie close together, so a range of numbers finds them; hashed first, sorted as 32 bytes afterwards.
# `offset 0` keeps the planner from looking for the least entry by walking the whole index on entries, slice after slice.
_RANGE = "select min(entry), max(entry) from (select entry from trail_leaf where seq >= %s and seq < %s offset 0) s"
_LEAVES = """
with hashed as materialized (
  select l.seq, l.hash, e.id is null or sha256('\\x00'::bytea || convert_to(e.body, 'UTF8')) <> l.hash as bad
  from trail_leaf l left join (select id, body from trail_entry where id >= %s and id <= %s) e on e.id = l.entry where l.seq >= %s and l.seq < %s)
select bool_or(bad), string_agg(hash, ''::bytea order by seq) from hashed
"""


def leaf_slices(cursor: Any) -> Iterator[tuple[int, bool, bytes]]:
    """(first place, whether an entry does not match its leaf, the leaves' hashes) for each slice of the log, in order."""
    cursor.execute("select coalesce(max(seq), -1) from trail_leaf")
    last = cursor.fetchone()[0]
    # PostgreSQL hashes the next slice while Python joins this one.
    with ThreadPoolExecutor(1) as ahead:
        coming = ahead.submit(_slice, cursor, 0)
        for first in range(0, last + 1, SLICE):
            bad, leaves = coming.result()
            if first + SLICE <= last:
                coming = ahead.submit(_slice, cursor, first + SLICE)
            yield first, bad, leaves


def _slice(cursor: Any, first: int) -> tuple[bool, bytes]:
    cursor.execute(_RANGE, [first, first + SLICE])
    lowest, highest = cursor.fetchone()
    cursor.execute(_LEAVES, [lowest, highest, first, first + SLICE])
    bad, leaves = cursor.fetchone()
    return bool(bad), bytes(leaves or b"")


FIRST_GAP = """
select coalesce((select l.seq + 1 from trail_leaf l left join trail_leaf n on n.seq = l.seq + 1
  where n.seq is null and l.seq < (select max(seq) from trail_leaf) order by l.seq limit 1), 0)
"""
BAD_LEAVES = """
select l.seq, l.entry, e.act_id, a.verb, a.subject_label from trail_leaf l left join trail_entry e on e.id = l.entry left join trail_act a on a.id = e.act_id
where l.seq >= %s and l.seq < %s and (e.id is null or sha256('\\x00'::bytea || convert_to(e.body, 'UTF8')) <> l.hash) order by l.seq limit 5
"""
FIRST_BAD_NODE = """
select n.level, n.idx from trail_node n
left join trail_leaf la on n.level = 1 and la.seq = 2 * n.idx left join trail_leaf lb on n.level = 1 and lb.seq = 2 * n.idx + 1
left join trail_node na on n.level > 1 and na.level = n.level - 1 and na.idx = 2 * n.idx
left join trail_node nb on n.level > 1 and nb.level = n.level - 1 and nb.idx = 2 * n.idx + 1
where n.hash is distinct from sha256('\\x01'::bytea || coalesce(la.hash, na.hash) || coalesce(lb.hash, nb.hash)) order by n.level, n.idx limit 1
"""

UNPLACED_ENTRIES = """
select e.id, '' from trail_entry e where not exists (select from trail_leaf l where l.entry = e.id)
and not exists (select from trail_pending p where p.entry = e.id) order by e.id limit 5
"""
# Ten seconds is forty times the sequencer's pause; what waits longer has no sequencer.
STUCK_PENDING = "select entry, since::text from trail_pending where since < clock_timestamp() - interval '10 seconds' order by entry limit 1"
ACTS_WITHOUT_ENTRY = """
select a.id, a.verb || ' ' || a.subject_label from trail_act a where not exists (select from trail_entry e where e.act_id = a.id) order by a.id limit 5
"""
ENTRIES_WITHOUT_ACT = """
select e.act_id, e.body from trail_entry e where not exists (select from trail_act a where a.id = e.act_id) order by e.id limit 5
"""
_NAMED = "a.verb || ' ' || a.subject_label || ', ' || a.at::text"
ALTERED_HEADERS = f"""
select a.id, {_NAMED} from trail_act a join trail_entry e on e.act_id = a.id
where case when e.body is json object and e.body::jsonb ->> 'digest' ~ '^[0-9a-f]{{64}}$' and e.body::jsonb ->> 'changes' ~ '^[0-9]{{1,18}}$'
  then trail_body(a, (e.body::jsonb ->> 'changes')::bigint, decode(e.body::jsonb ->> 'digest', 'hex')) <> e.body else true end order by a.id limit 5
"""  # noqa: S608  # no outside text
ALTERED_CHANGES = f"""
select c.id, c.table_name || ' ' || c.row_key || ': ' || {_NAMED} from trail_change c join trail_act a on a.id = c.act_id
where c.digest <> trail_change_digest(c.table_name, c.row_key, c.op, c.before, c.after, c.left_as) order by c.id limit 5
"""  # noqa: S608
ALTERED_DIGESTS = f"""
select a.id, {_NAMED} from trail_entry e join trail_act a on a.id = e.act_id
left join (select act_id, count(*) n, sha256(string_agg(digest, ''::bytea order by id)) d from trail_change group by act_id) c on c.act_id = a.id
where case when e.body is json object then e.body::jsonb ->> 'changes' <> coalesce(c.n, 0)::text
  or (c.n > 0 and e.body::jsonb ->> 'digest' <> encode(c.d, 'hex')) else true end order by a.id limit 5
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class GuardedTable:
    """A table under the trail; ``omitted`` columns are outside its pictures."""

    name: str
    key: str
    omitted: tuple[str, ...]
    guarded: bool


@dataclass(frozen=True, slots=True)
class RowFault:
    """A record that is not as its last change left it: altered, appeared, vanished; or a table without its guard."""

    kind: str
    ref: str
    act: str
    more: str


_TRIGGERS = 5  # guard, no_truncate, keep_insert, keep_update, keep_delete


def guarded_tables(cursor: Any) -> list[GuardedTable]:
    """Every table that has, or by its kept changes once had, the trail's triggers."""
    cursor.execute("""
        select c.relname, count(*) filter (where t.tgenabled in ('O', 'A')), max(t.tgargs) filter (where t.tgname = 'trail_keep_insert')
        from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
        left join pg_trigger t on t.tgrelid = c.oid and t.tgname in
          ('trail_guard', 'trail_no_truncate', 'trail_keep_insert', 'trail_keep_update', 'trail_keep_delete')
        where c.relkind = 'r' and (t.oid is not null or c.relname in (select distinct table_name from trail_change))
        group by c.relname order by c.relname""")
    found = []
    for name, enabled, args in cursor.fetchall():
        words = bytes(args or b"id\x00").rstrip(b"\x00").decode().split("\x00")
        found.append(GuardedTable(name, words[0], tuple(words[1:]), enabled == _TRIGGERS))
    return found


# Records are compared by digest; pictures are put together only for the few that differ.
_ROWS = """
with last as (
  select distinct on (row_key) row_key, op, left_as, act_id from trail_change where table_name = {name} order by row_key, id desc
), now as (select r.picture ->> {key} as row_key, r.picture - {omitted}::text[] as picture from (select jsonb_strip_nulls(to_jsonb(x)) as picture from {table} x) r),
judged as (
  select coalesce(l.row_key, n.row_key) as row_key, l.act_id, n.picture, case
    when n.row_key is null and l.op = 'D' then null
    when n.row_key is null then 'vanished'
    when l.row_key is null or l.op = 'D' then 'appeared'
    when trail_picture_digest(n.picture) <> l.left_as then 'altered' end as kind
  from last l full join now n on n.row_key = l.row_key)
select j.row_key, j.kind, j.picture, a.verb, a.at, a.official_label
from judged j left join trail_act a on a.id = j.act_id where j.kind is not null order by length(j.row_key), j.row_key limit 20
"""


def row_faults(cursor: Any, table: GuardedTable) -> tuple[int, list[RowFault]]:
    """(records compared, faults) of one table; at most twenty faults."""
    faults = []
    if not table.guarded:
        faults.append(RowFault("unguarded", table.name, "", "a trigger of the trail was dropped or disabled"))
    quoted = {
        "name": _literal(table.name),
        "key": _literal(table.key),
        "omitted": _literal("{" + ",".join(table.omitted) + "}"),
        "table": f'"{table.name}"',
    }
    cursor.execute(f'select count(*) from "{table.name}"')  # noqa: S608  # from the catalogue, quoted
    counted = cursor.fetchone()[0]
    cursor.execute(_ROWS.format(**quoted))
    for row, kind, picture, verb, at, official in cursor.fetchall():
        act = f"{verb}, {official}, {at:%Y-%m-%d %H:%M:%S}" if verb else ""
        more = _differing(_kept(cursor, table.name, row), _json(picture)) if kind == "altered" else ""
        faults.append(RowFault(kind, f"{table.name}:{row}", act, more))
    return counted, faults


def _kept(cursor: Any, table: str, row: str) -> dict[str, Any]:
    """The row as its kept changes leave it; empty where a bulk load kept no picture."""
    cursor.execute("select op, after from trail_change where table_name = %s and row_key = %s order by id", [table, row])
    kept: dict[str, Any] = {}
    for op, after in cursor.fetchall():
        changed = _json(after)
        if op == "I" and not changed:
            return {}
        kept = {} if op == "D" else {name: value for name, value in {**kept, **changed}.items() if value is not None}
    return kept


def _json(value: Any) -> dict[str, Any]:
    found = json.loads(value) if isinstance(value, str) else value
    return found or {}


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _differing(kept: dict[str, Any], found: dict[str, Any]) -> str:
    """What differs, as "field: kept → found"."""
    if not kept:
        return ""
    names = [name for name in {**kept, **found} if kept.get(name) != found.get(name)]
    return "; ".join(f"{name}: {kept.get(name)} → {found.get(name)}" for name in sorted(names))
