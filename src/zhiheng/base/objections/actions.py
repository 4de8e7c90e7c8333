"""Taking, forwarding, serving, withdrawing: the same for every kind. The answer is an act of the room whose decision it is."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.calendar.queries import working_days
from zhiheng.base.objections import policy
from zhiheng.base.objections.answering import answering_place, bureau_of
from zhiheng.base.objections.clocks import FORWARDING, Limits, came_in_time
from zhiheng.base.objections.errors import AnsweredBefore, NotThisStep, WaitsAlready
from zhiheng.base.objections.grounds import Decision, ground_of, hands_in, limits_of
from zhiheng.base.objections.models import Objection
from zhiheng.base.people.models import Episode
from zhiheng.base.powers.officials import named
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid

Step, To, Outcome = Objection.Step, Objection.To, Objection.Outcome
LONGEST = 4000
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that are read for another


class Filing(NamedTuple):
    """What is filed. ``words`` may be empty: nobody has to say why. ``to`` empty: whoever answers first inside.

    ``written_by``: who wrote it for the person, empty for the person. ``received_on`` empty: today.
    """

    words: str = ""
    to: str = ""
    written_by: str = ""
    received_on: dt.date | None = None


@act(policy.RECORD, subject="decision")
def file_objection(decision: Decision, *, filing: Filing, acting: Official, reason: str, occurred_at: dt.datetime | None = None) -> Objection:
    """Take an objection and give a receipt. Late, it is marked so, kept and answered all the same.

    Raises:
        WaitsAlready: one to the same addressee is open. NotThisStep: it was answered inside, and the way on is the second step.
        Invalid: no addressee of this kind, too many words, a day before the decision or after today.
    """
    Episode.objects.select_for_update().get(pk=decision.episode.pk)  # two officers at once give one receipt
    ground = ground_of(decision.against)
    to = filing.to or ground.first
    if to not in (ground.first, To.BUREAU, To.PROCURATORATE):
        raise Invalid(fields={"to": _("Choose to whom it goes.")})
    same = Objection.objects.filter(against=decision.against, to=to, step=Step.REVIEW)
    if same.filter(outcome=Outcome.OPEN).exists():
        raise WaitsAlready
    if ground.second is not None and to == ground.first and same.exclude(outcome=Outcome.WITHDRAWN).exists():
        raise NotThisStep
    return _filed(decision, filing._replace(to=to), limits_of(decision.against, Step.REVIEW), acting)


@act(policy.RECORD, subject="first")
def object_again(first: Objection, *, filing: Filing, acting: Official, reason: str) -> Objection:
    """The second step, to the prison, after the person was served the first answer. Locks the first.

    Raises:
        NotThisStep: no such step, not served, or taken before. Invalid: too many words, a day before the service or after today.
    """
    locked = Objection.objects.select_for_update(of=("self",)).select_related("episode__prison", "episode__ward").get(pk=first.pk)
    ground = ground_of(locked.against)
    inside = ground.second is not None and locked.step == Step.REVIEW and locked.to == ground.first
    if ground.second is None or not inside or locked.served_on is None or Objection.objects.filter(first=locked).exists():
        raise NotThisStep
    again = Decision(locked.against, locked.episode, locked.about, locked.served_on, locked.served_on)
    return _filed(again, filing._replace(to=To.PRISON), ground.second, acting, locked)


@act(policy.RECORD, subject="objection")
def forward_objection(objection: Objection, *, acting: Official, reason: str) -> Objection:
    """Send on, unopened and unchanged, what goes to the bureau or the procuratorate. The bureau's posts owe its answer from this day on.

    Raises:
        NotThisStep: it is answered inside. AnsweredBefore: sent or withdrawn before.
    """
    locked = _locked(objection)
    if not locked.outside:
        raise NotThisStep
    if locked.forwarded_at is not None or not locked.is_open:
        raise AnsweredBefore
    locked.forwarded_at, locked.owner = timezone.now(), ""
    if locked.to == To.BUREAU and ground_of(locked.against).at_bureau:
        limits, locked.owner, locked.place = limits_of(locked.against, locked.step), ground_of(locked.against).answers, bureau_of(locked.episode)
        locked.answer_due = limits.answer.last(timezone.localdate(), working_days())
    locked.save(update_fields=["forwarded_at", "owner", "place", "answer_due"])
    return locked


@act(policy.RECORD, subject="objection")
def serve_answer(objection: Objection, *, on: dt.date, acting: Official, reason: str) -> Objection:
    """Note that the person got the answer; the time for a second step begins. A final one is copied to the procuratorate.

    Raises:
        NotThisStep: not answered. AnsweredBefore: served before. Invalid: a day before the answer or after today.
    """
    locked = _locked(objection)
    if locked.answered_at is None:
        raise NotThisStep
    if locked.served_on is not None:
        raise AnsweredBefore
    if not timezone.localdate(locked.answered_at) <= on <= timezone.localdate():
        raise Invalid(fields={"on": _("The answer was served between the day it was given and today.")})
    locked.served_on, locked.owner = on, ""
    if locked.step == Step.RE_EXAMINATION:
        locked.copied_on = timezone.localdate()
    locked.save(update_fields=["served_on", "copied_on", "owner"])
    return locked


@act(policy.RECORD, subject="objection")
def withdraw_objection(objection: Objection, *, acting: Official, reason: str) -> Objection:
    """Note that the person withdrew it, of their own will and in writing. AnsweredBefore when it is not open."""
    locked = _locked(objection)
    if not locked.is_open:
        raise AnsweredBefore
    locked.outcome, locked.owner = Outcome.WITHDRAWN, ""
    locked.save(update_fields=["outcome", "owner"])
    return locked


def _filed(decision: Decision, filing: Filing, limits: Limits, acting: Official, first: Objection | None = None) -> Objection:
    received, calendar = filing.received_on or timezone.localdate(), working_days()
    if len(filing.words) > LONGEST:
        raise Invalid(fields={"words": _("At most 4,000 characters; the paper goes into the file.")})
    if not decision.made_on <= received <= timezone.localdate():
        raise Invalid(fields={"on": _("It was received between the decision and today.")})
    outside = filing.to in (To.BUREAU, To.PROCURATORATE)
    last = limits.object.last(decision.counts_from, calendar)
    return Objection.objects.create(
        episode=decision.episode, against=decision.against, about=decision.about, step=Step.RE_EXAMINATION if first else Step.REVIEW, first=first,
        to=filing.to, receipt=_receipt(), words=filing.words.strip(), written_by=filing.written_by.strip(), received_on=received,
        counts_from=decision.counts_from, last_day=last, in_time=came_in_time(last, received),
        forward_by=FORWARDING.last(received, calendar) if outside else None, answer_due=None if outside else limits.answer.last(received, calendar),
        place=answering_place(decision.episode, filing.to),
        owner=policy.RECORD if outside else ground_of(decision.against).answers,
        hands=hands_in(decision.against), recorded_by=named(acting), recorded_at=timezone.now(),
    )  # fmt: skip


def _locked(objection: Objection) -> Objection:
    related = ("episode__person", "episode__place", "episode__prison__parent")
    return Objection.objects.select_for_update(of=("self",)).select_related(*related).get(pk=objection.pk)


def _receipt() -> str:
    """Ten letters and digits, to be read out and written down."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(10))
    return f"{drawn[:5]}-{drawn[5:]}"
