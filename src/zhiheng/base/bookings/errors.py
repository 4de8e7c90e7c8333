"""Refusals of bookings, one class each, with the remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import Refusal, Stale


class OverTheLimit(Refusal):
    """The level of treatment gives no more. Its words name the figures."""

    code = "over-the-limit"
    status = 422
    words = _("The level of treatment gives no more. Nothing was booked.")


class TwoAtOnce(Refusal):
    """A visit or call of the same person at that time."""

    code = "two-at-once"
    status = 422
    words = _("This person has another visit or call at that time. Choose another time; nothing was booked.")


class BookingOver(Stale):
    """Moved or called off in between."""

    code = "booking-over"
    words = _("This booking was moved or called off in between. Open it to see what became of it.")
