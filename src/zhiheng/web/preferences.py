"""Theme, density, menu and language: kept in cookies, so that the server draws the page right the first time.

Nothing personal is in them, nothing is kept in the browser's own storage, and they work without script.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from zhiheng.web.access import open_page

CHOICES = {
    "theme": ("auto", "light", "dark"),
    "density": ("normal", "dense"),
    "menu": ("auto", "full", "mini"),
    "language": ("zh-hans", "en"),
}
COOKIES = {name: f"zh_{name}" for name in CHOICES}
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Preferences:
    """How this browser wants pages drawn. Unknown cookie values count as the first choice."""

    theme: str
    density: str
    menu: str
    language: str

    @classmethod
    def of(cls, request: HttpRequest) -> Preferences:
        """Read from the request's cookies."""
        return cls(**{name: _chosen(request, name) for name in CHOICES})


def _chosen(request: HttpRequest, name: str) -> str:
    value = request.COOKIES.get(COOKIES[name], "")
    return value if value in CHOICES[name] else CHOICES[name][0]


class LanguageMiddleware:
    """Chinese unless the reader chose English. The browser's own language list is not asked: posts share machines."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = _chosen(request, "language")
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            # A streamed or late-rendered answer is drawn after this block; ours are all rendered by now.
            response.headers.setdefault("Content-Language", language)
            patch_vary_headers(response, ["Cookie"])
            return response


@open_page("choosing language, theme and density needs no sign-in")
@require_POST
def set_preferences(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen and go back to the same page. Unknown names and values are ignored."""
    response: HttpResponse
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
    else:
        response = HttpResponseRedirect(_return_address(request))
    for name, values in CHOICES.items():
        value = request.POST.get(name, "")
        if value in values:
            response.set_cookie(
                COOKIES[name], value, max_age=_YEAR, samesite="Lax", httponly=False, secure=settings.SESSION_COOKIE_SECURE
            )
    return response


def _return_address(request: HttpRequest) -> str:
    """The page the form was on; never another host."""
    asked = request.POST.get("next") or request.headers.get("Referer", "/")
    if not url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(asked)
    return parts.path + (f"?{parts.query}" if parts.query else "") or "/"
