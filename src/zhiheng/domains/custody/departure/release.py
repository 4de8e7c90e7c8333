"""When a person is free, what is still owed before, and what forbids it. Reads only; the verbs are in ``actions.releases``.

A missing paper never keeps anybody in: only what makes the release itself unlawful stops it, and each obstacle says so in words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhiheng.base.people.models import Episode
from zhiheng.domains.custody.departure.errors import EndUnknown, ReleaseRoom
from zhiheng.domains.custody.departure.models import Release, Transfer
from zhiheng.domains.custody.departure.schedule import CHECKS, release_steps
from zhiheng.domains.custody.reception.models import Belonging, IdentityDoubt, ReceptionStep, StepKind
from zhiheng.domains.custody.reception.schedule import Owed
from zhiheng.domains.custody.whereabouts.queries.out import out_now
from zhiheng.domains.sentence.facts import agreement_of, facts_of
from zhiheng.domains.sentence.models import Agreement
from zhiheng.domains.sentence.open_questions import taken_at
from zhiheng.domains.sentence.queries import facts_on_record, sentence_card
from zhiheng.law.acts.prison_law_2026.release import over_detained
from zhiheng.law.reckoning import Truth, day_of
from zhiheng.law.sentence import term_end

FOR_ANY_END = (StepKind.EXIT_EDUCATION, StepKind.ASSESSMENT, StepKind.PROPERTY, StepKind.HAND_OVER)
"""Steps that stay done when the end of term moves; notices and checks name the day and are done anew."""


class EndOfTerm(NamedTuple):
    """The end that governs, as determined last; ``rights_lost``: deprivation of political rights follows."""

    end: dt.date | None
    agreement: str
    rights_lost: bool


class Recomputed(NamedTuple):
    """The end as the law computes it from the record now. ``same``: it is the one determined; ``agrees``: printed and computed agree."""

    end: dt.date | None
    agreement: str
    same: bool

    @property
    def agrees(self) -> bool:
        """Nothing is left for the court to clarify."""
        return self.agreement != Agreement.DIFFERS


class Obstacle(NamedTuple):
    """Why a release is not possible, or (``stops`` false) what is still owed."""

    code: str
    words: str | Promise
    stops: bool = True


class Ahead(NamedTuple):
    """A step before release: owed by when, and done or not."""

    owed: Owed
    done: ReceptionStep | None

    @property
    def complete(self) -> bool:
        """Done; a check of the date counts when two people signed it."""
        return self.done is not None and (self.owed.kind not in CHECKS or self.done.second_by_id is not None)


def end_of_term(episode: Episode) -> EndOfTerm:
    """As the newest determination has it."""
    card = sentence_card(episode.pk)
    if card is None:
        return EndOfTerm(None, "", False)
    judgment = card.judgment
    lost = bool(judgment.political_rights_months) or judgment.political_rights_for_life
    return EndOfTerm(card.end, card.determination.agreement if card.determination else "", lost)


def recomputed(episode: Episode) -> Recomputed:
    """The end computed anew from the record, under the readings in force.

    Raises:
        EndUnknown: no judgment, or no end is determined.
    """
    standing, judgment = end_of_term(episode), facts_on_record(episode)
    if judgment is None or standing.end is None:
        raise EndUnknown
    facts = facts_of(judgment)
    finding = term_end(facts, taken_at(episode.place.path, timezone.localdate()))
    return Recomputed(finding.governing_end, agreement_of(facts, finding), finding.governing_end == standing.end)


def plan(episode: Episode, standing: EndOfTerm) -> list[Ahead]:
    """Every step before release with what was done; empty while there is no end."""
    if standing.end is None:
        return []
    done = _done(episode, standing.end)
    owed = release_steps(standing.end, episode.received_on, rights_lost=standing.rights_lost)
    return [Ahead(step, done.get(step.kind)) for step in owed]


def _done(episode: Episode, end: dt.date) -> dict[str, ReceptionStep]:
    steps = ReceptionStep.objects.filter(episode=episode, procedure="release").select_related("done_by", "second_by").order_by("pk")
    return {step.kind: step for step in steps if step.for_end == end or step.kind in FOR_ANY_END}


def date_confirmed(episode: Episode, end: dt.date) -> bool:
    """Whether two people have checked this very day."""
    return ReceptionStep.objects.filter(episode=episode, kind__in=CHECKS, for_end=end, second_by__isnull=False).exists()


def over_days(end: dt.date | None, today: dt.date) -> int:
    """Days that a person still in custody is held beyond the end of term: over-detention."""
    if end is None or over_detained(day_of(end), day_of(today), Truth.NO) != Truth.YES:
        return 0
    return (today - end).days


def obstacles(episode: Episode, on: dt.date, ground: str = Release.Ground.TERM) -> list[Obstacle]:
    """What stops a release on a day, then what is owed and does not."""
    standing = end_of_term(episode)
    found = [*_of_term(episode, standing, on)] if ground == Release.Ground.TERM else []
    if out_now([episode.pk]):
        found.append(Obstacle("out", _("On the books the person is out of the prison. Record the return, or the hand-over there, first.")))
    if Transfer.objects.filter(episode=episode, state__in=("proposed", "approved", "handed")).exists():
        found.append(Obstacle("transfer", _("A transfer to another prison is open. Take it back first.")))
    return [*found, *_owed(episode, standing)]


def _of_term(episode: Episode, standing: EndOfTerm, on: dt.date) -> Sequence[Obstacle]:
    if standing.end is None:
        return [Obstacle("no-end", _("No end of term is determined. Record the judgment and determine the term."))]
    found = []
    if on < standing.end:
        found.append(Obstacle("too-early", _("The term runs to the end of %(day)s.") % {"day": standing.end.isoformat()}))
    if not date_confirmed(episode, standing.end):
        words = _("Two people have not checked the release date %(day)s yet. Two officers do it on this page now.")
        found.append(Obstacle("not-checked", words % {"day": standing.end.isoformat()}))
    return found


def _owed(episode: Episode, standing: EndOfTerm) -> list[Obstacle]:
    open_steps = [step.owed.kind for step in plan(episode, standing) if not step.complete]
    found = [Obstacle(kind, StepKind(kind).label, stops=False) for kind in open_steps]
    if Belonging.objects.filter(taken_in__episode=episode, state__in=("kept", "used")).exists() and StepKind.PROPERTY not in open_steps:
        found.append(Obstacle("belongings", _("Belongings are still in the store."), stops=False))
    if IdentityDoubt.objects.filter(episode=episode, outcome="").exists():
        found.append(Obstacle("doubt", _("A doubt about the identity is open."), stops=False))
    return found


def refuse_without_release(episode: Episode) -> None:
    """Asked by base before custody ends: who came in through this desk leaves through it.

    Raises:
        ReleaseRoom: no release was made for the episode.
    """
    if not ReceptionStep.objects.filter(episode=episode).exists():
        return
    if not Release.objects.filter(episode=episode).exists():
        raise ReleaseRoom
