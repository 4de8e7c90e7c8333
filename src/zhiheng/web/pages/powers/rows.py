"""Rows and words that several of these pages draw."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from zhiheng.base.powers.models import Holding, Post, Power
from zhiheng.base.powers.queries import Holder
from zhiheng.web.parts import Cell, Chip, Tab


def needs(power: Power) -> list[Chip]:
    """What using the power needs beside holding it."""
    chips = []
    if power.needs_second:
        chips.append(Chip(_("second person"), "info", icon="people"))
    if power.needs_fresh:
        chips.append(Chip(_("fresh sign-in"), "info", icon="lock"))
    return chips


def reach(post: Post) -> Cell:
    """The place that a post's powers reach, with what lies below it."""
    return Cell(str(post.place), sub=str(post.place.path))


def officer_cell(holder: Holder | Holding) -> Cell:
    """An officer as a link to their powers."""
    officer = holder.officer
    return Cell(officer.name, beside=officer.number, href=reverse("officer_powers", args=[officer.number]))


def list_tabs() -> list[Tab]:
    """Tabs of the public pages of the list."""
    return [
        Tab("list", _("Power list"), reverse("powers")),
        Tab("matrix", _("Posts and powers"), reverse("power_matrix")),
        Tab("posts", _("Posts and holders"), reverse("posts")),
        Tab("used", _("Powers used"), reverse("powers_used")),
        Tab("me", _("My powers"), reverse("my_powers")),
    ]
