"""The menu of saved filters that every list with filters has: ready-made ones, one's own, and those shared where one serves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.http import urlencode

from zhiheng.base.filters.models import SavedFilter
from zhiheng.base.filters.queries import filters_of
from zhiheng.web.parts import Words
from zhiheng.web.shell import MENU
from zhiheng.web.tables import Table

if TYPE_CHECKING:  # the viewer's module draws refusals with the tags that draw this menu
    from zhiheng.web.official import Viewer


@dataclass(frozen=True, slots=True)
class SavedMenu:
    """Pairs of words and address; ``current`` is what the list shows now, ``save_url`` is empty when there is nothing to keep."""

    ready: Sequence[tuple[Words, str]]
    own: Sequence[tuple[Words, str]] = ()
    shared: Sequence[tuple[Words, str]] = ()
    current: str = ""
    save_url: str = ""
    manage_url: str = ""

    def __bool__(self) -> bool:
        return bool(self.ready or self.own or self.shared or self.save_url)


def saved_menu(request: HttpRequest | None, table: Table) -> SavedMenu:
    """One query for a list that has filters and an address of its own; lists inside a record keep only what is ready-made."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    page = page_of(request)
    if viewer is None or not page or not table.filters:
        return SavedMenu(table.saved)
    found = filters_of(viewer.officer, page, served_at(viewer))
    here = table.state.address()
    return SavedMenu(
        ready=table.saved,
        own=[as_link(one) for one in found.own],
        shared=[as_link(one) for one in found.shared],
        current=here,
        save_url=f"{reverse('saved_filter_save')}?{urlencode({'page': page, 'query': here[1:]})}" if len(here) > 1 else "",
        manage_url=reverse("saved_filters"),
    )


def page_of(request: HttpRequest | None) -> str:
    """The name of the list's address; empty when the address needs more than its name."""
    match = getattr(request, "resolver_match", None)
    return "" if match is None or match.kwargs or match.args else match.view_name


def served_at(viewer: Viewer) -> set[str]:
    """The places where the viewer holds a post."""
    return {path for paths in viewer.reach.paths.values() for path in paths}


def as_link(saved: SavedFilter) -> tuple[str, str]:
    return saved.name, f"?{saved.query}"


def list_address(page: str) -> str:
    """Where a list is; empty when there is none of that name (any more)."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def may_open(viewer: Viewer, page: str) -> bool:
    """Whether the viewer holds the power of the list's page."""
    address = list_address(page)
    power = getattr(resolve(address).func, "power", "self") if address else "self"
    return power == "self" or viewer.may(power)


def list_name(page: str) -> Words:
    """What the menu calls a list, else its address."""
    named = (item.label for heading in MENU for item in heading.items if item.url_name == page)
    return next(named, list_address(page) or page)
