"""Refusals of discipline, one class each, with the remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import NeedsSecondPerson, Refusal, Stale

PROTECTED_BASIS = "《监狱法》第四十三条、第六十八条；《纳尔逊·曼德拉规则》第五十七条"


class RightUsed(Refusal):
    """Using a right is no ground for anything."""

    code = "right-used"
    status = 422
    words = _(
        "The only fact is that the person used a right. A petition, complaint, request, doctor, lawyer or letter to the procurator is never a "
        "ground for a sanction. Nothing was recorded."
    )


class GroundNotListed(Refusal):
    """The statute of that day does not list it."""

    code = "ground-not-listed"
    status = 422
    words = _("The law in force on the day of the event lists no such ground. Choose one of its items; nothing was recorded.")


class CaseOver(Stale):
    """Decided or closed in between."""

    code = "case-over"
    words = _("This case was decided or closed in between. Open it to see how; nothing was changed.")


class StepNotYet(Refusal):
    """A step before it is missing."""

    code = "step-not-yet"
    words = _("A step before this one is missing. Open the case to see which; nothing was changed.")


class TookPart(NeedsSecondPerson):
    """Involved officers neither investigate nor decide."""

    code = "took-part"
    words = _("An officer who took part in the event, reported it or worked on the case cannot do this. Another officer must; nothing was changed.")


class NotTheInvestigator(NeedsSecondPerson):
    """The named investigator works on the file."""

    code = "not-the-investigator"
    words = _("Only the investigator named for this case can do this. Nothing was changed.")


class NotHeard(Refusal):
    """Unheard, nobody is submitted for a sanction."""

    code = "not-heard"
    status = 422
    words = _("The person has not been heard. Tell the charge, hear the person and record the statement first; nothing was submitted.")


class NotFit(Refusal):
    """No doctor has found the person fit."""

    code = "not-fit"
    status = 422
    words = _("No doctor has found the person fit for confinement. Ask for the statement, or propose another measure; nothing was submitted.")


class LengthNotLawful(Refusal):
    """The law of the first day forbids the length."""

    code = "length-not-lawful"
    status = 422
    words = _("Confinement lasts at most 15 days; before 2026-11-01 it lasted 7 to 15. Nothing was recorded.")


class SanctionedBefore(Refusal):
    """One fact, one sanction."""

    code = "sanctioned-before"
    words = _("This event has led to a sanction already. One fact is sanctioned once; nothing was recorded.")


class VoteOpen(Refusal):
    """The ward team votes now, or has not agreed."""

    code = "team-has-not-agreed"
    words = _("Two thirds of the ward team have not agreed. Nothing goes further without them; nothing was changed.")


class NoTeam(Refusal):
    """Nobody holds the vote in that ward."""

    code = "no-ward-team"
    words = _("Nobody in this ward holds the power to vote on sanctions. Assign the posts first; nothing was changed.")


class RewardDecided(Stale):
    """Decided in between."""

    code = "reward-decided"
    words = _("This reward was decided in between. Open it to see how; nothing was changed.")


class OwnReward(NeedsSecondPerson):
    """The proposer does not decide."""

    words = _("The officer who proposed this reward cannot decide it. Another officer must; nothing was changed.")


class SetAside(Stale):
    """Nothing of the sanction stands any more."""

    code = "sanction-set-aside"
    words = _("This sanction was set aside before. Nothing of it stands; nothing was changed.")


class NeverHeavier(Refusal):
    """A complaint never makes anything worse for the person."""

    code = "never-heavier"
    status = 422
    words = _(
        "A complaint never makes a sanction heavier, and what is upheld makes it lighter. Choose a lighter one, or fewer days than now; "
        "nothing was changed."
    )
