"""Refusals of this domain, one class each, with the remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import NeedsSecondPerson, Refusal, Stale


class NotToBeSealed(Refusal):
    """The law seals what a minor did, up to five years; or it leaves no choice."""

    code = "not-to-be-sealed"
    words = _("The law does not seal this record, or leaves nothing to decide. Nothing was changed.")


class SealDecided(Stale):
    """It is sealed, or it was decided not to seal it."""

    code = "seal-decided"
    words = _("It was decided about the sealing of this record already. Nothing was changed.")


class NotASealedRecord(Stale):
    """There is no seal to lift."""

    code = "not-sealed"
    words = _("This record is not sealed any more. Nothing was changed.")


class SeveralRecords(Refusal):
    """An enquiry opens one record, never a choice of them."""

    code = "several-records"
    words = _("Several sealed records answer to this name and birth date. Ask for the identity number; nothing was opened.")


class MarkStands(Refusal):
    """One mark, contested once."""

    code = "key-person-marked"
    words = _("This person is marked already, or has contested the mark already. Open it; nothing was changed.")


class MarkEnded(Stale):
    """The mark has ended, or the person has left."""

    code = "key-person-ended"
    words = _("This mark has ended. Nothing was changed.")


class NothingToAnswer(Stale):
    """Nobody contests the mark, or the answer was given."""

    code = "nothing-to-answer"
    words = _("Nothing waits for an answer here. Nothing was changed.")


class OwnMark(NeedsSecondPerson):
    """Whoever marked does not answer."""

    code = "own-mark"
    words = _("Another officer must answer: nobody answers about their own mark. Nothing was changed.")
