"""One case, from its dates to the outlook JSON: each world worked out, the worlds merged, the tree beside the values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from zhiheng.law.acts.commutation_2012.numbers import at_discretion_2012, may_be_shorter_2012
from zhiheng.law.acts.commutation_2016.fixed_terms import at_discretion
from zhiheng.law.acts.criminal_law.rights import rights_after_change
from zhiheng.law.calendar import span
from zhiheng.law.cases import BadCase, Case
from zhiheng.law.choices import DEFAULTS, Readings
from zhiheng.law.combined import Combined, combined
from zhiheng.law.contradictions import TERMLESS
from zhiheng.law.explanation import node
from zhiheng.law.facts import TermFinding, plain
from zhiheng.law.kinds import Grade, Pack, SentenceKind, Standing
from zhiheng.law.outlook.alternatives import alternatives
from zhiheng.law.outlook.anew import anew
from zhiheng.law.outlook.commutation import commutation, commutation_flags
from zhiheng.law.outlook.doubts import ACQUITTED, FIRST_PACK, NO_PACK, UNWILLING, UNWILLING_FUNCTIONARY, WHOLE_LIFE, impossible, unusual
from zhiheng.law.outlook.ground import TO_FIXED, Ground, Ruling, ground_of, pack_for
from zhiheng.law.outlook.later import later_crimes
from zhiheng.law.outlook.parole import parole, parole_flags
from zhiheng.law.outlook.plainly import Parts, iso, json_range
from zhiheng.law.outlook.spans import spans
from zhiheng.law.outlook.suspended import probation_of, running
from zhiheng.law.outlook.worlds import FACTS, World, merged, worlds
from zhiheng.law.prospects import NO_DAY, refused
from zhiheng.law.questions import opened
from zhiheng.law.reckoning import EDITION, Caption, Refusal, RefusalKind, Step, day_of, versions_used
from zhiheng.law.sentence import term_end
from zhiheng.law.sources import CL, D5, P1997, P2016, PJ2024, S2019

CLASS: Final = Caption("适用的规定和罪犯类别", "provisions that govern, and class")
JUDGED: Final = (
    "rule_pack", "class", "floor_end_date", "earliest_first_report", "earliest_next_report", "earliest_report_by_grade", "waiting_ends",
    "max_amount", "max_amount_at_earliest", "result_range", "earliest_end_by_grade", "parole_earliest", "parole_bars", "parole_threshold",
    "probation", "alternatives", "spans", "later_crimes", "end_date",
)  # fmt: skip
"""The keys that need the day of a report or ruling."""
AT_DISCRETION: Final = {Pack.P2012: at_discretion_2012, Pack.P2016: at_discretion}


def explain_case(case: Case | BadCase, on: date | None = None, readings: Readings = DEFAULTS, *, rules_of: date | None = None) -> dict[str, Any]:
    """Dates, amounts, parole, political rights, flags, spans and the tree; ``on`` stands in for a missing report date.

    ``readings``: what is taken where the law leaves a choice; ``open_questions`` names each that touches the case.
    ``rules_of`` asks as if the instruments of another day governed the ruling; every date of the case stays as it is.
    A case with a contradiction has only ``id`` and ``refusal`` (and every refusal in ``refusals``).
    """
    if isinstance(case, BadCase):
        return closed(case.id, case.refusals) | ({} if case.line is None else {"line": case.line})
    case, steps = anew(case)
    report = case.report_date or on
    if case.retrial is not None and case.retrial.outcome == "acquitted":
        return closed(case.id, (ACQUITTED,))
    if running(case):
        return without_execution(case, report, readings)
    ruling = case.ruling_date or report
    finding, faults = term_end(case.facts, readings), impossible(case, ruling)
    if finding.trace is None or faults:
        return closed(case.id, (*faults, *(refusal for refusal in finding.refusals if refusal.kind == RefusalKind.INVALID)))
    counts = combined(case)
    doubts = (*case.warnings, *finding.refusals, *counts.warnings, *unusual(case, finding, report))
    governs = rules_of or ruling
    if ruling is None or governs is None or governs < FIRST_PACK:
        judged = without_pack(finding, ruling)
    else:
        judged = in_all_worlds(case, finding, report, Ruling(ruling, governs))
    return whole(case, finding, counts, doubts, judged, steps, report)


def without_execution(case: Case, report: date | None, readings: Readings) -> dict[str, Any]:
    """The outlook of a suspended sentence: its probation, and that nothing of a term that runs applies."""
    finding = term_end(replace(case.facts, printed_start=None, printed_end=None, custody=()), readings)
    faults = impossible(case, case.ruling_date or report)
    if finding.trace is None or faults:
        return closed(case.id, (*faults, *(refusal for refusal in finding.refusals if refusal.kind == RefusalKind.INVALID)))
    probation, doubts, steps = probation_of(case)
    nothing: dict[str, Any] = dict.fromkeys(JUDGED) | {"max_amount": {}, "max_amount_at_earliest": {}}
    nothing |= {"alternatives": [], "spans": [], "later_crimes": [], "parole_bars": [], "flags": ["suspended"], "refusals": (), "nodes": []}
    found = whole(case, finding, Combined(), (*case.warnings, *doubts), nothing | {"rules": set()}, steps, report)
    return found | {"suspended": probation, "start": None, "missing": [], "computed_end": None, "governing_end": None}


# --- worlds ---------------------------------------------------------------------------------------------------------


def in_all_worlds(case: Case, finding: TermFinding, report: date | None, ruling: Ruling) -> dict[str, Any]:
    found = {world: in_world(case, finding, world, report, ruling) for world in worlds(case, ruling.governs)}
    together = merged(found)
    together["flags"] = list(dict.fromkeys(flag for outlook in found.values() for flag in outlook["flags"]))
    together["rules"] = set().union(*(outlook["rules"] for outlook in found.values()))
    together["refusals"] = _in_every([outlook["refusals"] for outlook in found.values()])
    together["nodes"] = _nodes(found)
    return together


def _in_every(found: list[tuple[Refusal, ...]]) -> tuple[Refusal, ...]:
    return tuple(refusal for refusal in found[0] if all(refusal in other for other in found))


def _nodes(found: dict[World, dict[str, Any]]) -> list[dict[str, Any]]:
    """The parts of the tree; with several worlds, those of each below a node that names its answers."""
    if len(found) == 1:
        nodes: list[dict[str, Any]] = next(iter(found.values()))["nodes"]
        return nodes
    varying = [index for index, _ in enumerate(FACTS) if len({world[index] for world in found}) > 1]
    return [_assumed(world, varying, outlook["nodes"]) for world, outlook in found.items()]


def _assumed(world: World, varying: list[int], children: list[dict[str, Any]]) -> dict[str, Any]:
    answers = {FACTS[index]: int(world[index]) for index in varying}
    provision = children[0]["provision"]
    caption = {"zh": "假定下列未载明的事实", "en": "assuming what is not stated"}
    return {"rule": "assumed", "provision": provision, "caption": caption, "inputs": answers, "labels": {}, "result": None, "children": children}


def in_world(case: Case, finding: TermFinding, world: World, report: date | None, ruling: Ruling) -> dict[str, Any]:
    """Every judged key in one world, with its flags, refusals and parts of the tree."""
    grades = (Grade[case.grade],) if case.grade else tuple(Grade)
    parts = Parts(pack_for(case, world, day_of(ruling.governs)))
    ground = parts.part("R-0.8-1", CLASS, lambda: ground_of(case, finding, world, report, ruling), lambda ground: ground.standing.code)
    found = {"rule_pack": pack_name(ground), "class": ground.standing.code, "end_date": end_date(ground, finding)}
    found |= commutation(ground, grades, parts) | parole(ground, parts)
    bars = tuple(found["parole_bars"])
    found["alternatives"] = alternatives(ground, grades, bars, parts)
    found["later_crimes"] = later_crimes(ground, finding, parts)
    found["spans"] = spans(ground, grades[0], bars)
    flags = [*ground.flags, *commutation_flags(ground, grades), *parole_flags(ground), *general_flags(ground)]
    return found | {"flags": flags, "refusals": tuple(refusals(ground, grades)), "nodes": parts.nodes, "rules": parts.used}


def pack_name(ground: Ground) -> str:
    """The governing pack, and what stands above it on the day of the ruling."""
    names = [ground.pack.code]
    if ground.pack != Pack.P2016 and ground.standing == Standing.STRICT:
        names.append(D5.short)
    if ground.standing == Standing.S2019:
        names.append(S2019.short)
    if ground.governs >= day_of(PJ2024.since):
        names.append(PJ2024.short)
    return "+".join(names)


def end_date(ground: Ground, finding: TermFinding) -> Any:
    """The end that governs: the printed one if there is one; after a revoked parole or a judgment made anew the new one."""
    if ground.case.revocation is not None or ground.case.renewal is not None:
        return ground.lacks("term") or (None if ground.end == NO_DAY else iso(ground.end))
    return known(finding.governing_end, finding, "original.start", "original.years")


def refusals(ground: Ground, grades: tuple[Grade, ...]) -> Iterator[Refusal]:
    """What the law refuses outright or as a rule; the rest is computed all the same."""
    if ground.standing == Standing.WHOLE_LIFE:
        yield WHOLE_LIFE
    elif refused(ground.position, grades[0]):
        yield UNWILLING if ground.governs >= day_of(PJ2024.since) else UNWILLING_FUNCTIONARY


def general_flags(ground: Ground) -> Iterator[str]:
    facts, p = ground.case.facts, ground.position
    if ground.case.ruling_date is None:
        yield "ruling_date_from_report"
    judged = facts.final_date or facts.judgment_date
    if p.pack == Pack.P2016 and judged is not None and judged < P2016.since:
        yield "OQ-9"
    if p.pack == Pack.P2012 and not p.again:
        yield "OQ-29"
    if p.pack == Pack.P1997 and ground.governs > day_of(P1997.until or P2016.since):
        yield "N2013"
    if p.pack != Pack.P2016 and p.standing != Standing.STRICT and p.origin == SentenceKind.FIXED and may_be_shorter_2012.body(p.original):
        yield "may_be_shorter"
    if ground.standing == Standing.RESTRICTED and p.pack != Pack.P2016:
        yield f"no_number:{p.pack.code}-restricted"
    provision = discretion(ground)
    if provision is not None:
        yield provision


def discretion(ground: Ground) -> str | None:
    """R-K-1, by the Provisions of 2012 R-K-2: control, detention, or little left when the judgment took effect. None of 1997 is on file."""
    facts, p = ground.case.facts, ground.position
    rule = AT_DISCRETION.get(p.pack)
    if rule is None or facts.kind in TERMLESS or p.again or ground.end == NO_DAY:
        return None
    rest = span(day_of(facts.final_date), ground.end + 1) if facts.final_date is not None else p.original
    return rule.id if rule(facts.kind, rest) else None


# --- without a day --------------------------------------------------------------------------------------------------


def without_pack(finding: TermFinding, ruling: date | None) -> dict[str, Any]:
    """Without the day of a report or ruling no pack can be chosen; before 1997-11-08 there is none."""
    wanted = {"unknown": ["report_date"]} if ruling is None else None
    judged: dict[str, Any] = dict.fromkeys(JUDGED, wanted)
    judged["end_date"] = known(finding.governing_end, finding, "original.start", "original.years")
    judged["floor_end_date"] = plain(finding.floor_end) or wanted
    judged |= {"alternatives": [], "spans": [], "later_crimes": [], "parole_bars": [] if wanted is None else wanted}
    return judged | {"flags": [], "refusals": () if wanted else (NO_PACK,), "nodes": [], "rules": set()}


# --- putting it together --------------------------------------------------------------------------------------------


def whole(
    case: Case, finding: TermFinding, counts: Combined, doubts: tuple[Refusal, ...], judged: dict[str, Any], steps: tuple[Step, ...],
    report: date | None,
) -> dict[str, Any]:  # fmt: skip
    warnings = (*judged["refusals"], *doubts)
    assert finding.trace is not None
    first = (*steps, *counts.steps)
    children = [*(node(step) for step in first), *finding.trace["children"], *judged["nodes"]]
    flags = [*finding.flags, *judged["flags"], *(warning.code for warning in warnings)]
    return {
        "id": case.id,
        "start": known(finding.start, finding, "original.start", "original.final_date", "original.reprieve_served_date"),
        **{key: judged[key] for key in JUDGED},
        "political_rights": rights(case, finding, report),
        "flags": list(dict.fromkeys(flags)),
        "open_questions": opened(flags, finding.readings),
        "readings": plain(finding.readings),
        "refusal": warnings[0].as_json() if warnings else None,
        "refusals": plain(warnings),
        "missing": plain(finding.missing + counts.missing),
        "combined_range": plain(counts.range),
        "renewal": None if case.renewal is None else plain(case.renewal),
        "report_date": plain(report),
        "printed_end": plain(case.facts.printed_end),
        "computed_end": plain(finding.end),
        "governing_end": plain(finding.governing_end),
        "remaining_term": plain(finding.remaining_term),
        "stages": plain(finding.stages),
        "differences": plain(finding.differences),
        "edition": EDITION,
        "rules": plain(tuple(sorted({*finding.rules, *versions_used(first), *judged["rules"]}))),
        "trace": finding.trace | {"children": children},
    }


def known(value: date | None, finding: TermFinding, *facts: str) -> Any:
    """The date; the unknown facts if one of them is why there is none; None where it does not apply."""
    if value is not None:
        return value.isoformat()
    wanted = [item.fact for item in finding.missing if item.fact in facts or item.fact.startswith("history")]
    return {"unknown": wanted} if wanted else None


def rights(case: Case, finding: TermFinding, report: date | None) -> dict[str, Any] | None:
    """``from`` and ``to``, both None for life; once life became a fixed term, the range within which they were changed."""
    found = finding.political_rights
    turned = [change for change in case.facts.changes if change.kind in TO_FIXED]
    if turned and (found is None or found.for_life):
        return _changed_rights(finding, turned[-1].date or report)
    if found is None:
        return None
    return {"from": plain(found.start), "to": plain(found.end), "for_life": found.for_life}


def _changed_rights(finding: TermFinding, ruled: date | None) -> dict[str, Any]:
    """R-L-4: what the ruling set is not in the case, only its bounds are known."""
    bounds = None if ruled is None or ruled < CL.since else json_range(rights_after_change(day_of(ruled)))
    return {"from": plain(finding.governing_end), "to": None, "for_life": False, "range": bounds}


def closed(id: str | None, refusals: tuple[Refusal, ...]) -> dict[str, Any]:
    worst = next((refusal for refusal in refusals if refusal.kind == RefusalKind.INVALID), refusals[0])
    return {"id": id, "refusal": worst.as_json(), "refusals": plain(refusals)}
