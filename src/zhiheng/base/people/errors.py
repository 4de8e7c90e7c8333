"""Refusals of the acts on people, one class each, with the remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import Refusal


class BedTaken(Refusal):
    """One bed holds one person at a time."""

    code = "bed-taken"
    words = _("Somebody already has this bed. Choose another; nothing was changed.")


class CellFull(Refusal):
    """The cell has no usable bed left."""

    code = "cell-full"
    words = _("Every usable bed of this cell is taken. Choose another cell; nothing was changed.")


class NotABed(Refusal):
    """A person is placed in a bed, not in a corridor."""

    code = "not-a-bed"
    words = _("Choose a bed of a cell in a ward; nothing was changed.")


class OtherPrison(Refusal):
    """Within one prison a bed is changed; between prisons a person is transferred."""

    code = "other-prison"
    words = _("This bed is in another prison. A move between prisons is a transfer, not a change of bed; nothing was changed.")


class SeparateCustody(Refusal):
    """Men and women are held apart."""

    code = "separate-custody"
    words = _("People of the other sex are held in this ward. Men and women are held apart; nothing was changed.")


class AlreadyInCustody(Refusal):
    """A person has at most one open custody episode."""

    code = "already-in-custody"
    words = _("This person is already in custody. End that episode, or open the existing record; nothing was changed.")


class NotInCustody(Refusal):
    """The episode has ended: its record is read-only."""

    code = "not-in-custody"
    words = _("This custody episode has ended; its record can only be read.")


class NumberTaken(Refusal):
    """A prisoner number belongs to one episode for ever."""

    code = "number-taken"
    words = _("This prisoner number was already given. Check it against the reception list; nothing was changed.")


class CannotMerge(Refusal):
    """Two records can be merged only when both stand alone and at most one is in custody."""

    code = "cannot-merge"


class StillHeld(Refusal):
    """A record is sealed after the release, never while its person is in custody."""

    code = "still-held"
    words = _("This person is in custody. A record is sealed after the release; nothing was changed.")
