"""How a date says that it hangs on a calendar which nobody has entered yet."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from zhiheng.base.calendar.policy import ENTER
from zhiheng.web.cells import chip
from zhiheng.web.shell import Viewer


def not_entered(viewer: Viewer | None) -> SafeString:
    """A label; for whoever may enter a calendar it leads there."""
    label = chip(_("working calendar not entered"), "warn")
    return format_html('<a href="{}">{}</a>', reverse("calendar"), label) if viewer is not None and viewer.may(ENTER) else label
