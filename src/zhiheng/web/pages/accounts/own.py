"""One's own password, second factors and sessions."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from zhiheng.base.accounts import factors, sessions
from zhiheng.base.accounts.actions import change_own_password
from zhiheng.base.accounts.errors import LastFactor, LockedOut, NotSignedIn, SharedAccount
from zhiheng.base.accounts.models import Account
from zhiheng.base.accounts.sign_in import note_own, prove_password
from zhiheng.base.accounts.tries import Source
from zhiheng.base.powers.policy import is_fresh
from zhiheng.engines.trail.refusals import Invalid, NeedsFreshSignIn, OutsideScope
from zhiheng.web.access import SignedInRequest, deed, form_page, page
from zhiheng.web.forms import Form
from zhiheng.web.pages.accounts.forms import CodeForm, EndSessionForm, NewPasskeyForm, PasswordForm
from zhiheng.web.pages.accounts.sign_in import next_of

SECRET = "new_secret"  # session key of a secret that is shown but not yet proved  # noqa: S105


def own_account(request: SignedInRequest) -> Account:
    """The account of the person signed in."""
    account = request.user
    assert isinstance(account, Account)
    return account


@form_page(None)
@sensitive_post_parameters()
def password(request: SignedInRequest) -> HttpResponse:
    """Change one's own password; the first sign-in leads here."""
    account = own_account(request)
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _changed(request, account, form):
        messages.success(request, _("Your password is changed. Your other sessions have ended."))
        return HttpResponseRedirect(next_of(request))
    facts = {"form": form, "must": account.must_change_password and not account.demo, "next": next_of(request)}
    return render(request, "accounts/password.html", facts, status=422 if form.is_bound else 200)


def _changed(request: SignedInRequest, account: Account, form: PasswordForm) -> bool:
    """Whether the password was changed; else the form says why not."""
    try:
        prove_password(account.username, form.cleaned_data["current"], Source.of(request))
        changed = change_own_password(account, password=form.cleaned_data["password"], acting=request.official, reason=_("own password"))
    except (NotSignedIn, LockedOut) as refusal:
        form.add_error("current", str(refusal.words))
        return False
    except SharedAccount as refusal:
        form.add_error(None, str(refusal.words))
        return False
    except Invalid as refusal:
        for name, words in refusal.fields.items():
            form.add_error(name, str(words))
        return False
    before = request.session.session_key
    update_session_auth_hash(request, changed)
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)
    sessions.end(changed, but=str(request.session.session_key))
    return True


@page(None)
def second_factor(request: SignedInRequest) -> HttpResponse:
    """One's second factors, and adding one; the first sign-in leads here."""
    return _factor_page(request, CodeForm(), NewPasskeyForm())


@deed(None)
def add_code_generator(request: SignedInRequest) -> HttpResponse:
    """Set a code generator, once it shows the right code."""
    _require_changeable(request)
    account, form = own_account(request), CodeForm(request.POST)
    if not form.is_valid():
        return _factor_page(request, form, NewPasskeyForm(), status=422)
    if not factors.add_code_generator(account, _secret(request), form.cleaned_data["code"]):
        form.add_error("code", _("The code is not right or has expired. Enter the latest 6 digits."))
        return _factor_page(request, form, NewPasskeyForm(), status=422)
    return _added(request, account, "totp")


@deed(None)
def add_passkey(request: SignedInRequest) -> HttpResponse:
    """Set a passkey from what the browser answered."""
    _require_changeable(request)
    account, form = own_account(request), NewPasskeyForm(request.POST)
    if not form.is_valid() or not factors.add_passkey(account, form.cleaned_data["name"] or _("Passkey"), form.cleaned_data["credential"]):
        form.add_error(None, _("The passkey was not accepted. Try again, or use another way."))
        return _factor_page(request, CodeForm(), form, status=422)
    return _added(request, account, "webauthn")


def _added(request: SignedInRequest, account: Account, kind: str) -> HttpResponse:
    request.session.pop(SECRET, None)
    record_authentication(request, account, "mfa", type=kind, reauthenticated=True)
    note_own("add_second_factor", account, Source.of(request), kind=kind)
    messages.success(request, _("Your second factor is set. You will be asked for it at every sign-in."))
    return HttpResponseRedirect(next_of(request))


@deed(None)
def remove_factor(request: SignedInRequest, key: int) -> HttpResponse:
    """Take away one of one's own second factors, but not the last."""
    _require_changeable(request)
    account = own_account(request)
    try:
        removed = factors.remove(account, key)
    except LastFactor as refusal:
        return _factor_page(request, CodeForm(), NewPasskeyForm(), status=refusal.status, notice=str(refusal.words))
    if removed is None:
        raise OutsideScope
    note_own("remove_second_factor", account, Source.of(request), kind=removed.type)
    messages.success(request, _("The second factor is removed."))
    return redirect("second_factor")


def _require_changeable(request: SignedInRequest) -> None:
    if own_account(request).demo:
        raise SharedAccount
    if not is_fresh(request.official):
        raise NeedsFreshSignIn


def _secret(request: SignedInRequest) -> str:
    """The secret being offered in this session; encrypted, as the session's row can be read in the database."""
    if SECRET not in request.session:
        request.session[SECRET] = encrypt(factors.new_secret())
    return str(decrypt(request.session[SECRET]))


def _factor_page(request: SignedInRequest, code: Form, passkey: Form, *, status: int = 200, notice: str = "") -> HttpResponse:
    account = own_account(request)
    found = factors.factors_of(account)
    facts: dict[str, object] = {
        "factors": [(f, f.type == Authenticator.Type.TOTP, f.data.get("name", "")) for f in found],
        "must": factors.must_have_one(account) and not found,
        "shared": account.demo,
        "code_form": code,
        "passkey_form": passkey,
        "passkey": factors.passkey_creation(account),
        "next": next_of(request),
        "notice": notice,
    }
    if not any(f.type == Authenticator.Type.TOTP for f in found):
        secret = _secret(request)
        facts["secret"] = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
        facts["secret_address"], facts["secret_picture"] = factors.secret_address(account, secret)
    return render(request, "accounts/second_factor.html", facts, status=status)


@page(None)
def my_sessions(request: SignedInRequest) -> HttpResponse:
    """One's own open sessions."""
    account = own_account(request)
    found = sessions.open_sessions(account, current=str(request.session.session_key))
    return render(request, "accounts/my_sessions.html", {"sessions": found, "others": sum(not s.current for s in found)})


@deed(None)
def end_own_sessions(request: SignedInRequest) -> HttpResponse:
    """End one of one's own other sessions, or all of them."""
    form = EndSessionForm(request.POST)
    if not form.is_valid():
        raise OutsideScope
    account, key = own_account(request), form.cleaned_data["key"]
    ended = sessions.end(account, only=key, but=str(request.session.session_key))
    if key is not None and not ended:
        raise OutsideScope
    note_own("end_own_sessions", account, Source.of(request), ended=ended)
    messages.success(request, _("Sessions ended: %(n)d.") % {"n": ended})
    return redirect("my_sessions")
