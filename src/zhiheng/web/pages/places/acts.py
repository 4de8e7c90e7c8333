"""Pages of the acts on a place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.places import actions, policy
from zhiheng.base.places.actions import Capacity
from zhiheng.base.places.models import Kind, Place, Use
from zhiheng.base.places.queries import place_at
from zhiheng.web.access import SignedInRequest, form_page
from zhiheng.web.forms import Form
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.people.forms import ReasonForm
from zhiheng.web.parts import Words


def _beds(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100_000, initial=0, help_text=help_text)


class CapacityForm(ReasonForm):
    certified = _beds(_l("Certified capacity"), _l("Beds by the building standard."))
    working = _beds(_l("Working capacity"), _l("Beds in ordinary use."))
    now = _beds(_l("Usable now"), _l("Less those under repair or kept free."))

    def capacity(self) -> Capacity:
        return Capacity(*(self.cleaned_data[name] for name in Capacity._fields))


class FoundForm(CapacityForm):
    code = forms.CharField(label=_l("Code"), max_length=60, help_text=_l("Letters, digits, dashes; part of the place's address."))
    name = forms.CharField(label=_l("Name"), max_length=200)
    kind = forms.ChoiceField(label=_l("Kind"), choices=[(k.value, k.label) for k in Kind if k != Kind.BUREAU])
    use = forms.ChoiceField(label=_l("Use"), choices=Use.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["code", "name", "kind", "use", "certified", "working", "now", "reason"])


class UseForm(ReasonForm):
    use = forms.ChoiceField(label=_l("Use"), choices=Use.choices)


@form_page(policy.FOUND)
def found(request: SignedInRequest, place: str) -> HttpResponse:
    """Found a place inside this one."""
    here = place_at(place, request.viewer.reach.over(policy.FOUND))
    form = FoundForm(_sent(request))
    about = _about(here, _("Found a place inside"), _("Found the place"), _("The place is founded."))
    names = ("code", "name", "kind", "use")
    return answer(
        request, about, form,
        lambda: actions.found_place(here, capacity=form.capacity(), **{n: form.cleaned_data[n] for n in names}, **_by(request, form)),
    )  # fmt: skip


@form_page(policy.CHANGE)
def use(request: SignedInRequest, place: str) -> HttpResponse:
    """Change what the place serves."""
    here = place_at(place, request.viewer.reach.over(policy.CHANGE))
    form = UseForm(_sent(request), initial={"use": here.use})
    about = _about(here, _("Change the use"), _("Change the use"), _("The use is changed."))
    return answer(request, about, form, lambda: actions.change_use(here, use=form.cleaned_data["use"], **_by(request, form)))


@form_page(policy.CHANGE)
def capacity(request: SignedInRequest, place: str) -> HttpResponse:
    """State the capacities anew."""
    here = place_at(place, request.viewer.reach.over(policy.CHANGE))
    initial = {"certified": here.capacity_certified, "working": here.capacity_working, "now": here.capacity_now}
    form = CapacityForm(_sent(request), initial=initial)
    about = _about(here, _("State the capacity"), _("State the capacity"), _("The capacity is changed."))
    return answer(request, about, form, lambda: actions.set_capacity(here, capacity=form.capacity(), **_by(request, form)))


@form_page(policy.CLOSE)
def close(request: SignedInRequest, place: str) -> HttpResponse:
    """Close the place."""
    here = place_at(place, request.viewer.reach.over(policy.CLOSE))
    form = ReasonForm(_sent(request))
    about = _about(
        here, _("Close this place"), _("Close this place"), _("The place is closed; its record stays."),
        _("Nobody can be placed here from today on. The place must be empty; its record stays."), ask=True,
    )  # fmt: skip
    return answer(request, about, form, lambda: actions.close_place(here, on=timezone.localdate(), **_by(request, form)))


def _sent(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _by(request: SignedInRequest, form: Form) -> dict[str, Any]:
    return {"acting": request.official, "reason": form.cleaned_data["reason"]}


def _about(here: Place, title: Words, button: Words, done: Words, consequence: Words = "", *, ask: bool = False) -> ActPage:
    return ActPage(title, str(here), button, done, reverse("place", args=[here.path]), consequence, ask, nav="places")
