"""``{% load formats %}``: the formats of zhiheng.web.formats as filters of the same names."""

from __future__ import annotations

from datetime import date

from django import template

from zhiheng.web import formats

register = template.Library()

for _name in ("iso_date", "prose_date", "clock", "moment", "term", "elapsed", "masked_id", "money", "number", "shown"):
    register.filter(_name, getattr(formats, _name))


@register.filter
def until(start: date | None, end: date | None) -> str:
    """``{{ a|until:b }}``: a range of two dates."""
    return formats.until(start, end)
