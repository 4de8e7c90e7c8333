"""Refusals of this domain, one class each, with the remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import NeedsSecondPerson, Refusal, Stale


class WomenByWomen(Refusal):
    """A woman is searched by women officers only."""

    code = "women-by-women"
    status = 422
    words = _(
        "Women are searched by women officers only, and an officer whose sex is not on record is not counted as one. "
        "Nothing was recorded; name other officers."
    )


class TwoOfficers(Refusal):
    """A search needs two officers."""

    code = "two-officers"
    status = 422
    words = _("A search is made by at least two officers. Name another one; nothing was recorded.")


class SearchOver(Stale):
    """The search was done or called off in between."""

    code = "search-over"
    words = _("This search was done or called off in between. Open it to see what was recorded.")


class NothingToDraw(Refusal):
    """No open cell to draw from."""

    code = "nothing-to-draw"
    words = _("There is no open cell to draw from here. Choose another place.")


class NotTheHolder(Refusal):
    """Only the holder hands it on."""

    code = "not-the-holder"
    words = _("Only the officer who signed for this thing last can hand it on. Nothing was changed.")


class HandlingOpen(Refusal):
    """A hand-over or a disposal waits."""

    code = "handling-open"
    words = _("A hand-over or a disposal of this thing waits for its second signature. Let it be signed or withdrawn first.")


class NothingWaits(Stale):
    """The hand-over or disposal was signed or withdrawn in between."""

    code = "nothing-waits"
    words = _("Nothing waits for a signature here any more: it was signed or withdrawn in between.")


class AlreadyDisposed(Stale):
    """The chain has ended."""

    code = "already-disposed"
    words = _("This thing has been disposed of; its chain is closed.")


class NotYours(NeedsSecondPerson):
    """Signed by the one named, or by somebody other than the proposer."""

    code = "not-yours-to-sign"
    words = _("A hand-over is signed by the officer it names, a disposal by somebody other than its proposer. Nothing was changed.")


class SealUnexplained(Refusal):
    """A broken or different seal needs words."""

    code = "seal-unexplained"
    status = 422
    words = _("The seal is not the one on record, or not intact. Write down what you see and to whom you reported it.")


class NotByTheRecorder(NeedsSecondPerson):
    """Whoever wrote it down does not strike it out."""

    code = "not-by-the-recorder"
    words = _("Whoever recorded this cannot strike it out. Another officer must; nothing was changed.")


class RestsOnIt(Refusal):
    """Something was built on the record since."""

    code = "rests-on-it"
    words = _("Something rests on this record: a find, a hand-over or a discipline case. Settle that one first; nothing was changed.")


class StruckOut(Stale):
    """Struck out in between."""

    code = "struck-out"
    words = _("This record was struck out in between. Open it to see why.")
