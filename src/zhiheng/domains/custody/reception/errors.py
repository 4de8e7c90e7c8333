"""Refusals of this domain, one class each, with the remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import Refusal, Stale


class NotAccepted(Refusal):
    """Nobody is admitted without papers in order."""

    code = "not-accepted"
    words = _("The papers of this person are not in order, so there is no admission. Check the papers first; nothing was changed.")


class ArrivalDecided(Stale):
    """The person was admitted, or will not come."""

    code = "arrival-decided"
    words = _("This arrival was decided in between: the person was admitted or will not come. Nothing was changed.")


class LooksKnown(Refusal):
    """Somebody on record may be this person: an official says whether it is."""

    code = "looks-known"
    words = _("Somebody on record looks like this person. Say whether it is the same person; nothing was changed.")


class NoEffect(Refusal):
    """A disagreement obliges only where a refusal stands, under the law of 2026."""

    code = "no-effect"
    words = _("There is no refusal that this disagreement could overturn under the law of that day. Nothing was changed.")


class NotOpened(Refusal):
    """The person was not admitted through this desk, so no steps of admission are on record."""

    code = "steps-not-opened"
    words = _("This step does not belong to this person's admission. Nothing was changed.")


class StepDone(Stale):
    """A step is done once."""

    code = "step-done"
    words = _("This step was done already; it is done once and stays as it was recorded. Nothing was changed.")


class IdentityFirst(Refusal):
    """Body and belongings are searched after the identity was checked."""

    code = "identity-first"
    words = _("Check the identity first: the search comes after it. Nothing was changed.")


class NotChecked(Refusal):
    """The identity step rests on at least one check."""

    code = "not-checked"
    words = _("Record at least one check of the identity first. Nothing was changed.")


class DoubtNotRaised(Refusal):
    """A check that does not agree needs a doubt with an owner."""

    code = "doubt-not-raised"
    words = _("A check differs or is unclear. Raise the doubt with an owner and a day first; then the step can be completed.")


class DoubtOpen(Refusal):
    """One doubt of a kind at a time."""

    code = "doubt-open"
    words = _("A doubt of this kind is open already. Add the check to it; nothing was changed.")


class DoubtClosed(Stale):
    """The doubt has an outcome."""

    code = "doubt-closed"
    words = _("This doubt has its outcome already; nothing was changed.")


class SearchedByWoman(Refusal):
    """Women are searched by women officers; an officer whose sex is not on record does not count as one."""

    code = "searched-by-woman"
    words = _("A woman is searched by a woman officer only. Let a woman officer record this search; nothing was changed.")


class NotThere(Refusal):
    """Belongings that were handed out or confiscated are not handed out again."""

    code = "belonging-gone"
    words = _("One of these was handed out or confiscated already. Reload the list; nothing was changed.")


class NoConsent(Refusal):
    """Relatives take belongings only with the person's written consent."""

    code = "no-consent"
    words = _("Relatives receive belongings only with the person's consent. Have it signed first; nothing was changed.")


class ItemWithdrawn(Stale):
    """The item was withdrawn."""

    code = "item-withdrawn"
    words = _("This item was withdrawn from the file; it can be read, not changed.")


class NoSuchContent(Refusal):
    """The store does not hold what the file names, or it is not the same any more."""

    code = "content-missing"
    status = 404
    words = _("The content of this item is missing from the store or was changed there. Report it to the technical service.")
