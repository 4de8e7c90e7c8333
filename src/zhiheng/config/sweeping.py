"""What ``zhiheng law sweep`` does: rows in from the records or a file, computed here or on a cluster, out into Parquet."""

from __future__ import annotations

import argparse
import getpass
import os
import socket
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq

from zhiheng.domains.sentence.sweep import columns, outlooks
from zhiheng.domains.sentence.sweep.columns import REFUSED, UnusableColumns
from zhiheng.domains.sentence.sweep.database import recorded
from zhiheng.domains.sentence.sweep.engines import Engine, NoCluster, Work, locally, on_cluster
from zhiheng.domains.sentence.sweep.kernel import Swept, swept
from zhiheng.law.reckoning import EDITION
from zhiheng.law.wording import say
from zhiheng.lib.postgres import DatabaseRefusal, EmbeddedPostgres

UNUSABLE = 2
ROWS = 65_536


class Figures(NamedTuple):
    """What is computed of each row, from which columns into which; ``required`` must be there."""

    work: Work[Swept]
    given: pa.Schema
    found: pa.Schema
    required: tuple[str, ...]


FIGURES = {
    "terms": Figures(swept, columns.INPUT, columns.OUTPUT, columns.REQUIRED),
    "outlook": Figures(outlooks.outlooks_swept, outlooks.INPUT, outlooks.OUTPUT, tuple(outlooks.INPUT.names)),
}


class Unusable(Exception):
    """Nothing can be swept; says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


class Tally(NamedTuple):
    """How many were computed and how many refused."""

    found: int = 0
    refused: int = 0


def run_sweep(options: argparse.Namespace) -> int:
    """Exit status 0, refused rows or not; 2: nothing could be swept, and no file was written."""
    try:
        figures = FIGURES[options.figures]
        engine = engine_of(options.engine, figures.work)
        with batches_of(options.source, figures) as batches:
            # Compiles, so that the pace that is told is the sweep's own.
            figures.work(pa.record_batch([[]] * len(figures.given), schema=figures.given), options.on, 0)
            began = time.perf_counter()
            tally = write(engine(batches(options.on), options.on), options.out, options.on, figures)
            seconds = time.perf_counter() - began
    except Unusable as refusal:
        print(say(options.lang, refusal.zh, refusal.en), file=sys.stderr)
        return UNUSABLE
    print(summary(tally, seconds, options.out, options.lang))
    return 0


def summary(tally: Tally, seconds: float, out: Path, lang: str) -> str:
    pace = f"{round((tally.found + tally.refused) / max(seconds, 1e-9)):,}"
    zh = f"{tally.found:,}人，用时{seconds:.1f}秒，每秒{pace}人，已写入{out}。"
    en = f"{tally.found:,} persons in {seconds:.1f} s, {pace} a second; {out} written."
    if tally.refused:
        zh += f"不予计算{tally.refused:,}人，原因见{refused_file(out)}。"
        en += f" {tally.refused:,} refused, with the reasons in {refused_file(out)}."
    return say(lang, zh, en)


# --- where the rows come from ---------------------------------------------------------------------------------------------------------


@contextmanager
def batches_of(source: str, figures: Figures) -> Iterator[Callable[[date], Iterator[pa.RecordBatch]]]:
    """The rows of a file or of a database, a slice at a time."""
    path = Path(source)
    try:
        if source and "://" not in source:
            table = file_reader(path, figures)
            yield lambda on: table
        elif figures.given is not columns.INPUT:
            zh, en = "outlook只能由文件计算：请用 --from 给出文件", "an outlook is computed from a file only: give one with --from"
            raise Unusable(zh, en)
        else:
            with database(source) as connection:
                yield lambda on: recorded(connection, on)
    except UnusableColumns as error:
        raise Unusable(f"{source}：缺少列或列的类型不对：{error}", f"{source}: a column is missing or of the wrong kind: {error}") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unusable(f"无法读写{error.filename or source}：{reason}", f"cannot read or write {error.filename or source}: {reason}") from error
    except pa.ArrowInvalid as error:
        raise Unusable(f"{source}不是可读的Parquet或Arrow文件", f"{source} is not a Parquet or Arrow file that can be read") from error
    except (psycopg.Error, DatabaseRefusal) as error:
        raise Unusable(f"无法读取数据库：{error}", f"the database cannot be read: {error}") from error


def file_reader(path: Path, figures: Figures) -> Iterator[pa.RecordBatch]:
    """Batches of a Parquet or Arrow file. What the file is, its first bytes say."""
    with path.open("rb") as file:
        parquet = file.read(4) == b"PAR1"
    if parquet:
        found = pq.ParquetFile(path)
        columns.require_columns(found.schema_arrow, figures.required)
        return iter(found.iter_batches(ROWS, columns=[name for name in figures.given.names if name in found.schema_arrow.names]))
    reader = arrow_reader(path)
    columns.require_columns(reader.schema, figures.required)
    return sliced(reader)


def arrow_reader(path: Path) -> Any:
    """The file form of Arrow, else its stream form."""
    try:
        return pa.ipc.open_file(pa.memory_map(str(path)))
    except pa.ArrowInvalid:
        return pa.ipc.open_stream(pa.memory_map(str(path)))


def sliced(reader: Any) -> Iterator[pa.RecordBatch]:
    many = isinstance(reader, pa.ipc.RecordBatchFileReader)
    for batch in (reader.get_batch(number) for number in range(reader.num_record_batches)) if many else reader:
        yield from (batch.slice(first, ROWS) for first in range(0, batch.num_rows, ROWS))


@contextmanager
def database(address: str) -> Iterator[psycopg.Connection[Any]]:
    """A reading connection to a database by its address, to DATABASE_URL, or to the installation's own."""
    wanted = address or os.environ.get("DATABASE_URL", "")
    if wanted:
        with psycopg.connect(wanted) as connection:
            yield noted(connection)
        return
    from zhiheng.config.environment import state_folder

    with EmbeddedPostgres(state_folder() / "postgres") as server, psycopg.connect(server.environment()["DATABASE_URL"]) as connection:
        yield noted(connection)


