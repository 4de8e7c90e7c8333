"""Reads of saved filters: those of a list, and those that an official can change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from zhiheng.base.filters.models import SavedFilter
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.refusals import OutsideScope


class FiltersOfList(NamedTuple):
    """The saved filters of one list: the official's own, and those shared where they hold a post."""

    own: list[SavedFilter]
    shared: list[SavedFilter]


def above(paths: Iterable[str]) -> set[str]:
    """The places themselves and every place that they lie in, by path."""
    return {".".join(steps[:count]) for steps in (path.split(".") for path in paths) for count in range(1, len(steps) + 1)}


def filters_of(officer: Officer, page: str, posts: Iterable[str]) -> FiltersOfList:
    """One query. ``posts``: paths of the places where the official holds a post."""
    wanted = Q(officer=officer) | Q(shared_at__path__in=above(posts))
    found = list(SavedFilter.objects.filter(wanted, page=page).select_related("shared_at").order_by("name"))
    return FiltersOfList([one for one in found if one.officer_id == officer.pk], [one for one in found if one.officer_id != officer.pk])


def own_filters(officer: Officer) -> list[SavedFilter]:
    """Everything the official keeps, list by list."""
    return list(SavedFilter.objects.filter(officer=officer).select_related("shared_at").order_by("page", "name"))


def shared_filters(paths: Iterable[str]) -> list[SavedFilter]:
    """Every filter shared at these places, with who keeps it."""
    return list(SavedFilter.objects.filter(shared_at__path__in=list(paths)).select_related("shared_at", "officer").order_by("page", "name"))


def own_filter(officer: Officer, key: int) -> SavedFilter:
    """One's own filter, or OutsideScope."""
    found = SavedFilter.objects.filter(pk=key, officer=officer).select_related("officer__home", "officer__account", "shared_at").first()
    if found is None:
        raise OutsideScope
    return found


def shared_filter(key: int) -> SavedFilter:
    """A shared filter, whoever keeps it, or OutsideScope."""
    found = SavedFilter.objects.filter(pk=key, shared_at__isnull=False).select_related("officer", "shared_at").first()
    if found is None:
        raise OutsideScope
    return found
