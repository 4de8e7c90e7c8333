"""What the room of grades refuses, one class each, with the remedy in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import Invalid, Refusal


class NotCarried(Refusal):
    """The body has not agreed."""

    code = "not-carried"
    words = _("The body has not agreed by two thirds of its members, so this was not done.")


class NotCorrectable(Invalid):
    """Corrected before, or beyond what was entered."""

    code = "not-correctable"
    words = _("This entry was corrected before, or the new value is not below the one that was entered.")


class NotPosted(Refusal):
    """Only what was entered can be corrected or objected to."""

    code = "not-entered"
    words = _("This was not entered, so there is nothing to correct.")


class NothingToGrade(Refusal):
    """No cycle was closed in the month before."""

    code = "nothing-to-grade"
    words = _("No cycle was closed in the month before, or the round is open already.")


class GradeClosed(Invalid):
    """The law closes this grade."""

    code = "grade-closed"
    words = _("The law leaves this grade closed to the prisoner. The reasons stand beside the name.")


class QuotaExceeded(Invalid):
    """More positive grades than the share allows."""

    code = "quota-exceeded"
    words = _("There are more positive grades than the quota allows.")


class ObjectionOpen(Refusal):
    """An objection in time is not decided yet."""

    code = "objection-open"
    words = _("An objection is open and in time. Grades and exports wait until it is decided.")


class HangsStill(Refusal):
    """The notice must stay up."""

    code = "notice-hangs"
    words = _("The notice must hang for at least three working days; its last day is not over.")


class InterruptionOpen(Refusal):
    """One interruption at a time."""

    code = "interruption-open"
    words = _("Another interruption of this prisoner is before the prison group. Close it first.")


class ChecksFail(Refusal):
    """The file contradicts itself: nothing is reported from it."""

    code = "checks-fail"
    words = _("The file contradicts itself, so nothing was reported. Mend what failed first.")

    def __init__(self, failed: Sequence[str], basis: str) -> None:
        super().__init__(f"{self.words} {'; '.join(failed)}", basis=basis)
        self.failed = tuple(failed)


class WordNeeded(Invalid):
    """The records cannot say; a named person must."""

    code = "word-needed"
    words = _("The records do not answer every check. Say in words, under your name, why the report may go out.")
