"""What the points refuse, one class each, with the remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import Invalid, Refusal, Stale, Unsupported


class ProtectedRight(Invalid):
    """The only fact of the deduction is the use of a right."""

    code = "protected-right"
    words = _("This may never cost points. Nothing was entered.")


class NoLibrary(Unsupported):
    """The province's clauses are not in force on that day."""

    code = "no-library"
    words = _("No clauses of the province were in force on that day. Put the province's library in force first.")


class ClauseOutOfForce(Invalid):
    """The clause belongs to an edition that was not in force when it happened."""

    code = "clause-not-in-force"
    words = _("This clause was not in force on the day of the fact. Choose one from the library of that day.")


class ValueOutOfClause(Invalid):
    """Outside the values of the clause."""

    code = "value-out-of-clause"
    words = _("The clause does not allow this value.")


class EvidenceMissing(Invalid):
    """Nothing was said or shown of the fact."""

    code = "evidence-missing"
    words = _("Say what happened and name the evidence.")


class NotYet(Invalid):
    """A day that has not come."""

    code = "future-date"
    words = _("This day has not come yet.")


class MonthClosed(Refusal):
    """The month was totalled: a correction goes into the current month."""

    code = "month-closed"
    words = _("This month is closed. What is found later is entered in the current month and names the day of the fact.")


class NotInAppraisal(Refusal):
    """Nothing counts in that time: outside, under inquiry, or not in custody."""

    code = "not-appraised"
    words = _("The appraisal of this prisoner is paused on that day, so nothing was entered.")


class NotOnTheSpot(Refusal):
    """More than an officer may decide alone."""

    code = "not-on-the-spot"
    words = _("An officer alone may decide only a deduction of at most 2 points on clear facts. Propose it to the ward team instead.")


class CountedBefore(Refusal):
    """The same ground for the same fact."""

    code = "counted-before"
    words = _("This was entered for the same fact already. One fact is counted once, at its highest value.")


class AlreadySubmitted(Stale):
    """Another officer submitted this group's day."""

    code = "day-submitted"
    words = _("This group's day was submitted before. Compare the two and add only what is missing.")

    def __init__(self, sheet_id: int) -> None:
        super().__init__()
        self.sheet_id = sheet_id


class NothingToDecide(Invalid):
    """No entry waits for this body."""

    code = "nothing-to-decide"
    words = _("None of these entries waits for this body.")


class OutOfOrder(Refusal):
    """Months are totalled one after the other, when they are over."""

    code = "month-out-of-order"
    words = _("Months are totalled in order, after their last day. An earlier month is still open, or this one is not over.")


class WaitingEntries(Refusal):
    """Entries of the month still wait for a decision."""

    code = "entries-waiting"
    words = _("Entries of this month still wait for a decision. Decide or return them first.")


class NothingToServe(Refusal):
    """Not decided on the spot, or served before."""

    code = "nothing-to-serve"
    words = _("Only a deduction decided on the spot has such a notice, and it is served once.")
