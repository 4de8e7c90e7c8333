"""Verification: proves that no record was altered behind the application's back, and names the first one that was.

What is checked, in this order, so that the first fault named is the nearest to the cause:
  log     every leaf is the hash of its entry, places have no gap, every stored node joins its children
  signed  every checkpoint is the log's root at its size and carries a good signature; the journal outside the database agrees
  whole   every entry has its place or has only just been committed; every act has exactly one entry
  acts    each act's header is the one its entry was made from, and its changes are those it left
  rows    each record in a guarded table is as its last change left it; none appeared or vanished without an act
  and what other engines add with `also_check`

Memory is flat: PostgreSQL hashes in slices, Python joins the hashes of one slice at a time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from zhiheng.engines.trail import checks
from zhiheng.engines.trail.sequencer import statement
from zhiheng.lib.signing import Verifier

type Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as the trail says. ``where`` is a stable reference, ``words`` a sentence for people."""

    check: str
    where: str
    words: str


@dataclass(slots=True)
class Report:
    """What was verified and what was found."""

    entries: int = 0
    changes: int = 0
    rows: int = 0
    pending: int = 0
    root: str = ""
    checkpoint: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.faults


type Step = Callable[[Any, Report, Progress], Iterator[Fault]]
_also: list[Step] = []


def also_check(step: Step) -> None:
    """Add a check of another engine's own promises; it runs after the trail's, in the same snapshot."""
    if step not in _also:
        _also.append(step)


def verify(*, key: Verifier | None = None, journal: Path | None = None, progress: Progress | None = None, at_most: int = 20) -> Report:
    """Verify everything in one snapshot. ``key`` checks signatures, ``journal`` the checkpoints kept outside the database."""
    tell = progress or (lambda *_: None)
    report = Report()
    with transaction.atomic(), connection.cursor() as cursor:
        # One snapshot for all checks: what is written meanwhile is simply not seen.
        cursor.execute("set transaction isolation level repeatable read, read only") if _outermost() else None
        cursor.execute("set local timezone = 'UTC'")
        for step in (_log, _signed(key, journal), _whole, _acts, _rows, *_also):
            for fault in step(cursor, report, tell):
                report.faults.append(fault)
                if len(report.faults) >= at_most:
                    return report
    return report


def _outermost() -> bool:
    return not connection.savepoint_ids


