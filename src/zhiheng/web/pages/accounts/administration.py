"""The accounts administrator's home: accounts within reach, their sessions, and the few things that may be done to them.

Nothing here leads to a person or a case, and nothing changes a post or what a post may do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext, pgettext_lazy

from zhiheng.base.accounts import actions, factors, policy, queries, sessions
from zhiheng.base.accounts.models import Account
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Official, Subject
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.web.access import SignedInRequest, form_page, page
from zhiheng.web.formats import iso_date, moment
from zhiheng.web.pages.accounts.forms import OpenAccountForm, ReasonForm, keep_forgery
from zhiheng.web.parts import Cell, Chip, Words
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table, decode_cursor, encode_cursor

COLUMNS = (
    Column("number", _l("Officer's number"), strong=True, fixed=True),
    Column("name", _l("Officer")),
    Column("post", _l("Post and place"), wrap=True),
    Column("since", pgettext_lazy("holding", "Since"), lesser=True),
    Column("state", _l("Account")),
    Column("factor", _l("Second factor")),
    Column("sessions", _l("Open sessions"), num=True),
    Column("last", _l("Last sign-in"), lesser=True),
)
STATES = (("open", pgettext_lazy("account", "open")), ("waiting", _l("first sign-in to come")), ("closed", pgettext_lazy("account", "closed")))
FACTORS = (("set", pgettext_lazy("second factor", "set")), ("none", pgettext_lazy("second factor", "not set")))
FILTERS = (
    Filter("q", _l("Number or name")),
    Filter("state", _l("Account"), options=STATES),
    Filter("factor", _l("Second factor"), options=FACTORS),
)


@page(policy.VIEW)
def account_list(request: SignedInRequest) -> HttpResponse:
    """Accounts of the administrator's places."""
    state = ListState.read(request.GET, filters=("q", "state", "factor"))
    chosen = state.filters
    found = queries.list_accounts(
        request.viewer.over(policy.VIEW), text=chosen.get("q", ""), state=chosen.get("state", ""), factor=chosen.get("factor", ""),
        after=_cursor(state.after), before=_cursor(state.before), size=state.size,
    )  # fmt: skip
    table = Table(
        id="accounts", state=state, columns=COLUMNS, filters=FILTERS, rows=[_row(row) for row in found.rows],
        next=encode_cursor(found.next) if found.next else None, previous=encode_cursor(found.previous) if found.previous else None,
        empty=Empty(_("No accounts."), _("They appear here once you open one for an officer.")),
    )  # fmt: skip
    return render(request, "accounts/list.html", {"table": table, "may_open": request.viewer.may(policy.OPEN)})


def _cursor(text: str | None) -> str | None:
    values = decode_cursor(text)
    return values[0] if values else None


def _row(row: queries.AccountRow) -> Row:
    posts = row.posts or [(_("no post at present"), None)]
    cells: dict[str, object] = {
        "number": row.account.username,
        "name": row.account.label,
        "post": Cell(posts[0][0], beside=_("and %(n)d more") % {"n": len(posts) - 1} if len(posts) > 1 else ""),
        "since": iso_date(posts[0][1].date()) if posts[0][1] else None,
        "state": state_chip(row.account),
        "factor": _factor_chip(row),
        "sessions": row.sessions,
        "last": moment(row.last_sign_in) if row.last_sign_in else None,
    }
    return Row(key=row.account.username, cells=cells, href=f"/accounts/{row.account.username}", drawer=True)


def _factor_chip(row: queries.AccountRow) -> Chip:
    if row.has_factor:
        return Chip(pgettext("second factor", "set"), "")
    return Chip(pgettext("second factor", "not set"), "line" if row.account.demo else "warn")


def state_chip(account: Account) -> Chip:
    """The account's state as a chip."""
    if not account.is_active:
        return Chip(pgettext("account", "closed"), "bad")
    if account.must_change_password and not account.demo:
        return Chip(_("first sign-in to come"), "warn")
    return Chip(pgettext("account", "open"), "")


@page(policy.VIEW)
def account(request: SignedInRequest, number: str) -> HttpResponse:
    """One account: state, posts, second factor, sessions, and what may be done."""
    found = queries.account_in_reach(number, request.viewer.over(policy.VIEW))
    return _account_page(request, found)


def _account_page(request: SignedInRequest, found: Account) -> HttpResponse:
    row = queries.rows_of([found])[0]
    place = Place.objects.filter(path=found.place).first()
    kinds = factors.kinds_of(found)
    names = {"totp": _("code generator"), "webauthn": _("passkey")}
    facts: list[tuple[Words, object]] = [
        (_("Officer's number"), found.username),
        (_("Officer"), found.label),
        (_("Looked after at"), place),
        (_("Posts"), "；".join(words for words, _since in row.posts) or _("no post at present")),
        (_("Account"), state_chip(found)),
        (_("Opened"), moment(found.opened_at)),
        (_("Second factor"), "、".join(names[kind] for kind in sorted(kinds)) or pgettext("second factor", "not set")),
        (_("Last sign-in"), moment(row.last_sign_in) if row.last_sign_in else _("never")),
    ]
    own = request.official.ref == found.official_ref
    offered = [] if own else [(name, verb) for name, verb in VERBS.items() if verb.offered(found) and request.viewer.may(verb.power)]
    shown = {"account": found, "facts": facts, "sessions": sessions.open_sessions(found), "offered": offered, "own": own, "nav": "accounts"}
    return render(request, "accounts/account.html", shown)


