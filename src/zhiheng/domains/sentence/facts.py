"""From the record to the law's facts, and from the law's finding to what is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any

from zhiheng.domains.sentence.models import Agreement, Change, Credit, Determination, Judgment
from zhiheng.law.calendar import Term
from zhiheng.law.reckoning import EDITION, RefusalKind
from zhiheng.law.sentence import Change as LawChange
from zhiheng.law.sentence import ChangeKind, Exclusion, Period, SentenceFacts, SentenceKind, TermFinding

# Two ways to count interrupted custody: a doubt of the law's, not a date that somebody printed.
NOT_PRINTED = "original variants"


def facts_of(judgment: Judgment) -> SentenceFacts:
    """The facts of a judgment with its counts, credits and changes (prefetch them when there are many judgments)."""
    credits = [credit for credit in judgment.credits.all() if not credit.withdrawn]
    changes = sorted((c for c in judgment.changes.all() if not c.withdrawn), key=lambda c: (c.ruled_on, c.pk or 0))
    rights = judgment.political_rights_months
    return SentenceFacts(
        kind=SentenceKind[judgment.kind.upper()],
        term=judgment.term,
        printed_start=judgment.printed_start,
        printed_end=judgment.printed_end,
        judgment_date=judgment.judged_on,
        final_date=judgment.final_on,
        delivery_date=judgment.delivered_on,
        reprieve_served=judgment.reprieve_served_on,
        custody=_periods(credits, Credit.Kind.CUSTODY),
        supervisory_detention=_periods(credits, Credit.Kind.SUPERVISORY),
        designated_residence=_periods(credits, Credit.Kind.DESIGNATED),
        stated_credit_days=judgment.stated_credit_days,
        excluded=tuple(Exclusion(c.days or 0, c.source) for c in credits if c.kind == Credit.Kind.EXCLUDED),
        changes=tuple(_change(change) for change in changes),
        political_rights=None if rights is None else Term(rights // 12, rights % 12, 0),
        political_rights_for_life=judgment.political_rights_for_life,
        offence_dates=tuple(sorted(count.offence_date for count in judgment.counts.all() if count.offence_date is not None)),
    )


def _periods(credits: Iterable[Credit], kind: str) -> tuple[Period, ...]:
    found = (Period(credit.first, credit.last) for credit in credits if credit.kind == kind and credit.first is not None)
    return tuple(sorted(found))


def _change(change: Change) -> LawChange:
    reduces = change.kind == Change.Kind.COMMUTATION
    return LawChange(
        kind=ChangeKind[change.kind.upper()],
        date=change.ruled_on,
        served=change.served_on,
        amount=change.term if reduces else None,
        to=None if reduces else change.term,
        printed_start=change.printed_start,
        printed_end=change.printed_end,
    )


def determined(judgment: Judgment, facts: SentenceFacts, finding: TermFinding, *, by: str, at: dt.datetime) -> Determination:
    """A determination ready to be kept: inputs, rules, tree and finding, so that it can be recomputed for ever."""
    whole = finding.as_json()
    trace, rules = whole.pop("trace"), whole.pop("rules")
    return Determination(
        judgment=judgment,
        at=at,
        by=by,
        edition=EDITION,
        inputs=stored(facts),
        rules=rules,
        trace=trace or {},
        finding=whole,
        agreement=agreement_of(facts, finding),
        start=finding.start,
        end=finding.governing_end,
        computed_end=finding.end,
        floor_end=finding.floor_end,
    )


def agreement_of(facts: SentenceFacts, finding: TermFinding) -> Agreement:
    """How the computed dates stand to the printed ones; without a date on both sides nothing can be checked."""
    if any(refusal.kind == RefusalKind.INVALID for refusal in finding.refusals):
        return Agreement.INVALID
    if any(difference.what != NOT_PRINTED for difference in finding.differences):
        return Agreement.DIFFERS
    compared = any(stage.printed is not None and stage.computed is not None for stage in finding.stages)
    return Agreement.AGREES if compared else Agreement.NOT_CHECKABLE


def stored(value: Any) -> Any:
    """JSON of the law's values: dates ISO, kinds by their words, facts and terms as objects."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, SentenceKind | ChangeKind):
        return value.code
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: stored(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: stored(part) for name, part in value._asdict().items()}
    if isinstance(value, tuple | list):
        return [stored(part) for part in value]
    return value
