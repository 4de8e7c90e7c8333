"""Refusals about saved filters."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import Refusal


class TooManyFilters(Refusal):
    """A menu that nobody can read serves nobody."""

    code = "too-many-filters"
    words = _("You keep 30 filters for this list already. Delete one first; nothing was changed.")
