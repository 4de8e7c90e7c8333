"""What the person says against a sanction: recorded with a receipt, forwarded, answered - and never held against them."""

from __future__ import annotations

import datetime as dt
import secrets

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.calendar.queries import working_days
from zhiheng.domains.conduct.discipline import policy
from zhiheng.domains.conduct.discipline.errors import ComplaintAnswered, NotAnActOfThis, TookPart
from zhiheng.domains.conduct.discipline.models import Complaint, Sanction
from zhiheng.domains.custody.officials import named
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.acts.points_2021.procedure import first_objection, review_opinion
from zhiheng.law.acts.prison_law_2026.execution import forwarding
from zhiheng.law.clocks import Limit, deadline
from zhiheng.law.reckoning import date_of, day_of

_LONGEST = 4000


@act(policy.COMPLAIN, subject="sanction")
def complain(sanction: Sanction, *, to: str, words: str, on: dt.date, acting: Official, reason: str) -> Complaint:
    """Record a complaint and give its receipt. A late one is marked so and answered all the same; any number may follow.

    The law sets no days for the sanction itself: the ladder of the points provisions is used (3 and 5 working days, product choice).

    Raises:
        Invalid: no words, no addressee, a day before the decision or after today.
    """
    if to not in Complaint.To.values:
        raise Invalid(fields={"to": _("Choose to whom it goes.")})
    if not words.strip() or len(words) > _LONGEST:
        raise Invalid(fields={"words": _("Write down what the person says, in at most 4,000 characters.")})
    since = timezone.localdate(sanction.served_at or sanction.decided_at)
    if not timezone.localdate(sanction.decided_at) <= on <= timezone.localdate():
        raise Invalid(fields={"on": _("The complaint lies between the decision and today.")})
    limit = _last(first_objection, since)
    outside = to != Complaint.To.PRISON
    return Complaint.objects.create(
        sanction=sanction, to=to, receipt=secrets.token_hex(4).upper(), words=words.strip(), made_on=on,
        in_time=None if limit is None else on <= limit,
        forward_by=_last(forwarding, on) if outside else None, answer_due=None if outside else _last(review_opinion, on),
        recorded_by=named(acting), recorded_at=timezone.now(),
    )  # fmt: skip


@act(policy.COMPLAIN, subject="complaint")
def forward_complaint(complaint: Complaint, *, acting: Official, reason: str) -> Complaint:
    """Send on what goes to the bureau or the procuratorate.

    Raises:
        NotAnActOfThis: addressed to the prison; ComplaintAnswered: sent before.
    """
    locked = _locked(complaint)
    if locked.to == Complaint.To.PRISON:
        raise NotAnActOfThis
    if locked.forwarded_at is not None:
        raise ComplaintAnswered
    locked.forwarded_at = timezone.now()
    locked.save(update_fields=["forwarded_at"])
    return locked


@act(policy.ANSWER, subject="complaint")
def answer_complaint(complaint: Complaint, *, outcome: str, answer: str, acting: Official, reason: str) -> Complaint:
    """Answer in writing with reasons, by somebody who took no part. What is upheld is mended by the reversing acts of the case.

    Raises:
        ComplaintAnswered, TookPart; Invalid: no outcome, no words.
    """
    locked, officer = _locked(complaint), named(acting)
    if locked.answered_at is not None:
        raise ComplaintAnswered
    sanction, case = locked.sanction, locked.sanction.case
    hands = {sanction.decided_by_id, sanction.proposed_by_id, case.reported_by_id, case.investigator_id, case.opinion_by_id}
    if officer.pk in hands or case.involved.filter(officer=officer).exists():
        raise TookPart
    if outcome not in Complaint.Outcome.values:
        raise Invalid(fields={"outcome": _("Choose how the complaint is answered.")})
    if not answer.strip():
        raise Invalid(fields={"answer": _("Give the reasons in words that the person can read.")})
    locked.outcome, locked.answer, locked.answered_by, locked.answered_at = outcome, answer.strip(), officer, timezone.now()
    locked.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    return locked


def _last(limit: Limit, begins: dt.date) -> dt.date | None:
    last = deadline(limit, day_of(begins), working_days()).last
    return None if last is None else date_of(last)


def _locked(complaint: Complaint) -> Complaint:
    found = Complaint.objects.select_for_update(of=("self",)).select_related("sanction__case__episode__person", "sanction__case__episode__place")
    return found.get(pk=complaint.pk)
