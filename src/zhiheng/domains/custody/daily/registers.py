"""The books that this room fills: hand-overs, events, talks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.registers import Line, Register, declare, per_day
from zhiheng.domains.custody.daily import policy, queries
from zhiheng.domains.custody.daily.models import EventReport, HandOver, Talk

_BASIS = "《监狱法》第二十三条；内部规则：监区台账"


def _hand_overs(place: str, day: dt.date) -> Iterable[Line]:
    for found in queries.hand_overs([place]).filter(given_at__date=day):
        figures = f"{found.on_books} / {found.out} / {found.counted if found.counted is not None else '—'}"
        words = "；".join(part for part in (found.watched, found.open_work, found.keys, found.difference) if part)
        yield Line(found.given_at, str(found.given_by), (str(found.place), figures, str(found.taken_by or "—"), words, found.get_state_display()))


def _events(place: str, day: dt.date) -> Iterable[Line]:
    for found in queries.events([place]).filter(occurred_at__date=day):
        yield Line(found.occurred_at, str(found.reported_by), (str(found.place), found.get_kind_display(), found.words, found.found or "—"))


def _talks(place: str, day: dt.date) -> Iterable[Line]:
    found = Talk.objects.filter(place__path__under=place, held_at__date=day).select_related("episode__person", "officer")
    for talk in found:
        words = "—" if talk.episode.person.sealed_at else talk.words
        yield Line(talk.held_at, str(talk.officer), (str(talk.episode.person), talk.episode.number, talk.get_kind_display(), words))


def _under(model: type[Model], place: str) -> QuerySet[Any]:
    return model._default_manager.filter(place__path__under=place)


declare(
    Register(
        "hand-overs", "值班交接台账", "Register of hand-overs", _BASIS, policy.VIEW,
        (_l("Ward"), _l("On the books / out / counted"), _l("Taken over by"), _l("Handed over"), _l("State")),
        _hand_overs, lambda place, first, last: per_day(_under(HandOver, place), "given_at", first, last), daily=True, keep_years=10,
        enters=_l("Each change of shift: once when it is signed over, complete when it is taken over."),
    ),
    Register(
        "events", "突发事件台账", "Register of events", _BASIS, policy.VIEW,
        (_l("Place"), _l("What"), _l("Words"), _l("What was found")),
        _events, lambda place, first, last: per_day(_under(EventReport, place), "occurred_at", first, last), keep_years=30,
        enters=_l("Each report of an event, when it is sent; what was found is added by another officer."),
    ),
    Register(
        "talks", "个别谈话台账", "Register of talks", _BASIS, policy.TALK,
        (_l("Prisoner"), _l("Prisoner number"), _l("Kind"), _l("Gist")),
        _talks, lambda place, first, last: per_day(_under(Talk, place), "held_at", first, last),
        enters=_l("Each talk, by the officer who held it."),
    ),
)  # fmt: skip
