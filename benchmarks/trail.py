"""The trail against bare PostgreSQL, in one run:

1. one act (open, three rows, commit) against the same three rows inserted bare into twin tables, and against every row the act leaves, bare;
2. eight writers appending to the log against the usual way, a hash chain kept by a trigger under an advisory lock: bare appends, and
   acts that take ten milliseconds between their first write and their commit, as acts in a request do;
3. verifying the log against hashing such a chain inside PostgreSQL, and its memory at two sizes.
"""

from __future__ import annotations

import argparse
import multiprocessing as mp
import resource
import statistics
import time
from typing import Any

import psycopg
from ground import close, in_turn, scratch

from zhiheng.lib.postgres import ADMIN, OWNER, EmbeddedPostgres

WRITERS = 8
BODY = "x" * 90

OPEN = "select trail_open('register','done','officer:310-0205','林静','people.register holding:7','b.p1.k1','','person:118','张伟','b.p1.w1','reception',null,'10.1.2.3',%s,'',false,null)"
BARE_OPEN = """with a as (insert into bare_trail_act(id, verb, outcome, official, official_label, "grant", post, second, subject, subject_label, place, reason, at, terminal,
 inputs, refusal, bulk, xid) values (uuidv7(),'register','done','officer:310-0205','林静','people.register holding:7','b.p1.k1','','person:118','张伟','b.p1.w1','reception',
 clock_timestamp(),'10.1.2.3',%s,'',false,1) returning id),
 c as (insert into bare_trail_change(act_id, table_name, row_key, op, after, left_as, digest)
 select id, 'person', '1', 'I', '{"name": "张伟", "pinyin": "zhang wei", "sex": "male", "initials": "zw", "synthetic": true}', sha256('y'), sha256('x') from a, generate_series(1, 3)),
 e as (insert into bare_trail_entry(act_id, body) select id, repeat('b', 500) from a returning id)
 insert into bare_trail_pending(entry) select id from e"""
INPUTS = '{"name": "张伟", "detail": "' + BODY + '"}'


def rows(prefix: str) -> list[str]:
    """The three rows of one reception, into the guarded tables or their bare twins."""
    return [
        f"insert into {prefix}place(parent_id, path, code, kind, use, name, name_en, capacity_certified, capacity_working, capacity_now)"
        " values (%(root)s, ('b.x' || %(n)s)::ltree, 'x' || %(n)s, 'room', 'general', '室', '', 0, 0, 0)",
        f"insert into {prefix}person(name, pinyin, initials, sex, native_place, education, synthetic) values ('张伟', 'zhang wei', 'zw', 'male', '', '', true)",
        f"insert into {prefix}post_kind(code, name_zh, name_en, administration, holder) values ('k' || %(n)s, '岗', 'post', '', 'officer')",
    ]


def twins(owner: psycopg.Connection[Any], tables: list[str]) -> None:
    """Bare copies with the same columns, keys and indexes and without triggers."""
    for table in tables:
        owner.execute(f"create table bare_{table} (like {table} including all)")


def one_act(server: EmbeddedPostgres, times: int) -> dict[str, float]:
    with psycopg.connect(server.url(OWNER), autocommit=True) as owner:
        twins(owner, ["place", "person", "post_kind", "trail_act", "trail_change", "trail_entry", "trail_pending"])
    with psycopg.connect(server.url(OWNER), autocommit=True, prepare_threshold=1) as db:
        with db.transaction():
            db.execute(OPEN, [INPUTS])
            root = db.execute(
                "insert into place(path, code, kind, use, name, name_en, capacity_certified, capacity_working, capacity_now) values ('b','b','bureau','general','局','',0,0,0) returning id"
            ).fetchone()
        assert root
        number = iter(range(10**9))

        def write(opening: str | None, prefix: str) -> None:
            given = {"root": root[0], "n": next(number)}
            with db.pipeline(), db.transaction():
                if opening:
                    db.execute(opening, [INPUTS])
                for sql in rows(prefix):
                    db.execute(sql, given)

        def many(opening: str | None, prefix: str) -> None:
            for _ in range(times):
                write(opening, prefix)

        bare, act = in_turn(lambda: many(None, "bare_"), lambda: many(OPEN, ""))
        same, _ = in_turn(lambda: many(BARE_OPEN, "bare_"), lambda: None)
    return {"bare_rows_ms": bare / times * 1e3, "act_ms": act / times * 1e3, "all_rows_bare_ms": same / times * 1e3}


CHAIN = """
create table chain(id bigserial primary key, prev bytea not null, hash bytea not null, entry bytea not null);
create function chain_link() returns trigger language plpgsql as $$ declare p bytea; begin
  perform pg_advisory_xact_lock(42); select hash into p from chain order by id desc limit 1;
  new.prev := coalesce(p, '\\x00'); new.hash := sha256(new.prev || new.entry); return new; end $$;
create trigger chain_link before insert on chain for each row execute function chain_link();
"""
CHAIN_APPEND = "insert into chain(prev, hash, entry) values ('', '', convert_to(%s || repeat('e', 160), 'UTF8'))"
APPEND = "select trail_open('read','read','officer:310-0205','林静','people.view holding:7','b.p1.k1','','person:118','张伟','b.p1.w1','duty',null,'10.1.2.3',%s,'',false,null)"


