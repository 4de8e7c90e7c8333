"""The notice's lines as people paste them: ``10-01..10-07 国庆节``, or the sentence of the notice itself.

``国庆节：10月1日（周四）至7日（周三）放假调休，共7天。`` is read as the same holiday. A month that is left out is that of the first day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.calendar.actions import Span

_DAY = r"(?:(?P<y{n}>\d{{4}})[-/.年])?(?P<m{n}>\d{{1,2}})[-/.月](?P<d{n}>\d{{1,2}})日?"
_TO = r"\s*(?:\.\.+|…|至|到|~|～|—+|–)\s*"
_ONE = re.compile(_DAY.format(n=1))
_SPAN = re.compile(_DAY.format(n=1) + f"(?:{_TO}(?:" + _DAY.format(n=2) + r"|(?P<d3>\d{1,2})日?))?")
_ASIDE = re.compile(r"[（(][^（()）]*[）)]")
_HEAD = re.compile(r"^[一二三四五六七八九十]+[、.]\s*")


class SpansField(forms.CharField):
    """Holidays, one a line."""

    widget = forms.Textarea(attrs={"rows": 8, "spellcheck": "false"})

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year

    def clean(self, value: Any) -> Any:
        """The holidays, or which line cannot be read."""
        return tuple(_span(line, self.year) for line in _lines(super().clean(value)))


class DaysField(forms.CharField):
    """Days in any order and with anything between them."""

    widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year

    def clean(self, value: Any) -> Any:
        """The days; a line without one cannot be read."""
        return tuple(day for line in _lines(super().clean(value)) for day in _days(line, self.year))


def _lines(text: str) -> Iterator[str]:
    return (line for raw in text.splitlines() if (line := raw.strip()))


def _span(line: str, year: int) -> Span:
    sentence = _HEAD.sub("", _ASIDE.sub("", line)).partition("。")[0]
    found = _SPAN.search(sentence)
    if found is None:
        raise _unread(line)
    before, after = sentence[: found.start()].strip(" ：:"), sentence[found.end() :].strip(" ：:，,")
    part = found.groupdict()
    month = part["m2"] or part["m1"]
    last_day = part["d2"] or part["d3"] or part["d1"]
    last = _date(line, part["y2"] or year, month, last_day)
    first = _date(line, part["y1"] or (last.year - 1 if int(part["m1"]) > last.month else last.year), part["m1"], part["d1"])
    return Span(first, last, before or after.split(" ")[0])


def _days(line: str, year: int) -> list[dt.date]:
    found = [_date(line, one["y1"] or year, one["m1"], one["d1"]) for one in _ONE.finditer(_ASIDE.sub("", line))]
    if not found:
        raise _unread(line)
    return found


def _date(line: str, year: str | int, month: str, day: str) -> dt.date:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError as wrong:
        raise _unread(line) from wrong


def _unread(line: str) -> ValidationError:
    return ValidationError(_l("This line cannot be read: %(line)s. Write it as 10-01..10-07 and the name."), params={"line": line})
