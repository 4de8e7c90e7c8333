"""Refusals of being held alone and of restraints, one class each, with the remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import Refusal, Stale


class TooLongAlone(Refusal):
    """Fifteen days in a row, over every kind."""

    code = "too-long-alone"
    status = 422
    words = _(
        "With the days held alone just before, this would be more than 15 in a row. Confinement, isolation for an inquiry and protective separation "
        "are one count; there must be a break and a doctor. Nothing was recorded."
    )


class AlreadyAlone(Refusal):
    """Two of them do not overlap."""

    code = "already-alone"
    words = _("The person is held alone in these days already. End that first; nothing was recorded.")


class SeclusionOver(Stale):
    """It ended in between."""

    code = "seclusion-over"
    words = _("This has ended in between. Open it to see how; nothing was changed.")


class NotAnActOfThis(Refusal):
    """A check of the wrong kind."""

    code = "check-does-not-fit"
    status = 422
    words = _("This kind of check does not belong here, or is made by somebody else. Nothing was recorded.")


class NeverAPunishment(Refusal):
    """Restraint only prevents."""

    code = "never-a-punishment"
    status = 422
    words = _("Restraints are never a punishment. They prevent a danger named by the law, for as long as it lasts; nothing was recorded.")


class RestraintNotAllowed(Refusal):
    """No case of the law, or the person's state forbids it."""

    code = "restraint-not-allowed"
    status = 422
    words = _("The law does not allow restraints here: in no case without a listed danger, never in labour or birth. Nothing was recorded.")


class AlreadyRestrained(Refusal):
    """One record at a time."""

    code = "already-restrained"
    words = _("This person is restrained already. Stop that first, with its reason; nothing was recorded.")


class DoctorSaysStop(Refusal):
    """A doctor's stop is not overridden."""

    code = "doctor-says-stop"
    words = _("A doctor has said stop. It ends at once and nobody overrides it; nothing was approved.")


class AlarmClosed(Stale):
    """Acknowledged or settled in between."""

    code = "alarm-closed"
    words = _("This alarm was acknowledged or settled in between. Nothing was changed.")
