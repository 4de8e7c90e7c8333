"""What ``zhiheng law sweep`` does: rows in from the records or a file, computed here or on a cluster, out into Parquet."""

from __future__ import annotations

import argparse
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
from django.db import DatabaseError

from zhiheng.config.sweep_records import EVERYBODY, NotAllowed, records_of
from zhiheng.domains.sentence.sweep import columns, outlooks
from zhiheng.domains.sentence.sweep.columns import REFUSED, UnusableColumns
from zhiheng.domains.sentence.sweep.database import recorded
from zhiheng.domains.sentence.sweep.engines import Engine, NoCluster, Work, locally, on_cluster
from zhiheng.domains.sentence.sweep.keeping import Found, outlooks_found, terms_found
from zhiheng.domains.sentence.sweep.kernel import Swept, swept
from zhiheng.domains.sentence.sweep.taken import NOTHING_CHOSEN, ByPrison
from zhiheng.engines.trail.acts import Official
from zhiheng.engines.trail.refusals import Refusal
from zhiheng.law.choices import DEFAULTS, reading_codes
from zhiheng.law.reckoning import EDITION
from zhiheng.law.wording import say
from zhiheng.lib.postgres import DatabaseRefusal

UNUSABLE = 2
ROWS = 65_536


class Figures(NamedTuple):
    """What is computed of each row, from which columns into which; ``required`` must be there. ``kept``: the same for the records."""

    work: Work[Swept]
    kept: Work[Found]
    recorded: Callable[[psycopg.Connection[Any], date, ByPrison], Iterator[pa.RecordBatch]]
    given: pa.Schema
    found: pa.Schema
    required: tuple[str, ...]


def positions_recorded(connection: psycopg.Connection[Any], on: date, taken: ByPrison) -> Iterator[pa.RecordBatch]:
    """Reads with the vocabulary of the records, which a sweep of a file does not load."""
    from zhiheng.domains.sentence.sweep.positions import positions

    return positions(connection, on, taken)


FIGURES = {
    "terms": Figures(swept, terms_found, recorded, columns.INPUT, columns.OUTPUT, columns.REQUIRED),
    "outlook": Figures(outlooks.outlooks_swept, outlooks_found, positions_recorded, outlooks.INPUT, outlooks.OUTPUT, tuple(outlooks.INPUT.names)),
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
    sweep: int = 0


def run_sweep(options: argparse.Namespace) -> int:
    """Exit status 0, refused rows or not; 2: nothing could be swept, and nothing was written."""
    try:
        figures = FIGURES[options.figures]
        work: Work[Any] = figures.kept if options.keep else figures.work
        engine = engine_of(options.engine, work)
        with source_of(options, figures) as source:
            # Compiles, so that the pace that is told is the sweep's own.
            work(pa.record_batch([[]] * len(figures.given), schema=figures.given), options.on, 0)
            began = time.perf_counter()
            answers = engine(source.batches, options.on)
            tally = kept(answers, source, options) if options.keep else write(answers, options.out, options.on, figures)
            seconds = time.perf_counter() - began
    except Unusable as refusal:
        print(say(options.lang, refusal.zh, refusal.en), file=sys.stderr)
        return UNUSABLE
    print(summary(tally, seconds, options))
    if source.taken:
        codes = ", ".join(_chosen(source.taken))
        zh, en = f"已按各监狱施行的设置核算：{codes}。", f"Computed under the readings that prisons have chosen: {codes}."
        print(say(options.lang, zh, en), file=sys.stderr)
    return 0


def _chosen(taken: ByPrison) -> list[str]:
    """Questions for which some prison takes another reading than the default."""
    default = reading_codes(DEFAULTS)
    return sorted({code for readings in taken.values() for code, reading in reading_codes(readings).items() if reading != default[code]})


def summary(tally: Tally, seconds: float, options: argparse.Namespace) -> str:
    pace = f"{round((tally.found + tally.refused) / max(seconds, 1e-9)):,}"
    place = say(options.lang, f"记录（第{tally.sweep}次核算）", f"the records (sweep {tally.sweep})") if options.keep else options.out
    zh = f"{tally.found:,}人，用时{seconds:.1f}秒，每秒{pace}人，已写入{place}。"
    en = f"{tally.found:,} persons in {seconds:.1f} s, {pace} a second; written to {place}."
    if tally.refused:
        beside = place if options.keep else refused_file(options.out)
        zh += f"不予计算{tally.refused:,}人，原因见{beside}。"
        en += f" {tally.refused:,} refused, with the reasons in {beside}."
    return say(options.lang, zh, en)


# --- where the rows come from ---------------------------------------------------------------------------------------------------------


class Source(NamedTuple):
    """The rows, a slice at a time; with the official when they come from the records."""

    batches: Iterator[pa.RecordBatch]
    official: Official | None = None
    taken: ByPrison = NOTHING_CHOSEN


@contextmanager
def source_of(options: argparse.Namespace, figures: Figures) -> Iterator[Source]:
    """The rows of a file or of a database."""
    source: str = options.source
    from_file = bool(source) and "://" not in source
    if from_file and options.keep:
        raise Unusable("只有由记录核算的结果才能存入记录", "only what was swept from the records can be kept in them")
    try:
        if from_file:
            yield Source(file_reader(Path(source), figures))
        else:
            with records_of(source, options.official, f"zhiheng law sweep --figures {options.figures} --on {options.on}", options.on) as records:
                yield Source(figures.recorded(records.reading, options.on, records.taken), records.official, records.taken)
    except UnusableColumns as error:
        raise Unusable(f"{source}：缺少列或列的类型不对：{error}", f"{source}: a column is missing or of the wrong kind: {error}") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unusable(f"无法读写{error.filename or source}：{reason}", f"cannot read or write {error.filename or source}: {reason}") from error
    except pa.ArrowInvalid as error:
        raise Unusable(f"{source}不是可读的Parquet或Arrow文件", f"{source} is not a Parquet or Arrow file that can be read") from error
    except NotAllowed as error:
        raise Unusable(error.zh, error.en) from error
    except (psycopg.Error, DatabaseError, DatabaseRefusal) as error:
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


def kept(answers: Iterable[Found], source: Source, options: argparse.Namespace) -> Tally:
    """Keep the answers in the records, as one act of the official in whose name they were read."""
    from zhiheng.domains.sentence.sweep.actions import keep_sweep

    assert source.official is not None
    reason = f"zhiheng law sweep --keep --figures {options.figures} --on {options.on}"
    try:
        sweep = keep_sweep(EVERYBODY, answers, figures=options.figures, on=options.on, acting=source.official, reason=reason)
    except Refusal as refusal:
        raise Unusable("该人员没有保存全员核算结果的权力（law.keep）", "the official does not hold law.keep") from refusal
    return Tally(sweep.found, sweep.refused, sweep.pk)


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
