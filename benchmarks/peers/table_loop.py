"""The practical limit: the anchor rules written by hand as one compiled loop over calendar tables, the same columns written.

Beside it the physical limit, a copy of as many bytes as the loop reads and writes.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from peers.people import CAPS, NEVER, Column, Figures, People, Person, checksum
from peers.stage import Job, Peer, digest, serve

MONTHS = np.arange("1990-01", "2100-01", dtype="datetime64[M]").astype("datetime64[D]").astype(np.int32)
BASE = int(MONTHS[0])
DAYS = np.arange(MONTHS[0], MONTHS[-1])
MONTH = (np.searchsorted(MONTHS, DAYS, "right") - 1).astype(np.int16)
DAY = (DAYS - MONTHS[MONTH]).astype(np.int8)


@numba.njit(inline="always")
def land(firsts: Any, month: Any, day: Any, ahead: Any) -> Any:
    first = firsts[month + ahead]
    room = firsts[month + ahead + 1] - first - 1
    return first + (day if day < room else room)


@numba.njit(nogil=True)
def anchor(
    start: Any, term: Any, credit: Any, strict: Any, grade: Any, off: Any, cdate: Any, cmon: Any, out: Any,
    caps: Any, firsts: Any, months: Any, days: Any, base: Any,
) -> None:  # fmt: skip
    ends, nexts, amounts, paroles, between, by = out
    for i in range(len(start)):
        reduced = 0
        for j in range(off[i], off[i + 1]):
            reduced += cmon[j]
        length, at = term[i], start[i] - base
        month, day = np.int32(months[at]), np.int32(days[at])
        half = (length + 1) >> 1
        ends[i] = land(firsts, month, day, length - reduced) - credit[i]
        waiting = 24 if strict[i] or length >= 120 else 12 if length < 60 else 18
        interval = 18 if length >= 120 else 12
        soonest, by_next = land(firsts, month, day, waiting), 2
        if off[i + 1] > off[i]:
            at = cdate[off[i + 1] - 1] - base
            again = land(firsts, np.int32(months[at]), np.int32(days[at]), interval)
            if again > soonest:
                soonest, by_next = again, 3
        nexts[i] = soonest
        room, cap = length - reduced - half, caps[grade[i]]
        amounts[i], by_amount = (cap, 5) if cap <= room else (room, 6)
        if room <= 0:
            amounts[i], by_amount = 0, 7
        paroles[i], by_parole = (NEVER, 8) if strict[i] else (land(firsts, month, day, half) - credit[i], 4)
        between[i, 0], between[i, 1], between[i, 2], between[i, 3] = waiting, interval, half, reduced
        by[i, 0], by[i, 1], by[i, 2], by[i, 3] = 1, by_next, by_amount, by_parole


def empty(count: int) -> tuple[Column, ...]:
    return (*(np.empty(count, np.int32) for _ in range(4)), np.empty((count, 4), np.int16), np.empty((count, 4), np.int8))


def prepare(people: People, few: list[Person]) -> Peer:
    count = len(people.start)
    out = empty(count)
    caps = np.array(CAPS, np.int32)

    def run() -> None:
        anchor(*people, out, caps, MONTHS, MONTH, DAY, BASE)

    run()
    source = np.ones(sum(column.nbytes for column in (*people, *out)) // 2, np.uint8)
    copied = np.empty_like(source)
    jobs = {"people": Job(run, count), "copy": Job(lambda: np.copyto(copied, source), count)}
    return Peer(jobs, {"people": checksum(Figures(*out[:4]))}, ("numba", "numpy"), digest(out))


if __name__ == "__main__":
    serve(prepare)
