"""Theme, density, menu and language: kept in cookies, so that the server draws the page right the first time.

Nothing personal is in them, nothing is kept in the browser's own storage, and they work without script.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

CHOICES = {
    "theme": ("auto", "light", "dark"),
    "density": ("normal", "dense"),
    "menu": ("auto", "full", "mini"),
    "language": ("zh-hans", "en"),
}
COOKIES = {name: f"zh_{name}" for name in CHOICES}


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
