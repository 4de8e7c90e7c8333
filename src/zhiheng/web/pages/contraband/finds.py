"""Finds: the list, the figures, the record of a thing and its chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhiheng.base.people.models import Episode
from zhiheng.base.places.queries import place_at
from zhiheng.base.powers.models import Officer
from zhiheng.domains.conduct.contraband import actions, policy
from zhiheng.domains.conduct.contraband.models import Find, Handling, Search
from zhiheng.domains.conduct.contraband.queries import by_month, by_place, chain_of, find_at, finds, holder_of, search_at
from zhiheng.domains.conduct.discipline import policy as discipline_policy
from zhiheng.domains.conduct.discipline.models import DisciplineCase
from zhiheng.domains.conduct.discipline.queries import cases as discipline_cases
from zhiheng.domains.custody.daily.queries import wards_under
from zhiheng.engines.trail.refusals import Invalid, OutsideScope
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.exports import list_export, offered
from zhiheng.web.forms import Form
from zhiheng.web.latest import latest_first, next_after
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.contraband.forms import DisposalForm, FindForm, HandOnForm, HolderForm, SignForm, StoreForm, StrikeForm
from zhiheng.web.pages.contraband.places import places_within
from zhiheng.web.pages.contraband.searches import officers_near, related
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.parts import Cell, Chip, Words
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table

MONTHS = 12


def _asked(request: SignedInRequest) -> ListState:
    return ListState.read(request.GET, filters=("kind", "ward", "standing"), size=50)


@page(policy.VIEW)
def find_list(request: SignedInRequest) -> HttpResponse:
    """All finds in reach, newest first, with a year's figures above."""
    paths = request.viewer.over(policy.VIEW)
    table = _table(request, _asked(request), paths)
    context = {"table": table, "may_find": request.viewer.may(policy.SEARCH), "nav": "finds", **_figures(paths, wards_under(paths))}
    return render(request, "contraband/finds.html", context)


def _table(request: SignedInRequest, state: ListState, paths: Sequence[str]) -> Table:
    wards = wards_under(paths)
    rows = latest_first(_chosen(state, {ward.path for ward in wards}, paths), "found_at", state)
    return Table(
        id="finds",
        caption=_("Finds"),
        state=state,
        columns=(
            Column("at", pgettext("contraband", "Found"), strong=True, fixed=True), Column("kind", _("What")),
            Column("words", _("Description"), wrap=True, lesser=True),
            Column("place", _("Place"), lesser=True), Column("holder", _("Suspected holder"), lesser=True, sub=_("Prisoner number")),
            Column("standing", _("Where it is now")),
        ),
        rows=[_row(one) for one in rows[: state.size]],
        next=next_after(rows, "found_at", state),
        filters=(
            Filter("kind", _("What"), options=Find.Kind.choices),
            Filter("ward", _("Ward"), options=[(ward.path, str(ward)) for ward in wards[:200]]),
            Filter("standing", _("Where it is now"), options=Handling.Kind.choices),
        ),
        empty=Empty(_("Nothing was found"), _("Finds appear here once officers record them.")),
        export=offered(request, reverse("finds_export")),
    )  # fmt: skip


def _chosen(state: ListState, wards: set[str], paths: Sequence[str]) -> QuerySet[Find]:
    ward, standing = state.filters.get("ward", ""), state.filters.get("standing", "")
    found = finds([ward] if ward in wards else paths, standing=standing if standing in Handling.Kind.values else "")
    if state.filters.get("kind") in Find.Kind.values:
        found = found.filter(kind=state.filters["kind"])
    return found


export = list_export(policy.VIEW, _asked, _table)


def _figures(paths: list[str], wards: Any) -> dict[str, Any]:
    """A year by month; searches and finds by ward where there are few enough to look at."""
    today = timezone.localdate()
    first = (today.replace(day=1) - dt.timedelta(days=31 * (MONTHS - 1))).replace(day=1)
    months = by_month(paths, first, today)
    lines = by_place([(ward.path, str(ward)) for ward in wards], first, today) if 1 < len(wards) <= 30 else []
    return {"months": months, "most": max((month.total for month in months), default=0), "lines": lines, "year": sum(m.total for m in months)}


