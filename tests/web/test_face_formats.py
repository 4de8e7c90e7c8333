from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from zhiheng.web import formats

HALF_PAST = datetime(2026, 3, 5, 6, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("term", "zh", "en"),
    [
        ((3, 6, 15), "3年6个月15日", "3 years 6 months 15 days"),
        ((1, 0, 1), "1年1日", "1 year 1 day"),
        ((0, 0, 0), "0日", "0 days"),
        ({"years": 0, "months": 9, "days": 0}, "9个月", "9 months"),
        (None, "—", "—"),
    ],
)
def test_term(term: tuple[int, int, int] | None, zh: str, en: str) -> None:
    with translation.override("zh-hans"):
        assert formats.term(term) == zh
    with translation.override("en"):
        assert formats.term(term) == en


def test_dates_are_iso_in_tables_and_read_well_in_prose() -> None:
    assert formats.iso_date(date(2026, 3, 5)) == "2026-03-05"
    with translation.override("en"):
        assert formats.prose_date("2026-03-05") == "5 Mar 2026"
    with translation.override("zh-hans"):
        assert formats.prose_date(date(2026, 3, 5)) == "2026年3月5日"


def test_times_are_of_shanghai() -> None:
    assert formats.moment(HALF_PAST) == "2026-03-05 14:05:09"
    assert formats.clock(HALF_PAST) == "14:05:09"
    assert formats.iso_date(datetime(2026, 3, 5, 17, tzinfo=UTC)) == "2026-03-06"  # past midnight there


@pytest.mark.parametrize(("seconds", "zh"), [(133, "2分13秒"), (0, "0秒"), (3600, "1小时"), (90061, "1天1小时"), (-3, "0秒")])
def test_elapsed(seconds: int, zh: str) -> None:
    with translation.override("zh-hans"):
        assert formats.elapsed(seconds) == zh


def test_money_and_numbers() -> None:
    assert formats.money(Decimal(1234)) == "¥1,234.00"
    assert formats.number(3000) == "3,000"


@pytest.mark.parametrize(
    ("value", "zh"),
    [(True, "是"), (None, "—"), ([], "无"), ([1, 2], "1、2"), (date(2026, 3, 5), "2026-03-05"), ({"years": 1, "months": 0, "days": 0}, "1年")],
)
def test_any_value_is_shown_by_its_type(value: object, zh: str) -> None:
    with translation.override("zh-hans"):
        assert formats.shown(value) == zh
