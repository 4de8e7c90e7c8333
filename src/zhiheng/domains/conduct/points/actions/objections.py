"""The prisoner objects: review by the ward team, then re-examination by the prison group, each with its working days (art 36)."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.calendar.queries import working_days
from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.actions.corrections import corrected
from zhiheng.domains.conduct.points.errors import ConflictOfInterest, NotPosted, ObjectionOutOfOrder
from zhiheng.domains.conduct.points.models import Cycle, Notice, Objection, PointEntry, Sheet
from zhiheng.domains.conduct.points.queries.bodies import prison_group, ward_team
from zhiheng.domains.conduct.points.workdays import came_in_time, last_day
from zhiheng.engines.procedure.deliberation import close_deliberation, open_deliberation
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid
from zhiheng.law.acts.points_2021 import procedure

Step, Outcome = Objection.Step, Objection.Outcome
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that are read for another


class ObjectionEntry(NamedTuple):
    """What the prisoner objects to and says: an entry, a month's score, or a cycle's grade. Somebody else may write it; they sign."""

    text: str
    entry: PointEntry | None = None
    month: dt.date | None = None
    cycle: Cycle | None = None
    written_by: str = ""
    received_on: dt.date | None = None


@act(policy.RECORD, subject="episode")
def file_objection(episode: Episode, *, entry: ObjectionEntry, acting: Official, reason: str, occurred_at: dt.datetime | None = None) -> Objection:
    """Take an objection and give a receipt. In time, or in doubt: accepted, and what it is about counts on but is marked contested.

    Late: kept all the same, and goes on as a complaint. Objecting never costs a point.

    Raises:
        Invalid: no text, or not one target. NotPosted: nothing was decided. ObjectionOutOfOrder: the same was objected to before.
    """
    _check(episode, entry)
    counts_from = _counts_from(episode, entry)
    target = {"entry": entry.entry, "month": entry.month, "cycle": entry.cycle}
    if Objection.objects.filter(episode=episode, step=Step.REVIEW, **target).exclude(outcome=Outcome.WITHDRAWN).exists():
        raise ObjectionOutOfOrder
    return _filed(episode, entry, Step.REVIEW, counts_from, None, target)


@act(policy.RECORD, subject="first")
def object_again(first: Objection, *, text: str, written_by: str = "", acting: Official, reason: str) -> Objection:
    """The second step, within three working days of being served the first opinion."""
    locked = Objection.objects.select_for_update().get(pk=first.pk)
    if locked.step != Step.REVIEW or locked.served_on is None or Objection.objects.filter(first=locked).exists():
        raise ObjectionOutOfOrder
    if not text.strip():
        raise Invalid(fields={"text": _("Write down what the prisoner says.")})
    target = {"entry": locked.entry, "month": locked.month, "cycle": locked.cycle}
    return _filed(locked.episode, ObjectionEntry(text, written_by=written_by), Step.RE_EXAMINATION, locked.served_on, locked, target)


@act(policy.CONVENE, subject="objection")
def open_hearing(objection: Objection, *, outcome: Objection.Outcome, value: int | None = None, acting: Official, reason: str) -> Deliberation:
    """Put an answer before the body of this step: that the decision stands, or what it should have been.

    ``value``: of an entry, in hundredths, with its sign. The officer whose entry it is about may not convene on it.
    """
    locked = Objection.objects.select_for_update().get(pk=objection.pk)
    _check_open(locked)
    if locked.entry is not None and acting.ref == locked.entry.proposed_by:
        raise ConflictOfInterest
    if outcome not in (Outcome.UPHELD, Outcome.CHANGED) or (outcome == Outcome.CHANGED and locked.entry is not None and value is None):
        raise Invalid(fields={"outcome": _("Say whether the decision stands, or what it should have been.")})
    body = ward_team(locked.ward) if locked.step == Step.REVIEW else prison_group(locked.episode.prison)
    question = _("Objection %(receipt)s: %(outcome)s") % {"receipt": locked.receipt, "outcome": Outcome(outcome).label}
    made = open_deliberation(
        body, matter=f"points-objection:{outcome}", matters=[f"points-objection:{locked.pk}", str(value or 0)], question=question,
        held_on=timezone.localdate(),
    )  # fmt: skip
    locked.deliberation = made
    locked.save(update_fields=["deliberation"])
    return made


@act(policy.CONVENE, subject="objection", second="second")
def answer(objection: Objection, *, opinion: str, second: Official, acting: Official, reason: str) -> Objection:
    """Give the written opinion that the body carried; a change is entered at once by a correction that names the entry. ``second`` signs it.

    Raises:
        Invalid: no opinion. ObjectionOutOfOrder. VotesMissing. A body that did not carry its answer deliberates again.
    """
    locked = Objection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    _check_open(locked)
    if locked.deliberation is None or not opinion.strip():
        raise Invalid(fields={"opinion": _("The body deliberates first; then write down its opinion.")})
    closed = close_deliberation(locked.deliberation, minutes=opinion)
    if closed.state == Deliberation.State.REJECTED:
        locked.deliberation = None
        locked.save(update_fields=["deliberation"])
        return locked
    outcome = Outcome(closed.matter.partition(":")[2])
    value = int(closed.matters[1])
    if outcome == Outcome.CHANGED and locked.entry is not None:
        corrected(locked.entry, value, closed, second.ref, opinion)
    locked.outcome, locked.opinion, locked.answered_on = outcome, opinion.strip(), timezone.localdate()
    locked.value = value if outcome == Outcome.CHANGED else None
    locked.save(update_fields=["outcome", "opinion", "answered_on", "value"])
    return locked


@act(policy.RECORD, subject="objection")
def serve_opinion(objection: Objection, *, on: dt.date, acting: Official, reason: str) -> Objection:
    """Note that the prisoner got the opinion; their time for the second step begins. A final one is copied to the procuratorate."""
    locked = Objection.objects.select_for_update().get(pk=objection.pk)
    if locked.answered_on is None or locked.served_on is not None or on < locked.answered_on:
        raise ObjectionOutOfOrder
    locked.served_on = on
    if locked.step == Step.RE_EXAMINATION:
        locked.copied_on = timezone.localdate()
    locked.save(update_fields=["served_on", "copied_on"])
    return locked


@act(policy.RECORD, subject="objection")
def withdraw_objection(objection: Objection, *, acting: Official, reason: str) -> Objection:
    """Note that the prisoner withdrew it, of their own will and in writing."""
    locked = Objection.objects.select_for_update().get(pk=objection.pk)
    _check_open(locked)
    locked.outcome = Outcome.WITHDRAWN
    locked.save(update_fields=["outcome"])
    return locked


def _filed(
    episode: Episode, entry: ObjectionEntry, step: Objection.Step, counts_from: dt.date, first: Objection | None, target: Mapping[str, Any]
) -> Objection:
    received, days = entry.received_on or timezone.localdate(), working_days()
    limit = procedure.first_objection() if step == Step.REVIEW else procedure.second_objection()
    opinion = procedure.review_opinion() if step == Step.REVIEW else procedure.final_opinion()
    in_time = came_in_time(counts_from, received, limit, days)
    accepted = procedure.objection_accepted(in_time)
    ward = first.ward if first else episode.ward
    if ward is None:
        raise NotPosted
    return Objection.objects.create(
        episode=episode, ward=ward, step=step, first=first, receipt=_receipt(), text=entry.text.strip(), written_by=entry.written_by or "self",
        counts_from=counts_from, received_on=received, last_day=last_day(counts_from, limit, days), in_time=in_time, accepted=accepted,
        answer_due=last_day(received, opinion, days) if accepted else None, **target,
    )  # fmt: skip


def _check(episode: Episode, entry: ObjectionEntry) -> None:
    if not entry.text.strip():
        raise Invalid(fields={"text": _("Write down what the prisoner says.")})
    named = [one for one in (entry.entry, entry.cycle) if one is not None]
    if len(named) + (entry.month is not None) != 1 or any(one.episode_id != episode.pk for one in named):
        raise Invalid(fields={"entry": _("An objection is to one entry, one month or one grade of this prisoner.")})


def _counts_from(episode: Episode, entry: ObjectionEntry) -> dt.date:
    """From the decision on the spot, else from the notice; from the decision itself while nothing hangs: in doubt for the prisoner."""
    found = entry.entry
    if found is not None:
        if found.state != PointEntry.State.POSTED or found.decided_on is None:
            raise NotPosted
        ref, decided = f"points-entry:{found.pk}", found.decided_on
    elif entry.cycle is not None:
        if entry.cycle.grade is None or entry.cycle.round.decided_on is None:
            raise NotPosted
        ref, decided = f"points-cycle:{entry.cycle.pk}", entry.cycle.round.decided_on
    else:
        assert entry.month is not None
        sheet = Sheet.objects.filter(month=entry.month, body__episodes__contains=[episode.pk]).first()
        if sheet is None:
            raise NotPosted
        ref, decided = f"points-sheet:{sheet.pk}", timezone.localdate(sheet.closed_at)
    notice = Notice.objects.filter(refs__contains=[ref]).order_by("posted_on").first()
    return max(notice.posted_on, decided) if notice else _unposted(decided, found)


def _unposted(decided: dt.date, entry: PointEntry | None) -> dt.date:
    """Nothing was posted: an officer's own decision counts from its day, the time against a body's decision has not begun."""
    return decided if entry is not None and entry.body == 1 else timezone.localdate()


def _check_open(objection: Objection) -> None:
    if objection.outcome or not objection.accepted:
        raise ObjectionOutOfOrder


def _receipt() -> str:
    """Ten letters and digits, to be read out and written down."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(10))
    return f"{drawn[:5]}-{drawn[5:]}"
