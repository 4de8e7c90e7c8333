"""Signing in, signing out, and the demonstration's one click per role."""

from __future__ import annotations

from collections.abc import Sequence

from allauth.account.internal.flows.login import perform_login, perform_password_login, record_authentication
from allauth.account.models import Login
from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.stages import AuthenticateStage
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhiheng.base.accounts import factors, queries
from zhiheng.base.accounts.errors import LockedOut, NotSignedIn
from zhiheng.base.accounts.models import Account
from zhiheng.base.accounts.sign_in import may_enter, note_own, note_stranger, prove_code, prove_passkey, prove_password
from zhiheng.base.accounts.tries import COOKIE, TERMINAL_KEPT, Source, remember_terminal
from zhiheng.engines.trail.refusals import Refusal
from zhiheng.web.access import open_page
from zhiheng.web.entrance import local_address
from zhiheng.web.forms import Form
from zhiheng.web.pages.accounts.forms import CodeForm, PasskeyForm, SignInForm

DEMO_PREFIX = "demo-"


def next_of(request: HttpRequest) -> str:
    """Where to go afterwards: an address of this site, or the first page."""
    return local_address(request, request.POST.get("next") or request.GET.get("next"))


@open_page("signing in is how one gets in")
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Number and password."""
    if getattr(request, "viewer", None) is not None:
        return HttpResponseRedirect(next_of(request))
    if request.user.is_authenticated:
        logout(request)  # an account without an officer in service: nothing is open to it
        return _sign_in_page(request, SignInForm(), notice=_("This account belongs to nobody in service now. Ask the accounts administrator."))
    return _try_password(request) if request.method == "POST" else _sign_in_page(request, SignInForm())


def _try_password(request: HttpRequest) -> HttpResponse:
    form, source = SignInForm(request.POST), Source.of(request)
    if not form.is_valid():
        note_stranger("failed_sign_in", "", source, "invalid-form")
        return _sign_in_page(request, form, status=422)
    number = form.cleaned_data["number"]
    try:
        account = prove_password(number, form.cleaned_data["password"], source)
    except (NotSignedIn, LockedOut) as refusal:
        form.add_error("password", str(refusal.words))
        return _sign_in_page(request, form, status=refusal.status, refusal=refusal)
    login = Login(user=account, redirect_url=next_of(request))
    return _entered(request, perform_password_login(request, {"username": number}, login))


def _entered(request: HttpRequest, response: HttpResponse, verb: str = "sign_in") -> HttpResponse:
    """After the last step: the terminal is known from now on, and the sign-in is kept."""
    if isinstance(request.user, Account):
        source = Source.of(request)
        cookie = remember_terminal(request.user, request)
        response.set_cookie(COOKIE, cookie, max_age=TERMINAL_KEPT, httponly=True, samesite="Lax", secure=bool(settings.SESSION_COOKIE_SECURE))
        note_own(verb, request.user, source, factors=[m.get("type", m.get("method")) for m in _methods(request)])
    return response


def _methods(request: HttpRequest) -> list[dict[str, str]]:
    found = request.session.get("account_authentication_methods", [])
    return found if isinstance(found, list) else []


def _sign_in_page(request: HttpRequest, form: Form, *, status: int = 200, refusal: Refusal | None = None, notice: str = "") -> HttpResponse:
    facts = {"form": form, "next": next_of(request), "notice": notice, "demo_roles": _demo_roles(), **words_of(refusal, _("Your number is kept."))}
    return render(request, "accounts/sign_in.html", facts, status=status)


def words_of(refusal: Refusal | None, kept: str) -> dict[str, str]:
    """What the error summary says under the errors: what was kept, how many tries are left, the code to quote."""
    if refusal is None:
        return {}
    left = refusal.tries if isinstance(refusal, NotSignedIn) else ""
    return {"kept": " ".join(part for part in (kept, left) if part), "code": f"E-{refusal.code.upper()}"}


def _demo_roles() -> Sequence[tuple[str, str, str]]:
    """Role, title of the post, name and place of the person; empty outside demo mode."""
    if not settings.DEMO:
        return []
    found = []
    for account in queries.demo_accounts():
        kind, place = queries.duty_of(account)
        found.append((account.username.removeprefix(DEMO_PREFIX), kind or account.username, f"{account.label} {place}".strip()))
    return found


@open_page("the second step of signing in; the first is kept in the session")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """One-time code or passkey."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if request.user.is_authenticated or stage is None or not isinstance(stage.login.user, Account) or not may_enter(stage.login.user):
        return redirect("account_login")
    account = stage.login.user
    if request.method == "POST":
        return _try_second(request, stage, account)
    return _second_page(request, account, CodeForm())


def _try_second(request: HttpRequest, stage: LoginStage, account: Account) -> HttpResponse:
    by_passkey = "credential" in request.POST
    form: Form = PasskeyForm(request.POST) if by_passkey else CodeForm(request.POST)
    if not form.is_valid():
        return _second_page(request, account, form, status=422)
    try:
        if by_passkey:
            prove_passkey(account, form.cleaned_data["credential"], Source.of(request))
        else:
            prove_code(account, form.cleaned_data["code"], Source.of(request))
    except (NotSignedIn, LockedOut) as refusal:
        form.add_error(None if by_passkey else "code", str(refusal.words))
        return _second_page(request, account, form, status=refusal.status, refusal=refusal)
    record_authentication(request, account, "mfa", type="webauthn" if by_passkey else "totp")
    return _entered(request, stage.exit())


def _second_page(request: HttpRequest, account: Account, form: Form, *, status: int = 200, refusal: Refusal | None = None) -> HttpResponse:
    kinds = factors.kinds_of(account)
    way = "code" if "totp" in kinds and request.GET.get("way") != "passkey" and not isinstance(form, PasskeyForm) else "passkey"
    facts = {
        "form": form,
        "account": account,
        "kinds": kinds,
        "way": way if "webauthn" in kinds else "code",
        "passkey": factors.passkey_request(account) if "webauthn" in kinds else None,
        **words_of(refusal, _("The first step is kept.")),
    }
    return render(request, "accounts/second.html", facts, status=status)


@open_page("ends whatever session there is")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    if isinstance(request.user, Account):
        note_own("sign_out", request.user, Source.of(request))
        UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    return redirect("account_login")


@open_page("in demo mode one click opens a synthetic person's session; outside it the address does not exist")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo_sign_in(request: HttpRequest, role: str) -> HttpResponse:
    """A session as the role's synthetic person. It has proved nothing, so signing still asks for the demo password."""
    if not settings.DEMO or request.method != "POST":
        raise Http404
    account = next((a for a in queries.demo_accounts() if a.username == DEMO_PREFIX + role), None)
    if account is None:
        raise Http404
    logout(request)
    return _entered(request, perform_login(request, Login(user=account, redirect_url=next_of(request))), "demo_sign_in")
