"""The real rules compiled by the kernel against a loop written by hand: the end of a term and its floor (R-D-1, R-D-8, R-CAL-1, R-F-1).

Both must give the same answers before anything is timed. The comparison with other engines is ``anchor.py``.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import numba
import numpy as np

from zhiheng.law.acts.criminal_law.commutation import half_day
from zhiheng.law.acts.replies.dates import end_of_term
from zhiheng.law.calendar import Term
from zhiheng.law.choices import LeapReading
from zhiheng.law.explanation import node
from zhiheng.law.population import TermColumns, term_ends
from zhiheng.law.reckoning import Explanation, day_of

# --- the same by hand -----------------------------------------------------------------------------------------------

HAND_MONTHS = np.arange("1990-01", "2100-01", dtype="datetime64[M]").astype("datetime64[D]").astype(np.int32)
HAND_BASE = int(HAND_MONTHS[0])
HAND_DAYS = np.arange(HAND_MONTHS[0], HAND_MONTHS[-1])
HAND_MONTH = (np.searchsorted(HAND_MONTHS, HAND_DAYS, "right") - 1).astype(np.int16)
HAND_DAY = (HAND_DAYS - HAND_MONTHS[HAND_MONTH]).astype(np.int8)


@numba.njit(inline="always")
def land(firsts, month, day, ahead):  # type: ignore[no-untyped-def]
    first = firsts[month + ahead]
    room = firsts[month + ahead + 1] - first - 1
    return first + (day if day < room else room)


@numba.njit(inline="always")
def hand_after(firsts, months, days, base, start, years, months_on, days_on):  # type: ignore[no-untyped-def]
    at = start - base
    month, day = np.int32(months[at]), np.int32(days[at])
    here = land(firsts, month, day, 12 * years)
    month += 12 * years
    if months_on > 0:
        room = firsts[month + 1] - firsts[month] - 1
        on = here - firsts[month]
        here = firsts[month + months_on + 1] - 1 if on == room else land(firsts, month, on, months_on)
    return here + days_on


@numba.njit(nogil=True)
def hand_real(start, years, months_in, days_in, less_m, less_d, gap, credit, excluded, end, floor, firsts, months, days, base):  # type: ignore[no-untyped-def]
    for i in range(len(start)):
        length = 12 * years[i] + months_in[i]
        left, moved = length - less_m[i], gap[i] - credit[i] + excluded[i]
        end[i] = hand_after(firsts, months, days, base, start[i], left // 12, left % 12, days_in[i]) - 1 - less_d[i] + moved
        half = length // 2
        extra = 15 * (length % 2) + (days_in[i] + 1) // 2
        least = hand_after(firsts, months, days, base, start[i], half // 12, half % 12, extra)
        at = start[i] - base
        if days[at] >= 27 and half > 11 and half % 12 and months[at] % 12 == 1:
            least = max(least, hand_after(firsts, months, days, base, start[i], 0, half, extra))
        floor[i] = least - 1 + moved


# --- people ---------------------------------------------------------------------------------------------------------


def real_people(count: int, seed: int = 8) -> TermColumns:
    made = np.random.default_rng(seed)

    def whole(low: int, high: int, kind: Any = np.int16) -> Any:
        return made.integers(low, high, count).astype(kind)

    return TermColumns(
        whole(day_of(date(2005, 1, 1)), day_of(date(2026, 6, 1)), np.int32),
        whole(2, 20), whole(0, 12), whole(0, 2) * np.int16(15), whole(0, 20), whole(0, 2) * np.int16(15),
        whole(0, 2, np.int32) * whole(0, 400, np.int32), whole(0, 100, np.int32), whole(0, 2, np.int32) * whole(0, 90, np.int32),
    )  # fmt: skip


# --- measuring ------------------------------------------------------------------------------------------------------


def seconds(work: Callable[[], object], times: int, calls: int = 1) -> float:
    """Median CPU seconds of one call; the machine may be shared."""
    work()
    taken = []
    for _ in range(times):
        before = time.process_time()
        for _ in range(calls):
            work()
        taken.append((time.process_time() - before) / calls)
    return statistics.median(taken)


def run_real(count: int, times: int) -> tuple[float, float]:
    people, tables = real_people(count), (HAND_MONTHS, HAND_MONTH, HAND_DAY, HAND_BASE)
    end, floor = np.empty(count, np.int32), np.empty(count, np.int32)

    def by_hand() -> None:
        hand_real(*people, end, floor, *tables)

    ours = term_ends(people)
    by_hand()
    assert (ours.end == end).all(), "ends differ"
    assert (ours.floor_end == floor).all(), "floors differ"
    for i in range(0, count, max(1, count // 500)):
        row = [int(column[i]) for column in people]
        term = Term(row[1], row[2], row[3])
        assert int(ours.end[i]) == end_of_term(row[0], term, Term(0, row[4], row[5]), *row[6:], LeapReading.STEPWISE), "traced form differs"
        assert int(ours.floor_end[i]) == half_day(row[0], term) + row[6] - row[7] + row[8], "traced floor differs"
    return seconds(lambda: term_ends(people), times), seconds(by_hand, times)


def tree_of_one_term(times: int) -> float:
    """Seconds to put the tree of one term in words."""
    with Explanation() as term:
        end_of_term(day_of(date(2015, 3, 31)), Term(7, 0, 0), Term(0, 9, 0), 0, 0, 0, LeapReading.STEPWISE)
    return seconds(lambda: [node(step) for step in term.steps], times, 500)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="end within a minute")
    quick = options.parse_args().quick
    count, times = 1_000_000, 5 if quick else 15
    print("law: real rules compiled by the kernel against a hand-written loop")
    real, by_hand = run_real(count, times)
    scale = 1e9 / count
    figures = {
        "people": count,
        "term_ends_ns": round(real * scale, 1),
        "term_ends_by_hand_ns": round(by_hand * scale, 1),
        "tree_as_json_us": round(tree_of_one_term(times) * 1e6, 2),
    }
    for name, value in figures.items():
        print(f"  {name:26} {value}")
    print(json.dumps({"benchmark": "law", "ratios": {"term_ends_to_hand_loop": round(real / by_hand, 2)}, "figures": figures}))


if __name__ == "__main__":
    main()
