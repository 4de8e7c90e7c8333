"""A suspended sentence that was not revoked: nothing is executed, only its probation runs (CL arts 72 to 77)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhiheng.law.acts.commutation_2016.fixed_terms import suspended_probation
from zhiheng.law.acts.criminal_law.penalties import probation_in_range, suspension_allowed, suspension_ends
from zhiheng.law.calendar import Term
from zhiheng.law.cases import Case, Suspension
from zhiheng.law.contradictions import warning
from zhiheng.law.facts import plain
from zhiheng.law.outlook.categories import recidivist
from zhiheng.law.reckoning import Explanation, Refusal, Step, Truth, date_of, day_of

TOO_SHORT_OR_LONG = warning(
    "probation_outside_range", "缓刑考验期不在法定范围", "the probation of the suspended sentence is outside the statute", "original.suspended"
)
NOT_ALLOWED = warning("suspension_not_allowed", "依法不得宣告缓刑", "the law does not allow this sentence to be suspended", "original.suspended")
OTHER_END = warning(
    "probation_end_differs", "印制的缓刑考验期止日与计算不符", "the printed end of the probation differs from the computed one", "original.suspended"
)


def running(case: Case) -> bool:
    """Whether the sentence is suspended and was not revoked by the report."""
    suspension = case.suspension
    if suspension is None:
        return False
    revoked = suspension.revoked_on
    return revoked is None or (case.report_date is not None and case.report_date < revoked)


def probation_of(case: Case) -> tuple[dict[str, Any], tuple[Refusal, ...], tuple[Step, ...]]:
    """The probation with what may be said of it, the doubts about it, and the rules used."""
    suspension, term = case.suspension, case.facts.term
    assert suspension is not None
    with Explanation() as explanation:
        found = _dates(case, suspension)
        if term is not None and suspension.probation is not None:
            found |= _limits(case, term, suspension.probation)
    return found, tuple(_doubts(found)), tuple(explanation.steps)


def _dates(case: Case, suspension: Suspension) -> dict[str, Any]:
    start, length = suspension.start or case.facts.final_date, suspension.probation
    missing = [fact for fact, value in (("original.final_date", start), ("original.suspended.years", length)) if value is None]
    if start is None or length is None:
        return {"from": plain(start), "to": {"unknown": missing}, "printed_to": plain(suspension.end), "agrees": None}
    end = date_of(suspension_ends(day_of(start), length))
    return {
        "from": plain(start),
        "to": plain(end),
        "printed_to": plain(suspension.end),
        "agrees": None if suspension.end is None else suspension.end == end,
    }


def _limits(case: Case, term: Term, probation: Term) -> dict[str, Any]:
    """Whether the law allows it, and what is the least that major merit may leave of the probation (R-G-5)."""
    kind, barred = case.facts.kind, Truth.YES if recidivist(case) else Truth.NO
    return {
        "in_range": probation_in_range(kind, term, probation),
        "allowed": suspension_allowed(kind, term, barred) == Truth.YES,
        "least_after_major_merit": plain(suspended_probation(kind, probation, probation)),
    }


def _doubts(found: dict[str, Any]) -> Iterator[Refusal]:
    if found.get("in_range") is False:
        yield TOO_SHORT_OR_LONG
    if found.get("allowed") is False:
        yield NOT_ALLOWED
    if found["agrees"] is False:
        yield OTHER_END
