"""Verbs over saved filters: save, rename, delete one's own; share one at a place, and take it away again."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zhiheng.base.filters import policy
from zhiheng.base.filters.errors import TooManyFilters
from zhiheng.base.filters.models import LONGEST_NAME, LONGEST_QUERY, SavedFilter
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Official, Subject, act
from zhiheng.engines.trail.refusals import Invalid, OutsideScope
from zhiheng.lib.text import normalised

MOST = 30
PLACES_IN_A_LIST = ("after", "before")
"""Where a list stood when it was saved; a saved filter starts at its beginning."""


@act(policy.OWN, subject="own")
def save_filter(own: Subject, *, page: str, name: str, query: str, acting: Official, reason: str) -> SavedFilter:
    """Keep the filters of a list under a name. Locks the officer's row: two windows cannot both keep the thirtieth.

    Raises:
        Invalid: name or query not usable, or the name is used for this list.
        TooManyFilters: thirty are kept for this list.
    """
    officer = Officer.objects.select_for_update(of=("self",)).get(account__username=own.ref.removeprefix("account:"))
    mine = SavedFilter.objects.filter(officer=officer, page=page)
    if mine.count() >= MOST:
        raise TooManyFilters
    return SavedFilter.objects.create(officer=officer, page=page, name=_checked_name(mine, name), query=_checked_query(query))


@act(policy.OWN, subject="saved")
def rename_filter(saved: SavedFilter, *, name: str, acting: Official, reason: str) -> SavedFilter:
    """Call it by another name, wherever it is shown."""
    locked = _locked(saved)
    mine = SavedFilter.objects.filter(officer=locked.officer, page=locked.page).exclude(pk=locked.pk)
    locked.name = _checked_name(mine, name)
    if locked.shared_at is not None:
        _require_free(locked, locked.shared_at)
    locked.save(update_fields=["name"])
    return locked


@act(policy.OWN, subject="saved")
def delete_filter(saved: SavedFilter, *, acting: Official, reason: str) -> None:
    """Delete one's own filter, shared or not. The trail keeps what it was."""
    _locked(saved).delete()


@act(policy.SHARE, subject="place")
def share_filter(place: Place, *, saved: SavedFilter, acting: Official, reason: str) -> SavedFilter:
    """Show one's own filter to everybody who holds a post at the place or below it. Sharing it elsewhere moves it there."""
    locked = _locked(saved)
    if locked.officer.ref != acting.ref:
        raise OutsideScope
    _require_free(locked, place)
    locked.shared_at = place
    locked.save(update_fields=["shared_at"])
    return locked


@act(policy.SHARE, subject="place")
def unshare_filter(place: Place, *, saved: SavedFilter, acting: Official, reason: str) -> SavedFilter:
    """Take a shared filter away from the place where it is shared; its owner keeps it."""
    locked = _locked(saved)
    if locked.shared_at_id != place.pk:
        raise OutsideScope
    locked.shared_at = None
    locked.save(update_fields=["shared_at"])
    return locked


def _locked(saved: SavedFilter) -> SavedFilter:
    found = (
        SavedFilter.objects.select_for_update(of=("self",))
        .select_related("officer__home", "officer__account", "shared_at")
        .filter(pk=saved.pk)
        .first()
    )
    if found is None:
        raise OutsideScope
    return found


def _checked_name(others: QuerySet[SavedFilter], name: str) -> str:
    name = normalised(name)
    if not 1 <= len(name) <= LONGEST_NAME:
        raise Invalid(fields={"name": _("Enter a name of 1 to 40 characters.")})
    if others.filter(name=name).exists():
        raise Invalid(fields={"name": _("You use this name for another filter of this list. Choose another.")})
    return name


def _require_free(saved: SavedFilter, place: Place) -> None:
    if SavedFilter.objects.filter(shared_at=place, page=saved.page, name=saved.name).exclude(pk=saved.pk).exists():
        raise Invalid(fields={"name": _("A filter of this name is shared there already. Rename one of them first.")})


def _checked_query(query: str) -> str:
    """Filters, sort and columns in one spelling."""
    pairs = [(key, value) for key, value in parse_qsl(query.removeprefix("?")) if key not in PLACES_IN_A_LIST]
    text = urlencode(pairs)
    if not 1 <= len(text) <= LONGEST_QUERY:
        raise Invalid(fields={"name": _("Set a filter, a sort or columns first: there is nothing to keep.")})
    return text
