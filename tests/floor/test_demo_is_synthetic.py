"""Floor 8: demo data is synthetic and says so; published rulings used in tests carry no names."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.floor.words import FORBIDDEN_ZH
from zhiheng.demo import bureau

pytestmark = pytest.mark.django_db
RULINGS = Path(__file__).resolve().parents[1] / "journeys" / "data" / "rulings.jsonl"
SURNAMED = re.compile("(罪犯|被告人|服刑人员)[\u4e00-\u9fff]{1,3}[,，、]")


@pytest.fixture(scope="module")
def founded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The smallest bureau."""
    with django_db_blocker.unblock(), transaction.atomic():
        bureau.seed(prisoners=60, seed=1, progress=lambda *_: None, as_of=dt.date(2026, 3, 1))
        yield
        transaction.set_rollback(True)


def rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [tuple(row) for row in cursor.fetchall()]


@pytest.mark.parametrize("table", ["person", "officer"])
def test_every_row_says_so(founded: None, table: str) -> None:
    assert rows(f"select count(*) filter (where synthetic) = count(*), count(*) > 0 from {table}") == [(True, True)]


def test_no_account_of_the_demo_works_elsewhere(founded: None) -> None:
    assert rows("select bool_and(demo) from account") == [(True,)]


def test_no_identity_number_can_be_anybodys(founded: None) -> None:
    """GB/T 2260 gives no region that begins with 00."""
    assert rows("select count(*) from identifier where kind = 'identity-card' and value not like '00%'") == [(0,)]


def test_no_text_of_it_speaks_of_creed_or_descent(founded: None) -> None:
    texts = rows("select table_name, column_name from information_schema.columns where table_schema = 'public' and data_type in ('text', 'jsonb')")
    for table, column in texts:
        if not table.startswith(("trail_", "auth_", "django_")):
            for (value,) in rows(f'select "{column}"::text from "{table}" where "{column}" is not null'):
                assert not FORBIDDEN_ZH.search(value), f"{table}.{column}: {value}"


def test_the_rulings_used_in_tests_carry_no_names() -> None:
    for line in RULINGS.read_text().splitlines():
        row = json.loads(line)

        assert not {"name", "defendant", "person"} & row.keys()
        assert not SURNAMED.search(line)
