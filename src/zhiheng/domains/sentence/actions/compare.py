"""Ask for a comparison, work it off slice by slice, stop it; and say why a stored result is computed otherwise now."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from zhiheng.base.places.models import Place
from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.comparison.candidate import Candidate, Kind
from zhiheng.domains.sentence.comparison.population import compared_all, on_the_books, slice_after
from zhiheng.domains.sentence.errors import AlreadyAsked, AlreadyEnded, AlreadyExplained, NobodyThere
from zhiheng.domains.sentence.models import Comparison, ComparisonRow, ReplayReason
from zhiheng.engines.trail.acts import Official, Subject, act
from zhiheng.law.reckoning import EDITION

SLICE: Final = 250
"""People in one act of the worker: under a second of work, so that the bar moves and a stop is heard at once."""

State = Comparison.State


@act(policy.COMPARE, subject="place")
def request_comparison(place: Place, *, candidate: Candidate, on: dt.date, acting: Official, reason: str) -> Comparison:
    """Put a comparison on the worker's list. AlreadyAsked while the same one is under way, NobodyThere for an empty place."""
    total = on_the_books([place.path]).count()
    if not total:
        raise NobodyThere
    asked = Comparison(
        kind=candidate.kind.value, value=candidate.value, place=place.path, as_of=on, edition=EDITION, reason=reason,
        requested_at=timezone.now(), requested_by=acting.ref, requested_label=acting.label, total=total,
    )  # fmt: skip
    try:
        with transaction.atomic():
            asked.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyAsked from error
    return asked


@act(policy.COMPARE, subject="comparison", bulk=True)
def compare_slice(comparison: Comparison, *, acting: Official, reason: str) -> bool:
    """Look at the next people; whether there is more to do. Another worker's slice is waited for; one that was stopped stays stopped.

    The trail keeps a digest of each row.
    """
    locked = Comparison.objects.select_for_update().get(pk=comparison.pk)
    if not locked.open:
        return False
    judgments = slice_after([locked.place], locked.after, SLICE)
    found = compared_all(judgments, Candidate(Kind(locked.kind), locked.value), locked.as_of)
    rows = [
        ComparisonRow(
            comparison=locked, judgment=judgment, prison_id=judgment.episode.prison_id,
            before=change.before, after=change.after, impacts=list(change.impacts), cause=change.cause,
        )
        for judgment, change in found
        if change is not None
    ]  # fmt: skip
    ComparisonRow.objects.bulk_create(rows, batch_size=SLICE)
    _advance(locked, [judgment.pk for judgment in judgments], rows)
    return locked.open


def _advance(comparison: Comparison, looked_at: list[int], rows: list[ComparisonRow]) -> None:
    """Count what was done; a slice that is not full is the last."""
    impacts, causes = Counter(comparison.impacts), Counter(comparison.causes)
    impacts.update(impact for row in rows for impact in row.impacts)
    causes.update(row.cause for row in rows)
    comparison.impacts, comparison.causes = dict(impacts), dict(causes)
    comparison.done += len(looked_at)
    comparison.changed += len(rows)
    comparison.after = max(looked_at, default=comparison.after)
    comparison.state = State.RUNNING if len(looked_at) == SLICE else State.DONE
    comparison.ended_at = None if comparison.open else timezone.now()
    comparison.save()


@act(policy.COMPARE, subject="comparison")
def stop_comparison(comparison: Comparison, *, acting: Official, reason: str) -> Comparison:
    """End it where it stands; what was found stays. AlreadyEnded when there is nothing left to stop."""
    return _ended(comparison, State.STOPPED, "")


@act(policy.COMPARE, subject="comparison")
def fail_comparison(comparison: Comparison, *, fault: str, acting: Official, reason: str) -> Comparison:
    """End it because it cannot be worked off; ``fault`` names the error."""
    return _ended(comparison, State.FAILED, fault)


def _ended(comparison: Comparison, state: Comparison.State, fault: str) -> Comparison:
    locked = Comparison.objects.select_for_update().get(pk=comparison.pk)
    if not locked.open:
        raise AlreadyEnded
    locked.state, locked.fault, locked.ended_at = state, fault, timezone.now()
    locked.save()
    return locked


@act(policy.COMPARE, subject="about")
def record_replay_reason(about: Subject, *, cause: str, then: str, now: str, acting: Official, reason: str) -> ReplayReason:
    """Say why the text of a rule changed, for everybody whom the change touches: ``about`` is the rule, bureau-wide (:func:`rule_subject`)."""
    try:
        with transaction.atomic():
            return ReplayReason.objects.create(cause=cause, then=then, now=now, reason=reason, at=timezone.now(), by=acting.ref)
    except IntegrityError as error:
        raise AlreadyExplained from error


def rule_subject(rule: str) -> Subject:
    """A rule as the subject of an act: it binds the whole bureau."""
    return Subject(ref=f"rule:{rule}", label=rule, place="")
