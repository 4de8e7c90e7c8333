"""Who is marked for collection on release."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet

from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries import Scope
from zhiheng.domains.custody.departure.models import KeyPerson
from zhiheng.domains.custody.reception.queries.desk import within
from zhiheng.engines.trail.refusals import OutsideScope


def said_of_mark(episode: Episode) -> dict[str, Any]:
    """What a paper says of the mark that stands; nothing where none does."""
    mark = KeyPerson.objects.filter(episode=episode, ended_at__isnull=True).first()
    return {"key": {"grounds": mark.grounds, "words": mark.words}} if mark else {}


def marks_of(episode: Episode) -> list[KeyPerson]:
    """Every mark of an episode, the newest first."""
    related = ("marked_by", "reviewed_by", "answered_by", "ended_by")
    return list(KeyPerson.objects.filter(episode=episode).select_related(*related).order_by("-pk"))


def mark_at(episode: Episode, pk: int) -> KeyPerson:
    """One mark of an episode. OutsideScope when there is none."""
    found = KeyPerson.objects.filter(episode=episode, pk=pk).select_related("episode__person", "episode__place", "episode__prison").first()
    if found is None:
        raise OutsideScope
    return found


def marks_due(scope: Scope, by: dt.date) -> QuerySet[KeyPerson]:
    """Marks of people in custody to be looked at again by a day, or contested and not answered."""
    due = Q(review_on__lte=by) | Q(contested_at__isnull=False, answered_at__isnull=True)
    found = KeyPerson.objects.filter(within(scope), due, ended_at__isnull=True, episode__ended_on__isnull=True)
    return found.select_related("episode__person").order_by("review_on", "pk")
