"""The made-up people that every engine is given, and the checksum that every engine must reach. Needs numpy only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

CAPS: Final = (9, 12, 18, 24)
"""Months that may come off at once, by grade."""
NEVER: Final = -(2**31)
"""The day that does not exist: no parole."""
CHECKED: Final = 2000
"""So many first persons enter the checksum."""
EPOCH: Final = date(1970, 1, 1)
TERMS: Final = (6, 10, 18, 30, 42, 59, 60, 84, 119, 120, 150, 180, 240, 300)

type Column = np.ndarray[Any, Any]


class People(NamedTuple):
    """Columns, one row a person; earlier commutations are ragged: those of person i stand from ``off[i]`` to ``off[i + 1]``.

    ``start`` and ``cdate`` count days since 1970-01-01; ``term`` and ``cmon`` months; ``credit`` days.
    """

    start: Column
    term: Column
    credit: Column
    strict: Column
    grade: Column
    off: Column
    cdate: Column
    cmon: Column


class Person(NamedTuple):
    """One row as a programmer meets it: dates, and a list of (date of the commutation, months)."""

    start: date
    term: int
    credit: int
    strict: bool
    grade: int
    earlier: list[tuple[date, int]]


class Figures(NamedTuple):
    """What is compared: days since 1970-01-01 (``parole``: :data:`NEVER` where there is none) and months."""

    end: Column
    next: Column
    amount: Column
    parole: Column


def make(count: int, seed: int = 7) -> People:
    """The same people for the same count and seed."""
    chance = np.random.default_rng(seed)
    first, last = (int(np.datetime64(day).astype(int)) for day in ("2005-01-01", "2026-06-01"))
    start = chance.integers(first, last, count)
    term, credit = chance.choice(np.array(TERMS), count), chance.integers(0, 400, count)
    strict, grade = chance.random(count) < 0.15, chance.integers(0, 4, count)
    held = np.minimum(chance.poisson(0.8, count), 4)
    off = np.concatenate([[0], np.cumsum(held)])
    owner = np.repeat(np.arange(count), held)
    place = np.arange(len(owner)) - off[:-1][owner] + 1
    days, months = start[owner] + place * 400, chance.integers(1, 10, len(owner))
    own = start.astype(np.int32), term.astype(np.int32), credit.astype(np.int32), strict, grade.astype(np.int8)
    return People(*own, off, days.astype(np.int32), months.astype(np.int32))


def save(people: People, folder: Path) -> None:
    np.savez(folder / "people.npz", **people._asdict())


def load(folder: Path) -> People:
    """From the file and not from the seed: another numpy might draw other people."""
    with np.load(folder / "people.npz") as kept:
        return People(*(kept[name] for name in People._fields))


def persons(people: People, count: int) -> list[Person]:
    """The first rows, one by one."""
    start, term, credit, strict, grade = (column[:count].tolist() for column in people[:5])
    off = people.off[: count + 1].tolist()
    earlier = [(_date(day), month) for day, month in zip(people.cdate[: off[-1]].tolist(), people.cmon[: off[-1]].tolist(), strict=True)]
    return [Person(_date(start[i]), term[i], credit[i], strict[i], grade[i], earlier[off[i] : off[i + 1]]) for i in range(count)]


def summed(people: People) -> tuple[Column, Column]:
    """Months removed and day of the last commutation (:data:`NEVER`: none), for engines that know no lists."""
    count = len(people.start)
    owner = np.repeat(np.arange(count), np.diff(people.off))
    removed = np.bincount(owner, weights=people.cmon, minlength=count).astype(np.int32)
    last = np.full(count, NEVER, np.int32)
    held = np.diff(people.off) > 0
    last[held] = people.cdate[people.off[1:][held] - 1]
    return removed, last


def figures(rows: Iterable[tuple[date, date, int, date | None]]) -> Figures:
    """Answers given one by one, as columns."""
    ends, nexts, amounts, paroles = zip(*rows, strict=True)
    return Figures(_days(ends), _days(nexts), np.array(amounts), _days(paroles))


def checksum(found: Figures, count: int = CHECKED) -> int:
    """One number for the first persons' answers: any of them off by one day changes it."""
    total = 0
    columns = (np.asarray(column)[:count].astype(np.int64).tolist() for column in found)
    for end, following, amount, parole in zip(*columns, strict=True):
        freed = 0 if parole == NEVER else parole
        total = (total * 1000003 + end * 7 + following * 11 + amount * 13 + freed * 17) % (2**61 - 1)
    return total


def _date(day: int) -> date:
    return EPOCH + timedelta(day)


def _days(values: Iterable[date | None]) -> Column:
    return np.array([NEVER if value is None else (value - EPOCH).days for value in values])
