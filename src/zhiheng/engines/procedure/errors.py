"""What a deliberation refuses, with the remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import Invalid, Refusal


class NoMembers(Invalid):
    """A body without members decides nothing."""

    code = "no-members"
    words = _("This body has no members on that day. Assign its posts first.")


class NotMember(Refusal):
    """Not of the body on the day of the meeting."""

    code = "not-a-member"
    words = _("You were not a member of this body on the day of the meeting.")


class VotedBefore(Refusal):
    """A vote is cast once."""

    code = "voted-before"
    words = _("You have voted on this already. A vote is not changed.")


class DissentWithoutReasons(Invalid):
    """A vote against gives its reasons."""

    code = "dissent-without-reasons"
    words = _("State why you are against: a dissent is kept in the minutes with its reasons.")


class Closed(Refusal):
    """The deliberation has ended."""

    code = "deliberation-closed"
    words = _("This deliberation is closed. Its result stays.")


class VotesMissing(Refusal):
    """Neither carried nor lost yet."""

    code = "votes-missing"
    words = _("Not enough members have voted to close this. It needs the agreement of two thirds of all members, present or not.")


class Recused(Refusal):
    """Had a hand in the matter, or is concerned."""

    code = "recused"
    words = _("You took part in this matter or it concerns you, so you have no vote on it and do not close it. Nothing was recorded.")


class TooManyRecused(Refusal):
    """Whoever is left cannot be two thirds."""

    code = "too-many-recused"
    words = _(
        "So many members took part in this matter that the others cannot be two thirds of the whole body. "
        "Have somebody from outside it investigate; nothing was changed."
    )
