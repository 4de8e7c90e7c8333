"""The report of an event, its investigator, its evidence, and a case closed without a sanction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.base.powers.officials import named
from zhiheng.domains.conduct.discipline import lawful, policy
from zhiheng.domains.conduct.discipline.errors import CaseOver, NotTheInvestigator, StepNotYet, TookPart
from zhiheng.domains.conduct.discipline.models import DisciplineCase, Evidence, Involved
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words
from zhiheng.law.protected import Act

State = DisciplineCase.State
SHIFT = dt.timedelta(hours=12)
"""A report within so long of the event counts as made in the same shift (product default; wards set their own hours)."""
_LONGEST = 4000


class Event(NamedTuple):
    """An event as reported. ``injuries``: what the check found, also when nothing; ``involved``: numbers of officers who took part or saw it."""

    place: Place
    happened_at: dt.datetime
    ground: int
    words: str
    injuries: str
    video: str = ""
    find: str = ""
    involved: Sequence[str] = ()
    only_fact: Act = Act.BREACH


@act(policy.REPORT, subject="episode")
def report_event(episode: Episode, *, event: Event, acting: Official, reason: str) -> DisciplineCase:
    """Begin a case against one person. The reporter counts as involved.

    Raises:
        NotInCustody, RightUsed, GroundNotListed.
        Invalid: no words, no check for injuries, a time in the future, an unknown officer.
    """
    if Episode.objects.get(pk=episode.pk).ended_on is not None:
        raise NotInCustody
    _refuse_wrong(event)
    day = timezone.localdate(event.happened_at)
    lawful.refuse_protected(event.only_fact, day)
    lawful.refuse_unlisted(day, event.ground)
    officer, now = named(acting), timezone.now()
    case = DisciplineCase.objects.create(
        episode=episode, place=event.place, happened_at=event.happened_at, law=lawful.law_of(day).short, ground=event.ground,
        words=event.words.strip(), injuries=event.injuries.strip(), video=event.video.strip(), find=event.find.strip(), reported_by=officer,
        reported_at=now, same_shift=now - event.happened_at <= SHIFT,
    )  # fmt: skip
    Involved.objects.bulk_create(Involved(case=case, officer=one) for one in {officer, *_officers(event.involved)})
    return case


@act(policy.ASSIGN, subject="case")
def name_investigator(case: DisciplineCase, *, officer: Officer, acting: Official, reason: str) -> DisciplineCase:
    """Name who investigates.

    Raises:
        CaseOver, StepNotYet: not under inquiry any more; TookPart: the officer was involved.
    """
    case = open_case(case, State.OPEN)
    if case.reported_by_id == officer.pk or case.involved.filter(officer=officer).exists():
        raise TookPart(fields={"officer": TookPart.words})
    case.investigator = officer
    case.save(update_fields=["investigator"])
    return case


@act(policy.INVESTIGATE, subject="case")
def add_evidence(
    case: DisciplineCase, *, kind: str, words: str, reference: str = "", for_person: bool = False, acting: Official, reason: str
) -> Evidence:
    """Add one piece of evidence, for or against the person. It is never changed; a correction is another piece.

    Raises:
        CaseOver, StepNotYet, NotTheInvestigator; Invalid: an unknown kind, no words.
    """
    case = open_case(case, State.OPEN)
    officer = investigating(case, acting)
    if kind not in Evidence.Kind.values:
        raise Invalid(fields={"kind": _("Choose the kind of evidence.")})
    if not words.strip():
        raise Invalid(fields={"words": _("Say what it shows.")})
    return Evidence.objects.create(
        case=case, kind=kind, words=words.strip(), reference=reference.strip(), for_person=for_person, added_by=officer, added_at=timezone.now()
    )


@act(policy.ASSIGN, subject="case")
def close_case(case: DisciplineCase, *, words: str, acting: Official, reason: str) -> DisciplineCase:
    """Close a case without a sanction: unfounded, too small, or another measure was enough.

    Raises:
        CaseOver; Invalid: no words.
    """
    case = open_case(case)
    if not words.strip():
        raise Invalid(fields={"words": _("Say why it is closed, in words that the person can read.")})
    case.state, case.closed_by, case.closed_at, case.closing_words = State.CLOSED, named(acting), timezone.now(), words.strip()
    case.save(update_fields=["state", "closed_by", "closed_at", "closing_words"])
    return case


def open_case(case: DisciplineCase, *states: str) -> DisciplineCase:
    """The case, locked, when it is not over and in one of the states (any, when none is given)."""
    locked = (
        DisciplineCase.objects.select_for_update(of=("self",)).select_related("episode__person", "episode__place", "deliberation").get(pk=case.pk)
    )
    if locked.over:
        raise CaseOver
    if states and locked.state not in states:
        raise StepNotYet
    return locked


def investigating(case: DisciplineCase, acting: Official) -> Officer:
    """The officer who acts, when that is the investigator named for the case."""
    officer = named(acting)
    if case.investigator_id != officer.pk:
        raise NotTheInvestigator
    return officer


def _officers(numbers: Sequence[str]) -> list[Officer]:
    wanted = {number.strip() for number in numbers if number.strip()}
    found = list(Officer.objects.filter(number__in=wanted, kind=Officer.Kind.OFFICER))
    if len(found) != len(wanted):
        raise Invalid(fields={"involved": _("An officer's number is unknown. Choose officers from the list.")})
    return found


def _refuse_wrong(event: Event) -> None:
    wrong: dict[str, Words] = {}
    if not event.words.strip() or len(event.words) > _LONGEST:
        wrong["words"] = _("Write down what happened, in at most 4,000 characters.")
    if not event.injuries.strip():
        wrong["injuries"] = _("Write down what the check for injuries found, also when nothing.")
    if event.happened_at > timezone.now():
        wrong["happened_at"] = _("The time lies in the future. Check the clock of this device.")
    if wrong:
        raise Invalid(fields=wrong)
