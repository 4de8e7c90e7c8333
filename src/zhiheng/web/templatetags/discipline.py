"""Words of discipline that templates ask for by code."""

from __future__ import annotations

from django import template

from zhiheng.domains.conduct.discipline.duties import CLOCKS

register = template.Library()


@register.filter
def clock_name(code: str) -> str:
    """A clock in words."""
    return str(CLOCKS.get(code, code))
