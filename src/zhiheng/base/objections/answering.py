"""Inside an open act of the room whose decision it is: the answer; and who answers when the person is moved."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.objections import policy
from zhiheng.base.objections.errors import AnsweredBefore, NotThisStep, TookPart
from zhiheng.base.objections.grounds import ground_of, hands_in
from zhiheng.base.objections.models import Objection
from zhiheng.base.objections.queries import owes
from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.base.powers.officials import named
from zhiheng.base.powers.policy import reach_of
from zhiheng.engines.trail.acts import INSTALLATION, Official, authorise
from zhiheng.engines.trail.refusals import Invalid, OutsideScope

Outcome, To = Objection.Outcome, Objection.To
ANSWERS = (Outcome.UPHELD, Outcome.PARTLY, Outcome.DISMISSED)


class Answer(NamedTuple):
    """How an objection is answered, in words that the person can read."""

    outcome: str
    opinion: str


def opened(objection: Objection, power: str, acting: Official) -> Objection:
    """Lock an objection that waits for its answer under this power, by whoever holds it where the answer is owed.

    Raises:
        OutsideScope: another room's, or owed elsewhere: the prison does not answer for the bureau, nor the bureau for the prison.
        AnsweredBefore. NotThisStep: it goes outside and was not forwarded yet.
    """
    related = ("episode__person", "episode__place", "episode__prison", "episode__ward", "place")
    locked = Objection.objects.select_for_update(of=("self",)).select_related(*related).get(pk=objection.pk)
    if ground_of(locked.against).answers != power:
        raise OutsideScope
    authorise(acting, power, replace(locked.trail_subject(), place=locked.place.path))
    if acting != INSTALLATION and not owes(reach_of(acting).over(power), locked.place.path):
        raise OutsideScope
    if not locked.is_open:
        raise AnsweredBefore
    if locked.outside and locked.forwarded_at is None:
        raise NotThisStep
    return locked


def answered(objection: Objection, answer: Answer, *, power: str, acting: Official, second: Official | None = None) -> Objection:
    """Write the answer down; it is to be served then. What follows from it is the calling room's. ``second`` signs too, where it asks for that.

    Raises:
        What ``opened`` raises. TookPart: either signature had a hand in the decision. Invalid: no outcome, or no words.
    """
    locked = opened(objection, power, acting)
    locked.hands = hands_in(locked.against)
    officer, signer = _apart(locked, acting), _apart(locked, second) if second else None
    if answer.outcome not in ANSWERS:
        raise Invalid(fields={"outcome": _("Choose how the objection is answered.")})
    if not answer.opinion.strip():
        raise Invalid(fields={"opinion": _("Give the reasons in words that the person can read.")})
    locked.outcome, locked.opinion = answer.outcome, answer.opinion.strip()
    locked.answered_by, locked.signed_by, locked.answered_at = officer, signer, timezone.now()
    locked.owner, locked.place = policy.RECORD, locked.episode.ward or locked.episode.prison  # to be served where the person is
    locked.save(update_fields=["hands", "outcome", "opinion", "answered_by", "signed_by", "answered_at", "owner", "place"])
    return locked


def refuse_part(objection: Objection, acting: Official) -> None:
    """TookPart for whoever had a hand in the decision, also where they only put the answer before a body."""
    _apart(objection, acting)


def moved(episode: Episode) -> None:
    """Inside the act that receives a person elsewhere: what nobody has begun to answer is answered where they now are."""
    for one in Objection.objects.filter(episode=episode, outcome=Outcome.OPEN, deliberation__isnull=True, forwarded_at__isnull=True):
        one.place = answering_place(episode, one.to)
        one.save(update_fields=["place"])


def answering_place(episode: Episode, to: str) -> Place:
    """Where the next step is owed: by the prison that answers, else in the ward, which also forwards what goes outside."""
    return episode.prison if to == To.PRISON or episode.ward is None else episode.ward


def bureau_of(episode: Episode) -> Place:
    """The bureau over the prison that holds somebody, or held them last."""
    return episode.prison.parent or episode.prison


def _apart(objection: Objection, official: Official) -> Officer:
    officer = named(official)
    if officer.pk in hands_in(objection.against):
        raise TookPart
    return officer
