"""Refusals of graded treatment, one class each, with the remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import NeedsSecondPerson, Refusal, Stale, Unsupported


class NoTreatmentSchedule(Unsupported):
    """No schedule is entered for that day: nothing is guessed."""

    code = "no-treatment-schedule"
    words = _("No schedule of treatment levels is entered for this day. Nothing was changed; ask the bureau for the schedule in force.")


class LevelProposed(Refusal):
    """One proposal waits at a time."""

    code = "level-proposed"
    words = _("A change of level waits for its decision already. Decide that one first; nothing was changed.")


class SameLevel(Refusal):
    """Nothing would change."""

    code = "same-level"
    words = _("The person is at this level already. Record a review instead; nothing was changed.")


class LevelDecided(Stale):
    """A proposal is decided once."""

    code = "level-decided"
    words = _("This proposal was decided in between. Open it to see how; nothing was changed.")


class OwnLevelProposal(NeedsSecondPerson):
    """The proposer does not decide."""

    words = _("The officer who proposed this level cannot decide it. Another officer must; nothing was changed.")


class LevelNotInForce(Refusal):
    """Objections and reviews go against what is in force."""

    code = "level-not-in-force"
    words = _("This level is not in force. Open the one that is; nothing was changed.")


class NeverForARight(Refusal):
    """Using a right lowers nothing."""

    code = "never-for-a-right"
    status = 422
    words = _(
        "Nothing may be reduced because a person used a right: a petition, a complaint, a request, seeing a doctor or a lawyer. Nothing was recorded."
    )


class RecheckDone(Stale):
    """A re-check is closed once."""

    code = "recheck-done"
    words = _("This re-check was done in between. Open it to see what was done.")


class BookingsWait(Refusal):
    """Each booking is looked at by a person before the re-check is closed."""

    code = "bookings-wait"
    words = _("Some of these bookings have not been looked at. Keep, move or call off each of them first; nothing was changed.")
