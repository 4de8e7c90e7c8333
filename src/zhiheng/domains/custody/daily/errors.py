"""Refusals of this domain, one class each, with the remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import NeedsSecondPerson, Refusal, Stale


class HourTaken(Refusal):
    """The timetable has this at this hour already."""

    code = "hour-taken"
    words = _("The timetable has this at this hour already; nothing was changed. End the old line first, or choose another hour.")


class NoSuchLine(Stale):
    """The line of the timetable has ended in between."""

    code = "line-ended"
    words = _("This line of the timetable has ended already; nothing was changed.")


class HandOverWaiting(Refusal):
    """A hand-over of this ward waits for its take-over."""

    code = "hand-over-waiting"
    words = _("A hand-over of this ward is waiting to be taken over. Take it over, or let its author withdraw it, before preparing another.")


class HandOverDecided(Stale):
    """It was taken over or withdrawn in between."""

    code = "hand-over-decided"
    words = _("This hand-over was taken over or withdrawn in between. Open the ward's day to see how it stands.")


class NotTheAuthor(Refusal):
    """Only whoever prepared a hand-over withdraws it."""

    code = "not-the-author"
    words = _("Only the officer who prepared this hand-over can withdraw it. Nothing was changed.")


class OwnHandOver(NeedsSecondPerson):
    """Nobody takes over from themselves."""

    code = "own-hand-over"
    words = _("Another officer must take over: nobody takes a ward over from themselves. Nothing was changed.")


class CountUnexplained(Refusal):
    """The count does not agree and nobody said why."""

    code = "count-unexplained"
    status = 422
    words = _("The count does not agree with the roll. Count again, or write down the difference and to whom it was reported.")


class EventClosed(Stale):
    """The event was closed in between."""

    code = "event-closed"
    words = _("This event was closed in between; nothing was changed.")


class OwnReport(NeedsSecondPerson):
    """The reporter does not close alone."""

    code = "own-report"
    words = _("Another officer must close this event: the reporter does not close their own report. Nothing was changed.")
