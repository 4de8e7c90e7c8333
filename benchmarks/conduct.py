"""Conduct against bare PostgreSQL, in one run:

1. the monthly close (base, parts with their caps, score, balance, cycle at 600 with the grade still open, carry-over, statement, ledger and trail)
   against one set-based statement that sums the same entries into a table with a key, and against a loop over prisoners;
2. closing the same month again, which changes nothing;
3. eight clients posting to the ledger, each posting an act with its trail, against bare balanced inserts;
4. a group of 42 entered on the phone (`conduct_entry`) and the live roll (`conduct_roll`).

Two loops: the peer's bare one (three statements a prisoner, one transaction for all: no grade, no statement, no trail), and one that does
the close's own job for each prisoner as an act of its own (sums, rules, grade, carry-over, line, ledger, trail, commit).

Close and peers are measured in turn and given as medians. `--people 1700000` runs only the close, for a nation (minutes, some 8 GB of disk).
"""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing as mp
import statistics
import time
from collections.abc import Iterator
from typing import Any

import psycopg
from conduct_entry import entry_figures
from conduct_roll import PEOPLE, found_bureau, roll_figures
from ground import close, scratch

from zhiheng.lib.postgres import ADMIN, OWNER, EmbeddedPostgres

CLIENTS, WARD, PRISON = 8, 150, 2_500
QUICK, FULL, NATION = 2, 5, 1
"""Months closed one after the other: every one is a close of its own."""


def months_of(count: int) -> list[dt.date]:
    """So many months up to October 2026, and the one before them."""
    return [dt.date(2026, 10 - back, 1) for back in range(count, -1, -1)]


PLACES = """
insert into place(id, parent_id, path, code, kind, use, name, name_en, capacity_certified, capacity_working, capacity_now)
  values (1, null, 'b', 'b', 'bureau', 'general', '局', '', 0, 0, 0);
insert into place(id, parent_id, path, code, kind, use, name, name_en, capacity_certified, capacity_working, capacity_now)
  select 1 + p, 1, ('b.p' || p)::ltree, 'p' || p, 'prison', 'general', '狱' || p, '', 0, 0, 0 from generate_series(1, {prisons}) p;
insert into place(id, parent_id, path, code, kind, use, name, name_en, capacity_certified, capacity_working, capacity_now)
  select 1000000 + w, 2 + (w * {ward}) / {prison}, ('b.p' || 1 + (w * {ward}) / {prison} || '.w' || w)::ltree, 'w' || w, 'ward', 'general', '区' || w, '', 0, 0, 0
  from generate_series(0, {wards} - 1) w;
insert into person(id, name, pinyin, initials, sex, native_place, education, synthetic)
  select i, '例', 'li', 'l', 'male', '', '', true from generate_series(1, {n}) i;
insert into episode(id, person_id, number, prison_id, ward_id, place_id, received_on, sort_key, sex)
  select i, i, 'E' || i, 2 + (((i - 1) / {ward}) * {ward}) / {prison}, 1000000 + (i - 1) / {ward}, 1000000 + (i - 1) / {ward}, date '2020-01-01', 'li', 'male'
  from generate_series(1, {n}) i;
"""
# The peer's entries: ten a prisoner and month, one in eleven a deduction.
POINTS = "case when i % 11 = 0 then -(1 + i % 40) * 10 else (5 + i % 30) * 10 end"
ENTRIES = f"""
insert into points_entry(episode_id, ward_id, month, happened_on, kind, part, fact, sanction, raw, counted, stands, state, only_fact, words, evidence, excess_reason,
  proposed_by, needs, body, decided_on, decided_by, document, hidden, rule, edition)
select 1 + i % {{n}}, 1000000 + (i % {{n}}) / {{ward}}, date '{{month}}-01', date '{{month}}-01' + (i % 28)::int, 1, 1 + (i % 3)::int, gen_random_uuid(), 0, {POINTS}, {POINTS}, {POINTS},
  'posted', 0, '当日所见', '["视频 0314"]', '', 'officer:310-0427', 2, 2, date '{{month}}-01' + (i % 28)::int, 'officer:310-0101', '', false, 'PT-M9', '2026.13'
from generate_series(1::bigint, {{n}}::bigint * 10) i
"""
PEER = [
    "drop table if exists peer_entry, peer_open",
    "create unlogged table peer_entry(id bigint, person int, kind smallint, points int, at date)",
    f"insert into peer_entry select i, i % {{n}}, i % 5, {POINTS}, date '2026-10-01' + (i % 28)::int from generate_series(1::bigint, {{n}}::bigint * 10) i",
    "create unlogged table peer_open(person int primary key, opening int, closing int)",
    "insert into peer_open select i, (i * 37 % 600) * 100, 0 from generate_series(0, {n} - 1) i",
    "vacuum analyze peer_entry",
    "vacuum analyze peer_open",
]
PEER_CLOSE = """
create table peer_close as select o.person, o.opening, coalesce(e.s, 0) as month_points, coalesce(e.neg, 0) as deducted,
  (o.opening + coalesce(e.s, 0) + 10000) / 60000 as commendations, (o.opening + coalesce(e.s, 0) + 10000) % 60000 as carry
from peer_open o left join (select person, sum(points) s, sum(points) filter (where points < 0) neg from peer_entry
  where at >= '2026-10-01' and at < '2026-11-01' group by person) e using (person)
"""
# The same sums as the close needs them: parts apart, caps, the largest deduction, from the product's own entries.
SAME_SUMS = """
create table peer_same as select o.person, o.opening, e.*, least(e.a1, 1750) + least(e.a2, 1750) + least(e.a3, 1500) - e.d1 - e.d2 - e.d3 + 10000 as score,
  (o.opening + least(e.a1, 1750) + least(e.a2, 1750) + least(e.a3, 1500) - e.d1 - e.d2 - e.d3 + 10000) % 60000 as carry
from peer_open o left join (select episode_id,
    coalesce(sum(stands) filter (where kind = 1 and part = 1 and stands > 0), 0) a1, coalesce(sum(stands) filter (where kind = 1 and part = 2 and stands > 0), 0) a2,
    coalesce(sum(stands) filter (where kind = 1 and part = 3 and stands > 0), 0) a3, coalesce(-sum(stands) filter (where kind = 1 and part = 1 and stands < 0), 0) d1,
    coalesce(-sum(stands) filter (where kind = 1 and part = 2 and stands < 0), 0) d2, coalesce(-sum(stands) filter (where kind = 1 and part = 3 and stands < 0), 0) d3,
    coalesce(sum(stands) filter (where kind = 2), 0) s, count(*) filter (where kind = 3) k, coalesce(-min(stands) filter (where kind = 1), 0) m
  from points_entry where state = 'posted' and month = '{month}' group by episode_id) e on e.episode_id = o.person + 1
"""


