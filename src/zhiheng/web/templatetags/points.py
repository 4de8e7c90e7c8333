"""``{% load points %}``: amounts of points, given in hundredths."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template

from zhiheng.lib.language import said
from zhiheng.web.pages.points.figures import points
from zhiheng.web.rules import RuleWords, rule_words

register = template.Library()


@register.filter
def pts(value: int | None) -> str:
    """3500 -> 35, 6667 -> 66.67."""
    return points(value)


@register.filter
def pts_signed(value: int | None) -> str:
    """-300 -> −3.0, 250 -> +2.5, 0 -> 0."""
    return points(value, signed=True) if value else "0" if value == 0 else "—"


@register.filter
def pts_input(value: int) -> str:
    """As an input field holds it: an ordinary minus."""
    return points(value).replace("−", "-")


@register.filter
def kind_words(kind: Any) -> str:
    """A kind of the law in the reader's language."""
    return said(kind.zh, kind.en) if kind is not None else "—"


@register.filter
def law_rule(rule_id: str) -> RuleWords:
    """A rule of the law: what it says and where it stands."""
    return rule_words(rule_id)


@register.filter
def day_before(day: dt.date) -> dt.date:
    """The last day of a period that ends before ``day``, as ranges are kept."""
    return day - dt.timedelta(days=1)
