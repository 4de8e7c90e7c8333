"""Searches: planned one by one or drawn by lot, made by at least two officers, recorded whatever was found."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.powers.models import Officer, Sex
from zhiheng.base.powers.officials import named
from zhiheng.domains.conduct.contraband import policy
from zhiheng.domains.conduct.contraband.drawing import drawn
from zhiheng.domains.conduct.contraband.errors import NothingToDraw, SearchOver, TwoOfficers, WomenByWomen
from zhiheng.domains.conduct.contraband.models import Draw, Search, Searcher
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.acts.prison_law_2026.execution import search_allowed

AHEAD = dt.timedelta(minutes=5)
MOST = 200
"""Cells in one draw."""


class Made(NamedTuple):
    """A search as made: when, by whom (numbers), and in words what came of it."""

    at: dt.datetime
    officers: Sequence[str]
    result: str


@act(policy.PLAN, subject="place")
def plan_search(place: Place, *, kind: str, on: dt.date, episode: Episode | None = None, acting: Official, reason: str) -> Search:
    """Plan a search for a day; of a body when ``episode`` is given.

    Raises:
        Invalid: a day in the past, an unknown kind, a body without a person.
    """
    _refuse_kind(kind, episode)
    if on < timezone.localdate():
        raise Invalid(fields={"on": _("A search cannot be planned for the past.")})
    return Search.objects.create(place=place, kind=kind, on=on, episode=episode, planned_by=named(acting), planned_at=timezone.now())


@act(policy.PLAN, subject="place")
def draw_searches(place: Place, *, size: int, on: dt.date, acting: Official, reason: str) -> Draw:
    """Draw cells below a place by lot and plan a search of each. The seed is kept, so that the draw can be repeated.

    Raises:
        NothingToDraw; Invalid: fewer than one, more than 200 or more than there are, or a day in the past.
    """
    cells = {cell.path: cell for cell in Place.objects.filter(path__under=place.path, kind=Kind.CELL, closed_on__isnull=True)}
    if not cells:
        raise NothingToDraw
    if not 1 <= size <= min(MOST, len(cells)):
        raise Invalid(fields={"size": _("Draw at least one, at most 200, and no more than there are.")})
    if on < timezone.localdate():
        raise Invalid(fields={"on": _("A search cannot be planned for the past.")})
    officer, now, seed = named(acting), timezone.now(), secrets.token_hex(8)
    draw = Draw.objects.create(place=place, on=on, seed=seed, population=len(cells), size=size, drawn_by=officer, drawn_at=now)
    Search.objects.bulk_create(
        Search(place=cells[path], kind=Search.Kind.CELL, on=on, draw=draw, planned_by=officer, planned_at=now) for path in drawn(seed, cells, size)
    )
    return draw


@act(policy.SEARCH, subject="search")
def record_search(search: Search, *, made: Made, acting: Official, reason: str) -> Search:
    """Record that a planned search was made, by whom and with what result.

    Raises:
        SearchOver, TwoOfficers, WomenByWomen; Invalid: no result, an unknown officer, a time in the future.
    """
    return _recorded(_planned(search), made, named(acting))


@act(policy.SEARCH, subject="place")
def search_on_the_spot(place: Place, *, kind: str, made: Made, episode: Episode | None = None, acting: Official, reason: str) -> Search:
    """Record a search that nobody had planned: why it could not wait is the reason.

    Raises:
        TwoOfficers, WomenByWomen; Invalid: an unknown kind, a body without a person, and what ``record_search`` refuses.
    """
    _refuse_kind(kind, episode)
    officer = named(acting)
    day = timezone.localdate(made.at)
    return _recorded(Search(place=place, kind=kind, on=day, episode=episode, planned_by=officer, planned_at=timezone.now()), made, officer)


@act(policy.PLAN, subject="search")
def call_off_search(search: Search, *, acting: Official, reason: str) -> Search:
    """Call a planned search off, with the reason.

    Raises:
        SearchOver.
    """
    search = _planned(search)
    search.state = Search.State.CALLED_OFF
    search.save(update_fields=["state"])
    return search


def searchers(numbers: Sequence[str], searched: Episode | None) -> list[Officer]:
    """The officers of a search: two at least, and women for a woman (PC-3-5)."""
    wanted = sorted({number.strip() for number in numbers if number.strip()})
    found = list(Officer.objects.filter(number__in=wanted, kind=Officer.Kind.OFFICER, left_on__isnull=True))
    if len(found) != len(wanted):
        raise Invalid(fields={"officers": _("An officer's number is unknown. Choose officers from the list.")})
    if len(found) < 2:
        raise TwoOfficers(fields={"officers": TwoOfficers.words})
    woman = searched is not None and searched.sex == Sex.FEMALE
    if not all(search_allowed(woman, officer.sex == Sex.FEMALE) for officer in found):
        raise WomenByWomen(basis="《监狱法》第三十三条", fields={"officers": WomenByWomen.words})
    return found


def _planned(search: Search) -> Search:
    """Locks it: a search is recorded once."""
    search = Search.objects.select_for_update(of=("self",)).select_related("place", "episode__person").get(pk=search.pk)
    if search.state != Search.State.PLANNED:
        raise SearchOver
    return search


def _recorded(search: Search, made: Made, officer: Officer) -> Search:
    """Write down that it was made."""
    if not made.result.strip():
        raise Invalid(fields={"result": _("Write down the result, also when nothing was found.")})
    if made.at > timezone.now() + AHEAD:
        raise Invalid(fields={"at": _("The time lies in the future. Check the clock of this device.")})
    officers = searchers(made.officers, search.episode)
    search.state, search.done_at, search.result = Search.State.DONE, made.at, made.result.strip()
    search.recorded_by, search.recorded_at = officer, timezone.now()
    search.save()
    Searcher.objects.bulk_create(Searcher(search=search, officer=one) for one in officers)
    return search


def _refuse_kind(kind: str, episode: Episode | None) -> None:
    if kind not in Search.Kind.values or (kind == Search.Kind.BODY) != (episode is not None):
        raise Invalid(fields={"kind": _("Choose the kind of search; a search of the body names the person.")})