def noted(connection: psycopg.Connection[Any]) -> psycopg.Connection[Any]:
    """The connection, for reading only, once the trail has kept that everybody's sentence is about to be read and by which user of the machine."""
    user = f"{getpass.getuser()}@{socket.gethostname()}"
    given = ("sweep", "read", "system:sweep", user, "sentence", "", user)
    connection.execute(
        "select trail_open(%s, %s, %s, %s, '', '', '', %s, 'the sentence record', %s, 'zhiheng law sweep', null, %s, '{}', '', false, null)", given
    )
    connection.commit()
    connection.read_only = True
    return connection


# --- who computes ---------------------------------------------------------------------------------------------------------------------


def engine_of[A](name: str, work: Work[A]) -> Engine[A]:
    """``local`` or ``ray``; Unusable where Ray is not installed."""
    if name == "local":
        return locally(work)
    try:
        return on_cluster(work)
    except NoCluster:
        zh, en = "未安装Ray：请安装zhiheng[ray]，或使用 --engine local。", "Ray is not installed: install zhiheng[ray], or use --engine local."
        raise Unusable(zh, en) from None


# --- where the answers go -------------------------------------------------------------------------------------------------------------


def write(answers: Iterable[Swept], out: Path, on: date, figures: Figures) -> Tally:
    """Write what was found, and beside it what was refused; the files appear whole or not at all."""
    about = {"zhiheng.edition": EDITION, "zhiheng.on": on.isoformat()}
    tally, part, refused_part = Tally(), out.with_name(out.name + ".part"), refused_file(out).with_suffix(".part")
    try:
        with (
            pq.ParquetWriter(part, figures.found.with_metadata(about)) as found,
            pq.ParquetWriter(refused_part, REFUSED.with_metadata(about)) as refused,
        ):
            for answer in answers:
                found.write_batch(answer.found)
                refused.write_batch(answer.refused)
                tally = Tally(tally.found + answer.found.num_rows, tally.refused + answer.refused.num_rows)
        part.replace(out)
        if tally.refused:
            refused_part.replace(refused_file(out))
        else:
            refused_file(out).unlink(missing_ok=True)
    finally:
        part.unlink(missing_ok=True)
        refused_part.unlink(missing_ok=True)
    return tally


def refused_file(out: Path) -> Path:
    """``ends.parquet`` has its refused rows in ``ends.refused.parquet``."""
    return out.with_name(f"{out.stem}.refused.parquet")
