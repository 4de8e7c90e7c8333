"""A second official signs in the first one's form: their number, password and, where they have one, a one-time code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.accounts import factors
from zhiheng.base.accounts.sign_in import prove_code, prove_password
from zhiheng.base.accounts.tries import Source
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Official
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.web.access import SignedInRequest
from zhiheng.web.pages.people.forms import ReasonForm


class CosignForm(ReasonForm):
    """The reason, then the second official's signature."""

    second = forms.CharField(label=_l("Second official: number"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    second_password = forms.CharField(
        label=_l("Second official: password"), max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )
    second_code = forms.CharField(
        label=_l("Second official: one-time code"), max_length=12, required=False, help_text=_l("If they have one."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = ("second", "second_password", "second_code")
        self.order_fields([*(name for name in self.fields if name not in last), *last])


def second_of(request: SignedInRequest, form: CosignForm) -> Official:
    """The second official, proved. The try counts as one of signing in.

    Raises:
        NotSignedIn, LockedOut: not proved. Invalid: an account without an officer.
    """
    given, source = form.cleaned_data, Source.of(request)
    account = prove_password(given["second"], given["second_password"], source)
    if factors.kinds_of(account):
        prove_code(account, given["second_code"], source)
    officer = Officer.objects.filter(account=account, left_on__isnull=True).first()
    if officer is None:
        raise Invalid(fields={"second": _l("This account belongs to no officer in service.")})
    return Official(ref=officer.ref, label=officer.name, terminal=request.official.terminal, fresh_at=timezone.now())
