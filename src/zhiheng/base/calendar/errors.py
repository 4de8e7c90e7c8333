"""Refusals of the calendar's own acts, each with its remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import Refusal


class NoticeWaits(Refusal):
    """An entry of the year waits for approval."""

    code = "notice-waits"
    words = _("An entry of this year is waiting for approval. It is approved, declined or withdrawn first.")


class LaterNotice(Refusal):
    """A notice of a later date is in force."""

    code = "later-notice"
    words = _("A notice of a later date is in force for this year. An earlier one does not replace it.")
