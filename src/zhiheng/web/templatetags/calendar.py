"""A last day, or why there is none: ``{% load calendar %}{% last_day one.answer_due %}``."""

from __future__ import annotations

import datetime as dt

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from zhiheng.web.formats import iso_date, moment
from zhiheng.web.uncounted import not_entered

register = template.Library()


@register.simple_tag(takes_context=True)
def last_day(context: Context, day: dt.date | None) -> str:
    """The day, or that no calendar reaches it, with the way there for whoever may enter one."""
    if day is None:
        return _not_entered(context)
    return moment(day) if isinstance(day, dt.datetime) else iso_date(day)


@register.simple_tag(takes_context=True)
def no_calendar(context: Context) -> SafeString:
    """That no calendar is entered, where the day itself is said otherwise."""
    return _not_entered(context)


def _not_entered(context: Context) -> SafeString:
    shell = context.get("shell")
    return not_entered(shell.viewer if shell else None)
