"""Posts and who holds them: the list, one post, giving and taking it. What will follow is said before anything is done."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiheng.base.places.models import Place
from zhiheng.base.powers import actions, queries
from zhiheng.base.powers.models import Holding, Post, PostKind
from zhiheng.base.powers.policy import OFFICERS_REGISTER, POSTS_ASSIGN, POSTS_OPEN, POWERS_VIEW
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.forms import Form
from zhiheng.web.pages.powers import rows
from zhiheng.web.pages.powers.forms import AssignForm, OpenPostForm, ReasonForm, RegisterForm, explain
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table, decode_cursor, encode_cursor


@page(POWERS_VIEW)
def posts(request: SignedInRequest) -> HttpResponse:
    """Posts of the viewer's area, with their holders."""
    state = ListState.read(request.GET, filters=("q", "kind", "state"))
    found = queries.posts_within(
        request.viewer.over(POWERS_VIEW),
        kind=state.filters.get("kind", ""),
        text=state.filters.get("q", ""),
        state=state.filters.get("state", ""),
    )
    facts = {"table": _table(state, found), "tabs": rows.list_tabs(), "nav": "powers", "may_open": request.viewer.may(POSTS_OPEN)}
    return render(request, "powers/posts.html", {**facts, "may_register": request.viewer.may(OFFICERS_REGISTER)})


def _table(state: ListState, found: queries.Posts) -> Table:
    shown, following, previous = _paged(state, found)
    holders = queries.holders_at(shown)
    return Table(
        id="posts",
        state=state,
        columns=(
            Column("kind", _("Post"), strong=True, fixed=True),
            Column("place", _("Place")),
            Column("code", _("Code"), lesser=True),
            Column("holders", _("Held by"), wrap=True),
            Column("state", _("State")),
        ),
        rows=[_row(post, holders.get(post.pk, [])) for post in shown],
        next=following,
        previous=previous,
        filters=(
            Filter("q", _("Officer, place or code")),
            Filter("kind", _("Kind of post"), options=[(kind.code, str(kind)) for kind in PostKind.objects.all()]),
            Filter("state", _("State"), options=[("vacant", _("vacant")), ("closed", _("closed"))]),
        ),
        empty=Empty(_("No posts in your area."), _("Posts appear here after they are opened.")),
        caption=_("Posts and holders"),
    )


def _paged(state: ListState, found: queries.Posts) -> tuple[list[Post], str | None, str | None]:
    """One page by key: the place's path and the post's code."""
    after, before = decode_cursor(state.after), decode_cursor(state.before)
    shown, more_after, more_before = queries.page_of_posts(found, after=_key(after), before=_key(before), size=state.size)
    following = encode_cursor(shown[-1].place.path, shown[-1].code) if more_after and shown else None
    previous = encode_cursor(shown[0].place.path, shown[0].code) if more_before and shown else None
    return shown, following, previous


def _key(cursor: tuple[str | None, ...] | None) -> tuple[str, str] | None:
    if cursor is None or len(cursor) != 2:
        return None
    return cursor[0] or "", cursor[1] or ""


def _row(post: Post, holders: list[Holding]) -> Row:
    names = [f"{h.officer.name} {h.officer.number}" for h in holders]
    state: object = ""
    if post.closed_at is not None:
        state = Chip(_("closed"))
    elif not names:
        state = Chip(_("vacant"), "warn")
    cells = {
        "kind": Cell(str(post.kind)),
        "place": rows.reach(post),
        "code": post.code,
        "holders": "、".join(names) or None,
        "state": state,
    }
    return Row(str(post.pk), cells, href=reverse("post", args=[post.pk]), drawer=True)


@page(POWERS_VIEW)
def post(request: SignedInRequest, post_id: int) -> HttpResponse:
    """One post: what it carries, who holds it and held it, and what the viewer may do with it."""
    found = _post(request, post_id, POWERS_VIEW)
    holdings = [(h, queries.is_current(h)) for h in found.holdings.select_related("officer").order_by("-during")]
    may_assign = _reaches(request, POSTS_ASSIGN, found) and found.closed_at is None
    facts = {
        "post": found,
        "holdings": [(h, current, may_assign and current and h.officer_id != request.viewer.officer.pk) for h, current in holdings],
        "powers": queries.carried(found.kind),
        "may_assign": may_assign,
        "may_close": _reaches(request, POSTS_OPEN, found) and found.closed_at is None,
        "nav": "powers",
    }
    return render(request, "powers/post.html", facts)


@form_page(POSTS_ASSIGN)
def assign(request: SignedInRequest, post_id: int) -> HttpResponse:
    """Give a post: first the officer is looked up (``?q=``), then chosen, with the period and the reason."""
    found = _post(request, post_id, POSTS_ASSIGN)
    area = request.viewer.reach.over(POSTS_ASSIGN)
    text = request.GET.get("q", "")
    candidates = [o for o in queries.officers_within(area, text) if o.pk != request.viewer.officer.pk] if text.strip() else []
    if request.method == "POST":
        candidates = queries.officers_within(area, request.POST.get("officer", ""))
    form = AssignForm(request.POST if request.method == "POST" else None, officers=candidates)

    def give() -> None:
        officer = next(o for o in candidates if o.number == form.cleaned_data["officer"])
        start, end = form.cleaned_data["start"], form.cleaned_data["end"]
        held = actions.assign_post(officer, found, start=start, end=end, acting=request.official, reason=form.cleaned_data["reason"])
        messages.success(request, _("%(officer)s now holds %(post)s.") % {"officer": held.officer, "post": found})

    facts = {"post": found, "powers": queries.carried(found.kind), "text": text, "candidates": candidates}
    return _done(request, form, give, reverse("post", args=[found.pk])) or render(
        request, "powers/assign.html", {**facts, "form": form, "nav": "powers"}, status=_status(form)
    )


