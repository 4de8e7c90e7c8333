"""The anchor rules as one lazy polars query; the commutations are grouped and joined. One thread, no trace."""

from __future__ import annotations

import numpy as np
import polars as pl

from peers.people import CAPS, NEVER, Column, Figures, People, Person, checksum
from peers.stage import Job, Peer, serve


def months(number: pl.Expr) -> pl.Expr:
    return pl.format("{}mo", number)


def query(people: People) -> pl.LazyFrame:
    count = len(people.start)
    own = {"person": np.arange(count), "term": people.term, "credit": people.credit, "strict": people.strict, "grade": people.grade}
    frame = pl.LazyFrame({**own, "start": people.start.astype("datetime64[D]")})
    held = {"person": np.repeat(np.arange(count), np.diff(people.off)), "date": people.cdate.astype("datetime64[D]"), "months": people.cmon}
    sums = pl.LazyFrame(held).group_by("person").agg(removed=pl.col("months").sum(), last=pl.col("date").max())
    return frame.join(sums, on="person", how="left", maintain_order="left").with_columns(pl.col("removed").fill_null(0))


def outlooks(people: People) -> pl.DataFrame:
    start, term, strict, removed = (pl.col(name) for name in ("start", "term", "strict", "removed"))
    half, credit = (term + 1) // 2, pl.duration(days=pl.col("credit"))
    wait = pl.when(strict | (term >= 120)).then(24).when(term < 60).then(12).otherwise(18)
    interval = pl.when(term >= 120).then(18).otherwise(12)
    floor = start.dt.offset_by(months(half)) - credit
    cap = pl.col("grade").replace_strict(list(range(len(CAPS))), list(CAPS), return_dtype=pl.Int32)
    answer = query(people).select(
        end=start.dt.offset_by(months(term - removed)) - credit,
        next=pl.max_horizontal(start.dt.offset_by(months(wait)), pl.col("last").dt.offset_by(months(interval))),
        amount=pl.min_horizontal(cap, term - removed - half).clip(0),
        parole=pl.when(strict).then(None).otherwise(floor),
    )
    return answer.collect()


def as_days(found: pl.DataFrame) -> Figures:
    def days(name: str) -> Column:
        return np.asarray(found[name].cast(pl.Date).to_physical().fill_null(NEVER).to_numpy())

    return Figures(days("end"), days("next"), found["amount"].to_numpy(), days("parole"))


def prepare(people: People, few: list[Person]) -> Peer:
    sums = {"people": checksum(as_days(outlooks(people)))}
    return Peer({"people": Job(lambda: outlooks(people), len(people.start))}, sums, ("polars",))


if __name__ == "__main__":
    serve(prepare)
