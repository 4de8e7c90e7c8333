"""The ward's desk: book a visit, a call or a sum to spend; keep, move or call off."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from zhiheng.base.bookings import actions, policy
from zhiheng.base.bookings.models import Booking
from zhiheng.base.bookings.queries import Used, booking_at, used
from zhiheng.base.people.queries import profile
from zhiheng.engines.trail.acts import authorise
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, form_page
from zhiheng.web.formats import iso_date
from zhiheng.web.pages.act_form import ActPage, answer
from zhiheng.web.pages.bookings.forms import BookingForm, MoveForm, WhyForm
from zhiheng.web.pages.steps import Step, step_page

STEPS: dict[str, Step[Booking]] = {
    "keep": Step(
        policy.KEEP, _l("Keep it"), _l("Kept."), lambda data, one: WhyForm(data),
        lambda one, given, by: actions.keep_booking(one, words=given["words"], **by),
        lambda one: one.stands and one.episode.ended_on is None,
        _l("Something changed after this was booked. What can be kept is kept, and you say why."), "check",
    ),
    "move": Step(
        policy.MAKE, _l("Move it"), _l("Moved."), lambda data, one: MoveForm(data, initial={"on": one.on, "at": one.at}),
        lambda one, given, by: actions.move_booking(one, **given, **by), lambda one: one.stands and one.episode.ended_on is None,
        _l("Within what that month may hold. The person and the relatives are told."), "clock",
    ),
    "call-off": Step(
        policy.MAKE, pgettext_lazy("booking", "Call it off"), _l("Called off."), lambda data, one: WhyForm(data),
        lambda one, given, by: actions.call_off_booking(one, words=given["words"], **by), lambda one: one.stands,
        _l("It stays on record. The person and the relatives are told."), "x",
    ),
}  # fmt: skip


def steps_of(one: Booking, *, asked: bool) -> dict[str, Step[Booking]]:
    """What may become of a booking; it is kept expressly where somebody must decide about it again."""
    return {key: step for key, step in STEPS.items() if asked or key != "keep"}


@form_page(policy.MAKE)
def new(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Book for a person, within what the level gives."""
    found = profile(person_id)
    authorise(request.official, policy.MAKE, found.subject)
    latest = found.latest
    if latest is None:
        raise OutsideScope
    form = BookingForm(request.POST if request.method == "POST" else None)
    month = _("; ").join(used_words(one) for one in used(latest, timezone.localdate()))
    about = ActPage(
        _("Book a visit, a call or spending"), f"{found.person.name} {latest.number}", _("Book"), _("Booked."),
        reverse("person_conduct", args=[person_id]), _("This month: %(month)s. A lawyer's meeting takes no number.") % {"month": month}, nav="people",
    )  # fmt: skip
    by: dict[str, Any] = {"acting": request.official, "reason": str(_("booked at the ward's desk"))}
    return answer(request, about, form, lambda: actions.book(latest, wanted=form.wanted(), **by))


@form_page(policy.VIEW)
def booking_step(request: SignedInRequest, booking_id: int, step: str) -> HttpResponse:
    """The form of one step of a booking."""
    one = booking_at(booking_id, request.viewer.reach.over(policy.VIEW))
    back = reverse("person_conduct", args=[one.episode.person_id])
    return step_page(request, STEPS, step, one, over=f"{one.episode.person.name} {booking_words(one)}", back=back, nav="bookings")


def used_words(one: Used) -> str:
    """A month's use of one kind against what it may hold."""
    figures = {"there": one.times, "limit": one.limit.times, "total": one.total, "most": one.limit.total, "each": one.limit.each}
    if one.kind == Booking.Kind.SPENDING:
        return _("spending: %(total)s of %(most)s yuan") % figures
    if one.kind == Booking.Kind.VISIT:
        return _("visits: %(there)s of %(limit)s, %(each)s minutes at most") % figures
    return _("family calls: %(there)s of %(limit)s, %(each)s minutes at most") % figures


def booking_words(one: Booking) -> str:
    """What was booked, for which day."""
    return " ".join(part for part in (one.get_kind_display(), iso_date(one.on), hour_of(one), amount_words(one)) if part)


def hour_of(one: Booking) -> str:
    """To the minute; a sum to spend has none."""
    return f"{one.at:%H:%M}" if one.at else ""


def amount_words(one: Booking) -> str:
    """Minutes, or yuan."""
    if one.kind == Booking.Kind.SPENDING:
        return pgettext("sum", "%(n)s yuan") % {"n": one.amount}
    return ngettext("%(n)s minute", "%(n)s minutes", one.amount) % {"n": one.amount}
