"""How a page says who may open it. A view without one of these two marks fails the build."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from zhiheng.engines.trail.acts import Official
from zhiheng.engines.trail.refusals import OutsideScope

if TYPE_CHECKING:  # the shell's settings page is itself marked here: at run time this would be a ring
    from zhiheng.web.official import Viewer


class SignedInRequest(HttpRequest):
    """A request whose official is known."""

    official: Official
    viewer: Viewer


type View[**P] = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]


def page[**P](power: str | None) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """A page for officials who hold ``power`` somewhere; which records they see is the query's and the act's business.

    ``None`` = any signed-in official, for pages about oneself (my powers, my sessions).
    """

    def make(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            viewer = getattr(request, "viewer", None)
            if viewer is None:
                return redirect_to_login(request.get_full_path())
            if power is not None and not viewer.may(power):
                raise OutsideScope
            return view(cast(SignedInRequest, request), *args, **kwargs)

        guarded.__dict__["power"] = power or "self"
        return guarded

    return make


def open_page(reason: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A page that needs no sign-in, and why."""

    def make(view: Callable[..., Any]) -> Callable[..., Any]:
        view.__dict__["open_because"] = reason
        return view

    return make
