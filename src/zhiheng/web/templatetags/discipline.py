"""Words of discipline and seclusion that templates ask for by code."""

from __future__ import annotations

from datetime import timedelta

from django import template

from zhiheng.domains.conduct.seclusion.duties import CLOCKS

register = template.Library()


@register.filter
def clock_name(code: str) -> str:
    """A clock in words."""
    return str(CLOCKS.get(code, code))


@register.filter
def seconds(span: timedelta) -> int:
    """A span in whole seconds, as ``elapsed`` wants it."""
    return int(span.total_seconds())
