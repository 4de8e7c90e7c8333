"""The acts by which the synthetic bureau comes into the database: large loads, each kept in the trail by the digests of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from django.db import connection

from zhiheng.demo.rows import COLUMNS
from zhiheng.engines.trail.acts import INSTALLATION, VERBS, Official, Subject, act

REASON: Final = "founding of the synthetic bureau"
# The order in which tables refer to each other.
ORDER: Final = tuple(COLUMNS)

type Load = Mapping[str, bytes]


@act("places.found", subject="bureau", secret=("loads",), bulk=True)
def load_places(bureau: Subject, loads: Iterable[Load], *, acting: Official, reason: str) -> None:
    """The place tree."""
    copy(loads)


@act("posts.assign", subject="bureau", secret=("loads",), bulk=True)
def load_officers(bureau: Subject, loads: Iterable[Load], *, acting: Official, reason: str) -> None:
    """Posts, officers, their accounts and what they hold."""
    copy(loads)


@act("people.register", subject="bureau", secret=("loads",), bulk=True)
def load_people(bureau: Subject, loads: Iterable[Load], first: int, *, acting: Official, reason: str) -> None:
    """People with their custody and sentences; ``first`` says from which turn on."""
    copy(loads)


@act("daily.timetable", subject="bureau", secret=("loads",), bulk=True)
def load_life(bureau: Subject, loads: Iterable[Load], until: str, *, acting: Official, reason: str) -> None:
    """What happened day by day up to ``until``, room by room."""
    with connection.cursor() as cursor:
        # Nobody has counted the new tables yet: without this the checks of members and votes would read them whole for each row.
        cursor.execute("set local enable_seqscan = off")
    copy(loads)


@act("points.convene", subject="bureau", secret=("total",), bulk=True)
def total_months(bureau: Subject, total: Callable[[], None], *, acting: Official, reason: str) -> None:
    """The monthly totals of the points, by the law's own rules, posted to the ledger."""
    total()


@act("powers.sync", subject="bureau")
def open_bureau(bureau: Subject, prisoners: int, seed: int, as_of: str, *, acting: Official, reason: str) -> None:
    """The last act of the founding: where it is missing, the founding was cut short."""


for _verb in ("load_places", "load_officers", "load_people", "load_life", "total_months", "open_bureau"):
    VERBS.pop(f"demo.loading.{_verb}")  # not verbs of the product: only the owner's connection can do them


def copy(loads: Iterable[Load]) -> None:
    """COPY every load's rows, table after table."""
    for load in loads:
        for table in ORDER:
            if table in load:
                _copy_table(table, load[table])
            if table == "deliberation_vote" and table in load:
                _carry()


def _copy_table(table: str, text: bytes) -> None:
    columns = ", ".join(f'"{column}"' for column in COLUMNS[table])
    with connection.cursor() as cursor, cursor.cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as stream:
        stream.write(text)


def _carry() -> None:
    """Close the deliberations whose minutes are written: PostgreSQL counts their votes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update deliberation set state = 'carried', closed_at = (held_on + time '16:30') at time zone 'Asia/Shanghai'"
            " where state = 'open' and minutes <> ''"
        )


def renumber() -> None:
    """Let the database number new rows after those that came with a number."""
    with connection.cursor() as cursor:
        for table, columns in COLUMNS.items():
            if columns[0] == "id":
                cursor.execute(f"select setval(pg_get_serial_sequence('{table}', 'id'), (select max(id) from {table}))")


__all__ = ["INSTALLATION", "REASON", "copy", "load_life", "load_officers", "load_people", "load_places", "open_bureau", "renumber", "total_months"]
