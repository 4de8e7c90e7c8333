"""Which of two texts the reader reads: of what carries both languages itself, such as the law and what a province put in words."""

from __future__ import annotations

from django.utils.translation import get_language


def said(zh: str, en: str) -> str:
    """The one of the two that the reader reads; Chinese, when nobody has chosen."""
    return zh if (get_language() or "zh").startswith("zh") else en
