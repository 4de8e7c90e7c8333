"""The answer to an objection: put before the body of its step, carried, given in writing, entered at once by a correction (art 36)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.objections.answering import Answer, Outcome, answered, opened, refuse_part
from zhiheng.base.objections.errors import NotThisStep
from zhiheng.base.objections.grounds import hands_in
from zhiheng.base.objections.models import Objection
from zhiheng.base.powers.models import Officer
from zhiheng.domains.conduct.grading.actions.corrections import corrected
from zhiheng.domains.conduct.grading.objecting import entry_of
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.queries.bodies import prison_group, ward_team
from zhiheng.engines.procedure.deliberation import Body, close_deliberation, enough_without, open_deliberation, refuse_recused
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid

_MATTER = "points-objection"


@act(policy.CONVENE, subject="objection")
def open_hearing(objection: Objection, *, outcome: str, value: int | None = None, acting: Official, reason: str) -> Deliberation:
    """Put an answer before the body of this step: that the decision stands, or what it should have been.

    ``value``: of an entry, in hundredths, with its sign; 0 upholds the objection wholly. Whoever took part does not convene on
    it, nor votes.
    """
    locked = opened(objection, policy.CONVENE, acting)
    if locked.deliberation_id is not None:
        raise NotThisStep
    refuse_part(locked, acting)
    changes = outcome in (Outcome.UPHELD, Outcome.PARTLY)
    if not (changes or outcome == Outcome.DISMISSED) or (changes and entry_of(locked) is not None and value is None):
        raise Invalid(fields={"outcome": _("Say whether the decision stands, or what it should have been.")})
    put = Outcome(outcome) if not changes else Outcome.PARTLY if value else Outcome.UPHELD
    body = ward_team(locked.place) if locked.step == Objection.Step.REVIEW else prison_group(locked.place)
    locked.deliberation = open_deliberation(
        body, matter=f"{_MATTER}:{put}", matters=[f"objection:{locked.pk}", str(value or 0)],
        question=_("Objection %(receipt)s: %(outcome)s") % {"receipt": locked.receipt, "outcome": put.label}, held_on=timezone.localdate(),
        recused=_authors(locked, body),
    )  # fmt: skip
    locked.save(update_fields=["deliberation"])
    return locked.deliberation


def _authors(objection: Objection, body: Body) -> dict[str, str]:
    """Whose decision it is has no vote on it, unless the others alone could not carry anything: the law names no other body (art 36), and a
    small ward must not leave an objection without its answer.
    """
    found = {officer.ref: "author" for officer in Officer.objects.filter(pk__in=hands_in(objection.against))}
    return found if enough_without(body, found) else {}


@act(policy.CONVENE, subject="objection", second="second")
def answer(objection: Objection, *, opinion: str, second: Official, acting: Official, reason: str) -> Objection:
    """Give the written opinion that the body carried; a change is entered at once by a correction that names the entry. ``second`` signs it.

    Raises:
        What ``answered`` raises. Invalid: no body has deliberated. VotesMissing. A body that did not carry its answer deliberates again.
    """
    locked = opened(objection, policy.CONVENE, acting)
    if locked.deliberation is None or not opinion.strip():
        raise Invalid(fields={"opinion": _("The body deliberates first; then write down its opinion.")})
    refuse_recused(locked.deliberation, acting)
    closed = close_deliberation(locked.deliberation, minutes=opinion)
    if closed.state == Deliberation.State.REJECTED:
        locked.deliberation = None
        locked.save(update_fields=["deliberation"])
        return locked
    outcome, entry = closed.matter.partition(":")[2], entry_of(locked)
    made = answered(locked, Answer(outcome, opinion), power=policy.CONVENE, acting=acting, second=second)
    if entry is not None and outcome != Outcome.DISMISSED:
        corrected(entry, int(closed.matters[1]), closed, second.ref, opinion)
    return made
