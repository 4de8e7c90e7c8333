"""How an objection is shown: where it stands, when its next step is due, who owes it, and where its decision is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zhiheng.base.objections import policy
from zhiheng.base.objections.grounds import ground_of
from zhiheng.base.objections.models import Objection
from zhiheng.base.objections.queries import due_of
from zhiheng.base.powers.catalogue import CATALOGUE
from zhiheng.domains.conduct.discipline.models import Sanction
from zhiheng.web.formats import day_count
from zhiheng.web.parts import Cell, Chip

Outcome = Objection.Outcome


def kind_words(one: Objection) -> str:
    """What kind of decision it is against."""
    return str(ground_of(one.against).title)


def said(found: Iterable[Objection]) -> list[tuple[Objection, str, Chip]]:
    """For the card that every page of a decision or a person shows: what was said, its kind, where it stands."""
    return [(one, kind_words(one), state_of(one)) for one in found]


def state_of(one: Objection) -> Chip:
    """Where it stands, in words for the next step."""
    if one.outcome == Outcome.WITHDRAWN or one.served_on is not None:
        return Chip(one.get_outcome_display(), "line")
    if one.answered_at is not None:
        return Chip(_("%(outcome)s; to be served") % {"outcome": one.get_outcome_display()}, "warn")
    if not one.owner:
        return Chip(_("forwarded"), "line")
    return Chip(_("to be forwarded") if one.owner == policy.RECORD else _("to be answered"), "warn")


def due_words(one: Objection, today: dt.date) -> object:
    """The day of the next step; overdue, for how long."""
    due = due_of(one)
    if due is None:
        return Chip(_("calendar not entered"), "warn") if one.owner and one.answered_at is None else None
    if due < today and one.served_on is None:
        return Chip(_("overdue by %(days)s") % {"days": day_count((today - due).days)}, "bad", "alert")
    return Chip(_("due today"), "warn") if due == today else Cell(due, sub=_("in %(days)s") % {"days": day_count((due - today).days)})


def owner_words(one: Objection) -> str:
    """The power that owes the next step; whoever holds it at the place does it."""
    entry = CATALOGUE.get(one.owner)
    if entry is None:
        return one.get_to_display() if one.outside and one.is_open else ""
    return entry.zh if (get_language() or "zh").startswith("zh") else entry.en


def decision_url(one: Objection) -> str:
    """The page of what it is against."""
    person = one.episode.person_id
    if one.kind == "sanction":
        return reverse("discipline_case", args=[Sanction.objects.values_list("case", flat=True).get(pk=one.key)])
    if one.kind == "points-entry":
        return reverse("points_entry", args=[one.key])
    if one.kind == "points-month":
        return reverse("points_month_of", args=[person, one.key.partition("-")[2]])
    return reverse({"classification": "person_classing", "treatment": "person_conduct", "points-grade": "person_points"}[one.kind], args=[person])
