"""Enter the notice of a year, look at an entry with what it would change, approve or decline another's, withdraw one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.calendar import actions, policy, queries
from zhiheng.base.calendar.actions import EARLIEST, NoticeEntry
from zhiheng.base.calendar.counted import effect
from zhiheng.base.calendar.models import HolidayNotice
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.web.access import SignedInRequest, deed, form_page, page
from zhiheng.web.forms import Form
from zhiheng.web.pages.act_form import ActPage, answer, say
from zhiheng.web.pages.calendar.lines import DaysField, SpansField
from zhiheng.web.pages.calendar.months import year_of
from zhiheng.web.pages.calendar.years import bureau_of, may_enter
from zhiheng.web.pages.settings.choices import WhyForm

_State = HolidayNotice.State


class EnterForm(WhyForm):
    """Number and date of the notice, its holidays and its working weekends, pasted line by line."""

    field_order = ("document", "issued_on", "holidays", "worked", "reason")
    document = forms.CharField(label=_l("Number of the notice"), max_length=100, help_text=_l("As printed at its head."))
    issued_on = forms.DateField(label=_l("Issued on"))

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holidays"] = SpansField(
            label=_("Holidays"), year=year, max_length=4000,
            help_text=_("One a line: 10-01..10-07 and the name. The sentences of the notice can be pasted as they are."),
        )  # fmt: skip
        self.fields["worked"] = DaysField(
            label=_("Working weekends"), year=year, max_length=1000, required=False,
            help_text=_("The Saturdays and Sundays on which people work, for example 02-14, 05-09."),
        )  # fmt: skip
        self.order_fields(self.field_order)


@form_page(policy.ENTER)
def enter(request: SignedInRequest, year: int) -> HttpResponse:
    """Enter the published notice of a year."""
    bureau = bureau_of(request.viewer)
    if bureau is None or year < EARLIEST or not may_enter(request.viewer, year, timezone.localdate()):
        raise OutsideScope
    form = EnterForm(request.POST if request.method == "POST" else None, year=year)
    made: list[HolidayNotice] = []

    def do() -> None:
        given = form.cleaned_data
        made.append(actions.enter_notice(bureau, year=year, entry=_entry(given), acting=request.official, reason=given["reason"]))

    about = ActPage(
        title=_("Enter the working calendar of %(year)s") % {"year": year},
        over=_("Working calendar"),
        button=_("Enter"),
        done=_("Entered. It takes effect when another holder of the power has compared it with the notice and approves it."),
        back=reverse("calendar_year", args=[year]),
        consequence=_("Only what the State Council's office has published is entered. On the next page you see the year and what it changes."),
        nav="calendar",
    )
    response = answer(request, about, form, do)
    return HttpResponseRedirect(reverse("calendar_notice", args=[made[0].pk])) if made else response


def _entry(given: dict[str, Any]) -> NoticeEntry:
    return NoticeEntry(given["document"], given["issued_on"], given["holidays"], given["worked"])


@page(None)
def entered(request: SignedInRequest, holiday_notice_id: int) -> HttpResponse:
    """One entry: what it names, who entered and approved it, and, while it waits, what it would change."""
    return _page(request, _notice(holiday_notice_id), WhyForm())


type Verb = Callable[..., HolidayNotice]


@deed(policy.ENTER)
def decide(request: SignedInRequest, holiday_notice_id: int, decision: str) -> HttpResponse:
    """Approve or decline another's entry, or withdraw one's own."""
    acts: dict[str, tuple[Verb, str]] = {
        "approve": (actions.approve_notice, _("Approved. The calendar is in force, and what was open is counted by it.")),
        "decline": (actions.decline_notice, _("Declined. Nothing was changed.")),
        "withdraw": (actions.withdraw_notice, _("Withdrawn. Nothing was changed.")),
    }
    found = _notice(holiday_notice_id)
    if decision not in acts or bureau_of(request.viewer) is None:
        raise OutsideScope
    form = WhyForm(request.POST)
    if form.is_valid():
        verb, words = acts[decision]
        try:
            verb(found, acting=request.official, reason=form.cleaned_data["reason"])
        except (NeedsFreshSignIn, OutsideScope):
            raise
        except Refusal as refusal:
            say(form, refusal)
        else:
            messages.success(request, words)
            return HttpResponseRedirect(reverse("calendar_year", args=[found.year]))
    return _page(request, _notice(holiday_notice_id), form)


def _notice(key: int) -> HolidayNotice:
    found = queries.notices().filter(pk=key).first()
    if found is None:
        raise OutsideScope
    return found


def _page(request: SignedInRequest, found: HolidayNotice, form: Form) -> HttpResponse:
    waits = found.state == _State.PROPOSED
    may = waits and bureau_of(request.viewer) is not None
    own = found.proposed_by_id == request.viewer.officer.pk
    calendar = queries.working_days_with(found)
    context = {
        "notice": found,
        "form": form,
        "shown": year_of(calendar, found.year, timezone.localdate()),
        "back": sorted(f"{day} {named.name}".strip() for day, named in calendar.years[found.year].items() if day.year < found.year),
        "effects": effect(calendar) if may else [],
        "may_decide": may and not own,
        "may_withdraw": may and own,
        "waits": waits,
        "nav": "calendar",
    }
    return render(request, "calendar/notice.html", context, status=422 if form.is_bound else 200)
