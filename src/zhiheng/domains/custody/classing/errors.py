"""Refusals of classification and separation, one class each, with the remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import NeedsSecondPerson, Refusal, Unsupported


class NoSchedule(Unsupported):
    """No schedule is entered for that day: nothing is guessed."""

    code = "no-schedule"
    words = _("No classification schedule is entered for this day. A named officer must decide; nothing was changed.")


class AlreadyProposed(Refusal):
    """One proposal waits at a time."""

    code = "already-proposed"
    words = _("A proposal for this person is waiting already. Decide that one first; nothing was changed.")


class AlreadyDecided(Refusal):
    """A proposal is decided once."""

    code = "already-decided"
    words = _("This proposal was decided already. Reload to see how; nothing was changed.")


class OwnProposal(NeedsSecondPerson):
    """The proposer does not confirm."""

    words = _("The officer who proposed this classification cannot decide it. A second officer must; nothing was changed.")


class NotInForce(Refusal):
    """Objections go against what is in force."""

    code = "not-in-force"
    words = _("This classification is not in force. Object to the one that is; nothing was changed.")


class AlreadySeparated(Refusal):
    """The two are kept apart in that period already."""

    code = "already-separated"
    words = _("These two people are kept apart in this period already. End that decision first; nothing was changed.")


class KeptApart(Refusal):
    """A separation forbids this bed."""

    code = "kept-apart"
    words = _("Somebody is held there from whom this person is kept apart. Choose another place; nothing was changed.")


class LevelDoesNotFit(Refusal):
    """The place is not for people of this security level."""

    code = "level-does-not-fit"
    words = _("The security level does not fit this place. Choose another, or review the classification; nothing was changed.")
