"""The sentence records as columns: streamed out of PostgreSQL a slice at a time, so that memory stays flat for a nation."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import psycopg
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv

from zhiheng.domains.sentence.sweep.columns import INPUT
from zhiheng.law.acts.criminal_law.reprieve import fixed_start_after_reprieve
from zhiheng.law.custody import Counting, counted_from, custody_runs
from zhiheng.law.facts import Period, SentenceFacts
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import day_of

SLICE: Final = 16 << 20
"""Bytes of text that are read at once: some 100,000 people."""

# One row for each judgment in force of a person in custody on the day. A sentence that has turned into another runs from its last turn; only
# what was ruled up to the day is seen. Periods of custody go along as they are: the law's own functions count them.
RECORDS: Final = """
select j.id::text as id, j.kind,
  case when turn.id is null then j.printed_start when turn.kind = 'life_to_fixed' then coalesce(turn.printed_start, turn.ruled_on)
    else turn.printed_start end as start,
  case when turn.id is null then coalesce(j.years, case when coalesce(j.months, j.days) is not null then 0 end)
    else coalesce(turn.years, case when coalesce(turn.months, turn.days) is not null then 0 end) end as years,
  case when turn.id is null then j.months else turn.months end as months,
  case when turn.id is null then j.days else turn.days end as days,
  coalesce(less.months, 0) as reduced_months, coalesce(less.days, 0) as reduced_days,
  0 as gap, 0 as credit, coalesce(spent.excluded, 0) as excluded,
  last.id is not null as changed,
  case when turn.id is null then j.printed_end end as original_end, last.printed_end, j.judged_on,
  case when coalesce(turn.kind, '') = 'reprieve_to_life' or (turn.id is null and j.kind in ('life', 'death_reprieve')) then 'no_term'
    when less.unknown then 'amount_unknown' end as refused,
  case when turn.id is null and spent.unbroken is not true then spent.periods end as periods,
  j.stated_credit_days, j.delivered_on, j.reprieve_served_on,
  turn.id is not null as turned
from judgment j join episode e on e.id = j.episode_id
left join lateral (
  select * from sentence_change c where c.judgment_id = j.id and not c.withdrawn and c.ruled_on <= %(on)s and c.kind <> 'commutation'
  order by c.ruled_on desc, c.id desc limit 1) turn on true
left join lateral (
  select sum(12 * coalesce(c.years, 0) + coalesce(c.months, 0)) as months, sum(coalesce(c.days, 0)) as days,
    bool_or(c.years is null and c.months is null and c.days is null) as unknown
  from sentence_change c where c.judgment_id = j.id and not c.withdrawn and c.ruled_on <= %(on)s and c.kind = 'commutation'
    and (turn.id is null or (c.ruled_on, c.id) > (turn.ruled_on, turn.id))) less on true
left join lateral (
  select c.id, c.printed_end from sentence_change c where c.judgment_id = j.id and not c.withdrawn and c.ruled_on <= %(on)s
  order by c.ruled_on desc, c.id desc limit 1) last on true
left join lateral (
  select sum(k.days) filter (where k.kind = 'excluded') as excluded,
    json_agg(json_build_array(k.kind, k.first, k.last) order by k.first, k.last nulls last) filter (where k.kind <> 'excluded') as periods,
    count(*) filter (where k.kind <> 'excluded') = 1
      and bool_and(k.kind = 'custody' and k.last is null and k.first >= j.printed_start) filter (where k.kind <> 'excluded') as unbroken
  from credit k where k.judgment_id = j.id and not k.withdrawn) spent on true
where j.superseded_by_id is null and (j.judged_on is null or j.judged_on <= %(on)s)
  and e.received_on <= %(on)s and (e.ended_on is null or e.ended_on > %(on)s)
"""
EXTRA: Final = {
    "periods": pa.string(),
    "stated_credit_days": pa.int32(),
    "delivered_on": pa.date32(),
    "reprieve_served_on": pa.date32(),
    "turned": pa.bool_(),
}
READ: Final = csv.ConvertOptions(
    column_types={field.name: field.type for field in INPUT} | EXTRA, true_values=["t"], false_values=["f"], strings_can_be_null=True
)


class Stream(io.RawIOBase):
    """What PostgreSQL sends, as a file that a reader pulls from: nothing is sent faster than it is read."""

    def __init__(self, copy: psycopg.Copy) -> None:
        self._copy, self._rest = copy, b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        parts, length = [self._rest], len(self._rest)
        while size < 0 or length < size:
            part = bytes(self._copy.read())
            if not part:
                break
            parts.append(part)
            length += len(part)
        whole = b"".join(parts)
        cut = len(whole) if size < 0 else size
        self._rest = whole[cut:]
        return whole[:cut]


def recorded(connection: psycopg.Connection[Any], on: date) -> Iterator[pa.RecordBatch]:
    """Batches of ``columns.INPUT``: everybody in custody on a day with a judgment in force."""
    options = csv.ReadOptions(block_size=SLICE)
    with connection.cursor() as cursor:
        cursor.execute("set local jit = off")  # compiling this takes longer than running it
    with connection.cursor() as cursor, cursor.copy(f"copy ({RECORDS}) to stdout (format csv, header)", {"on": on}) as copy:
        for batch in csv.open_csv(Stream(copy), read_options=options, convert_options=READ):
            yield counted(batch)


def counted(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Start, gap and credit by the law's own functions where custody, or a start that nobody printed, makes them more than a look."""
    asked = pc.or_(pc.is_null(batch.column("start")), pc.is_valid(batch.column("stated_credit_days")))
    asked = pc.and_(pc.is_null(batch.column("refused")), pc.or_(asked, pc.is_valid(batch.column("periods"))))
    counts = [_counting(row) for row in batch.filter(asked).to_pylist()]
    columns = {field.name: batch.column(field.name) for field in INPUT}
    for name in Counting._fields:
        values = pa.array([getattr(count, name) for count in counts], pa.int32()).cast(INPUT.field(name).type)
        columns[name] = pc.replace_with_mask(columns[name], asked, values)
    return pa.record_batch(list(columns.values()), schema=INPUT)


def _counting(row: dict[str, Any]) -> Counting:
    """Of a term as judged; a fixed term that was a reprieve runs by the law from the end of the reprieve, where no start is printed."""
    if not row["turned"]:
        facts = facts_of(row)
        return counted_from(facts, custody_runs(facts))
    served: date | None = row["reprieve_served_on"]
    return Counting(None if served is None else fixed_start_after_reprieve(day_of(served)))


def facts_of(row: dict[str, Any]) -> SentenceFacts:
    """As much of a record as counting the custody before and in a term needs."""
    periods: dict[str, list[Period]] = {"custody": [], "designated_residence": [], "supervisory_detention": []}
    for kind, first, last in json.loads(row["periods"] or "[]"):
        periods[kind].append(Period(date.fromisoformat(first), None if last is None else date.fromisoformat(last)))
    return SentenceFacts(
        kind=SentenceKind[row["kind"].upper()],
        printed_start=row["start"],
        delivery_date=row["delivered_on"],
        stated_credit_days=row["stated_credit_days"],
        custody=tuple(periods["custody"]),
        designated_residence=tuple(periods["designated_residence"]),
        supervisory_detention=tuple(periods["supervisory_detention"]),
    )
