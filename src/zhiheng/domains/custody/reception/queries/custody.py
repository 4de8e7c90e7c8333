"""Belongings, and the card of a person in custody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from zhiheng.base.people.models import Episode
from zhiheng.domains.custody.classing.queries import separations_of, standing_of
from zhiheng.domains.custody.reception.contacts import contact_of
from zhiheng.domains.custody.reception.models import Belonging, EntryExamination, IdentityDoubt, PropertyList
from zhiheng.domains.sentence.queries import sentence_card


def belongings_of(episode: Episode) -> list[Belonging]:
    """Every line ever listed, what is still here first."""
    found = Belonging.objects.filter(taken_in__episode=episode).select_related("taken_in", "handed_out")
    return sorted(found, key=lambda one: (one.state not in (Belonging.State.KEPT, Belonging.State.USED), one.pk))


def property_lists_of(episode: Episode) -> list[PropertyList]:
    """The signed lists, newest first."""
    found = PropertyList.objects.filter(episode=episode).select_related("made_by").prefetch_related("taken_in", "handed_out")
    return list(found.order_by("-made_at", "-pk"))


class Card(NamedTuple):
    """What a prisoner card says. ``limits``: what officers heed, never an illness; filled for who may read the examination."""

    level: str
    end: dt.date | None
    alerts: Sequence[str]
    contact: Mapping[str, str]
    fitness: str
    limits: str


def card_of(episode: Episode, *, on: dt.date, medical: bool) -> Card:
    """The card of an episode on a day; ``medical``: the reader may see the medical part."""
    standing, sentence = standing_of([episode.pk]).get(episode.pk), sentence_card(episode.pk)
    alerts = []
    if any(kept.until is None or kept.until >= on for kept in separations_of(episode.person_id)):
        alerts.append("separation")
    if IdentityDoubt.objects.filter(episode=episode, outcome="").exists():
        alerts.append("identity")
    examined = EntryExamination.objects.filter(episode=episode).order_by("-at").first() if medical else None
    return Card(
        standing.level if standing else "", sentence.end if sentence else None, alerts, contact_of(episode),
        examined.fitness if examined else "", examined.limits if examined else "",
    )  # fmt: skip