def _writer(url: str, sql: str, given: str, seconds: float, pause: float, ready: Any, done: Any) -> None:
    with psycopg.connect(url, autocommit=True, prepare_threshold=1) as db:

        def append() -> None:
            if not pause:
                db.execute(sql, [given])
                return
            with db.transaction():
                db.execute(sql, [given])
                time.sleep(pause)

        append()
        ready.wait()
        until, count = time.perf_counter() + seconds, 0
        while time.perf_counter() < until:
            append()
            count += 1
        done.put(count)


def throughput(url: str, sql: str, given: str, seconds: float, pause: float = 0.0) -> float:
    """Appends a second by eight processes, each committing every append, ``pause`` seconds after it."""
    made = mp.get_context("spawn")
    ready, done = made.Barrier(WRITERS), made.Queue()
    writers = [made.Process(target=_writer, args=(url, sql, given, seconds, pause, ready, done)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    total = sum(done.get() for _ in writers)
    for writer in writers:
        writer.join()
    return total / seconds


def verification(server: EmbeddedPostgres, entries: int) -> dict[str, float]:
    """Entries a second: our log check, and the chain of as many entries of the same size hashed in PostgreSQL."""
    from django.db import connection

    from zhiheng.engines.trail import checks
    from zhiheng.engines.trail.sequencer import drain

    with psycopg.connect(server.url(ADMIN), autocommit=True) as admin:
        admin.execute(
            f"with made as materialized ({APPEND.replace('%s', chr(39) + '{}' + chr(39))} from generate_series(1, {entries})) select count(*) from made"
        )
        began = time.perf_counter()
        drain()
        sequenced = time.perf_counter() - began
        admin.execute("alter table chain disable trigger all; truncate chain")
        admin.execute(
            "with recursive made(n, prev, hash, entry) as (select 0::bigint, '\\x00'::bytea, sha256('\\x00'), ''::bytea union all"
            " select n + 1, hash, sha256(hash || convert_to(e.body, 'UTF8')), convert_to(e.body, 'UTF8') from made join trail_entry e on e.id ="
            " (select min(id) from trail_entry) + n) insert into chain(id, prev, hash, entry) select n, prev, hash, entry from made where n > 0"
        )
        admin.execute("vacuum analyze")
        size = admin.execute("select count(*) from chain").fetchone()[0]  # type: ignore[index]
        chain_sql = (
            "select count(*) from (select hash, prev, entry, lag(hash) over (order by id) l from chain) q where sha256(prev||entry)<>hash or l<>prev"
        )

        def ours() -> None:
            tree = checks.Tree()
            with connection.cursor() as cursor:
                for _first, bad, leaves in checks.leaf_slices(cursor):
                    assert not bad
                    tree.extend(leaves)

        chain, log = in_turn(lambda: admin.execute(chain_sql).fetchone(), ours, runs=3)
    return {"verify_log_per_s": entries / log, "verify_chain_in_postgresql_per_s": size / chain, "sequenced_per_s": entries / sequenced}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="end within 60 seconds")
    quick = parser.parse_args().quick
    print(__doc__)
    with scratch() as server:
        acts = one_act(server, 100 if quick else 400)
        print("one act", acts, flush=True)
        with psycopg.connect(server.url(OWNER), autocommit=True) as owner:
            owner.execute(CHAIN)
        seconds = 3.0 if quick else 8.0
        runs = [
            (throughput(server.url(OWNER), CHAIN_APPEND, BODY, seconds), throughput(server.url(OWNER), APPEND, "{}", seconds))
            for _ in range(1 if quick else 3)
        ]
        chain, log = (statistics.median(x) for x in zip(*runs, strict=True))
        print("eight writers, per second", {"chain": chain, "log": log}, flush=True)
        slow_chain = throughput(server.url(OWNER), CHAIN_APPEND, BODY, seconds, pause=0.01)
        slow_log = throughput(server.url(OWNER), APPEND, "{}", seconds, pause=0.01)
        print("eight writers of acts of ten milliseconds, per second", {"chain": slow_chain, "log": slow_log}, flush=True)
        small = verification(server, 30_000 if quick else 200_000)
        memory_small = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print("verification", small, flush=True)
        if not quick:
            small = verification(server, 800_000)
            print("verification, four times as many", small, flush=True)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    close(
        "trail",
        {
            "act_to_bare_rows": acts["act_ms"] / acts["bare_rows_ms"],
            "act_to_every_row_it_leaves_bare": acts["act_ms"] / acts["all_rows_bare_ms"],
            "eight_writers_to_chain": log / chain,
            "eight_writers_of_10_ms_acts_to_chain": slow_log / slow_chain,
            "verify_to_postgresql": small["verify_log_per_s"] / small["verify_chain_in_postgresql_per_s"],
            "memory_growth": memory / memory_small,
        },
        {
            k: round(v, 3)
            for k, v in {
                **acts,
                "chain_per_s": chain,
                "log_per_s": log,
                "slow_chain_per_s": slow_chain,
                "slow_log_per_s": slow_log,
                **small,
                "memory_mib": memory / 1024,
            }.items()
        },
    )


if __name__ == "__main__":
    main()
