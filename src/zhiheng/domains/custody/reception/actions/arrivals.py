"""At the door: who is expected, whether the papers are in order, admission."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.actions import Arrival, Facts, admit, receive
from zhiheng.base.people.models import Episode, Person
from zhiheng.base.people.names import clean_name
from zhiheng.base.people.queries.likeness import alike
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.powers.models import Sex
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.reception import policy
from zhiheng.domains.custody.reception.actions.papers import issue
from zhiheng.domains.custody.reception.actions.steps import close, open_admission
from zhiheng.domains.custody.reception.errors import ArrivalDecided, LooksKnown, NoEffect, NotAccepted
from zhiheng.domains.custody.reception.models import ExpectedArrival, IssuedPaper, PaperState, StepKind
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words
from zhiheng.law.acts.prison_law_2026 import execution
from zhiheng.law.explanation import node
from zhiheng.law.procedure_kinds import Admission
from zhiheng.law.reckoning import Explanation, Truth, day_of, truth

State = ExpectedArrival.State
Paper = ExpectedArrival.Paper
_LONGEST_REPORT = dt.timedelta(days=3)
_IN_ORDER = {PaperState.RECEIVED: Truth.YES, PaperState.NOT_NEEDED: Truth.YES, PaperState.WRONG: Truth.NO, PaperState.MISSING: Truth.NO}


class Expected(NamedTuple):
    """What the sender announced."""

    name: str
    sex: str
    sender: str
    expected_on: dt.date
    birth_date: dt.date | None = None
    origin: str = ExpectedArrival.Origin.SENTENCED
    document: str = ""
    papers_received_on: dt.date | None = None


class Papers(NamedTuple):
    """What lies on the desk. ``states``: kind of paper -> PaperState; one that is not named was not looked at, and does not count."""

    states: Mapping[str, str]
    wrongful_risk: bool | None
    words: str = ""


@act(policy.EXPECT, subject="prison")
def expect_arrival(prison: Place, *, expected: Expected, acting: Official, reason: str) -> ExpectedArrival:
    """Register somebody whom a prison expects.

    Raises:
        Invalid: no prison, no sender, or a name, sex or day that cannot be right.
    """
    wrong: dict[str, Words] = {}
    if prison.kind != Kind.PRISON:
        wrong["prison"] = _("People arrive at a prison. Choose one.")
    if expected.sex not in Sex.values:
        wrong["sex"] = _("Choose a sex.")
    if not expected.sender.strip():
        wrong["sender"] = _("Say which police or court sends the person.")
    if expected.papers_received_on and expected.papers_received_on > timezone.localdate():
        wrong["papers_received_on"] = _("This lies in the future. Check the day.")
    if wrong:
        raise Invalid(fields=wrong)
    given = expected._replace(name=clean_name(expected.name), sender=expected.sender.strip())
    return ExpectedArrival.objects.create(prison=prison, **given._asdict(), registered_by=named(acting), registered_at=timezone.now())


@act(policy.CHECK, subject="arrival")
def check_papers(
    arrival: ExpectedArrival, *, papers: Papers, occurred_at: dt.datetime | None = None, acting: Official, reason: str
) -> ExpectedArrival:
    """Decide at the door, by the law of the day: accepted, back to the court, or refused in writing. May be repeated. Locks the arrival.

    Raises:
        ArrivalDecided: admitted or withdrawn by now.
        Invalid: an unknown paper or state; a refusal without reasons.
    """
    arrival = _locked(arrival)
    at = occurred_at or timezone.now()
    _refuse_wrong(papers)
    found, trace = decided(arrival, papers, timezone.localdate(at))
    if found != Admission.ADMIT and not papers.words.strip():
        raise Invalid(fields={"words": _("State the reasons: a refusal, or what the court must supplement, is in writing.")})
    arrival.state = {Admission.ADMIT: State.ACCEPTED, Admission.SUPPLEMENT: State.SUPPLEMENT, Admission.REFUSE: State.REFUSED}[found]
    arrival.papers, arrival.wrongful_risk = dict(papers.states), papers.wrongful_risk
    arrival.decision, arrival.decision_words = trace, papers.words.strip()
    arrival.arrived_at = arrival.arrived_at or at
    arrival.decided_by, arrival.decided_at = named(acting), at
    arrival.save()
    if found == Admission.REFUSE:
        issue(IssuedPaper.Kind.REFUSAL, arrival, _refusal(arrival), acting=acting)
    return arrival


def decided(arrival: ExpectedArrival, papers: Papers, on: dt.date) -> tuple[Admission, dict[str, Any]]:
    """What the law makes of the papers on a day, with its tree."""
    day, states = day_of(on), papers.states
    asked = {kind.value: _truth(states.get(kind.value, "")) for kind in Paper}
    if arrival.origin == ExpectedArrival.Origin.SENTENCED:
        asked[Paper.RECALL] = Truth.YES  # nothing was revoked, so nothing is asked for
    received = any(state in (PaperState.RECEIVED, PaperState.WRONG) for state in states.values())
    with Explanation() as explanation:
        whole = execution.admission_papers(day, *(asked[kind.value] for kind in Paper))
        found = execution.admission(day, received, whole, truth(papers.wrongful_risk), arrival.disagreed_on is not None)
    said = {"zh": found.zh, "en": found.en}
    return found, node(explanation.steps[-1]) | {"result": said, "children": [node(explanation.steps[0])]}


@act(policy.CHECK, subject="arrival")
def record_copy(arrival: ExpectedArrival, *, on: dt.date, acting: Official, reason: str) -> ExpectedArrival:
    """Record that the procuratorate was sent a copy of the refusal.

    Raises:
        NoEffect: no refusal stands.
        Invalid: a day before the refusal, or in the future.
    """
    arrival = _locked(arrival)
    if arrival.state != State.REFUSED:
        raise NoEffect
    _refuse_day(arrival, on)
    arrival.copied_on = on
    arrival.save(update_fields=["copied_on"])
    return arrival


@act(policy.CHECK, subject="arrival")
def record_disagreement(arrival: ExpectedArrival, *, on: dt.date, document: str, acting: Official, reason: str) -> ExpectedArrival:
    """The procuratorate disagrees in writing with a refusal: by the law of 2026 the person is admitted. Locks the arrival.

    Raises:
        NoEffect: no refusal stands, or the law of that day knows no such effect.
        Invalid: no document number, or a day that cannot be.
    """
    arrival = _locked(arrival)
    if arrival.state != State.REFUSED:
        raise NoEffect
    _refuse_day(arrival, on)
    if not document.strip():
        raise Invalid(fields={"document": _("Enter the number of the procuratorate's document.")})
    arrival.disagreed_on, arrival.disagreement = on, document.strip()
    found, trace = decided(arrival, Papers(arrival.papers, arrival.wrongful_risk), on)
    if found != Admission.ADMIT:
        raise NoEffect
    arrival.state, arrival.decision = State.ACCEPTED, trace
    arrival.save(update_fields=["disagreed_on", "disagreement", "state", "decision"])
    return arrival


@act(policy.EXPECT, subject="arrival")
def withdraw_arrival(arrival: ExpectedArrival, *, acting: Official, reason: str) -> ExpectedArrival:
    """The person will not come: the sender took the announcement back."""
    arrival = _locked(arrival)
    arrival.state = State.WITHDRAWN
    arrival.save(update_fields=["state"])
    return arrival


@act(policy.CHECK, subject="arrival")
def admit_arrival(
    arrival: ExpectedArrival,
    *,
    place: Place,
    number: str,
    person: Person | None = None,
    apart: Collection[int] = (),
    occurred_at: dt.datetime | None = None,
    acting: Official,
    reason: str,
) -> Episode:
    """Admit somebody whose papers are in order, into a ward or bed: person, episode and the clocks of admission, in one act.

    ``person``: the record that exists already, for somebody who was here before; ``apart``: keys of the records that look alike and of which
    the official says that they are of other people. Without a word about each of them nobody gets a second record.
    The steps are those of the law of the day.

    Raises:
        NotAccepted: the papers were not found in order.
        ArrivalDecided: admitted or withdrawn by now.
        LooksKnown: somebody on record looks like this person, and nothing was said of it.
        Invalid: the record chosen is of another sex, or sealed.
        And what ``admit`` of base/people raises: number taken, bed taken, men and women apart ...
    """
    arrival = _locked(arrival)
    if arrival.state != State.ACCEPTED:
        raise NotAccepted(basis=_t("Prison Law (2026), art 32"))
    at = _moment(occurred_at)
    on = timezone.localdate(at)
    if person is not None:
        _refuse_other(arrival, person)
        episode = receive(Arrival(person, place), number=number, on=on, at=at, acting=acting, reason=reason)
    else:
        _refuse_unsaid(arrival, apart)
        facts = Facts(arrival.sex, arrival.birth_date)
        episode = admit(place, name=arrival.name, facts=facts, number=number, on=on, moment=at, acting=acting, reason=reason)
    arrival.state, arrival.episode = State.ADMITTED, episode
    arrival.save(update_fields=["state", "episode"])
    open_admission(episode, at)
    close(episode, StepKind.PAPERS, at=at, output=_t("papers in order"), acting=acting)
    return episode


def _refuse_other(arrival: ExpectedArrival, person: Person) -> None:
    """A record of another sex is not this person's until it is corrected; a sealed one is opened by an enquiry alone."""
    if person.sealed_at is not None or person.sex != arrival.sex:
        raise Invalid(fields={"known": _("This record is of another sex, or sealed. Check which record is right; nothing was changed.")})


