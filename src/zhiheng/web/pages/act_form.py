"""One form, one act: say what follows, take what is entered, do it, or say in the form why it was refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhiheng.engines.trail.refusals import NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.web.access import SignedInRequest
from zhiheng.web.forms import Form
from zhiheng.web.parts import Words


@dataclass(frozen=True, slots=True)
class ActPage:
    """The words of a form page. ``consequence``: what follows from the act; with ``ask`` it is confirmed before sending."""

    title: Words
    over: Words
    button: Words
    done: Words
    back: str
    consequence: Words = ""
    ask: bool = False
    nav: str = ""


def answer[R](request: SignedInRequest, about: ActPage, form: Form, do: Callable[[], R], *, then: Callable[[R], str] | None = None) -> HttpResponse:
    """Show the form, or do the act and go back to the record; to what the act made, where ``then`` gives its address.

    A refusal stands in the form with what was entered; a record outside the area and a stale sign-in are answered for
    every page alike, above.
    """
    if request.method == "POST" and form.is_valid():
        try:
            made = do()
        except (OutsideScope, NeedsFreshSignIn):
            raise
        except Refusal as refusal:
            say(form, refusal)
            return _form(request, about, form, refusal.status)
        messages.success(request, str(about.done))
        return HttpResponseRedirect(then(made) if then else about.back)
    return _form(request, about, form, 422 if form.is_bound else 200)


def say(form: Form, refusal: Refusal) -> None:
    """Put a refusal's words into the form: at their fields, else at its head, with the basis."""
    placed = False
    for name, words in refusal.fields.items():
        if name in form.fields:
            form.add_error(name, str(words))
            placed = True
    if not placed or refusal.code == "stale":
        basis = _(" Basis: %(basis)s") % {"basis": refusal.basis} if refusal.basis else ""
        form.add_error(None, f"{refusal.words}{basis}")


def _form(request: SignedInRequest, about: ActPage, form: Form, status: int) -> HttpResponse:
    return render(request, "acts/form.html", {"about": about, "form": form, "nav": about.nav}, status=status)
