"""``{% load sentence %}``: the law's two-language words, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

from zhiheng.web.formats import in_chinese

register = template.Library()


@register.filter
def said(value: Mapping[str, Any]) -> str:
    """``zh`` or ``en`` of a mapping that the law wrote."""
    return str(value.get("zh" if in_chinese() else "en", ""))


@register.filter
def open_question(flag: str) -> str:
    """What an open question of the law is about; empty for one that has no words yet."""
    words = {
        "OQ-1": _("a February start with years and months can be counted in more than one way"),
        "OQ-2": _("month ends were counted unevenly before the rule was written down on 2021-03-01"),
        "OQ-3": _("an odd day of designated residence is not regulated"),
        "OQ-4": _("interrupted custody can be counted in two ways, a day apart"),
        "OQ-5": _("from which day the remainder of a revoked parole runs is not said"),
        "OQ-6": _("whether political rights are deprived from the last day of the term or from the next day"),
        "OQ-14": _("the reduction reaches beyond the rest of the term"),
        "OQ-24": _("days between the printed and the computed end are carried through later commutations"),
    }
    return words.get(flag, "")