def _row(one: Find) -> Row:
    standing = getattr(one, "standing", "")
    now = Chip(_("recorded in error"), "line") if one.struck_at else Chip(dict(Handling.Kind.choices).get(standing, "—"), "line")
    holder = Cell(str(one.holder.person), sub=one.holder.number) if one.holder else None
    cells = {"at": one.found_at, "kind": one.get_kind_display(), "words": one.words, "place": one.place.in_full, "holder": holder, "standing": now}
    return Row(key=str(one.pk), href=reverse("find_one", args=[one.pk]), drawer=True, cells=cells)


@page(policy.VIEW)
def find_one(request: SignedInRequest, find_id: int) -> HttpResponse:
    """One find with its chain, and what the viewer may do with it now."""
    found = find_at(find_id, request.viewer.reach.over(policy.VIEW))
    chain, me = chain_of(found), request.viewer.officer
    waiting = next((link for link in chain if link.signed_at is None and not link.withdrawn), None)
    holds = holder_of(found) == me and request.viewer.may(policy.HANDLE)
    context = {
        "one": found,
        **related(request, found.place, found.holder),
        "chain": chain,
        "cases": _cases_of(request, found),
        "waiting": waiting,
        "may_move": holds and waiting is None and found.struck_at is None,
        "may_name": found.struck_at is None and request.viewer.may(policy.SEARCH),
        "may_strike": len(chain) == 1 and found.struck_at is None and request.viewer.may(policy.DISPOSE) and found.found_by_id != me.pk,
        "may_withdraw": waiting is not None and waiting.by_id == me.pk,
        "may_sign": waiting is not None and _may_sign(request, waiting),
        "nav": "finds",
    }
    return render(request, "contraband/find.html", context)


def _cases_of(request: SignedInRequest, found: Find) -> list[DisciplineCase]:
    """Discipline cases that name this find, as far as the viewer may read them."""
    if not request.viewer.may(discipline_policy.VIEW):
        return []
    return list(discipline_cases(request.viewer.reach.over(discipline_policy.VIEW)).filter(find=f"find:{found.pk}")[:20])


def _may_sign(request: SignedInRequest, waiting: Handling) -> bool:
    me = request.viewer.officer.pk
    return waiting.by_id != me and request.viewer.may(policy.DISPOSE) if waiting.ends else waiting.to_id == me


@form_page(policy.SEARCH)
def find_new(request: SignedInRequest) -> HttpResponse:
    """Record a find; ``?search=`` ties it to a search."""
    search = _search(request)
    reach = request.viewer.reach.over(policy.SEARCH)
    first = search.place.path if search else min(request.viewer.over(policy.SEARCH), key=len)
    form = FindForm(_sent(request), places=places_within(request.viewer.over(policy.SEARCH)), initial={"place": first})
    back = reverse("search_one", args=[search.pk]) if search else reverse("finds")
    about = ActPage(_("Record a find"), str(search or _("Finds")), _("Record and seal"), _("The find is recorded; you hold it."), back, nav="finds")

    def do() -> None:
        place = place_at(form.cleaned_data["place"], reach)
        holder = _holder(form.cleaned_data["number"], reach)
        actions.record_find(place, thing=form.thing(), search=search, holder=holder, acting=request.official, reason=_("found"))

    return answer(request, about, form, do)


@form_page(policy.SEARCH)
def find_holder(request: SignedInRequest, find_id: int) -> HttpResponse:
    """Name the suspected holder, another one, or nobody."""
    reach = request.viewer.reach.over(policy.SEARCH)
    found = find_at(find_id, reach)
    form = HolderForm(_sent(request), initial={"number": found.holder.number if found.holder else ""})

    def do() -> object:
        holder = _holder(form.cleaned_data["number"], reach)
        return actions.name_holder(found, holder=holder, acting=request.official, reason=form.cleaned_data["reason"])

    return _answered(request, found, form, _("Name the suspected holder"), _("On record; it stays a suspicion until it is decided."), do)


