"""``{% load bodies %}``: words of bodies that deliberate."""

from __future__ import annotations

from django import template

from zhiheng.engines.procedure.recusal import GROUNDS

register = template.Library()


@register.filter
def recused_why(code: str) -> str:
    """Why a member of a body has no vote."""
    return str(GROUNDS.get(code, code))