def _refuse_unsaid(arrival: ExpectedArrival, apart: Collection[int]) -> None:
    unsaid = [one for one in alike(arrival.name, arrival.sex, arrival.birth_date) if one.person.pk not in apart]
    if unsaid:
        raise LooksKnown(fields={"known": LooksKnown.words})


def _locked(arrival: ExpectedArrival) -> ExpectedArrival:
    found = ExpectedArrival.objects.select_for_update(of=("self",)).select_related("prison").get(pk=arrival.pk)
    if not found.open:
        raise ArrivalDecided
    return found


def _moment(occurred_at: dt.datetime | None) -> dt.datetime:
    now = timezone.now()
    if occurred_at is None:
        return now
    if not now - _LONGEST_REPORT <= occurred_at <= now:
        raise Invalid(fields={"occurred_at": _("An admission is entered within three days, and not before it happens.")})
    return occurred_at


def _refuse_wrong(papers: Papers) -> None:
    if set(papers.states) - set(Paper.values) or set(papers.states.values()) - set(PaperState.values):
        raise Invalid(fields={"papers": _("Choose a state for each paper of the list.")})
    if len(papers.words) > 2000:
        raise Invalid(fields={"words": _("At most 2,000 characters.")})


def _refuse_day(arrival: ExpectedArrival, on: dt.date) -> None:
    decided_on = timezone.localdate(arrival.decided_at) if arrival.decided_at else on
    if not decided_on <= on <= timezone.localdate():
        raise Invalid(fields={"on": _("The day cannot lie before the refusal or in the future.")})


def _truth(state: str) -> Truth:
    return _IN_ORDER.get(PaperState(state), Truth.UNKNOWN) if state else Truth.UNKNOWN


def _refusal(arrival: ExpectedArrival) -> dict[str, Any]:
    missing = [Paper(kind).value for kind, state in arrival.papers.items() if state in (PaperState.MISSING, PaperState.WRONG)]
    return {
        "name": arrival.name, "sex": arrival.sex, "birth_date": _iso(arrival.birth_date), "sender": arrival.sender,
        "document": arrival.document, "reasons": arrival.decision_words, "papers": missing, "provision": arrival.decision.get("provision"),
    }  # fmt: skip


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
