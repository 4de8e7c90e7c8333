"""The anchor rules over numpy columns, dates as datetime64; no trace is kept."""

from __future__ import annotations

from functools import partial

import numpy as np

from peers.people import CAPS, NEVER, Column, Figures, People, Person, checksum, summed
from peers.stage import Job, Peer, serve

NONE = np.datetime64("NaT", "D")


def later(day: Column, months: Column) -> Column:
    """So many months later; the last day of the month where it is shorter."""
    month = day.astype("datetime64[M]")
    reached = month + months.astype("timedelta64[M]")
    first, following = reached.astype("datetime64[D]"), (reached + 1).astype("datetime64[D]")
    landing: Column = np.minimum(first + (day - month.astype("datetime64[D]")), following - 1)
    return landing


def outlooks(people: People) -> Figures:
    """All persons at once, from the ragged columns; ``NaT`` where there is no parole."""
    removed, last = summed(people)
    start, term, strict = people.start.astype("datetime64[D]"), people.term, people.strict
    credit, half = people.credit.astype("timedelta64[D]"), (term + 1) // 2
    wait = np.where(strict | (term >= 120), 24, np.where(term < 60, 12, 18))
    interval = np.where(term >= 120, 18, 12)
    again = np.where(last == NEVER, NONE, last.astype("datetime64[D]"))
    floor = later(start, half) - credit
    return Figures(
        later(start, term - removed) - credit,
        np.fmax(later(start, wait), later(again, interval)),
        np.maximum(np.minimum(np.array(CAPS, np.int32)[people.grade], term - removed - half), 0),
        np.where(strict, NONE, floor),
    )


def as_days(found: Figures) -> Figures:
    parole = np.where(np.isnat(found.parole), NEVER, found.parole.astype(np.int64))
    return Figures(found.end.astype(np.int64), found.next.astype(np.int64), found.amount, parole)


def prepare(people: People, few: list[Person]) -> Peer:
    sums = {"people": checksum(as_days(outlooks(people)))}
    return Peer({"people": Job(partial(outlooks, people), len(people.start))}, sums, ("numpy",))


if __name__ == "__main__":
    serve(prepare)