@dataclass(frozen=True, slots=True)
class Verb:
    """Something that can be done to an account: its button, what follows from it, its power, and when it is offered."""

    label: Words
    consequence: Words
    power: str
    do: Callable[[Account, Official, str], object]
    offered: Callable[[Account], bool]
    danger: bool = False


VERBS: dict[str, Verb] = {
    "end-sessions": Verb(
        _l("End all sessions"),
        _l("Whoever is signed in with this account is signed out at once; what they have not sent is lost."),
        policy.SESSIONS,
        lambda a, o, r: actions.end_sessions(a, acting=o, reason=r),
        lambda a: True,
    ),
    "reset-password": Verb(
        _l("Reset the password"),
        _l("The account gets a temporary password, shown to you once, and its sessions end. Verify the owner face to face first."),
        policy.RESET,
        lambda a, o, r: actions.reset_password(a, acting=o, reason=r),
        lambda a: a.is_active and not a.demo,
    ),
    "reset-second-factor": Verb(
        _l("Reset the second factor"),
        _l("The account's code generator and passkeys are taken away and its sessions end; the owner sets a new one at the next sign-in."),
        policy.RESET,
        lambda a, o, r: actions.reset_second_factor(a, acting=o, reason=r),
        lambda a: a.is_active,
    ),
    "close": Verb(
        _l("Close the account"),
        _l("Nobody can sign in with this account any more, and its open sessions end at once. It can be reopened."),
        policy.OPEN,
        lambda a, o, r: actions.close_account(a, acting=o, reason=r),
        lambda a: a.is_active,
        danger=True,
    ),
    "reopen": Verb(
        _l("Reopen the account"),
        _l("The owner can sign in again with the password and second factor they had."),
        policy.OPEN,
        lambda a, o, r: actions.reopen_account(a, acting=o, reason=r),
        lambda a: not a.is_active,
    ),
}


@form_page(policy.VIEW)
def administer(request: SignedInRequest, number: str, verb: str) -> HttpResponse:
    """Say what follows, ask why, do it."""
    chosen = VERBS.get(verb)
    if chosen is None or not request.viewer.may(chosen.power):
        raise OutsideScope
    found = queries.account_in_reach(number, request.viewer.over(chosen.power))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    facts = {"account": found, "verb": chosen, "form": form, "nav": "accounts"}
    if request.method == "POST" and form.is_valid():
        try:
            result = chosen.do(found, request.official, form.cleaned_data["reason"])
        except NeedsFreshSignIn:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal.words))
            return render(request, "accounts/administer.html", facts, status=refusal.status)
        return _done(request, found, chosen, result)
    keep_forgery(form, verb, chosen.power, acting=request.official, subject=found.trail_subject())
    return render(request, "accounts/administer.html", facts, status=422 if form.is_bound else 200)


def _done(request: SignedInRequest, found: Account, verb: Verb, result: object) -> HttpResponse:
    if isinstance(result, str):  # a temporary password: shown on this answer and nowhere else
        return render(request, "accounts/temporary_password.html", {"account": found, "password": result, "nav": "accounts"})
    messages.success(request, _("Done: %(act)s, %(number)s.") % {"act": verb.label, "number": found.username})
    return redirect("account", number=found.username)


@form_page(policy.OPEN)
def open_account(request: SignedInRequest) -> HttpResponse:
    """Open an account for an officer who has none."""
    form = OpenAccountForm(request.POST if request.method == "POST" else None, initial={"number": request.GET.get("number", "")[:40]})
    if request.method != "POST" or not form.is_valid():
        keep_forgery(form, "open_account", policy.OPEN, acting=request.official, subject=Subject("account:unknown", ""))
        return render(request, "accounts/open.html", {"form": form, "nav": "accounts"}, status=422 if form.is_bound else 200)
    try:
        officer = _officer(request, form.cleaned_data["number"])
        made, password = actions.open_account(officer, acting=request.official, reason=form.cleaned_data["reason"])
    except NeedsFreshSignIn:
        raise
    except Refusal as refusal:
        form.add_error("number", str(refusal.words))
        return render(request, "accounts/open.html", {"form": form, "nav": "accounts"}, status=refusal.status)
    return render(request, "accounts/temporary_password.html", {"account": made, "password": password, "nav": "accounts"})


def _officer(request: SignedInRequest, number: str) -> Officer:
    """The officer of that number within reach, or OutsideScope. System officials sign in nowhere."""
    within = Officer.objects.exclude(kind=Officer.Kind.SYSTEM).filter(home__path__under_any=list(request.viewer.over(policy.OPEN)))
    found = within.filter(number=number).first()
    if found is None:
        raise OutsideScope
    return found
