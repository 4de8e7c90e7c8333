"""Dates, times, terms and numbers as the reader's language writes them (ui.md 4).

Time of day is always Asia/Shanghai. Dates in tables are ISO in both languages; English prose writes 5 Mar 2026.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Protocol, runtime_checkable
from zoneinfo import ZoneInfo

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from zhiheng.lib.text import masked_id

__all__ = ["clock", "elapsed", "is_term", "iso_date", "masked_id", "moment", "money", "number", "prose_date", "shown", "term", "until"]

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOTHING = "—"
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@runtime_checkable
class TermLike(Protocol):
    """Anything that has years, months and days."""

    @property
    def years(self) -> int: ...
    @property
    def months(self) -> int: ...
    @property
    def days(self) -> int: ...


def in_chinese() -> bool:
    """Whether the reader's language is Chinese."""
    return (get_language() or "zh-hans").startswith("zh")


def iso_date(value: date | str | None) -> str:
    """2026-03-05 in both languages; a datetime is taken in Shanghai."""
    if not value:
        return NOTHING
    if isinstance(value, datetime):
        value = _local(value).date()
    return value if isinstance(value, str) else value.isoformat()


def prose_date(value: date | str | None) -> str:
    """2026年3月5日, or 5 Mar 2026."""
    day = _as_date(value)
    if day is None:
        return NOTHING
    if in_chinese():
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%b} {day.year}"


def clock(value: datetime | time | None) -> str:
    """14:05:09, 24 hours, Shanghai."""
    if value is None:
        return NOTHING
    return f"{_local(value) if isinstance(value, datetime) else value:%H:%M:%S}"


def moment(value: datetime | None) -> str:
    """2026-03-05 14:05:09, Shanghai."""
    return NOTHING if value is None else f"{_local(value):%Y-%m-%d %H:%M:%S}"


def is_term(value: object) -> bool:
    """Whether the value is a term: an object or mapping of years, months, days."""
    if isinstance(value, Mapping):
        return {"years", "months", "days"} <= set(value) <= {"years", "months", "days", "half_month"}
    return isinstance(value, TermLike) and not isinstance(value, date)


def term(value: TermLike | Mapping[str, int] | tuple[int, int, int] | None) -> str:
    """3年6个月15日 / 3 years 6 months 15 days; zero parts are left out, nothing at all is 0日 / 0 days."""
    if value is None:
        return NOTHING
    years, months, days = _term_parts(value)
    if in_chinese():
        parts = [f"{n}{unit}" for n, unit in ((years, "年"), (months, "个月"), (days, "日")) if n]
        return "".join(parts) or "0日"
    counted = ((years, "year"), (months, "month"), (days, "day"))
    parts = [f"{n} {unit}{'' if abs(n) == 1 else 's'}" for n, unit in counted if n]
    return " ".join(parts) or "0 days"


def elapsed(seconds: float | None) -> str:
    """2分13秒 / 2 min 13 s; hours and days when they are reached."""
    if seconds is None:
        return NOTHING
    total = max(int(seconds), 0)
    sizes = ((86400, "天", "d"), (3600, "小时", "h"), (60, "分", "min"), (1, "秒", "s"))
    parts: list[str] = []
    for size, chinese, english in sizes:
        count, total = divmod(total, size)
        if count or (size == 1 and not parts):
            parts.append(f"{count}{chinese}" if in_chinese() else f"{count} {english}")
    return ("" if in_chinese() else " ").join(parts[:2])


def money(value: Decimal | int | float | None) -> str:
    """¥1,234.00."""
    return NOTHING if value is None else f"¥{value:,.2f}"


def number(value: Decimal | int | float | None) -> str:
    """3,000; decimals as they are."""
    return NOTHING if value is None else f"{value:,}"


def until(start: date | None, end: date | None) -> str:
    """2026-03-05 至 2026-04-04 / 2026-03-05 to 2026-04-04; an open end is said."""
    if end is None:
        return _("%(start)s onward") % {"start": iso_date(start)}
    return _("%(start)s to %(end)s") % {"start": iso_date(start), "end": iso_date(end)}


def day_count(days: int) -> str:
    """48天 / 48 days; fewer than none with the sign of points, −1天 / −1 day."""
    words = ngettext("%(count)s day", "%(count)s days", abs(days)) % {"count": number_format(abs(days), force_grouping=True)}
    return f"−{words}" if days < 0 else words


def shown(value: object) -> str:
    """Any plain value as words: by its type, so that a law trace can be printed without knowing what it holds."""
    match value:
        case None | "":
            return NOTHING
        case bool():
            return _("Yes") if value else _("No")
        case datetime():
            return moment(value)
        case date():
            return iso_date(value)
        case int() | float() | Decimal():
            return number(value)
        case str():
            return value
        case list():
            return _shown_many([shown(item) for item in value])
    if is_term(value):
        return term(value)  # type: ignore[arg-type]  # is_term has looked
    if isinstance(value, Mapping):
        return _shown_many([f"{key} {shown(item)}" for key, item in value.items()])
    return _shown_many([shown(item) for item in value]) if isinstance(value, tuple | set | frozenset) else str(value)


def _shown_many(words: list[str]) -> str:
    if not words:
        return _("none")
    return ("、" if in_chinese() else ", ").join(words)


def _local(value: datetime) -> datetime:
    return value.astimezone(SHANGHAI) if value.tzinfo else value


def _as_date(value: date | str | None) -> date | None:
    if isinstance(value, datetime):
        return _local(value).date()
    if isinstance(value, str):
        return date.fromisoformat(value) if _ISO_DATE.fullmatch(value) else None
    return value


def _term_parts(value: TermLike | Mapping[str, int] | tuple[int, int, int]) -> tuple[int, int, int]:
    if isinstance(value, Mapping):
        return value["years"], value["months"], value["days"]
    if isinstance(value, TermLike):
        return value.years, value.months, value.days
    return value
