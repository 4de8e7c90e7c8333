"""Refusals of this domain, one class each, with the remedy in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import Invalid, Refusal, Stale, Unsupported
from zhiheng.law.reckoning import Refusal as LawRefusal
from zhiheng.lib.language import said


class Contradictory(Invalid):
    """The law finds that the entry cannot stand together with itself or with what is recorded."""

    code = "contradictory"
    words = _(
        "These facts cannot all be right, so nothing was recorded. Check them against the document; "
        "if the document itself says so, ask the court to correct it."
    )

    @classmethod
    def found(cls, refusals: Iterable[LawRefusal], names: Mapping[str, str]) -> Contradictory:
        """From the law's refusals. ``names`` maps the law's field names to the entry's, longest match first."""
        fields: dict[str, str] = {}
        for refusal in refusals:
            words = said(refusal.message_zh, refusal.message_en)
            for field in refusal.fields or ("",):
                fields.setdefault(entry_field(field, names), words)
        return cls(fields=dict(fields))


def entry_field(law_field: str, names: Mapping[str, str]) -> str:
    """The entry's name of a fact that the law names; '' when the entry has no such fact."""
    known = [name for name in names if law_field.startswith(name)]
    return names[max(known, key=len)] if known else ""


class AlreadyRecorded(Refusal):
    """A judgment in force, or this very document, is recorded already."""

    code = "already-recorded"
    words = _("This is recorded already; nothing was entered twice. To mend the record, correct it instead.")


class NotYet(Invalid):
    """A document dated later than today."""

    code = "future-date"
    words = _("A document cannot be dated later than today.")


class Superseded(Stale):
    """The judgment was corrected in between: what was entered refers to the old one."""

    code = "superseded"
    words = _("This judgment was corrected in between. Your text is kept; open the record again and review it.")


class AlreadyDetermined(Stale):
    """Somebody recomputed in between, or the form was sent twice."""

    code = "already-determined"
    words = _("The term was recomputed in between, so it was not done again. Open the record to see the newest result.")


class AlreadyWithdrawn(Refusal):
    """The credit or change is withdrawn already."""

    code = "already-withdrawn"
    words = _("This was withdrawn before; nothing was changed.")


class UnusableFile(Invalid):
    """The law cannot read the file at all."""

    code = "unusable-file"

    @classmethod
    def because(cls, refusal: LawRefusal) -> UnusableFile:
        made = cls(said(refusal.message_zh, refusal.message_en))
        made.code = refusal.code.replace("_", "-")
        return made


class TooLarge(Invalid):
    """More than a page can take."""

    code = "too-large"
    status = 413
    words = _("The file is larger than 20 MB. Nothing was kept. Check such files with the command: zhiheng law check FILE")


class TooManyRows(Invalid):
    """More rows than a page can take."""

    code = "too-many-rows"
    status = 413
    words = _("The file has more than 20,000 rows. Nothing was kept. Check such files with the command: zhiheng law check FILE")


class AlreadyImported(Refusal):
    """The same bytes were imported before."""

    code = "already-imported"
    words = _("This very file was imported before; nothing was entered twice.")

    def __init__(self, batch_id: int) -> None:
        super().__init__()
        self.batch_id = batch_id


class UploadGone(Refusal):
    """The preview has expired."""

    code = "preview-expired"
    status = 410
    words = _("This preview has expired; nothing was imported. Upload the file again.")


class AlreadyAsked(Refusal):
    """The same comparison is waiting or running."""

    code = "already-asked"
    words = _("The same comparison is under way; it was not begun again. Find it in the list of comparisons.")


class AlreadyEnded(Stale):
    """It finished, or somebody stopped it, in between."""

    code = "already-ended"
    words = _("This comparison has ended in between; there is nothing left to stop.")


class NobodyThere(Unsupported):
    """A place where nobody has a judgment in force."""

    code = "nobody-there"
    words = _("Nobody with a judgment in force is on the books there, so there is nothing to compare. Choose another place.")


class AlreadyExplained(Refusal):
    """A reason is recorded for the same change of the same rule."""

    code = "already-explained"
    words = _("A reason is recorded for this change already; it stays as it was said.")
