"""Forms over posts and policy. Every one asks for the reason: it is kept with the act."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiheng.base.powers.models import Officer, PostKind, Power, Sex
from zhiheng.engines.trail.refusals import Refusal
from zhiheng.web.forms import Form

_TIMES = ["%Y-%m-%d %H:%M", "%Y-%m-%d"]


class ReasonForm(Form):
    """An act that needs nothing but its reason."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Kept in the trail for good."))


class AssignForm(ReasonForm):
    """Whom to give a post, from when and until when."""

    field_order = ("officer", "start", "end", "reason")
    officer = forms.ChoiceField(label=_("Officer"), widget=forms.RadioSelect)
    start = forms.DateTimeField(label=_("From"), required=False, help_text=_("Empty: at once. Otherwise as 2026-03-05 08:00."), input_formats=_TIMES)
    end = forms.DateTimeField(label=_("Until"), required=False, help_text=_("Empty: open."), input_formats=_TIMES)

    def __init__(self, *args: object, officers: Sequence[Officer] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        choices = [(o.number, f"{o.name} {o.number} {o.home}") for o in officers]
        self.fields["officer"].choices = choices  # type: ignore[attr-defined]
        for name in ("start", "end"):
            self.fields[name].error_messages["invalid"] = _("Write it as 2026-03-05 08:00.")


class OpenPostForm(ReasonForm):
    """A new post: kind, place, code."""

    field_order = ("kind", "place", "code", "reason")
    kind = forms.ChoiceField(label=_("Kind of post"))
    place = forms.CharField(label=_("Place"), max_length=200, help_text=_("Path of the place, such as b.p1.w1."))
    code = forms.RegexField(
        r"^[A-Za-z0-9:._-]{2,60}$",
        label=_("Code"),
        help_text=_("Unique in the bureau."),
        error_messages={"invalid": _("2 to 60 letters, digits and : . _ - only.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kinds = PostKind.objects.exclude(holder=Officer.Kind.SYSTEM)
        self.fields["kind"].choices = [("", "—"), *((kind.code, str(kind)) for kind in kinds)]  # type: ignore[attr-defined]


class RegisterForm(ReasonForm):
    """A new officer or procurator."""

    field_order = ("number", "name", "kind", "sex", "home", "reason")
    number = forms.RegexField(r"^[A-Za-z0-9-]{2,40}$", label=_("Number"), error_messages={"invalid": _("2 to 40 letters, digits and - only.")})
    name = forms.CharField(label=_("Name"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=[(Officer.Kind.OFFICER, _("officer")), (Officer.Kind.PROCURATOR, _("procurator"))])
    sex = forms.ChoiceField(
        label=_("Sex"), choices=[("", _("not recorded")), *Sex.choices], required=False,
        help_text=_("Women are searched by women only: an officer whose sex is not recorded is not counted as one."),
    )  # fmt: skip
    home = forms.CharField(label=_("Home unit"), max_length=200, help_text=_("Path of the place, such as b.p1.w1."))


class ProposeForm(ReasonForm):
    """A change of what a kind of post carries."""

    field_order = ("kind", "add", "power", "reason")
    kind = forms.ChoiceField(label=_("Kind of post"))
    add = forms.ChoiceField(label=_("Change"), choices=[("yes", _("gets the power")), ("no", _("loses the power"))], widget=forms.RadioSelect)
    power = forms.ChoiceField(label=_("Power"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["kind"].choices = [("", "—"), *((kind.code, str(kind)) for kind in PostKind.objects.all())]  # type: ignore[attr-defined]
        powers = Power.objects.filter(retired=False)
        self.fields["power"].choices = [("", "—"), *((power.code, f"{power} ({power.code})") for power in powers)]  # type: ignore[attr-defined]
        self.fields["reason"].label = _("Reason and legal basis")


def explain(form: Form, refusal: Refusal) -> None:
    """Put a refusal's words where they belong in the form: beside its fields, or at its head."""
    for name, words in refusal.fields.items():
        form.add_error(name if name in form.fields else None, str(words))
    if not refusal.fields:
        form.add_error(None, str(refusal.words))
