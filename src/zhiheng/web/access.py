"""How a page says who may open it. A view without one of these two marks fails the build."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Concatenate, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zhiheng.engines.trail.acts import Official
from zhiheng.engines.trail.refusals import OutsideScope

if TYPE_CHECKING:  # the shell's settings page is itself marked here: at run time this would be a ring
    from zhiheng.web.official import Viewer


class SignedInRequest(HttpRequest):
    """A request whose official is known."""

    official: Official
    viewer: Viewer


type View[**P] = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]


type Page[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

READING = ("GET", "HEAD")


def page[**P](power: str | None) -> Callable[[View[P]], Page[P]]:
    """A page that is only read, for officials who hold ``power`` somewhere; which records they see is the query's business.

    ``None`` = any signed-in official, for pages about oneself (my powers, my sessions). No browser keeps what it showed.
    """
    return _guarded(power, READING)


def form_page[**P](power: str | None) -> Callable[[View[P]], Page[P]]:
    """A page that is read and sent back filled in; who may do what it asks for is the act's business too."""
    return _guarded(power, (*READING, "POST"))


def deed[**P](power: str | None) -> Callable[[View[P]], Page[P]]:
    """An address that is only sent to: a button on another page."""
    return _guarded(power, ("POST",))


def _guarded[**P](power: str | None, methods: Sequence[str]) -> Callable[[View[P]], Page[P]]:
    def make(view: View[P]) -> Page[P]:
        answered = require_http_methods(list(methods))(view)

        @functools.wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            viewer = getattr(request, "viewer", None)
            if viewer is None:
                return redirect_to_login(request.get_full_path())
            if power is not None and not viewer.may(power):
                raise OutsideScope
            return answered(cast(SignedInRequest, request), *args, **kwargs)

        shown = never_cache(guarded)
        shown.__dict__["power"] = power or "self"
        return shown

    return make


def open_page(reason: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A page that needs no sign-in, and why."""

    def make(view: Callable[..., Any]) -> Callable[..., Any]:
        view.__dict__["open_because"] = reason
        return view

    return make
