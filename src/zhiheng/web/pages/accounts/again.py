"""Proving again who one is, for a signature; then sending what was kept."""

from __future__ import annotations

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from zhiheng.base.accounts import factors
from zhiheng.base.accounts.errors import LockedOut, NotSignedIn, WrongPassword
from zhiheng.base.accounts.models import Account
from zhiheng.base.accounts.sign_in import note_own, prove_code, prove_passkey, prove_password
from zhiheng.base.accounts.tries import Source
from zhiheng.base.powers.policy import is_fresh
from zhiheng.engines.trail.refusals import Refusal
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.entrance import KEPT, kept_request
from zhiheng.web.pages.accounts.forms import AgainForm
from zhiheng.web.pages.accounts.sign_in import next_of, words_of

MOST_RECORDS = 6  # a session keeps its latest proofs, not all of a shift


@form_page(None)
@sensitive_post_parameters("password")
def again(request: SignedInRequest) -> HttpResponse:
    """Password and second factor once more."""
    account = _account(request)
    kinds = factors.kinds_of(account)
    form = AgainForm(request.POST if request.method == "POST" else None, kinds=kinds)
    if request.method != "POST":
        return _page(request, account, form, kinds)
    if not form.is_valid():
        return _page(request, account, form, kinds, status=422)
    try:
        _prove(request, account, form, kinds)
    except (NotSignedIn, LockedOut) as refusal:
        form.add_error("password" if isinstance(refusal, WrongPassword) or "code" not in form.fields else "code", str(refusal.words))
        return _page(request, account, form, kinds, status=refusal.status, refusal=refusal)
    note_own("fresh_sign_in", account, Source.of(request), factors=["password", *sorted(kinds)])
    return redirect("account_resume") if kept_request(request) else HttpResponseRedirect(next_of(request))


def _account(request: SignedInRequest) -> Account:
    account = request.user
    assert isinstance(account, Account)
    return account


def _prove(request: SignedInRequest, account: Account, form: AgainForm, kinds: set[str]) -> None:
    """Every step that the account has, or a refusal; only then is anything recorded."""
    source, given = Source.of(request), form.cleaned_data
    prove_password(account.username, given["password"], source)
    by_passkey = bool(given.get("credential"))
    if by_passkey:
        prove_passkey(account, given["credential"], source)
    elif kinds:
        prove_code(account, given.get("code", ""), source)
    record_authentication(request, account, "password", reauthenticated=True)
    if kinds:
        record_authentication(request, account, "mfa", type="webauthn" if by_passkey else "totp", reauthenticated=True)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = request.session[AUTHENTICATION_METHODS_SESSION_KEY][-MOST_RECORDS:]


def _page(
    request: SignedInRequest, account: Account, form: AgainForm, kinds: set[str], *, status: int = 200, refusal: Refusal | None = None
) -> HttpResponse:
    facts = {
        "form": form,
        "account": account,
        "kinds": kinds,
        "kept_form": kept_request(request),
        "next": next_of(request),
        "passkey": factors.passkey_request(account) if "webauthn" in kinds else None,
        **words_of(refusal, _("What you entered on the page before is kept.") if kept_request(request) else ""),
    }
    return render(request, "accounts/again.html", facts, status=status)


@page(None)
def resume(request: SignedInRequest) -> HttpResponse:
    """What was kept, ready to be sent as it was: the sender sends it, nobody else."""
    kept = kept_request(request)
    if kept is None:
        return redirect("/")
    if not is_fresh(request.official):
        return redirect("account_reauthenticate")
    if not kept["whole"]:
        request.session.pop(KEPT)
    return render(request, "accounts/resume.html", {"kept": kept})