EMPTY = (
    "truncate place, person, ledger_posting, ledger_entry, ledger_account, ledger_frozen, trail_act, trail_change, trail_entry, trail_pending"
    " restart identity cascade"
)


def load(server: EmbeddedPostgres, n: int, months: list[dt.date]) -> None:
    """People, places and entries, past the triggers: what is measured is the close."""
    given = {"n": n, "ward": WARD, "prison": PRISON, "wards": -(-n // WARD), "prisons": -(-n // PRISON) + 1}
    with psycopg.connect(server.url(ADMIN), autocommit=True) as admin:
        admin.execute("set session_replication_role = replica")
        admin.execute(EMPTY)
        for statement in PLACES.format(**given).split(";\n"):
            if statement.strip():
                admin.execute(statement.encode())
        kept = admin.execute(
            "select indexname, indexdef from pg_indexes where tablename = 'points_entry' and indexdef not like '%UNIQUE%'"
        ).fetchall()
        for name, _ in kept:
            admin.execute(f"drop index {name}".encode())
        for month in months:
            admin.execute(ENTRIES.format(**given, month=f"{month:%Y-%m}").encode())
        for name, definition in kept:
            if n <= 50_000 or "close" in name:
                admin.execute(definition.encode())
        admin.execute("vacuum analyze")
        for statement in PEER:
            admin.execute(statement.format(n=n).encode())


def opened(month: dt.date) -> None:
    """The month before, with the peer's balances: every prisoner somewhere on the way to 600."""
    from zhiheng.base.places.models import Place
    from zhiheng.domains.conduct.points import totals
    from zhiheng.domains.conduct.points.members import wards_at
    from zhiheng.domains.conduct.points.months import COLUMNS
    from zhiheng.engines.trail.acts import INSTALLATION, act

    @act("points.convene", subject="place", bulk=True)
    def begin(place: Place, *, acting: object, reason: str) -> None:
        found = totals.compute(wards_at(place, month), month)
        for name in ("closing", "carried"):
            found.lines[:, COLUMNS.index(name)] = ((found.episodes - 1) * 37 % 600) * 100
        totals.write(found, closed_by="benchmark")

    # Totals of more than a few thousand translate the rules to machine code, once a process: done here, before anything is timed.
    begin(Place.objects.get(path="b"), acting=INSTALLATION, reason="benchmark")


class Closing:
    """Months to close, one after the other, each against the peers right after it."""

    def __init__(self, server: EmbeddedPostgres, months: list[dt.date]) -> None:
        from zhiheng.base.places.models import Place

        self.server, self.bureau = server, Place.objects.get(path="b")
        self.done: Any = None
        self.times: dict[str, list[float]] = {"close": [], "peer": [], "same": []}
        for month in months:
            self.times["close"].append(self.total(month))
            self.times["peer"].append(peer(server, PEER_CLOSE, "peer_close"))
            self.times["same"].append(peer(server, SAME_SUMS.replace("{month}", f"{month}"), "peer_same"))

    def total(self, month: dt.date) -> float:
        """Seconds of a close, committed."""
        from zhiheng.domains.conduct.points.actions.months import close_month
        from zhiheng.engines.trail.acts import INSTALLATION

        began = time.perf_counter()
        done = close_month(self.bureau, month=month, acting=INSTALLATION, reason="monthly total")
        seconds = time.perf_counter() - began
        self.done = self.done if done.unchanged else done
        return seconds

    def figures(self) -> dict[str, float]:
        return {name: statistics.median(times) for name, times in self.times.items()}


def peer(server: EmbeddedPostgres, sql: str, table: str) -> float:
    """Seconds of the set-based statement into a logged table with its key; as much memory for sorting as the close has."""
    with psycopg.connect(server.url(ADMIN), autocommit=True) as admin:
        admin.execute("set max_parallel_workers_per_gather = 1; set work_mem = '256MB'")
        admin.execute(f"drop table if exists {table}".encode())
        began = time.perf_counter()
        admin.execute(sql.encode())
        admin.execute(f"alter table {table} add primary key (person)".encode())
        return time.perf_counter() - began


def loop(server: EmbeddedPostgres, n: int, people: int = 1000) -> float:
    """Seconds for everybody, extrapolated from the peer's loop: three statements a prisoner, one transaction for all, nothing else."""
    with psycopg.connect(server.url(ADMIN), autocommit=True) as admin:
        admin.execute("create index if not exists peer_person on peer_entry(person)")
        began = time.perf_counter()
        with admin.transaction():
            for i in range(people):
                found = admin.execute(
                    "select coalesce(sum(points), 0) from peer_entry where person = %s and at >= '2026-10-01' and at < '2026-11-01'", (i,)
                ).fetchone()
                opening = admin.execute("select opening from peer_open where person = %s", (i,)).fetchone()
                assert found is not None
                assert opening is not None
                admin.execute("update peer_open set closing = %s where person = %s", ((opening[0] + found[0]) % 60000, i))
        return (time.perf_counter() - began) * n / people


# The sums of one prisoner, as the close has them of all; the line of the month before; the line that is kept.
ONE_SUMS = """
select coalesce(sum(stands) filter (where bucket = 1), 0), coalesce(sum(stands) filter (where bucket = 2), 0),
  coalesce(sum(stands) filter (where bucket = 3), 0), coalesce(-sum(stands) filter (where bucket = 4), 0),
  coalesce(-sum(stands) filter (where bucket = 5), 0), coalesce(-sum(stands) filter (where bucket = 6), 0),
  coalesce(sum(stands) filter (where bucket = 7), 0), count(*) filter (where bucket = 8), count(*) filter (where bucket = 9),
  count(*) filter (where bucket = 10), coalesce(-min(stands) filter (where bucket between 4 and 6), 0)
from points_entry where state = 'posted' and month = %s and episode_id = %s
"""
ONE_OPEN = "select trail_open('total','done','officer:310-0205','林静','points.convene holding:7','b.p1.k1','','episode:'||%s,'张伟','b.p1.w1','points',null,'10.1.2.3','{}','',false,null)"
ONE_BEFORE = "select opening from peer_open where person = %s"
ONE_LINE = "insert into one_line(person, month, line) values (%s, %s, %s)"


def loop_of_acts(server: EmbeddedPostgres, n: int, month: dt.date, people: int = 200) -> float:
    """Seconds for everybody, extrapolated: the close's job for each prisoner as an act of its own, committed before the next begins."""
    with psycopg.connect(server.url(ADMIN), autocommit=True) as admin:
        admin.execute("drop table if exists one_line; create table one_line(person bigint, month date, line int[], primary key (person, month))")
        admin.execute("alter table one_line owner to zhiheng_owner; grant select on peer_open to zhiheng_owner")
    with psycopg.connect(server.url(OWNER), autocommit=True, prepare_threshold=1) as db:
        began = time.perf_counter()
        for person in range(people):
            _one_act(db, person, month)
        return (time.perf_counter() - began) * n / people


def _one_act(db: psycopg.Connection[Any], person: int, month: dt.date) -> None:
    import numpy as np

    from zhiheng.law.population.points import NONE, MonthColumns, MonthLines, line_of_one
    from zhiheng.law.reckoning import day_of
    from zhiheng.law.scale import Grade, Readings

    with db.transaction():
        db.execute(ONE_OPEN, [str(person + 1)])
        sums = db.execute(ONE_SUMS, [month, person + 1]).fetchone()
        before = db.execute(ONE_BEFORE, [person]).fetchone()
        assert sums
        assert before
        known = dict(zip(MonthColumns._fields, sums, strict=False)) | {"opening": before[0], "last_grade": Grade.QUALIFIED}
        known |= dict.fromkeys(("counted", "labour", "credited", "strict_cap"), NONE)
        columns = MonthColumns(*(np.array([known.get(name, 0)], np.int32) for name in MonthColumns._fields))
        line = MonthLines(*line_of_one(columns, 0, day_of(month), Readings()))
        db.execute(ONE_LINE, [person, month, [int(value) for value in line]])
        account = _account(db, f"episode:{person + 1}")
        for kind, amount in (("month", line.score), ("cycle", -60000 * line.closes)):
            if amount:
                key = f"one {kind} {person}"
                db.execute(POST_ONE, [f"{month:%Y-%m}", key, kind, month, [account, _account(db, "place:b.p1.w0:granted")], [amount, -amount]])


POST_ONE = "select entry from ledger_post('one', %s, %s, %s, %s, '', '', null, %s, %s)"


def _account(db: psycopg.Connection[Any], owner: str) -> int:
    found = db.execute("select id from ledger_account where owner = %s and unit = 'points'", [owner]).fetchone()
    assert found
    return int(found[0])


# --- ledger throughput ----------------------------------------------------------------------------------------------

OPEN = "select trail_open('post','done','officer:310-0205','林静','points.convene holding:7','b.p1.k1','','episode:1','张伟','b.p1.w1','points',null,'10.1.2.3','{}','',false,null)"
POST = "select entry from ledger_post('bench', '2026-10', %s, 'entry', '2026-10-31', '', '', null, %s, %s)"
BARE_ENTRY = "insert into bare_entry(book, period, key, kind, occurred_on, reason, second, postings, digest, posted_by) values ('bench','2026-10',%s,'entry','2026-10-31','','',2,'x','o') returning id"
BARE_POSTING = "insert into bare_posting(entry_id, line, account_id, amount) values (%s, 1, %s, %s), (%s, 2, %s, %s)"


def _client(url: str, bare: bool, number: int, seconds: float, ready: Any, done: Any) -> None:
    with psycopg.connect(url, autocommit=True, prepare_threshold=1) as db:
        count = 0

        def once() -> None:
            key, account = f"{bare}{number}-{count}", 1 + (number * 997 + count) % 1000
            with db.transaction():
                if bare:
                    row = db.execute(BARE_ENTRY, [key]).fetchone()
                    assert row
                    db.execute(BARE_POSTING, [row[0], account, 5, row[0], 1001, -5])
                else:
                    with db.pipeline():
                        db.execute(OPEN)
                        db.execute(POST, [key, [account, 1001], [5, -5]])

        once()
        ready.wait()
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            count += 1
            once()
        done.put(count)


def throughput(server: EmbeddedPostgres, *, bare: bool, seconds: float) -> float:
    made = mp.get_context("spawn")
    ready, done = made.Barrier(CLIENTS), made.Queue()
    clients = [made.Process(target=_client, args=(server.url(OWNER), bare, number, seconds, ready, done)) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    total = sum(done.get() for _ in clients)
    for client in clients:
        client.join()
    return total / seconds


def ledger(server: EmbeddedPostgres, seconds: float) -> tuple[float, float]:
    """Posts a second: ours, and bare balanced inserts into twins with the same keys and indexes."""
    with psycopg.connect(server.url(ADMIN), autocommit=True) as admin:
        admin.execute("set session_replication_role = replica")
        admin.execute(
            "insert into ledger_account(id, owner, unit, running, may_be_negative) select i, 'bench:' || i, 'bench', false, true from generate_series(1, 1001) i on conflict do nothing"
        )
        for table in ("entry", "posting"):
            admin.execute(f"drop table if exists bare_{table}; create table bare_{table} (like ledger_{table} including all)".encode())
        admin.execute("alter table bare_entry owner to zhiheng_owner; alter table bare_posting owner to zhiheng_owner")
    bare = throughput(server, bare=True, seconds=seconds)
    return throughput(server, bare=False, seconds=seconds), bare


def closed_months(server: EmbeddedPostgres, n: int, count: int) -> tuple[dict[str, float], dict[str, float | str]]:
    """(ratios, figures) of the monthly close."""
    months = months_of(count)
    load(server, n, months[1:])
    opened(months[0])
    found = Closing(server, months[1:])
    seconds = found.figures()
    again = found.total(months[-1])
    bare, acts = loop(server, n), loop_of_acts(server, n, months[-1])
    ratios = {
        "close_to_peer_sql": seconds["close"] / seconds["peer"], "close_to_same_sums": seconds["close"] / seconds["same"],
        "bare_loop_to_close": bare / seconds["close"], "loop_of_acts_to_close": acts / seconds["close"],
    }  # fmt: skip
    figures: dict[str, float | str] = {
        "people": n, "wards": found.done.wards, "cycles_closed": found.done.cycles, "closes": len(found.times["close"]),
        "close_s": round(seconds["close"], 3), "again_s": round(again, 3), "peer_sql_s": round(seconds["peer"], 3),
        "same_sums_s": round(seconds["same"], 3), "bare_loop_s": round(bare, 1), "loop_of_acts_s": round(acts, 1),
    }  # fmt: skip
    print(f"{n:,} people: close {seconds['close']:.2f} s, again {again:.3f} s, peer {seconds['peer']:.2f} s, same sums {seconds['same']:.2f} s")
    return ratios, figures


def parts(server: EmbeddedPostgres, n: int, *, quick: bool) -> Iterator[tuple[dict[str, float], dict[str, float | str]]]:
    """Each part's ratios and figures. The close comes last: it empties the database of what the others left."""
    if n <= 50_000:
        # The ledger first: its accounts take the low numbers.
        posts, bare = ledger(server, 2 if quick else 5)
        yield {"posts_bare_to_ours": bare / posts}, {"posts_per_s": round(posts), "bare_posts_per_s": round(bare)}
        found_bureau(QUICK_PEOPLE if quick else PEOPLE)
        yield entry_figures(quick)
        ratios, figures = roll_figures(quick)
        yield ratios, {("roll_people" if name == "people" else name): value for name, value in figures.items()}
    yield closed_months(server, n, NATION if n > 50_000 else QUICK if quick else FULL)


QUICK_PEOPLE = 195 * 60
"""The roll's bureau in a short run: founding 30,000 with their beds takes longer than all that is measured."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--people", type=int, default=30_000)
    given = asked.parse_args()
    print(__doc__)
    ratios: dict[str, float] = {}
    figures: dict[str, float | str] = {}
    with scratch() as server:
        began = time.perf_counter()
        for more, told in parts(server, given.people, quick=given.quick):
            ratios, figures = ratios | more, figures | told
            print(f"{time.perf_counter() - began:6.1f} s  {', '.join(f'{name} {value:.2f}' for name, value in more.items())}", flush=True)
    close("conduct", ratios, figures)


if __name__ == "__main__":
    main()
