"""A nation swept out of its records and back into them, against the same rows copied out and in and nothing done to them.

1. database to database: everybody's ends with the deciding provisions, kept as one act, against binary COPY out of the rows that are read
   plus binary COPY in of the rows that are written, one after the other;
2. people a second: reading, computing in memory, outlooks; memory; what the first compilation costs;
3. with ``--ray``: the same batches on a Ray cluster of this machine against this process.

The people are a synthetic bureau of 20,000, multiplied inside the scratch database. ``--keep FOLDER`` keeps it for the next run.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import psycopg
import pyarrow as pa
from ground import close, scratch

BASE, NATION = 20_000, 1_700_000
QUICK = 40_000
ON = date(2026, 11, 22)
STEP = 100_000
READ = {
    "judgment": "id, episode_id, kind, printed_start, printed_end, judged_on, final_on, delivered_on, reprieve_served_on, years, months, days, stated_credit_days, superseded_by_id",
    "episode": "id, received_on, ended_on",
    "sentence_change": "judgment_id, kind, ruled_on, served_on, printed_start, printed_end, years, months, days, withdrawn",
    "credit": "judgment_id, kind, first, last, days, withdrawn",
}
"""What the sweep of terms reads."""
KEYS = {
    "episode": ("id", "person_id"),
    "judgment": ("id", "episode_id", "superseded_by_id"),
    "sentence_change": ("id", "judgment_id"),
    "credit": ("id", "judgment_id"),
    "judgment_count": ("id", "judgment_id"),
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=NATION)
    options.add_argument("--quick", action="store_true", help="end within a minute")
    options.add_argument("--keep", default="", metavar="FOLDER")
    options.add_argument("--ray", action="store_true", help="also on a Ray cluster of this machine")
    given = options.parse_args()
    people = QUICK if given.quick else given.people
    with scratch(keep=given.keep) as server:
        _seed(min(BASE, people))
        _multiply(server.url("postgres", "zhiheng"), max(1, people // BASE))
        figures, ratios = _database(server.url("zhiheng_owner", "zhiheng"))
        print(figures, ratios, flush=True)
        more, ratio = _computing(server.url("zhiheng_owner", "zhiheng"), ray=given.ray)
    close("sweep", ratios | ratio, figures | more | _compiling())


# --- people ---------------------------------------------------------------------------------------------------------


def _seed(people: int) -> None:
    from zhiheng.demo import bureau

    if bureau.seed_state() != "done":
        bureau.seed(prisoners=people, seed=20260305, progress=lambda *_: None)


def _multiply(address: str, times: int) -> None:
    """Copies of everybody with numbers of their own, made past the guard: these records are nobody's."""
    with psycopg.connect(address, autocommit=True) as connection:
        have = connection.execute("select count(*) from judgment where id <= %s", [STEP]).fetchone()
        if connection.execute("select count(*) > %s from judgment", [have and have[0]]).fetchone() == (True,) or times == 1:
            return
        connection.execute("set session_replication_role = replica")
        for table, keys in KEYS.items():
            _copies(connection, table, keys, times)
        connection.execute(f"vacuum (analyze) {', '.join(KEYS)}")
        connection.execute("checkpoint")


def _copies(connection: psycopg.Connection[Any], table: str, keys: tuple[str, ...], times: int) -> None:
    columns = [
        name
        for (name,) in connection.execute(
            "select column_name from information_schema.columns where table_name = %s and is_generated = 'NEVER' and table_schema = 'public'", [table]
        )
    ]
    made = {name: f'"{name}" + {STEP} * n' if name in keys else f'"{name}"' for name in columns}
    if table == "episode":
        made["number"] = "number || '-' || n"
    names = ", ".join(f'"{name}"' for name in columns)
    query = f"select {', '.join(made.values())} from {table}, generate_series(1, {times - 1}) n order by n, id"
    connection.execute(f"insert into {table} ({names}) overriding system value {query}")


# --- database to database -------------------------------------------------------------------------------------------


def _database(address: str) -> tuple[dict[str, Any], dict[str, float]]:
    from django.db import connection

    from zhiheng.domains.sentence.sweep.engines import locally
    from zhiheng.domains.sentence.sweep.keeping import terms_found
    from zhiheng.domains.sentence.sweep.queries import is_as_kept

    for _ in locally(terms_found)(iter([_nobody()]), ON):
        pass  # compiled
    ours, sweep = _timed(lambda: _kept(address))
    before = _peak()
    copied_out, parts = _timed(lambda: _copied_out(address))
    copied_in = _copied_in(address, sweep.pk)
    again, second = _timed(lambda: _kept(address))
    checked, whole = _timed(lambda: is_as_kept(second))
    assert whole
    connection.close()
    people = sweep.found + sweep.refused
    best = min(ours, again)
    figures = {
        "people": people,
        "rows_read": parts,
        "database_to_database_s": round(best, 2),
        "first_and_second_s": f"{ours:.2f} {again:.2f}",
        "copy_out_s": round(copied_out, 2),
        "copy_in_s": round(copied_in, 2),
        "check_of_the_seal_s": round(checked, 2),
        "people_a_second": round(people / best),
        "peak_memory_mib": before,
    }
    return figures, {"database_to_copy": best / (copied_out + copied_in)}


def _nobody() -> pa.RecordBatch:
    from zhiheng.domains.sentence.sweep.columns import INPUT

    return pa.record_batch([[]] * len(INPUT), schema=INPUT)


