"""Refusals of the power list's own acts, each with its remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import Refusal, Stale


class NotOneself(Refusal):
    """Nobody gives a post to, or takes one from, themselves."""

    code = "oneself"
    words = _("You cannot assign or end your own post. Ask another official who holds this power.")


class Separated(Refusal):
    """The three administrations stay apart, from each other and from the service's own work."""

    code = "separated"
    words = _("Accounts, policy and trail administrators hold no other post, and none does another's work.")


class WrongHolder(Refusal):
    """A procurator's post is for procurators, a system post for system officials, all others for officers."""

    code = "wrong-holder"
    words = _("This kind of post cannot be held by this kind of official.")


class Closed(Refusal):
    """The post is closed or the officer has left."""

    code = "closed"
    words = _("The post is closed or the officer has left the service. Nothing was changed.")


class StillHeld(Refusal):
    """A post is closed only when nobody holds it."""

    code = "still-held"
    words = _("Somebody still holds this post. End the holdings first.")


class AlreadyHeld(Refusal):
    """The officer holds this post at that time already."""

    code = "already-held"
    words = _("The officer already holds this post in that period.")


class AlreadyEnded(Refusal):
    """The holding has ended."""

    code = "already-ended"
    words = _("This holding has already ended.")


class NothingToChange(Refusal):
    """The post kind already is as the proposal would make it, or the same change waits for approval."""

    code = "nothing-to-change"
    words = _("The post already is as proposed, or the same change is waiting for approval.")


class AlreadyDecided(Stale):
    """The proposal was approved, declined or withdrawn before."""

    code = "already-decided"
    words = _("This proposal has already been decided or withdrawn.")


class NotTheProposer(Refusal):
    """Only the proposer withdraws a proposal; others decline it."""

    code = "not-the-proposer"
    words = _("Only the proposer can withdraw a proposal. Decline it instead.")