def _log(cursor: Any, report: Report, tell: Progress) -> Iterator[Fault]:
    """Leaves and nodes. Only the slice with a fault is looked at again, row by row, to name it."""
    cursor.execute("select count(*), coalesce(max(seq) + 1, 0) from trail_leaf")
    count, size = cursor.fetchone()
    report.entries = count
    if count != size:
        cursor.execute(checks.FIRST_GAP)
        gap = cursor.fetchone()
        yield Fault("log", f"leaf:{gap[0]}", _("The log has a gap at place %(seq)s: an entry was dropped.") % {"seq": gap[0]})
    tree = checks.Tree()
    suspect = []
    for first, bad, leaves in checks.leaf_slices(cursor):
        tree.extend(leaves)
        tell(_("log"), min(first + len(leaves) // 32, size), size)
        if bad:
            suspect.append(first)
    for first in suspect[:5]:
        yield from _bad_leaves(cursor, first)
    report.root = tree.root().hex()
    cursor.execute("select trail_root(%s)", [size])
    if count == size and bytes(cursor.fetchone()[0]) != tree.root():
        cursor.execute(checks.FIRST_BAD_NODE)
        for level, idx in cursor.fetchall():
            where = _("The log's stored tree is wrong at level %(level)s, node %(idx)s.") % {"level": level, "idx": idx}
            yield Fault("log", f"node:{level}/{idx}", where)


def _bad_leaves(cursor: Any, first: int) -> Iterator[Fault]:
    cursor.execute(checks.BAD_LEAVES, [first, first + checks.SLICE])
    for seq, entry, act, verb, subject in cursor.fetchall():
        words = _("Entry %(entry)s of the log (place %(seq)s, %(verb)s on %(subject)s, act %(act)s) was altered or removed.")
        yield Fault("log", f"entry:{entry}", words % {"entry": entry, "seq": seq, "verb": verb or "?", "subject": subject or "?", "act": act or "?"})


def _signed(key: Verifier | None, journal: Path | None) -> Callable[[Any, Report, Progress], Iterator[Fault]]:
    def check(cursor: Any, report: Report, tell: Progress) -> Iterator[Fault]:
        cursor.execute(
            "select size, root, at, signature, key, case when size <= %s then trail_root(size) end from trail_checkpoint order by size",
            [report.entries],
        )
        for size, root, at, signature, fingerprint, computed in cursor.fetchall():
            report.checkpoint = size
            where = f"checkpoint:{size}"
            if computed is None or bytes(computed) != bytes(root):
                yield Fault("signed", where, _("The log is not what was signed at %(size)s entries on %(at)s.") % {"size": size, "at": at})
            if key is not None and fingerprint == key.fingerprint and not key.holds(bytes(signature), statement(size, bytes(root), at)):
                yield Fault("signed", where, _("The signature of the checkpoint at %(size)s entries is false.") % {"size": size})
        for line in _journal_lines(journal):
            yield from _journal_fault(cursor, report, line)

    return check


def _journal_lines(journal: Path | None) -> list[dict[str, Any]]:
    if journal is None or not journal.exists():
        return []
    return [json.loads(line) for line in journal.read_text().splitlines() if line.strip()]


def _journal_fault(cursor: Any, report: Report, line: dict[str, Any]) -> Iterator[Fault]:
    size = int(line["size"])
    where = f"journal:{size}"
    if size > report.entries:
        words = _("The log was cut short: %(size)s entries were signed on %(at)s, only %(have)s are left.")
        yield Fault("signed", where, words % {"size": size, "at": line["at"], "have": report.entries})
        return
    cursor.execute("select trail_root(%s)", [size])
    if bytes(cursor.fetchone()[0]).hex() != line["root"]:
        yield Fault("signed", where, _("The log is not what was signed at %(size)s entries on %(at)s.") % {"size": size, "at": line["at"]})


def _whole(cursor: Any, report: Report, tell: Progress) -> Iterator[Fault]:
    cursor.execute("select count(*) from trail_pending")
    report.pending = cursor.fetchone()[0]
    for sql, words in (
        (checks.UNPLACED_ENTRIES, _("Entry %(ref)s was committed and never given a place in the log.")),
        (checks.STUCK_PENDING, _("Entry %(ref)s has waited for its place in the log since %(more)s: is the worker running?")),
        (checks.ACTS_WITHOUT_ENTRY, _("Act %(ref)s (%(more)s) has no entry in the log.")),
        (checks.ENTRIES_WITHOUT_ACT, _("The log speaks of act %(ref)s, which is gone: %(more)s.")),
    ):
        cursor.execute(sql)
        for ref, more in cursor.fetchall():
            yield Fault("whole", str(ref), words % {"ref": ref, "more": more})


def _acts(cursor: Any, report: Report, tell: Progress) -> Iterator[Fault]:
    cursor.execute("select count(*) from trail_change")
    report.changes = cursor.fetchone()[0]
    tell(_("acts"), 0, report.changes)
    for sql, words in (
        (checks.ALTERED_HEADERS, _("Act %(ref)s (%(more)s) is not as it was signed.")),
        (checks.ALTERED_CHANGES, _("A kept change is not as it was signed: change %(ref)s, %(more)s.")),
        (checks.ALTERED_DIGESTS, _("The changes kept for act %(ref)s (%(more)s) are not those it left: one was added, dropped or altered.")),
    ):
        cursor.execute(sql)
        for ref, more in cursor.fetchall():
            yield Fault("acts", str(ref), words % {"ref": ref, "more": more})
    tell(_("acts"), report.changes, report.changes)


def _rows(cursor: Any, report: Report, tell: Progress) -> Iterator[Fault]:
    tables = checks.guarded_tables(cursor)
    for done, table in enumerate(tables):
        tell(_("records"), done, len(tables))
        counted, found = checks.row_faults(cursor, table)
        report.rows += counted
        for fault in found:
            yield Fault("rows", fault.ref, _row_words(fault).strip())
    tell(_("records"), len(tables), len(tables))


def _row_words(fault: checks.RowFault) -> str:
    given = {"ref": fault.ref, "act": fault.act, "more": fault.more}
    if fault.kind == "altered":
        return _("Record %(ref)s was altered outside any act. Its last act was %(act)s. %(more)s") % given
    if fault.kind == "appeared":
        return _("Record %(ref)s appeared without an act. %(more)s") % given
    if fault.kind == "unguarded":
        return _("Table %(ref)s has lost its guard: %(more)s.") % given
    return _("Record %(ref)s vanished without an act. Its last act was %(act)s. %(more)s") % given
