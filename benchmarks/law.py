"""The law kernel against its limits: a hand-written compiled loop for a population, plain Python for one person.

Two rule sets, each written twice: as rules run by the kernel, and by hand.
  real    the end of a term and its floor (R-D-1, R-D-8, R-CAL-1, R-F-1), as the product computes them
  anchor  seven made-up rules (end, wait, interval, next, floor, amount, parole) with the trace columns that the
          reference loop for this comparison writes; for timing only, not law
Every pair must give the same answers before anything is timed. Only ratios measured in one run count.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

import numba
import numpy as np

from zhiheng.law.acts.criminal_law.commutation import half_day
from zhiheng.law.acts.replies.dates import end_of_term
from zhiheng.law.calendar import Term, same_day
from zhiheng.law.explanation import node
from zhiheng.law.population import TermColumns, compiled, term_ends
from zhiheng.law.reckoning import Day, Explanation, cite, date_of, day_of, rule
from zhiheng.law.sources import P2016

NEVER = -(2**31)
CAPS = (9, 12, 18, 24)


# --- made-up rules, run by the kernel -------------------------------------------------------------------------------


def made_up[**P, R](article: str, words: str) -> Callable[[Callable[P, R]], Any]:
    return rule(f"bench-{article}", provision=cite(P2016, f"（测速{article}）", f"bench {article}"), zh=words, en=words)


@made_up("1", "end")
def end(start: Day, term: int, reduced: int, credit: int) -> Day:
    return same_day(start, term - reduced) - credit


@made_up("2", "wait in months")
def wait(term: int, strict: bool) -> int:
    if strict or term >= 120:
        return 24
    return 12 if term < 60 else 18


@made_up("3", "interval in months")
def interval(term: int) -> int:
    return 18 if term >= 120 else 12


@made_up("4", "earliest next report")
def next_report(start: Day, wait: int, last: Day, interval: int) -> Day:
    first = same_day(start, wait)
    if last == NEVER:
        return first
    later = same_day(last, interval)
    return later if later > first else first


@made_up("5", "floor")
def floor(start: Day, term: int, credit: int) -> Day:
    return same_day(start, (term + 1) // 2) - credit


@made_up("6", "greatest amount")
def amount(term: int, reduced: int, cap: int) -> int:
    room = term - reduced - (term + 1) // 2
    least = cap if cap < room else room
    return least if least > 0 else 0


@made_up("7", "parole")
def parole(strict: bool, floor: Day) -> Day:
    return NEVER if strict else floor


class Outlook(NamedTuple):
    end: Day
    next: Day
    amount: int
    parole: Day
    wait: int
    interval: int


def outlook(start: Day, term: int, reduced: int, credit: int, strict: bool, cap: int, last: Day) -> Outlook:
    waiting, between = wait(term, strict), interval(term)
    return Outlook(
        end(start, term, reduced, credit),
        next_report(start, waiting, last, between),
        amount(term, reduced, cap),
        parole(strict, floor(start, term, credit)),
        waiting,
        between,
    )


def kernel_loop() -> Callable[..., None]:
    """The loop over people is plumbing; everything inside is the rules compiled by the kernel."""
    of_one = compiled(outlook)

    @numba.njit(nogil=True)
    def loop(start, term, credit, strict, grade, off, cdate, cmon, caps, o_end, o_next, o_amount, o_parole, trace):  # type: ignore[no-untyped-def]
        for i in range(len(start)):
            reduced = 0
            for j in range(off[i], off[i + 1]):
                reduced += cmon[j]
            last = cdate[off[i + 1] - 1] if off[i + 1] > off[i] else NEVER
            found = of_one(start[i], term[i], reduced, credit[i], strict[i], caps[grade[i]], last)
            o_end[i], o_next[i], o_amount[i], o_parole[i] = found.end, found.next, found.amount, found.parole
            trace[i, 0], trace[i, 1], trace[i, 2] = found.wait, found.interval, (term[i] + 1) // 2
            trace[i, 3] = reduced
            trace[i, 4] = (1 if last == NEVER else 2) | (4 if found.amount == caps[grade[i]] else 8) | (16 if strict[i] else 0)

    return loop


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


@numba.njit(nogil=True)
def hand_anchor(start, term, credit, strict, grade, off, cdate, cmon, caps, o_end, o_next, o_amount, o_parole, trace, firsts, months, days, base):  # type: ignore[no-untyped-def]
    for i in range(len(start)):
        reduced = 0
        for j in range(off[i], off[i + 1]):
            reduced += cmon[j]
        length, at = term[i], start[i] - base
        month, day = np.int32(months[at]), np.int32(days[at])
        half = (length + 1) >> 1
        o_end[i] = land(firsts, month, day, length - reduced) - credit[i]
        waiting = 24 if strict[i] or length >= 120 else 12 if length < 60 else 18
        between = 18 if length >= 120 else 12
        soonest, mark = land(firsts, month, day, waiting), 1
        if off[i + 1] > off[i]:
            at = cdate[off[i + 1] - 1] - base
            later, mark = land(firsts, np.int32(months[at]), np.int32(days[at]), between), 2
            if later > soonest:
                soonest = later
        o_next[i] = soonest
        least = land(firsts, month, day, half) - credit[i]
        room, cap = length - reduced - half, caps[grade[i]]
        most = cap if cap < room else room
        o_amount[i] = most if most > 0 else 0
        o_parole[i] = NEVER if strict[i] else least
        trace[i, 0], trace[i, 1], trace[i, 2], trace[i, 3] = waiting, between, half, reduced
        trace[i, 4] = mark | (4 if o_amount[i] == cap else 8) | (16 if strict[i] else 0)


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


def anchor_people(count: int, seed: int = 7) -> tuple[Any, ...]:
    made = np.random.default_rng(seed)
    start = made.integers(day_of(date(2005, 1, 1)), day_of(date(2026, 6, 1)), count).astype(np.int32)
    term = made.choice(np.array([6, 10, 18, 30, 42, 59, 60, 84, 119, 120, 150, 180, 240, 300]), count).astype(np.int32)
    credit, strict = made.integers(0, 400, count).astype(np.int32), made.random(count) < 0.15
    grade, held = made.integers(0, 4, count).astype(np.int8), np.minimum(made.poisson(0.8, count), 4)
    off = np.concatenate([[0], np.cumsum(held)])
    owner = np.repeat(np.arange(count), held)
    order = np.arange(len(owner)) - off[:-1][owner] + 1
    cdate, cmon = (start[owner] + order * 400).astype(np.int32), made.integers(1, 10, len(owner)).astype(np.int32)
    return start, term, credit, strict, grade, off, cdate, cmon, np.array(CAPS, np.int32)


def real_people(count: int, seed: int = 8) -> TermColumns:
    made = np.random.default_rng(seed)

    def whole(low: int, high: int, kind: Any = np.int16) -> Any:
        return made.integers(low, high, count).astype(kind)

    return TermColumns(
        whole(day_of(date(2005, 1, 1)), day_of(date(2026, 6, 1)), np.int32),
        whole(2, 20), whole(0, 12), whole(0, 2) * np.int16(15), whole(0, 20), whole(0, 2) * np.int16(15),
        whole(0, 2, np.int32) * whole(0, 400, np.int32), whole(0, 100, np.int32), whole(0, 2, np.int32) * whole(0, 90, np.int32),
    )  # fmt: skip


# --- one person -----------------------------------------------------------------------------------------------------


def plain_months(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = following - timedelta(1)
    return last if start.day > last.day else last.replace(day=start.day)


def plain_anchor(start: date, term: int, reduced: int, credit: int, strict: bool, cap: int, last: date | None) -> list[Any]:
    """What a programmer writes first: datetime, and a list of (article, inputs, result)."""
    half = -(-term // 2)
    ends = plain_months(start, term - reduced) - timedelta(credit)
    waiting = 24 if strict else 12 if term < 60 else 18 if term < 120 else 24
    between = 18 if term >= 120 else 12
    soonest = plain_months(start, waiting)
    if last is not None:
        soonest = max(soonest, plain_months(last, between))
    least = plain_months(start, half) - timedelta(credit)
    most = max(0, min(cap, term - reduced - half))
    return [
        ("1", {"start": start, "term": term, "reduced": reduced, "credit": credit}, ends),
        ("2", {"term": term, "strict": strict}, waiting),
        ("3", {"term": term}, between),
        ("4", {"start": start, "wait": waiting, "last": last, "interval": between}, soonest),
        ("5", {"start": start, "term": term, "credit": credit}, least),
        ("6", {"term": term, "reduced": reduced, "cap": cap}, most),
        ("7", {"strict": strict, "floor": least}, None if strict else least),
    ]


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


def traced(start: Day, term: int, reduced: int, credit: int, strict: bool, cap: int, last: Day) -> Explanation:
    with Explanation() as explanation:
        outlook(start, term, reduced, credit, strict, cap, last)
    return explanation


def one_person(times: int) -> dict[str, float]:
    start, last = date(2015, 3, 31), date(2019, 5, 4)
    given = (day_of(start), 84, 9, 120, False, 12, day_of(last))
    steps = {step.rule.id: step for step in traced(*given).steps}
    plain = {f"bench-{number}": result for number, _, result in plain_anchor(start, 84, 9, 120, False, 12, last)}
    for name, result in plain.items():
        got = steps[name].result
        assert got == result or date_of(got) == result, name

    def tree_as_json() -> object:
        return [node(step) for step in term.steps]

    with Explanation() as term:
        end_of_term(day_of(start), Term(7, 0, 0), Term(0, 9, 0), 0, 0, 0)
    return {
        "plain": seconds(lambda: plain_anchor(start, 84, 9, 120, False, 12, last), times, 5000),
        "kernel": seconds(lambda: traced(*given), times, 5000),
        "kernel_no_tree": seconds(lambda: outlook(*given), times, 5000),
        "tree_as_json": seconds(tree_as_json, times, 500),
    }


# --- measuring ------------------------------------------------------------------------------------------------------


def empty_anchor(count: int) -> tuple[Any, ...]:
    return (*(np.empty(count, np.int32) for _ in range(4)), np.empty((count, 5), np.int16))


def run_anchor(count: int, times: int) -> tuple[float, float]:
    people, loop = anchor_people(count), kernel_loop()
    tables = (HAND_MONTHS, HAND_MONTH, HAND_DAY, HAND_BASE)
    ours, theirs = empty_anchor(count), empty_anchor(count)

    def by_hand() -> None:
        hand_anchor(*people, *theirs, *tables)  # type: ignore[call-arg]

    loop(*people, *ours)
    by_hand()
    assert all((a == b).all() for a, b in zip(ours, theirs, strict=True)), "anchor results differ"
    return seconds(lambda: loop(*people, *ours), times), seconds(by_hand, times)


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
        assert int(ours.end[i]) == end_of_term(row[0], term, Term(0, row[4], row[5]), *row[6:]), "traced form differs"
        assert int(ours.floor_end[i]) == half_day(row[0], term) + row[6] - row[7] + row[8], "traced floor differs"
    return seconds(lambda: term_ends(people), times), seconds(by_hand, times)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="end within a minute")
    quick = options.parse_args().quick
    count, times = 1_000_000, 5 if quick else 15
    print("law: rules compiled by the kernel against hand-written loops; one person with its tree against plain Python")
    real, hand_real_time = run_real(count, times)
    anchor, hand_anchor_time = run_anchor(count, times)
    one = one_person(3 if quick else 9)
    scale = 1e9 / count
    figures = {
        "people": count,
        "term_ends_ns": round(real * scale, 1),
        "term_ends_by_hand_ns": round(hand_real_time * scale, 1),
        "anchor_ns": round(anchor * scale, 1),
        "anchor_by_hand_ns": round(hand_anchor_time * scale, 1),
        "one_person_tree_us": round(one["kernel"] * 1e6, 2),
        "one_person_no_tree_us": round(one["kernel_no_tree"] * 1e6, 2),
        "one_person_plain_us": round(one["plain"] * 1e6, 2),
        "tree_as_json_us": round(one["tree_as_json"] * 1e6, 2),
    }
    ratios = {
        "term_ends_to_hand_loop": round(real / hand_real_time, 2),
        "anchor_to_hand_loop": round(anchor / hand_anchor_time, 2),
        "one_person_to_plain": round(one["kernel"] / one["plain"], 2),
    }
    for name, value in figures.items():
        print(f"  {name:26} {value}")
    print(json.dumps({"benchmark": "law", "ratios": ratios, "figures": figures}))


if __name__ == "__main__":
    main()