@form_page(policy.DISPOSE)
def find_strike(request: SignedInRequest, find_id: int) -> HttpResponse:
    """Strike out a find that was recorded in error."""
    found = find_at(find_id, request.viewer.reach.over(policy.DISPOSE))
    form = StrikeForm(_sent(request))
    by: dict[str, Any] = {"acting": request.official, "reason": str(_("recorded in error"))}
    return _answered(
        request, found, form, _("Strike out the record"), _("Struck out; the record stays readable."),
        lambda: actions.strike_find(found, words=form.cleaned_data["words"], **by),
    )  # fmt: skip


def _sent(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _search(request: SignedInRequest) -> Search | None:
    asked = request.GET.get("search", "")
    return search_at(int(asked), request.viewer.reach.over(policy.SEARCH)) if asked.isdigit() and len(asked) < 12 else None


def _holder(number: str, reach: Any) -> Episode | None:
    if not number:
        return None
    found = Episode.objects.filter(number=number, place__path__under_any=list(reach), ended_on__isnull=True).first()
    if found is None:
        raise Invalid(fields={"number": _("Nobody with this number is held there.")})
    return found


@form_page(policy.HANDLE)
def find_hand_on(request: SignedInRequest, find_id: int) -> HttpResponse:
    """Hand it to another officer."""
    found = _mine(request, find_id)
    officers = [officer for officer in officers_near(found.place) if officer.pk != request.viewer.officer.pk]
    form = HandOnForm(_sent(request), officers=officers)

    def do() -> object:
        to = Officer.objects.get(number=form.cleaned_data["to"])
        return actions.hand_on(found, to=to, acting=request.official, reason=form.cleaned_data["reason"])

    return _answered(request, found, form, _("Hand on"), _("It passes when the other officer signs for it."), do)


@form_page(policy.HANDLE)
def find_store(request: SignedInRequest, find_id: int) -> HttpResponse:
    """Put it into storage."""
    found = _mine(request, find_id)
    form = StoreForm(_sent(request))
    return _answered(
        request, found, form, _("Store"), _("It is stored; you stay answerable for it."),
        lambda: actions.store(found, where=form.cleaned_data["where"], acting=request.official, reason=form.cleaned_data["reason"]),
    )  # fmt: skip


@form_page(policy.HANDLE)
def find_dispose(request: SignedInRequest, find_id: int) -> HttpResponse:
    """Propose a disposal."""
    found = _mine(request, find_id)
    form = DisposalForm(_sent(request))

    def do() -> object:
        given = form.cleaned_data
        return actions.propose_disposal(found, kind=given["kind"], words=given["words"], acting=request.official, reason=given["reason"])

    return _answered(request, found, form, _("Propose a disposal"), _("Proposed. Another officer checks it and signs."), do)


@form_page(policy.VIEW)
def find_sign(request: SignedInRequest, find_id: int) -> HttpResponse:
    """Sign what waits: for a hand-over received, or a disposal checked."""
    found = find_at(find_id, request.viewer.reach.over(policy.VIEW))
    waiting = _waits(found)
    form = SignForm(_sent(request))

    def do() -> object:
        given = form.cleaned_data
        return actions.sign_handling(waiting, seal=given["seal"], words=given["words"], acting=request.official, reason=given["reason"])

    return _answered(request, found, form, _("Sign"), _("Signed."), do)


@form_page(policy.HANDLE)
def find_withdraw(request: SignedInRequest, find_id: int) -> HttpResponse:
    """Take back what waits for a signature."""
    found = _mine(request, find_id)
    waiting = _waits(found)
    form = ReasonForm(_sent(request))
    return _answered(
        request, found, form, _("Withdraw"), _("Withdrawn; you hold it still."),
        lambda: actions.withdraw_handling(waiting, acting=request.official, reason=form.cleaned_data["reason"]),
    )  # fmt: skip


def _waits(found: Find) -> Handling:
    waiting = found.handlings.filter(signed_at__isnull=True, withdrawn=False).first()
    if waiting is None:
        raise OutsideScope
    return waiting


def _mine(request: SignedInRequest, find_id: int) -> Find:
    return find_at(find_id, request.viewer.reach.over(policy.HANDLE))


def _answered(request: SignedInRequest, found: Find, form: Form, title: Words, done: Words, do: Callable[[], object]) -> HttpResponse:
    about = ActPage(title, found.words, title, done, reverse("find_one", args=[found.pk]), nav="finds")
    return answer(request, about, form, do)
