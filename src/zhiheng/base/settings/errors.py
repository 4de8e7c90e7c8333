"""Refusals of the settings' own acts, each with its remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import Refusal, Stale


class NotOpen(Refusal):
    """The question does not exist or has one reading only."""

    code = "not-open"
    words = _("This question cannot be set: it has one reading only, with the reason in the law book.")


class AlreadySo(Refusal):
    """That reading is in force there already, or waits for approval."""

    code = "already-so"
    words = _("This reading is already in force there, or a proposal on this question is waiting for approval.")


class LaterChoice(Refusal):
    """A choice that begins later stands in the way."""

    code = "later-choice"
    words = _("A choice that begins on a later day is already approved for this place. Withdraw it first.")


class NotInForce(Stale):
    """The choice has ended, or never came into force."""

    code = "not-in-force"
    words = _("This choice is no longer in force.")
