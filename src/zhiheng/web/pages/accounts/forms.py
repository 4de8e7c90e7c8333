"""Forms of sign-in and of accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.acts import Official, Subject, note_refusal
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.web.forms import Form

LONGEST_PASSWORD = 200  # hashing a longer one would be work for nothing


def _password(label: Any, autocomplete: str, *, required: bool = True) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, widget=widget, strip=False, max_length=LONGEST_PASSWORD, required=required)


def _code(help_text: Any, *, required: bool = True) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
    return forms.CharField(label=_("One-time code"), help_text=help_text, max_length=20, widget=widget, required=required)


class CredentialField(forms.JSONField):
    """What the browser answered for a passkey. An answer counts once, so a page never shows it again."""

    def __init__(self, *, required: bool = True) -> None:
        super().__init__(label=_("Passkey"), widget=forms.HiddenInput, required=required)

    def prepare_value(self, value: Any) -> str:
        return ""


class SignInForm(Form):
    """The first step."""

    number = forms.CharField(
        label=_("Officer's number"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = _password(_("Password"), "current-password")


class CodeForm(Form):
    """The second step by one-time code."""

    code = _code(_("The 6 digits on your code generator. They change every 30 seconds and may be pasted."))


class PasskeyForm(Form):
    """The second step by passkey: what the browser answered."""

    credential = CredentialField()


class AgainForm(Form):
    """Both steps again, for a signature."""

    password = _password(_("Password"), "current-password")
    code = _code(_("The 6 digits on your code generator."), required=False)
    credential = CredentialField(required=False)

    def __init__(self, *args: Any, kinds: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "totp" not in kinds:
            del self.fields["code"]
        if "webauthn" not in kinds:
            del self.fields["credential"]
        if kinds == {"totp"}:
            self.fields["code"].required = True


class PasswordForm(Form):
    """A new password of one's own."""

    current = _password(_("Present password"), "current-password")
    password = _password(_("New password"), "new-password")
    repeated = _password(_("New password again"), "new-password")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("repeated") and cleaned["password"] != cleaned["repeated"]:
            self.add_error("repeated", _("The two new passwords differ. Type the new password again."))
        return cleaned


class NewPasskeyForm(Form):
    """A name for a new passkey, and what the browser answered."""

    name = forms.CharField(
        label=_("Name of the passkey"), max_length=60, required=False, help_text=_("For example: key on my ring, duty-room computer")
    )
    credential = CredentialField()


class ReasonForm(Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class OpenAccountForm(ReasonForm):
    """Whose account to open, and why."""

    number = forms.CharField(label=_("Officer's number"), max_length=40)
    field_order = ("number", "reason")


class EndSessionForm(Form):
    """Which of one's own sessions to end; none = all others."""

    key = forms.IntegerField(required=False, min_value=1)


def keep_forgery(form: forms.Form, verb: str, power: str, *, acting: Official, subject: Subject) -> None:
    """Keep in the trail that a form came with fields it does not have (``is_active``): our pages never send such."""
    if form.is_bound and form.has_error(NON_FIELD_ERRORS, code="unexpected"):
        note_refusal(verb, power, Invalid(), acting=acting, subject=subject, reason=", ".join(sorted(set(form.data) - set(form.fields))))
