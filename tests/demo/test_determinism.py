"""The same seed and day give the same bureau, to the last column; a founding that was cut short is known for one."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib

import pytest
from django.db import connection, transaction

from zhiheng.demo import bureau, loading
from zhiheng.demo.people import Order, made
from zhiheng.demo.rows import COLUMNS
from zhiheng.engines.trail.acts import INSTALLATION, Subject

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 1)
SECRETS = {"account.password"}
NOTHING = hashlib.sha256(b"").hexdigest()


def silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def founded(*, seed: int, as_of: dt.date = DAY) -> dict[str, str]:
    """Found a bureau, take the digest of every table, and undo it all."""
    with transaction.atomic():
        _from_one()
        bureau.seed(prisoners=60, seed=seed, progress=silent, as_of=as_of)
        digest = {table: _digest(table, columns) for table, columns in COLUMNS.items()}
        digest["determination"] = _digest("determination", ("judgment_id", "start", "end", "agreement", "inputs", "rules", "trace", "finding"))
        transaction.set_rollback(True)
    return digest


def _from_one() -> None:
    """As in a database that is new: numbers that another founding took do not come back with the rollback."""
    with connection.cursor() as cursor:
        cursor.execute("select quote_ident(sequencename) from pg_sequences where schemaname = 'public'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"alter sequence {name} restart")


def _digest(table: str, columns: tuple[str, ...]) -> str:
    kept = ", ".join(f'"{column}"' for column in columns if f"{table}.{column}" not in SECRETS)
    with connection.cursor() as cursor:
        cursor.execute(f'select row({kept})::text collate "C" from {table} order by 1')
        return hashlib.sha256("\n".join(row for (row,) in cursor.fetchall()).encode()).hexdigest()


@functools.cache
def once(*, seed: int, as_of: dt.date = DAY) -> dict[str, str]:
    """One founding for several comparisons."""
    return founded(seed=seed, as_of=as_of)


def test_the_same_seed_gives_the_same_bureau() -> None:
    assert once(seed=7) == founded(seed=7)


def test_another_seed_gives_other_people_in_the_same_places() -> None:
    one, other = once(seed=7), once(seed=8)

    same = {table for table in one if one[table] == other[table] != NOTHING}
    assert same == {"place", "post", "timetable_line", "setting_choice", "saved_filter"}


def test_another_day_gives_other_dates() -> None:
    one, other = once(seed=7), once(seed=7, as_of=dt.date(2026, 4, 1))

    assert all(one[table] != other[table] for table in ("judgment", "party", "points_entry", "talk"))


def test_any_process_may_make_any_chunk() -> None:
    order = Order(2500, 7, DAY)

    assert made(order, 1) == (made(order, 0), made(order, 1))[1]


def test_state_of_an_empty_database() -> None:
    assert bureau.seed_state() == "empty"
    assert not bureau.is_seeded()


def test_a_founding_cut_short_is_known() -> None:
    text = b"1\t\\N\tb\tb\tbureau\tgeneral\t\xe5\xb1\x80\tBureau\t0\t0\t0\n"
    loading.load_places(Subject("place:b", "b"), [{"place": text}], acting=INSTALLATION, reason="test")

    assert bureau.seed_state() == "partial"
    with pytest.raises(RuntimeError, match="empty database"):
        bureau.seed(prisoners=60, seed=7, progress=silent, as_of=DAY)


def test_a_bureau_too_small_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 60"):
        bureau.seed(prisoners=59, seed=7, progress=silent, as_of=DAY)
