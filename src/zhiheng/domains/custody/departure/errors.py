"""Refusals of this domain, one class each, with the remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import NeedsSecondPerson, Refusal, Stale, Unsupported


class TransferOpen(Refusal):
    """One transfer at a time."""

    code = "transfer-open"
    words = _("A transfer of this person is open already. Finish it or take it back; nothing was changed.")


class TransferMoved(Stale):
    """The transfer has gone on in between."""

    code = "transfer-moved"
    words = _("This transfer has gone on in between. Open it to see how it stands; nothing was changed.")


class OwnTransfer(NeedsSecondPerson):
    """Nobody approves their own proposal, nor receives what they handed over."""

    code = "own-transfer"
    words = _("Another officer must do this: nobody approves their own proposal or takes over from themselves. Nothing was changed.")


class EndUnknown(Unsupported):
    """No end of term is determined."""

    code = "end-unknown"
    words = _("No end of term is determined for this person. Record the judgment and determine the term first; nothing was changed.")


class CheckMissing(Refusal):
    """There is no first check of this date, or the end has moved since."""

    code = "check-missing"
    words = _("There is no first check of the present end of term. Check the date first; nothing was changed.")


class OwnCheck(NeedsSecondPerson):
    """Two people check a date of release."""

    code = "own-check"
    words = _("Another officer must confirm: two people check a date of release. Nothing was changed.")


class Blocked(Refusal):
    """Something forbids the release. ``fields`` are not used: the words list every obstacle."""

    code = "release-blocked"
    words = _("The release is not possible yet. Nothing was changed.")


class ReleaseRoom(Refusal):
    """A person admitted through this desk is released through it too."""

    code = "release-room"
    words = _("This person's release goes through the release page: date checked by two, certificate, list of belongings. Nothing was changed.")


class PaperIssued(Refusal):
    """One paper of a kind stands at a time."""

    code = "paper-issued"
    words = _("This paper was issued already. Replace it with a reason if it is wrong; nothing was changed.")


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
