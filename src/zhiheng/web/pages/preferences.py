"""The one form that changes theme, density, menu and language."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from zhiheng.web.access import open_page
from zhiheng.web.preferences import CHOICES, COOKIES

YEAR = 365 * 24 * 3600


@open_page("choosing language, theme and density needs no sign-in")
@require_POST
def set_preferences(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen and go back to the same page. Unknown names and values are ignored."""
    by_script = bool(request.headers.get("HX-Request"))
    response = HttpResponse(status=204) if by_script else HttpResponseRedirect(_return_address(request))
    for name, values in CHOICES.items():
        value = request.POST.get(name, "")
        if value in values:
            response.set_cookie(COOKIES[name], value, max_age=YEAR, samesite="Lax", httponly=False, secure=settings.SESSION_COOKIE_SECURE)
    return response


def _return_address(request: HttpRequest) -> str:
    """The page the form was on; never another host."""
    asked = request.POST.get("next") or request.headers.get("Referer", "/")
    if not url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(asked)
    return parts.path + (f"?{parts.query}" if parts.query else "") or "/"
