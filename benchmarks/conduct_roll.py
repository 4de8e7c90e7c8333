"""The live roll with 30,000 people in 195 wards: what one movement costs, against counting everybody anew.

1. one movement inside an open act (row, trail, tally) with the tally's triggers and without them: what keeping the roll right costs;
2. the roll recomputed per movement (what 1. adds, and reading the bureau's board) against recounting all people in one SQL statement;
3. the verb as an officer calls it (one person; a work party of 40), the board of the bureau, the live roll of one ward.

`benchmarks/conduct.py` calls ``roll_figures``; alone: `uv run python benchmarks/conduct_roll.py [--quick]`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import time
from collections.abc import Callable
from typing import Any

from ground import close, median_seconds, scratch

from zhiheng.lib.postgres import EmbeddedPostgres

PEOPLE, PRISONS, WARDS = 30_000, 15, 13

# A bureau of prisons, wards, cells of ten beds, and somebody in nearly every bed; written by statements, inside one act.
_PLACES = """
insert into place(path, code, kind, use, name, name_en, capacity_certified, capacity_working, capacity_now)
  values ('rb', 'rb', 'bureau', 'general', '局', '', 0, 0, 0);
insert into place(parent_id, path, code, kind, use, name, name_en, capacity_certified, capacity_working, capacity_now)
  select b.id, (b.path::text || '.p' || n)::ltree, 'p' || n, 'prison', 'general', '监狱' || n, '', 0, 0, 0 from place b, generate_series(1, {prisons}) n where b.path = 'rb';
insert into place(parent_id, path, code, kind, use, name, name_en, capacity_certified, capacity_working, capacity_now)
  select p.id, (p.path::text || '.w' || n)::ltree, 'w' || n, 'ward', 'general', '监区' || n, '', 0, 0, 0 from place p, generate_series(1, {wards}) n where p.path ~ 'rb.*{{1}}' and p.kind = 'prison';
insert into place(parent_id, path, code, kind, use, name, name_en, capacity_certified, capacity_working, capacity_now)
  select w.id, (w.path::text || '.c' || n)::ltree, 'c' || n, 'cell', 'general', '监舍' || n, '', 10, 10, 10 from place w, generate_series(1, {cells}) n where w.path <@ 'rb' and w.kind = 'ward';
insert into place(parent_id, path, code, kind, use, name, name_en, capacity_certified, capacity_working, capacity_now)
  select c.id, (c.path::text || '.b' || n)::ltree, 'b' || n, 'bed', 'general', n || '号床', '', 1, 1, 1 from place c, generate_series(1, 10) n where c.path <@ 'rb' and c.kind = 'cell';
"""
_PERSONS = """
insert into person(name, pinyin, initials, sex, native_place, education, synthetic)
  select '合成' || n, 'he cheng ' || n, 'hc' || n, 'male', '', '', true from generate_series(1, {people}) n;
insert into episode(person_id, number, prison_id, ward_id, place_id, received_on, sort_key, sex)
  select p.id, 'RB' || p.id, prison.id, ward.id, bed.id, date '2024-01-01', p.pinyin, 'male'
  from (select id, pinyin, row_number() over (order by id) as n from person where name like '合成%%') p
  join (select id, parent_id, row_number() over (order by code, id) as n from place where kind = 'bed' and path <@ 'rb') bed on bed.n = p.n
  join place cell on cell.id = bed.parent_id join place ward on ward.id = cell.parent_id join place prison on prison.id = ward.parent_id;
insert into stay(episode_id, place_id, during) select id, place_id, tstzrange('2024-01-01 08:00+08', null) from episode where number like 'RB%%';
analyze place; analyze episode; analyze stay; analyze roll_tally;
"""


def found_bureau(people: int) -> None:
    """Write the bureau; the tally counts itself while the episodes arrive."""
    from django.db import connection

    from zhiheng.engines.trail.acts import INSTALLATION, Official, Subject, act

    @act("powers.sync", subject="bureau", bulk=True)
    def load(bureau: Subject, *, acting: Official, reason: str) -> None:
        cells = -(-people // (PRISONS * WARDS * 10)) + 1
        with connection.cursor() as cursor:
            cursor.execute(_PLACES.format(prisons=PRISONS, wards=WARDS, cells=cells))
            cursor.execute(_PERSONS.format(people=people).replace("%%", "%"))

    load(Subject("place:rb", "局"), acting=INSTALLATION, reason="benchmark")


def _officer() -> str:
    from zhiheng.base.places.models import Place
    from zhiheng.base.powers.actions import register_officer, sync_catalogue
    from zhiheng.engines.trail.acts import INSTALLATION

    sync_catalogue(acting=INSTALLATION, reason="benchmark")
    place = Place.objects.get(path="rb.p1")
    return register_officer(place, number="RB-0001", name="合成", synthetic=True, acting=INSTALLATION, reason="benchmark").number


class Bureau:
    """The bureau loaded, and movements to make in it: each takes the next person who is in."""

    def __init__(self) -> None:
        from zhiheng.base.people.models import Episode

        self.officer = _officer()
        self.gone: set[int] = set()
        held = list(Episode.objects.filter(number__startswith="RB", ended_on__isnull=True).select_related("ward").order_by("place__code", "pk"))
        self.people, self.all = len(held), iter(held)

    def next(self) -> Any:
        """The next person who is in."""
        episode = next(one for one in self.all if one.pk not in self.gone)
        self.gone.add(episode.pk)
        return episode

    def out(self, many: int = 1) -> None:
        """The verb: so many people of one ward leave."""
        from django.utils import timezone

        from zhiheng.domains.custody.whereabouts.actions import Going, begin_movement
        from zhiheng.engines.trail.acts import INSTALLATION

        first = self.next()
        people = [first, *self._of(first.ward_id, many - 1)]
        self.gone |= {episode.pk for episode in people}
        going = Going("work", timezone.now() + dt.timedelta(hours=8), [self.officer], words="车间")
        begin_movement(first.ward, people=[e.pk for e in people], going=going, acting=INSTALLATION, reason="出工")

    def _of(self, ward: int, many: int) -> Any:
        from zhiheng.base.people.models import Episode

        return list(Episode.objects.filter(ward=ward).exclude(pk__in=self.gone).order_by("-pk")[:many])

    def row(self) -> float:
        """Seconds for the movement's own row inside an open act, with whatever triggers the table has."""
        from django.db import connection, transaction
        from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
        from django.utils import timezone

        from zhiheng.domains.custody.whereabouts.models import Movement, Party
        from zhiheng.engines.trail.acts import INSTALLATION, Official, Subject, act

        taken: list[float] = []

        @act("powers.sync", subject="at")
        def insert(at: Subject, party: Party, episode: Any, *, acting: Official, reason: str) -> None:
            began = time.perf_counter()
            Movement.objects.create(party=party, episode=episode, during=DateTimeTZRange(timezone.now(), None), outside=False)
            taken.append(time.perf_counter() - began)

        with transaction.atomic():
            insert(Subject("place:rb", "局"), Party.objects.order_by("pk")[0], self.next(), acting=INSTALLATION, reason="出工")
        assert connection.connection is not None
        return taken[0]