@form_page(POSTS_ASSIGN)
def end(request: SignedInRequest, holding_id: int) -> HttpResponse:
    """Take a post from an officer, after saying which powers go and which nobody would hold any more."""
    holding = Holding.objects.select_related("officer__home", "post__kind", "post__place").filter(pk=holding_id).first()
    if holding is None or not _reaches(request, POSTS_ASSIGN, holding.post):
        raise OutsideScope
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def take() -> None:
        actions.end_holding(holding, acting=request.official, reason=form.cleaned_data["reason"])
        messages.success(request, _("%(officer)s no longer holds %(post)s.") % {"officer": holding.officer, "post": holding.post})

    facts = {"holding": holding, "powers": queries.carried(holding.post.kind), "missed": queries.left_without(holding), "nav": "powers"}
    return _done(request, form, take, reverse("post", args=[holding.post_id])) or render(
        request, "powers/end.html", {**facts, "form": form}, status=_status(form)
    )


@form_page(POSTS_OPEN)
def open_(request: SignedInRequest) -> HttpResponse:
    """Open a post at a place of the viewer's area."""
    form = OpenPostForm(request.POST if request.method == "POST" else None)

    def make() -> None:
        place = _place(form, "place")
        facts = form.cleaned_data
        actions.open_post(place, facts["kind"], code=facts["code"], acting=request.official, reason=facts["reason"])
        messages.success(request, _("The post is open. Nobody holds it yet."))

    title = _("Open a post")
    return _done(request, form, make, reverse("posts")) or render(
        request, "powers/form.html", {"form": form, "title": title, "act": title, "nav": "powers"}, status=_status(form)
    )


@form_page(OFFICERS_REGISTER)
def register(request: SignedInRequest) -> HttpResponse:
    """Register an officer or a procurator. That gives no power; a post does."""
    form = RegisterForm(request.POST if request.method == "POST" else None)

    def make() -> None:
        home, facts = _place(form, "home"), form.cleaned_data
        actions.register_officer(
            home, number=facts["number"], name=facts["name"], kind=facts["kind"], sex=facts["sex"], acting=request.official, reason=facts["reason"]
        )
        messages.success(request, _("%(name)s is registered. Powers come with a post.") % {"name": facts["name"]})

    title = _("Register an officer")
    return _done(request, form, make, reverse("posts")) or render(
        request, "powers/form.html", {"form": form, "title": title, "act": _("Register"), "nav": "powers"}, status=_status(form)
    )


@form_page(POSTS_OPEN)
def close(request: SignedInRequest, post_id: int) -> HttpResponse:
    """Close a post that nobody holds."""
    found = _post(request, post_id, POSTS_OPEN)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def shut() -> None:
        actions.close_post(found, acting=request.official, reason=form.cleaned_data["reason"])
        messages.success(request, _("The post is closed. Its history stays."))

    words = _("After this nobody can be assigned to %(post)s. Its history stays.") % {"post": found}
    facts = {"form": form, "title": _("Close the post"), "act": _("Close the post"), "words": words, "nav": "powers"}
    return _done(request, form, shut, reverse("posts")) or render(request, "powers/form.html", facts, status=_status(form))


def _post(request: SignedInRequest, post_id: int, power: str) -> Post:
    found = Post.objects.select_related("kind", "place").filter(pk=post_id).first()
    if found is None or not _reaches(request, power, found):
        raise OutsideScope
    return found


def _reaches(request: SignedInRequest, power: str, found: Post) -> bool:
    path = str(found.place.path)
    return any(path == top or path.startswith(f"{top}.") for top in request.viewer.reach.over(power))


def _place(form: Form, name: str) -> Place:
    """The place named in a form. One that does not exist and one outside the area read alike: the act decides the second."""
    place = Place.objects.filter(path=form.cleaned_data[name]).first() if _is_path(form.cleaned_data[name]) else None
    if place is None:
        raise OutsideScope
    return place


def _is_path(text: str) -> bool:
    return all(part.replace("-", "").replace("_", "").isalnum() and part.isascii() for part in text.split("."))


def _done(request: SignedInRequest, form: Form, act: Callable[[], None], go: str) -> HttpResponse | None:
    """Do the act of a valid form and go on, or None: the form is shown, with the refusal's words in it."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        act()
    except NeedsFreshSignIn:
        raise
    except OutsideScope as refusal:
        form.add_error(None, str(refusal.words))
        return None
    except Refusal as refusal:
        explain(form, refusal)
        return None
    return HttpResponseRedirect(go)


def _status(form: Form) -> int:
    return 422 if form.is_bound and form.errors else 200
