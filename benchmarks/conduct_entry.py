"""A group of 42 entered on the phone, three of them with an exception: what the server takes of the sixty seconds.

1. the sheet's reads (who is held, who is out, the month so far, the clauses);
2. the verb: the sheet, three entries and their trail, in one act; against the same rows written bare, in one transaction.

`benchmarks/conduct.py` calls ``entry_figures``; alone: `uv run python benchmarks/conduct_entry.py [--quick]`. The taps and the way
through the browser are counted in tests/journeys/test_points.py.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from conduct_roll import PEOPLE, found_bureau
from ground import close, median_seconds, scratch

GROUP, WARD = 42, "rb.p1.w2"

# A ward of 42: everybody else of it left long ago.
_LEFT = """
with gone as (select id from episode where ward_id = (select id from place where path = '{ward}') order by id offset {group}),
  out as (update stay set during = tstzrange(lower(during), lower(during) + interval '1 day') where episode_id in (select id from gone))
update episode set ended_on = received_on + 1 where id in (select id from gone)
"""


def only_a_group() -> None:
    from django.db import connection

    from zhiheng.engines.trail.acts import INSTALLATION, Official, Subject, act

    @act("powers.sync", subject="bureau", bulk=True)
    def leave(bureau: Subject, *, acting: Official, reason: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_LEFT.format(ward=WARD, group=GROUP))

    leave(Subject("place:rb", "局"), acting=INSTALLATION, reason="benchmark")


class Landing:
    """A ward of 42 and days to enter for it, one after the other."""

    def __init__(self) -> None:
        from zhiheng.base.places.models import Place
        from zhiheng.base.powers.actions import sync_catalogue
        from zhiheng.domains.conduct.clauses.actions import ship_example_library
        from zhiheng.engines.trail.acts import INSTALLATION, Official

        only_a_group()
        sync_catalogue(acting=INSTALLATION, reason="benchmark")
        second = Official("officer:second", "合成")
        ship_example_library(Place.objects.get(path="rb"), second=second, acting=INSTALLATION, reason="benchmark")
        self.ward = Place.objects.get(path=WARD)
        self.day = dt.date(2026, 11, 20)

    def read(self) -> Sequence[Any]:
        """What the sheet reads."""
        from zhiheng.domains.conduct.clauses.queries import clauses_on
        from zhiheng.web.pages.points.group import lines_of

        clauses_on(self.day)
        return lines_of(self.ward, self.day)

    def submit(self) -> None:
        """The next day back, three of the ward with an exception."""
        from zhiheng.domains.conduct.clauses.models import Clause
        from zhiheng.domains.conduct.points.actions.days import DayEntry, Exceptional, submit_day
        from zhiheng.domains.conduct.points.actions.entries import EntryProposal
        from zhiheng.engines.trail.acts import INSTALLATION

        people = tuple(line.episode for line in self.read())
        self.day -= dt.timedelta(days=1)
        clauses = [Clause.objects.get(code=code) for code in ("A101", "D101", "A301")]
        rows = [
            Exceptional(pk, EntryProposal(clause, clause.usual, self.day, "当日所见", ("当日记载",)))
            for pk, clause in zip(people, clauses, strict=False)
        ]
        entry = DayEntry(self.ward.path, self.day, uuid4(), people, {}, tuple(rows))
        done = submit_day(self.ward, sheet=entry, acting=INSTALLATION, reason="日记载")
        assert all(row.entry for row in done.rows), "every exception must be entered"


def _bare() -> None:
    """The sheet and three rows, with keys and nothing else."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("insert into bare_sheet(key, covered) values (gen_random_uuid(), array_fill(1::bigint, array[42])) returning id")
        day = cursor.fetchone()
        for _ in range(3):
            cursor.execute("insert into bare_row(day, episode, points, words) values (%s, 1, 200, 'seen')", day)


def entry_figures(quick: bool) -> tuple[dict[str, float], dict[str, float | str]]:
    """(ratios, figures); the scratch database is there already, Django set up and the bureau founded."""
    from django.db import connection

    landing = Landing()
    with connection.cursor() as cursor:
        cursor.execute("create table if not exists bare_sheet(id bigserial primary key, key uuid unique, covered bigint[])")
        cursor.execute(
            "create table if not exists bare_row(id bigserial primary key, day bigint references bare_sheet, episode bigint, points int, words text)"
        )
    landing.submit()
    reads = median_seconds(landing.read, runs=9)
    sent = median_seconds(landing.submit, runs=7 if quick else 25)
    bare = median_seconds(_bare, runs=15 if quick else 60)
    figures: dict[str, float | str] = {
        "group": len(landing.read()), "sheet_reads_ms": round(reads * 1e3, 2), "sheet_submit_ms": round(sent * 1e3, 2), "rows_bare_ms": round(bare * 1e3, 3),
    }  # fmt: skip
    return {"entry_submit_vs_bare_rows": sent / bare}, figures


def main() -> None:
    """The entry alone."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    print(__doc__)
    with scratch():
        found_bureau(PEOPLE)
        ratios, figures = entry_figures(asked.quick)
    close("conduct_entry", ratios, figures)


if __name__ == "__main__":
    main()
