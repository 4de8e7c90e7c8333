"""Saved filters: keep one from a list, see all of one's own, rename, share, delete."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.filters import actions, policy
from zhiheng.base.filters.models import LONGEST_NAME, SavedFilter, own_subject
from zhiheng.base.filters.queries import own_filter, own_filters, shared_filter, shared_filters
from zhiheng.base.places.models import Place
from zhiheng.engines.trail.refusals import OutsideScope, Refusal
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.forms import Form
from zhiheng.web.official import Viewer
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.saved_filters import list_address, list_name, may_open

NAV = "saved_filters"


class NameForm(Form):
    """What the filter is called."""

    name = forms.CharField(label=_l("Filter name"), max_length=LONGEST_NAME)


class PlaceForm(Form):
    """Where it is shared; the choices are the places over which the official may share."""

    place = forms.ChoiceField(
        label=_l("Share at"),
        help_text=_l("Everybody who holds a post there or below sees the filter. It shows them only what their own powers give."),
    )

    def __init__(self, *args: Any, places: Iterable[Place], optional: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(place.path, str(place)) for place in places]
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Do not share")), *choices] if optional else choices
        field.required = not optional
        if not choices:
            del self.fields["place"]


class SaveForm(NameForm, PlaceForm):
    """A name, and at once a place where it may be shared."""

    field_order = ("name", "place")


@page(None)
def filters(request: SignedInRequest) -> HttpResponse:
    """One's own filters list by list, and those shared at the places that one looks after."""
    own = own_filters(request.viewer.officer)
    looked_after = shared_filters(request.viewer.reach.over(policy.SHARE))
    facts = {
        "own": [row_of(saved, request.viewer) for saved in own],
        "others": [row_of(saved, request.viewer) for saved in looked_after if saved.officer_id != request.viewer.officer.pk],
        "may_share": request.viewer.may(policy.SHARE),
        "nav": NAV,
    }
    return render(request, "filters/list.html", facts)


def row_of(saved: SavedFilter, viewer: Viewer) -> dict[str, Any]:
    """``url`` is empty where the list is gone, or is not the viewer's to open: a filter may be looked after without that."""
    address = list_address(saved.page) if may_open(viewer, saved.page) else ""
    return {"saved": saved, "list": list_name(saved.page), "url": f"{address}?{saved.query}" if address else ""}


@form_page(None)
def save(request: SignedInRequest) -> HttpResponse:
    """Keep the filters of the list that one came from."""
    name, query = request.GET.get("page", ""), request.GET.get("query", "")
    address = list_address(name)
    if not address:
        raise OutsideScope
    form = SaveForm(request.POST or None, places=shareable(request), optional=True)
    about = ActPage(_("Save this filter"), list_name(name), _("Save"), _("The filter is saved."), f"{address}?{query}" if query else address)

    def do() -> None:
        mine, given = own_subject(request.viewer.officer), form.cleaned_data
        saved = actions.save_filter(mine, page=name, name=given["name"], query=query, acting=request.official, reason=_("own filter"))
        if given.get("place"):
            _share_at_once(request, saved, place_at(request, given["place"]))

    return answer(request, about, form, do)


def _share_at_once(request: SignedInRequest, saved: SavedFilter, place: Place) -> None:
    """What is saved stays saved when the sharing is refused."""
    try:
        actions.share_filter(place, saved=saved, acting=request.official, reason=_("shared filter"))
    except Refusal as refusal:
        words = next(iter(refusal.fields.values()), refusal.words)
        messages.warning(request, _("The filter is yours, and not shared: %(why)s") % {"why": words})


@form_page(None)
def rename(request: SignedInRequest, saved: int) -> HttpResponse:
    """Call one's own filter by another name."""
    found = own_filter(request.viewer.officer, saved)
    form = NameForm(request.POST or None, initial={"name": found.name})
    about = _about(_("Rename the filter"), found, _("Rename"), _("The filter is renamed."))
    return answer(
        request, about, form,
        lambda: actions.rename_filter(found, name=form.cleaned_data["name"], acting=request.official, reason=_("own filter")),
    )  # fmt: skip


@form_page(None)
def share(request: SignedInRequest, saved: int) -> HttpResponse:
    """Share one's own filter at a place over which one may."""
    found, places = own_filter(request.viewer.officer, saved), shareable(request)
    if not places:
        raise OutsideScope
    form = PlaceForm(request.POST or None, places=places, initial={"place": found.shared_at.path if found.shared_at else places[0].path})
    about = _about(_("Share the filter"), found, _("Share"), _("The filter is shared."))
    return answer(
        request, about, form,
        lambda: actions.share_filter(place_at(request, form.cleaned_data["place"]), saved=found, acting=request.official, reason=_("shared filter")),
    )  # fmt: skip


@form_page(None)
def unshare(request: SignedInRequest, saved: int) -> HttpResponse:
    """Take a shared filter away from a place that one looks after."""
    found = shared_filter(saved)
    assert found.shared_at is not None
    place = place_at(request, found.shared_at.path)
    words = _("Those who serve at %(place)s no longer see this filter. Its owner keeps it.") % {"place": place}
    about = _about(_("Stop sharing the filter"), found, _("Stop sharing"), _("The filter is no longer shared."), words)
    return answer(
        request, about, Form(request.POST if request.method == "POST" else None),
        lambda: actions.unshare_filter(place, saved=found, acting=request.official, reason=_("shared filter")),
    )  # fmt: skip


@form_page(None)
def delete(request: SignedInRequest, saved: int) -> HttpResponse:
    """Delete one's own filter."""
    found = own_filter(request.viewer.officer, saved)
    words = _("Others who use this shared filter lose it too.") if found.shared_at else _("Only the filter goes; the records stay.")
    about = _about(_("Delete the filter"), found, _("Delete"), _("The filter is deleted."), words)
    return answer(
        request, about, Form(request.POST if request.method == "POST" else None),
        lambda: actions.delete_filter(found, acting=request.official, reason=_("own filter")),
    )  # fmt: skip


def _about(title: str, saved: SavedFilter, button: str, done: str, consequence: str = "") -> ActPage:
    return ActPage(title, saved.name, button, done, reverse("saved_filters"), consequence=consequence, nav=NAV)


def shareable(request: SignedInRequest) -> list[Place]:
    """The places over which the official may share, highest first."""
    return list(Place.objects.filter(path__in=request.viewer.reach.over(policy.SHARE)).order_by("path"))


def place_at(request: SignedInRequest, path: str) -> Place:
    """One of the shareable places, or OutsideScope."""
    found = next((place for place in shareable(request) if place.path == path), None)
    if found is None:
        raise OutsideScope
    return found
