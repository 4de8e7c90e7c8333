"""Between sign-in and the pages: sessions that are over, accounts that are not ready, and signing in again for a signature.

A request that needs a fresh sign-in is kept in the session, and offered for sending once its sender has proved who they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from zhiheng.base.accounts import factors, sessions
from zhiheng.base.accounts.models import Account

KEPT = "kept_request"
LARGEST_KEPT = 100_000  # characters; a form of text fields, not a file
# Reachable before the account is ready, and never themselves a reason to go elsewhere.
_WHILE_NOT_READY = frozenset({
    "account_login", "account_logout", "account_reauthenticate", "account_change_password", "second_factor", "second_factor_add",
    "passkey_add", "preferences", "healthz", "demo_sign_in",
})  # fmt: skip


class EntranceMiddleware:
    """Ends sessions that outlived their time; sends accounts without password of their own or second factor to get one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            over = sessions.expired(request.session)
            if over:
                return _ended(request, over)
            sessions.touch(request.session)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not request.user.is_authenticated or name in _WHILE_NOT_READY:
            return None
        step = pending_step(request)
        return go_to(request, f"{reverse(step)}?{urlencode({'next': request.get_full_path()})}") if step else None


def pending_step(request: HttpRequest) -> str:
    """Name of the page that the signed-in account must visit before any other, or ''."""
    account = request.user
    assert isinstance(account, Account)
    if account.demo:
        return ""
    if account.must_change_password:
        return "account_change_password"
    proved = any(method.get("method") == "mfa" for method in request.session.get("account_authentication_methods", []))
    return "" if proved or factors.kinds_of(account) else "second_factor"


def _ended(request: HttpRequest, over: str) -> HttpResponse:
    words = {
        "idle": _("Your session ended after %(minutes)d minutes without use. Sign in again to go on.") % {"minutes": settings.SESSION_IDLE_MINUTES},
        "absolute": _("Your session ended after %(hours)d hours. Sign in again to go on.") % {"hours": settings.SESSION_LONGEST_HOURS},
    }
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    messages.warning(request, words[over])
    return go_to(request, f"{reverse('account_login')}?{urlencode({'next': came_from(request)})}")


def came_from(request: HttpRequest) -> str:
    """The page to come back to: this one, or for a form the page it was on."""
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    return local_address(request, request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))


def local_address(request: HttpRequest, asked: str | None, default: str = "/") -> str:
    """An address of this site as asked for (path and query), or the default: nobody is sent elsewhere after signing in."""
    host = request.get_host()
    if not asked or not url_has_allowed_host_and_scheme(asked, allowed_hosts={host}, require_https=request.is_secure()):
        return default
    for origin in (f"http://{host}", f"https://{host}"):
        asked = asked.removeprefix(origin)
    return asked if asked.startswith("/") and not asked.startswith("//") else default


def go_to(request: HttpRequest, address: str) -> HttpResponse:
    """A redirect that also works for a part of a page: the whole page goes."""
    if request.headers.get("HX-Request") or request.headers.get("Zhiheng-Drawer"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def suspend(request: HttpRequest) -> HttpResponse:
    """Keep what was sent and ask its sender to prove who they are. Files and overlong forms are not kept; that is said."""
    if request.method == "POST":
        fields = [[name, values] for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" and "password" not in name]
        size = sum(len(value) for _name, values in fields for value in values)
        whole = not request.FILES and size <= LARGEST_KEPT
        request.session[KEPT] = {"path": request.get_full_path(), "back": came_from(request), "fields": fields if whole else [], "whole": whole}
        return go_to(request, reverse("account_reauthenticate"))
    request.session.pop(KEPT, None)
    return go_to(request, f"{reverse('account_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")


def kept_request(request: HttpRequest) -> Mapping[str, Any] | None:
    """What ``suspend`` kept in this session: path, back, fields (name, values), whole."""
    kept = request.session.get(KEPT)
    return kept if isinstance(kept, dict) else None
