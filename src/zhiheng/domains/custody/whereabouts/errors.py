"""Refusals of movements, orders, roll calls and discrepancies, one class each, with the remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import NeedsSecondPerson, Refusal, Stale


class AlreadyOut(Refusal):
    """Nobody is in two places at a time."""

    code = "already-out"
    words = _("Somebody on this list is out at that time already. Record the return first; nothing was changed.")


class StillOut(Refusal):
    """Custody does not end while the person is out on the books."""

    code = "still-out"
    words = _("This person is out of the ward on the books. Close that movement first; nothing was changed.")


class NotHere(Refusal):
    """Only people of the place are taken out of it."""

    code = "not-here"
    words = _("Somebody on this list is not held here. Check the list; nothing was changed.")


class NeedsEscort(Refusal):
    """Nobody goes alone."""

    code = "needs-escort"
    words = _("Name the escorting officers: one inside the prison, at least two outside. Nothing was changed.")


class StillOverdue(Refusal):
    """Nobody comes back by words."""

    code = "still-overdue"
    words = _("This person is still out. Record the return, or a later time of return with its reason; that settles it. Nothing was changed.")


class CountAcknowledged(Stale):
    """A count is acknowledged once."""

    code = "count-acknowledged"
    words = _("This count was acknowledged in between, or it reconciles. Nothing was changed.")


class OwnCount(NeedsSecondPerson):
    """Whoever counted does not acknowledge."""

    code = "own-count"
    words = _("Another officer must acknowledge: nobody acknowledges their own count. Nothing was changed.")


class AlreadyBack(Refusal):
    """A movement is closed once."""

    code = "already-back"
    words = _("This return is recorded already. Reload to see it; nothing was changed.")


class OrderedTwice(Refusal):
    """One person, one order at a time."""

    code = "ordered-twice"
    words = _("Somebody on this list stands on another order for that time. Change one of them; nothing was changed.")


class OrderClosed(Refusal):
    """An order is carried out or withdrawn once."""

    code = "order-closed"
    words = _("This order was carried out or withdrawn already. Nothing was changed.")


class NotCountable(Refusal):
    """The roll is called where people are held."""

    code = "not-countable"
    words = _("The roll is called in a ward or a cell. Choose one; nothing was changed.")


class AlreadySubmitted(Stale):
    """A roll call is submitted once."""

    code = "already-submitted"
    words = _("This roll call was submitted in between. What you marked is kept; compare it with what was submitted.")


class DoesNotReconcile(Refusal):
    """Names, heads and books disagree."""

    code = "does-not-reconcile"
    words = _("The count does not agree with the books. Count again, or say what you found; it is then submitted with your explanation.")


class AlreadySettled(Refusal):
    """A discrepancy is settled once."""

    code = "already-settled"
    words = _("This discrepancy is settled already. Nothing was changed.")
