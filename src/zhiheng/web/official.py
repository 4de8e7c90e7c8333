"""Who is acting in this request: the account's officer, their powers at this moment, and the place they are looking at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zhiheng.base.places.models import Kind, Place
from zhiheng.base.places.queries import name_columns
from zhiheng.base.powers.models import Officer
from zhiheng.base.powers.policy import Reach, reach_of
from zhiheng.engines.trail.acts import Official
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, Refusal
from zhiheng.web.entrance import suspend
from zhiheng.web.errors import refusal_response
from zhiheng.web.shell import ScopeOption

SCOPE_KEY = "scope"


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person signed in, as the shell and the pages see them (``web.shell.Viewer``)."""

    officer: Officer
    official: Official
    reach: Reach
    duty: str
    scope: ScopeOption | None
    scopes: Sequence[ScopeOption]

    @property
    def name(self) -> str:
        return self.officer.name

    def may(self, power: str) -> bool:
        return self.reach.may(power)

    def over(self, power: str) -> list[str]:
        """Paths that the power reaches, narrowed to the chosen level: what a list may show."""
        held = self.reach.over(power)
        if self.scope is None:
            return list(held)
        chosen = self.scope.code
        inside = [path for path in held if _below(path, chosen)]
        return [chosen] if any(_below(chosen, path) for path in held) else inside


def _below(path: str, top: str) -> bool:
    return path == top or path.startswith(top + ".")


class OfficialMiddleware:
    """Sets ``request.official`` and ``request.viewer``; turns a Refusal into an answer in words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        request.viewer = viewer  # type: ignore[attr-defined]
        request.official = viewer.official if viewer else None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NeedsFreshSignIn):
            return suspend(request)
        return refusal_response(request, exception) if isinstance(exception, Refusal) else None


def viewer_of(request: HttpRequest) -> Viewer | None:
    """The signed-in officer's view of the service; None for strangers and for accounts without an officer."""
    if not request.user.is_authenticated:
        return None
    officer = Officer.objects.select_related("home").filter(account_id=request.user.pk, left_on__isnull=True).first()
    if officer is None or not request.user.is_active:
        return None
    official = Official(ref=officer.ref, label=officer.name, terminal=terminal_of(request), fresh_at=fresh_at(request))
    reach = reach_of(official)
    posts = [h.post for h in officer.holdings.filter(during__contains=dt.datetime.now(dt.UTC)).select_related("post__place", "post__kind")]
    scopes = _scopes({p.place for p in posts})
    chosen = next((s for s in scopes if s.code == request.session.get(SCOPE_KEY)), scopes[0] if scopes else None)
    duty = f"{posts[0].place} {posts[0].kind}" if posts else _("no post at present")
    return Viewer(officer, official, reach, duty, chosen, scopes)


def terminal_of(request: HttpRequest) -> str:
    """The address the request came from, as the trail keeps it."""
    return str(request.META.get("REMOTE_ADDR", ""))


def fresh_at(request: HttpRequest) -> dt.datetime | None:
    """When this session last proved who it is (password, passkey or code)."""
    methods = request.session.get("account_authentication_methods", [])
    times = [float(m["at"]) for m in methods if "at" in m]
    return dt.datetime.fromtimestamp(max(times), dt.UTC) if times else None


def _scopes(held: set[Place]) -> list[ScopeOption]:
    """The levels an officer may choose: each post's place and, above ward level, what lies directly below it."""
    tops = sorted(held, key=lambda p: p.path)
    below = Place.objects.filter(parent__in=[p for p in tops if p.kind in ("bureau", "prison")], kind__in=("prison", "ward"))
    # Hundreds of prisons in a large bureau, on every page: plain values, and each level's word is looked up once.
    name = name_columns("place")["place"]
    rows = below.annotate(shown=RawSQL(name, ())).values_list("path", "kind", "shown")  # noqa: S611  our own text
    found = {p.path: (p.kind, str(p)) for p in tops} | {path: (kind, shown) for path, kind, shown in rows}
    levels = {kind: str(Kind(kind).label) for kind in {kind for kind, _name in found.values()}}
    base = min((path.count(".") for path in found), default=0)
    return [ScopeOption(path, levels[kind], shown, path.count(".") - base) for path, (kind, shown) in sorted(found.items())]