def _timed[R](job: Any) -> tuple[float, Any]:
    began = time.perf_counter()
    found = job()
    return time.perf_counter() - began, found


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _kept(address: str) -> Any:
    from zhiheng.config.sweep_records import EVERYBODY
    from zhiheng.domains.sentence.sweep.actions import keep_sweep
    from zhiheng.domains.sentence.sweep.database import recorded
    from zhiheng.domains.sentence.sweep.engines import locally
    from zhiheng.domains.sentence.sweep.keeping import terms_found
    from zhiheng.engines.trail.acts import INSTALLATION

    with psycopg.connect(address) as reading:
        reading.isolation_level, reading.read_only = psycopg.IsolationLevel.REPEATABLE_READ, True
        answers = locally(terms_found)(recorded(reading, ON), ON)
        return keep_sweep(EVERYBODY, answers, figures="terms", on=ON, acting=INSTALLATION, reason="benchmark")


def _copied_out(address: str) -> int:
    """Rows that the sweep reads, out and thrown away."""
    rows = 0
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        for table, columns in READ.items():
            with cursor.copy(f"copy (select {columns} from {table}) to stdout (format binary)") as copy:
                for _ in copy:
                    rows += 1
    return rows


def _copied_in(address: str, sweep: int) -> float:
    """Rows that the sweep wrote, into a table with their columns, no index and no guard; taking them out first is not timed here."""
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        with cursor.copy(f"copy (select * from swept_term where sweep_id = {sweep}) to stdout (format binary)") as copy:
            data = b"".join(bytes(part) for part in copy)
        cursor.execute("create table copied (like swept_term)")
        connection.commit()
        began = time.perf_counter()
        with cursor.copy("copy copied from stdin (format binary)") as copy:
            copy.write(data)
        connection.commit()
        taken = time.perf_counter() - began
        cursor.execute("drop table copied")
    return taken


# --- computing ------------------------------------------------------------------------------------------------------


def _computing(address: str, *, ray: bool) -> tuple[dict[str, Any], dict[str, float]]:
    from zhiheng.domains.sentence.sweep.database import recorded
    from zhiheng.domains.sentence.sweep.engines import locally
    from zhiheng.domains.sentence.sweep.kernel import swept
    from zhiheng.domains.sentence.sweep.outlooks import outlooks_swept
    from zhiheng.domains.sentence.sweep.positions import positions

    with psycopg.connect(address) as reading:
        read, batches = _timed(lambda: _some(recorded(reading, ON)))
        placed, places = _timed(lambda: _some(positions(reading, ON)))
    people = sum(batch.num_rows for batch in batches)
    for _ in locally(outlooks_swept)(places[:1], ON):
        pass  # compiled
    terms, _ = _timed(lambda: sum(1 for _ in locally(swept)(batches, ON)))
    outlooks, _ = _timed(lambda: sum(1 for _ in locally(outlooks_swept)(places, ON)))
    figures = {
        "reading_people_a_second": round(people / read),
        "terms_people_a_second": round(people / terms),
        "positions_people_a_second": round(people / placed),
        "outlooks_people_a_second": round(people / outlooks),
    }
    if not ray:
        return figures, {}
    more, ratios = _on_ray(batches)
    return figures | more, ratios


def _on_ray(batches: list[pa.RecordBatch]) -> tuple[dict[str, Any], dict[str, float]]:
    """Ten times the same batches here and there; what a cluster takes before its first answer (workers, imports, compiling) is told apart."""
    from zhiheng.domains.sentence.sweep.engines import locally, on_cluster
    from zhiheng.domains.sentence.sweep.kernel import swept

    many = batches * 10
    here, _ = _timed(lambda: sum(1 for _ in locally(swept)(many, ON)))
    began = time.perf_counter()
    answers = on_cluster(swept)(many, ON)
    next(answers)
    first = time.perf_counter() - began
    there, _ = _timed(lambda: sum(1 for _ in answers))
    figures = {"ray_first_answer_s": round(first, 2), "ray_then_s": round(there, 2), "here_s": round(here, 2)}
    return figures, {"ray_to_here": there / here}


def _some(batches: Iterator[pa.RecordBatch], most: int = 400_000) -> list[pa.RecordBatch]:
    """Batches of some hundred thousand people, all in memory."""
    found: list[pa.RecordBatch] = []
    for batch in batches:
        found.append(batch)
        if sum(one.num_rows for one in found) >= most:
            break
    return found


COLD = """
import time
import pyarrow as pa, datetime as dt
from zhiheng.domains.sentence.sweep import {module} as one
began = time.perf_counter()
one.{work}(pa.record_batch([[]] * len({schema}), schema={schema}), dt.date(2026, 11, 22))
print(time.perf_counter() - began)
"""


def _compiling() -> dict[str, float]:
    """Seconds until the first answer in a new process, its imports done. Machine code is not kept on disk: a rule changed there would not be noticed."""
    forms = {
        "terms": ("kernel", "swept", "__import__('zhiheng.domains.sentence.sweep.columns', fromlist=['INPUT']).INPUT"),
        "outlook": ("outlooks", "outlooks_swept", "one.INPUT"),
    }
    found = {}
    for name, (module, work, schema) in forms.items():
        text = COLD.format(module=module, work=work, schema=schema)
        done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
        found[f"cold_compile_{name}_s"] = round(float(done.stdout), 2)
    return found


if __name__ == "__main__":
    main()
