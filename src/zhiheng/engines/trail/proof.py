"""Proof of one entry: that it is as it was written, and that a signed root of the log holds it (RFC 6962, 2.1.1).

Reads log n rows, whatever the log's length; ``verify`` is for the whole log.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection

from zhiheng.engines.trail.sequencer import statement
from zhiheng.lib.signing import Verifier

type Node = tuple[int, int]  # level, index; level 0 is the leaves


class State(StrEnum):
    """How far an entry has come on its way under a signed root."""

    WAITING = "waiting"  # committed, not yet placed
    PLACED = "placed"  # in the log, no checkpoint covers it yet
    SIGNED = "signed"  # under a checkpoint, and the path to its root was recomputed
    BROKEN = "broken"  # not as it was written, or not where the root says


@dataclass(frozen=True, slots=True)
class Proof:
    """What can be said of one act's entry. ``place`` counts from 0; ``fault`` is a code of what is wrong, '' when nothing is."""

    state: State
    entry: int | None = None
    place: int | None = None
    leaf: str = ""
    checkpoint: int | None = None
    signed_at: dt.datetime | None = None
    root: str = ""
    path: int = 0
    signature: bool | None = None
    fault: str = ""


# A body may have been tampered with: it is read as JSON only when it still is JSON, and nothing here may raise.
_STANDING = """
select e.id, l.seq, l.hash, l.hash is not distinct from sha256('\\x00'::bytea || convert_to(e.body, 'UTF8')),
  e.body is not distinct from trail_body(a, d.changes, d.digest),
  not exists (select from trail_change c where c.act_id = a.id
    and c.digest <> trail_change_digest(c.table_name, c.row_key, c.op, c.before, c.after, c.left_as))
from trail_act a cross join lateral trail_changes_digest(a.id) d
left join trail_entry e on e.act_id = a.id left join trail_leaf l on l.entry = e.id where a.id = %s
"""
_NODES = """
select w.level, w.idx, coalesce(n.hash, l.hash) from unnest(%s::int[], %s::bigint[]) w(level, idx)
left join trail_node n on w.level > 0 and n.level = w.level and n.idx = w.idx left join trail_leaf l on w.level = 0 and l.seq = w.idx
"""


def prove(act: UUID, *, key: Verifier | None = None) -> Proof | None:
    """The proof of an act's entry; None for an act that does not exist. ``key`` also checks the checkpoint's signature."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [act])
        found = cursor.fetchone()
        if found is None:
            return None
        entry, place, leaf, leaf_holds, header_holds, changes_hold = found
        fault = _fault(entry, place, leaf_holds, header_holds, changes_hold)
        if fault:
            return Proof(State.BROKEN, entry, place, fault=fault)
        if place is None:
            return Proof(State.WAITING, entry)
        return _under_checkpoint(cursor, entry, place, bytes(leaf), key)


def _fault(entry: int | None, place: int | None, leaf_holds: bool, header_holds: bool, changes_hold: bool) -> str:
    """An act of the transaction at hand has no entry before its commit; that is not a fault of the log."""
    if entry is None:
        return ""
    if not header_holds:
        return "header"
    if not changes_hold:
        return "changes"
    return "" if place is None or leaf_holds else "leaf"


def _under_checkpoint(cursor: Any, entry: int, place: int, leaf: bytes, key: Verifier | None) -> Proof:
    cursor.execute("select size, root, at, signature, key from trail_checkpoint where size > %s order by size limit 1", [place])
    found = cursor.fetchone()
    if found is None:
        return Proof(State.PLACED, entry, place, leaf.hex())
    size, root, at, signature, fingerprint = found
    siblings = path(place, size)
    computed = _root_from(leaf, siblings, _hashes(cursor, siblings))
    known = key is not None and key.fingerprint == fingerprint
    signed = key.holds(bytes(signature), statement(size, bytes(root), at)) if key is not None and known else None
    fault = "root" if computed != bytes(root) else "signature" if signed is False else ""
    state = State.BROKEN if fault else State.SIGNED
    return Proof(state, entry, place, leaf.hex(), size, at, bytes(root).hex(), len(siblings), signed, fault)


def path(place: int, size: int) -> list[tuple[bool, list[Node]]]:
    """Siblings from the leaf up to the root of the first ``size`` leaves: (stands on the left, complete subtrees it is made of)."""
    found: list[tuple[bool, list[Node]]] = []
    first, count = 0, size
    while count > 1:
        half = 1 << ((count - 1).bit_length() - 1)
        if place - first < half:
            found.append((False, list(_peaks(first + half, count - half))))
            count = half
        else:
            found.append((True, list(_peaks(first, half))))
            first, count = first + half, count - half
    return found[::-1]


def _peaks(first: int, count: int) -> Iterator[Node]:
    """The complete subtrees that make up ``count`` leaves from ``first`` on, left to right."""
    while count:
        size = 1 << (count.bit_length() - 1)
        yield size.bit_length() - 1, first // size
        first, count = first + size, count - size


def _hashes(cursor: Any, siblings: Sequence[tuple[bool, list[Node]]]) -> dict[Node, bytes]:
    wanted = [node for _left, nodes in siblings for node in nodes]
    cursor.execute(_NODES, [[level for level, _ in wanted], [index for _, index in wanted]])
    return {(level, index): bytes(hash_ or b"") for level, index, hash_ in cursor.fetchall()}


def _root_from(leaf: bytes, siblings: Sequence[tuple[bool, list[Node]]], hashes: dict[Node, bytes]) -> bytes:
    at = leaf
    for left, nodes in siblings:
        beside = hashes[nodes[-1]]
        for node in reversed(nodes[:-1]):
            beside = _join(hashes[node], beside)
        at = _join(beside, at) if left else _join(at, beside)
    return at


def _join(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