def _triggers(on: bool) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for name in ("roll_tally_insert", "roll_tally_update"):
            cursor.execute(f"alter table movement {'enable' if on else 'disable'} trigger {name}")


def _rows_with_and_without(bureau: Bureau, times: int) -> tuple[float, float]:
    """Median seconds of the row with the tally's triggers, and without; in turn, so that a drifting machine touches both."""
    kept: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(6):
        on = turn % 2 == 0
        _triggers(on)
        bureau.row()
        kept[on] += [bureau.row() for _ in range(times // 6)]
    _triggers(True)
    return statistics.median(kept[True]), statistics.median(kept[False])


def _recount() -> float:
    """Seconds of counting everybody anew, as one statement."""
    from django.db import connection

    from zhiheng.domains.custody.whereabouts.queries import tally

    def count() -> None:
        with connection.cursor() as cursor:
            cursor.execute(tally._RECOUNT)
            cursor.fetchall()

    return median_seconds(count, runs=9)


def _reads() -> dict[str, Callable[[], object]]:
    from django.utils import timezone

    from zhiheng.base.places.models import Place
    from zhiheng.domains.custody.whereabouts.queries.live import live_roll
    from zhiheng.domains.custody.whereabouts.queries.tally import board

    prisons = list(Place.objects.filter(kind="prison", path__under="rb"))
    ward = Place.objects.get(path="rb.p1.w1")
    return {
        "board_ms": lambda: board(prisons, timezone.now(), since=timezone.now() - dt.timedelta(hours=12)),
        "ward_roll_ms": lambda: live_roll(ward, timezone.now()),
    }


def roll_figures(quick: bool) -> tuple[dict[str, float], dict[str, float | str]]:
    """(ratios, figures) of the live roll; the scratch database is there already, Django set up and the bureau founded."""
    from zhiheng.domains.custody.whereabouts.queries.tally import tally_differences

    bureau = Bureau()
    for _ in range(3):
        bureau.out()
    one = median_seconds(bureau.out, runs=10 if quick else 40)
    party = median_seconds(lambda: bureau.out(40), runs=5 if quick else 15)
    kept, bare = _rows_with_and_without(bureau, 30 if quick else 120)
    recount = _recount()
    reads = {name: median_seconds(read, runs=9) for name, read in _reads().items()}
    _repair()
    assert tally_differences() == [], "the tally must agree with the records after all this"
    upkeep = max(kept - bare, 1e-6)
    figures: dict[str, float | str] = {
        "people": bureau.people, "movement_row_ms": round(kept * 1e3, 3), "movement_row_bare_ms": round(bare * 1e3, 3),
        "tally_upkeep_ms": round(upkeep * 1e3, 3), "recount_ms": round(recount * 1e3, 2),
        "one_leaves_ms": round(one * 1e3, 2), "forty_leave_ms": round(party * 1e3, 2),
        **{name: round(seconds * 1e3, 2) for name, seconds in reads.items()},
    }  # fmt: skip
    ratios = {"roll_recompute_vs_recount": upkeep / recount, "roll_movement_row_vs_without_tally": kept / bare}
    return ratios, figures


def _repair() -> None:
    """Rows written while the triggers slept are told to the tally: the benchmark leaves it right."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("""
            update roll_tally t set away = q.away, outside = q.outside from (
              select coalesce(e.ward_id, e.prison_id) as p, count(m.id) as away, count(m.id) filter (where m.outside) as outside
              from episode e left join movement m on m.episode_id = e.id and m.ending = '' where e.ended_on is null group by 1) q
            where q.p = t.place_id""")


def main() -> None:
    """The roll alone."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    print(__doc__)
    server: EmbeddedPostgres
    with scratch() as server:
        assert server.running()
        found_bureau(PEOPLE)
        ratios, figures = roll_figures(asked.quick)
    close("conduct_roll", ratios, figures)


if __name__ == "__main__":
    main()
