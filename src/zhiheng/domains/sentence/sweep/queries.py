"""What was kept of sweeps."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.db import connection

from zhiheng.domains.sentence.sweep.actions import TABLES, columns_of
from zhiheng.domains.sentence.sweep.models import Sweep, SweptRefusal, SweptRow, SweptTerm
from zhiheng.domains.sentence.sweep.packing import HEAD, TAIL


def latest_sweep(figures: str = Sweep.Figures.TERMS) -> Sweep | None:
    """The newest sweep whose rows are still there."""
    return Sweep.objects.filter(figures=figures, discarded=False).order_by("-as_of", "-id").first()


def swept_end(judgment: int) -> dict[str, Any] | None:
    """What the newest sweep says of a judgment's end and floor, with the deciding provisions in both languages; None: not swept."""
    sweep = latest_sweep()
    row = None if sweep is None else SweptTerm.objects.filter(sweep=sweep, judgment=judgment).first()
    if sweep is None or row is None:
        return None
    rules, flags = sweep.legend["rules"], sweep.legend["bits"]["flags"]
    return {
        "as_of": sweep.as_of,
        "end": row.end,
        "governing_end": row.governing_end,
        "floor_end": row.floor_end,
        "end_by": rules[row.end_by],
        "floor_by": None if row.floor_by is None else rules[row.floor_by],
        "flags": [flag for bit, flag in enumerate(flags) if row.flags >> bit & 1],
    }


def is_as_kept(sweep: Sweep) -> bool:
    """Whether the rows are those that were sealed. Reads them all, in flat memory; a discarded sweep has none to compare."""
    seal = sha256()
    for table in (TABLES[sweep.figures], SweptRefusal):
        _add_rows(seal, table, sweep)
    return sweep.discarded or seal.hexdigest() == sweep.digest


def _add_rows(seal: Any, table: type[SweptRow], sweep: Sweep) -> None:
    columns = ", ".join(f'"{name}"' for name in columns_of(table))
    query = f"select {columns} from {table._meta.db_table} where sweep_id = {int(sweep.pk)} order by judgment_id"  # noqa: S608  # names of our own
    held = b""
    with connection.cursor() as cursor, cursor.cursor.copy(f"copy ({query}) to stdout (format binary)") as copy:
        for part in copy:
            held += bytes(part).removeprefix(HEAD)
            seal.update(held[: -len(TAIL)])
            held = held[-len(TAIL) :]
