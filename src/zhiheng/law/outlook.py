"""The outlook of one person as JSON (contracts.md 2). What sections 2 to 4 of the sheet bring is named, not guessed."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from zhiheng.law.cases import BadCase, Case
from zhiheng.law.combined import combined
from zhiheng.law.contradictions import TERMLESS, invalid
from zhiheng.law.explanation import node
from zhiheng.law.facts import TermFinding, plain
from zhiheng.law.reckoning import EDITION, Refusal, RefusalKind, versions_used
from zhiheng.law.sentence import term_end

NOT_YET: Final = (
    "rule_pack", "class", "earliest_first_report", "earliest_next_report", "max_amount", "result_range",
    "earliest_end_by_grade", "parole_earliest", "parole_bars", "probation",
)  # fmt: skip


RULED_TOO_EARLY: Final = invalid(
    "ruling_before_judgment", "裁定早于判决", "the ruling is before the judgment", "ruling_date", "original.judgment_date"
)


def explain_case(case: Case | BadCase, on: date | None = None) -> dict[str, Any]:
    """Dates, floor, political rights, flags and the tree of one case; ``on`` stands in for a missing report date.

    A case with a contradiction has only ``id`` and ``refusal`` (and every refusal in ``refusals``).
    """
    if isinstance(case, BadCase):
        return refused(case.id, case.refusals)
    finding = term_end(case.facts)
    if finding.trace is None or ruled_too_early(case):
        return refused(case.id, finding.refusals if finding.trace is None else (RULED_TOO_EARLY,))
    counts = combined(case)
    warnings = case.warnings + finding.refusals + counts.warnings
    report = case.report_date or on
    return {
        "id": case.id,
        "start": known(finding.start, finding, "original.start"),
        "end_date": known(finding.end, finding, "original.start", "original.years"),
        "floor_end_date": plain(finding.floor_end),
        "political_rights": rights(finding),
        **dict.fromkeys(NOT_YET),
        "flags": [*finding.flags, *(warning.code for warning in warnings)],
        "refusal": warnings[0].as_json() if warnings else None,
        "refusals": plain(warnings),
        "missing": plain(finding.missing + counts.missing),
        "combined_range": plain(counts.range),
        "report_date": plain(report),
        "printed_end": plain(case.facts.printed_end),
        "governing_end": plain(finding.governing_end),
        "remaining_term": plain(finding.remaining_term),
        "stages": plain(finding.stages),
        "differences": plain(finding.differences),
        "not_yet": [*NOT_YET, *(["floor_end_date"] if case.facts.kind in TERMLESS else [])],
        "edition": EDITION,
        "rules": plain(tuple(sorted({*finding.rules, *versions_used(counts.steps)}))),
        "trace": finding.trace | {"children": [node(step) for step in counts.steps] + finding.trace["children"]},
    }


def ruled_too_early(case: Case) -> bool:
    judged = case.facts.judgment_date
    return judged is not None and case.ruling_date is not None and case.ruling_date < judged


def known(value: date | None, finding: TermFinding, *facts: str) -> Any:
    """The date; the unknown facts if one of them is why there is none; None where it does not apply."""
    if value is not None:
        return value.isoformat()
    wanted = [item.fact for item in finding.missing if item.fact in facts or item.fact.startswith("history")]
    return {"unknown": wanted} if wanted else None


def rights(finding: TermFinding) -> dict[str, Any] | None:
    """``from`` and ``to``, both None for life."""
    found = finding.political_rights
    return None if found is None else {"from": plain(found.start), "to": plain(found.end), "for_life": found.for_life}


def refused(id: str | None, refusals: tuple[Refusal, ...]) -> dict[str, Any]:
    worst = next((refusal for refusal in refusals if refusal.kind == RefusalKind.INVALID), refusals[0])
    return {"id": id, "refusal": worst.as_json(), "refusals": plain(refusals)}
