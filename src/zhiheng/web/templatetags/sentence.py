"""``{% load sentence %}``: the law's two-language words, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from zhiheng.web.formats import in_chinese
from zhiheng.web.open_questions import question_title

register = template.Library()


@register.filter
def said(value: Mapping[str, Any]) -> str:
    """``zh`` or ``en`` of a mapping that the law wrote."""
    return str(value.get("zh" if in_chinese() else "en", ""))


@register.filter
def open_question(flag: str) -> str:
    """What an open question of the law is about; empty for a mark that is none."""
    return question_title(flag)
