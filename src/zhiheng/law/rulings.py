"""Published rulings recomputed: agreement, each difference with both computations, or what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from zhiheng.law.calendar import Term, remainder, span
from zhiheng.law.explanation import node
from zhiheng.law.facts import Change, Difference, SentenceFacts, Stage, TermFinding, plain
from zhiheng.law.kinds import ChangeKind, SentenceKind
from zhiheng.law.published import MOVING_EVENTS, BadLine, Result, Ruling, RulingsFile, Suspended, read_rulings, rulings_of
from zhiheng.law.readings import wants
from zhiheng.law.reckoning import Explanation, Refusal, RefusalKind, RuleVersion, Undetermined, day_of, version_of
from zhiheng.law.sentence import term_end
from zhiheng.law.sources import CPLI_2021
from zhiheng.law.wording import term_en, term_zh

__all__ = [
    "PROGRAM_FAULT", "BadLine", "Check", "Part", "Ruling", "RulingsFile", "Verdict", "check", "check_row", "facts_with_result",
    "program_fault", "read_rulings", "rulings_of",
]  # fmt: skip

# Ways of counting that courts used before the rule was written down on 2021-03-01 (OQ-2): a date that one of them
# gives is reproduced, and flagged, not called wrong.
OLD_PRACTICE: Final = ("backward_same_day", "forward_month_end", "forward_same_day")


PROGRAM_FAULT: Final = "program_fault"


class Verdict(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_CHECKABLE = "not_checkable"
    INVALID = "invalid"


VERDICT_WORDS: Final = {
    Verdict.AGREES: ("相符", "agrees"),
    Verdict.DIFFERS: ("不符", "differs"),
    Verdict.NOT_CHECKABLE: ("无法核算", "not checkable"),
    Verdict.INVALID: ("无效", "invalid"),
}


class Part(NamedTuple):
    """One printed value beside the computed one. Values are ISO dates or terms."""

    what: str
    printed: date | Term
    computed: date | Term
    agrees: bool
    zh: str
    en: str
    readings: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """What came of one ruling. ``oddity``: it differs, and the file itself says that it is odd."""

    id: str | None
    line: int
    verdict: Verdict
    why_zh: str
    why_en: str
    parts: tuple[Part, ...] = ()
    flags: tuple[str, ...] = ()
    missing: tuple[Undetermined, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    trace: dict[str, Any] | None = None
    rules: tuple[RuleVersion, ...] = ()
    oddity: bool = False
    finding: TermFinding | None = None

    @property
    def telling(self) -> Part | None:
        """The part to show first: the first that differs, else the last one checked."""
        if not self.parts:
            return None
        return next((part for part in self.parts if not part.agrees), self.parts[-1])

    @property
    def printed(self) -> date | Term | None:
        return None if self.telling is None else self.telling.printed

    @property
    def computed(self) -> date | Term | None:
        return None if self.telling is None else self.telling.computed

    def as_json(self, lang: str = "zh") -> dict[str, Any]:
        """The keys of contracts.md 3 first, then everything else."""
        return {
            "id": self.id,
            "verdict": str(self.verdict),
            "printed": plain(self.printed),
            "computed": plain(self.computed),
            "why": self.why_zh if lang == "zh" else self.why_en,
            "flags": list(self.flags),
            "oddity": self.oddity,
            "line": self.line,
            "why_zh": self.why_zh,
            "why_en": self.why_en,
            "parts": [part._asdict() | {"printed": plain(part.printed), "computed": plain(part.computed)} for part in self.parts],
            "missing": plain(self.missing),
            "refusals": plain(self.refusals),
            "trace": self.trace,
            "rules": plain(self.rules),
        }


def check(ruling: Ruling | BadLine) -> Check:
    """Recompute everything that the ruling's own facts allow and compare it with what is printed.

    Annotations of the file are read only at the end, to mark a difference that the file itself calls odd.
    """
    if isinstance(ruling, BadLine):
        return _refused(ruling.id, ruling.line, ruling.refusals)
    finding = term_end(facts_with_result(ruling))
    if finding.trace is None:
        return _refused(ruling.id, ruling.line, finding.refusals)
    with Explanation() as explanation:
        parts = _held((*_parts(ruling, finding), *_remainder(ruling, finding)), ruling)
    trace = finding.trace | {"children": finding.trace["children"] + [node(step) for step in explanation.steps]}
    verdict = _verdict(parts)
    flags = (*finding.flags, *(code for code in _codes(ruling, finding, parts)))
    missing = _missing(ruling, finding) if verdict == Verdict.NOT_CHECKABLE else ()
    why_zh, why_en = _why(ruling, verdict, parts, missing)
    return Check(
        id=ruling.id,
        line=ruling.line,
        verdict=verdict,
        why_zh=why_zh,
        why_en=why_en,
        parts=parts,
        flags=tuple(dict.fromkeys(flags)),
        missing=missing,
        refusals=finding.refusals,
        trace=trace,
        rules=tuple(sorted({*finding.rules, *(version_of(step.rule) for step in explanation.steps)})),
        oddity=verdict == Verdict.DIFFERS and ruling.marked_odd,
        finding=finding,
    )


def check_row(ruling: Ruling | BadLine) -> Check:
    """As :func:`check`, for one row among many: a fault of the program in it is told there and stops no other row."""
    try:
        return check(ruling)
    except Exception as fault:
        zh, en = program_fault(fault)[2:4]
        return Check(ruling.id, ruling.line, Verdict.NOT_CHECKABLE, zh, en, refusals=(program_fault(fault),))


def program_fault(fault: Exception) -> Refusal:
    """What a row says of which the program itself failed."""
    name = type(fault).__name__
    zh, en = f"程序未能计算（{name}），请将该行报告给维护人员", f"the program failed on it ({name}); report the row to its maintainers"
    return Refusal(RefusalKind.UNSUPPORTED, PROGRAM_FAULT, zh, en)


def _refused(id: str | None, line: int, refusals: tuple[Refusal, ...]) -> Check:
    zh = "；".join(refusal.message_zh for refusal in refusals)
    en = "; ".join(refusal.message_en for refusal in refusals)
    return Check(id, line, Verdict.INVALID, zh, en, refusals=refusals)


def _held(parts: tuple[Part, ...], ruling: Ruling) -> tuple[Part, ...]:
    """After an escape, a revocation or a retrial the end moves by days that the row does not state: no verdict on it."""
    if not set(ruling.events) & set(MOVING_EVENTS) or ruling.facts.excluded:
        return parts
    return tuple(part for part in parts if part.agrees or part.what == "term")


def _verdict(parts: tuple[Part, ...]) -> Verdict:
    if not parts:
        return Verdict.NOT_CHECKABLE
    return Verdict.AGREES if all(part.agrees for part in parts) else Verdict.DIFFERS


# --- the result as one more change ----------------------------------------------------------------------------------


def facts_with_result(ruling: Ruling) -> SentenceFacts:
    """The judgment, its history, and this ruling as the last change. A suspended term does not run."""
    change = _result_change(ruling)
    facts = ruling.facts if change is None else replace(ruling.facts, changes=(*ruling.facts.changes, change))
    return facts if ruling.suspended is None else replace(facts, printed_start=None, custody=())


def _result_change(ruling: Ruling) -> Change | None:
    result, on = ruling.result, ruling.ruling_date
    if result.probation is not None or result.probation_end is not None or result.kind == "paroled":
        start = None if result.probation is None else result.probation.first
        return Change(ChangeKind.PAROLE, on, printed_start=start, printed_end=result.probation_end)
    if result.to_life and ruling.facts.kind == SentenceKind.DEATH_REPRIEVE:
        return Change(ChangeKind.REPRIEVE_TO_LIFE, on)
    if result.to_term is not None:
        return _to_fixed(ruling, result, on)
    if result.kind == "commuted" or result.amount is not None:
        return Change(ChangeKind.COMMUTATION, on, amount=result.amount, printed_end=result.end_after)
    return None


def _to_fixed(ruling: Ruling, result: Result, on: date | None) -> Change:
    """A reprieve that never became life goes to its fixed term straight (R-D-6), everything else as life (R-D-5)."""
    never_life = ruling.facts.kind == SentenceKind.DEATH_REPRIEVE and not ruling.facts.changes
    kind = ChangeKind.REPRIEVE_TO_FIXED if never_life else ChangeKind.LIFE_TO_FIXED
    return Change(kind, on, to=result.to_term, printed_start=result.start_printed, printed_end=result.end_after)


# --- comparing ------------------------------------------------------------------------------------------------------


def _parts(ruling: Ruling, finding: TermFinding) -> Iterator[Part]:
    """A part for every stage that has both a printed and a computed date, and for a printed start."""
    yield from _start(ruling, finding)
    for stage in finding.stages:
        if stage.printed is not None and stage.computed is not None:
            yield _of_stage(ruling, stage, finding)


def _start(ruling: Ruling, finding: TermFinding) -> Iterator[Part]:
    printed, computed = ruling.result.start_printed, finding.start
    if printed is None or computed is None or ruling.result.to_term is not None:
        return
    if printed == ruling.facts.printed_start and ruling.original.get("start") is None:
        return
    same = printed == computed
    zh = f"起始日：印制{printed}，{'相符' if same else f'应为{computed}'}"
    en = f"start: printed {printed}, {'agrees' if same else f'computed {computed}'}"
    yield Part("start", printed, computed, same, zh, en)


def _of_stage(ruling: Ruling, stage: Stage, finding: TermFinding) -> Part:
    assert stage.printed is not None
    assert stage.computed is not None
    what, zh, en = _named(ruling, stage)
    if stage.printed == stage.computed:
        return Part(what, stage.printed, stage.computed, True, f"{zh}{stage.printed}，相符", f"{en} {stage.printed} agrees")
    label = "original" if stage.number == 0 else f"change {stage.number}"
    found = next(difference for difference in finding.differences if difference.what == label)
    agrees = _old_practice(ruling, stage, found) is not None
    tail_zh, tail_en = ("（2021年3月1日前的做法，OQ-2）", " (practice before 2021-03-01, OQ-2)") if agrees else ("", "")
    readings = tuple(plain(reading) for reading in found.readings)
    return Part(what, stage.printed, stage.computed, agrees, f"{zh}{found.zh}{tail_zh}", f"{en}: {found.en}{tail_en}", readings)


def _named(ruling: Ruling, stage: Stage) -> tuple[str, str, str]:
    """Contract word and captions of a stage."""
    if stage.number == 0:
        return "term", "原判止日：", "original end"
    if stage.number <= len(ruling.facts.changes):
        return f"history {stage.number}", f"第{stage.number}次变更后止日：", f"end after change {stage.number}"
    if ruling.result.probation_end is not None:
        return "parole_end", "假释考验期止日：", "end of probation"
    return "result", "本次裁定后止日：", "end after this ruling"


def _old_practice(ruling: Ruling, stage: Stage, found: Difference) -> str | None:
    """The old way of counting that gives the printed date, if the ruling is from before the written rule."""
    of_history = 0 < stage.number <= len(ruling.facts.changes)
    dated = ruling.change_dates[stage.number - 1] if of_history else ruling.dated
    if dated is None or dated.last >= CPLI_2021.since:
        return None
    return next((r.code for r in found.readings if r.end == stage.printed and r.code in OLD_PRACTICE), None)


def _remainder(ruling: Ruling, finding: TermFinding) -> Iterator[Part]:
    """The rest of the term in years, months and days, both ends inside; other counts are shown beside it."""
    result = ruling.result
    first, last = result.from_date or _parole_day(ruling), result.to_date or finding.governing_end
    if result.remainder is None or first is None or last is None or last < first:
        return
    computed = remainder(day_of(first), day_of(last))
    agrees = computed == result.remainder
    zh = f"余刑{first}至{last}：印制{term_zh(result.remainder)}，首尾均计为{term_zh(computed)}"
    en = f"remainder {first} to {last}: printed {term_en(result.remainder)}, both ends counted {term_en(computed)}"
    zh, en = (f"{zh}，相符", f"{en}, agrees") if agrees else (f"{zh}{_one_end(result, first, last)[0]}", en + _one_end(result, first, last)[1])
    if result.remainder_before is not None and result.remainder_before != computed:
        zh += f"；原审{term_zh(result.remainder_before)}与计算不符"
        en += f"; the first instance's {term_en(result.remainder_before)} does not agree"
    yield Part("remainder", result.remainder, computed, agrees, zh, en)


def _one_end(result: Result, first: date, last: date) -> tuple[str, str]:
    """Words when the printed remainder leaves out one end day, or both."""
    if result.remainder == span(day_of(first), day_of(last)):
        return "；印制的余刑只计首尾之一（不计起算当日）", "; the printed remainder leaves out one end day"
    if result.remainder == span(day_of(first), day_of(last) - 1):
        return "；印制的余刑首尾均不计", "; the printed remainder leaves out both end days"
    return "；与首尾计入与否的各种算法均不合", "; no way of counting the end days gives it"


def _parole_day(ruling: Ruling) -> date | None:
    """For a revoked parole the remainder runs from the day of parole (OQ-5)."""
    paroles = [change for change in ruling.facts.changes if change.kind == ChangeKind.PAROLE]
    return (paroles[-1].printed_start or paroles[-1].date) if paroles else None


# --- words ----------------------------------------------------------------------------------------------------------


def _codes(ruling: Ruling, finding: TermFinding, parts: tuple[Part, ...]) -> Iterator[str]:
    for stage in finding.stages:
        for found in finding.differences:
            if found.what == f"change {stage.number}" and _old_practice(ruling, stage, found) is not None:
                yield "OQ-2"
    if any(part.what == "remainder" for part in parts) and ruling.result.from_date is None:
        yield "OQ-5"
    if ruling.suspended is not None:
        yield "suspended"
    if ruling.result.whole_rest:
        yield "OQ-14"
    yield from (f"event:{event}" for event in ruling.events)
    yield from (refusal.code for refusal in finding.refusals)


def _missing(ruling: Ruling, finding: TermFinding) -> tuple[Undetermined, ...]:
    """What would have to be known; never empty, so that the clerk knows what to look for."""
    found = list(finding.missing)
    result = ruling.result
    if result.kind == "commuted" and result.end_after is None:
        found.append(wants("result.end_after"))
    if result.kind == "commuted" and result.amount is None:
        found = [wants("result.amount"), *found]
    if result.remainder is not None:
        found.append(wants("result.from_date"))
    if set(ruling.events) & set(MOVING_EVENTS):
        found.append(wants("excluded_days"))
    history = len(ruling.facts.changes)
    own = {f"history[{history}].amount": "result.amount", f"history[{history}].date": "date_of_ruling"}
    found = [wants(own[item.fact]) if item.fact in own else item for item in found]
    return tuple(dict.fromkeys(found)) or (wants("original.end"),)


def _why(ruling: Ruling, verdict: Verdict, parts: tuple[Part, ...], missing: tuple[Undetermined, ...]) -> tuple[str, str]:
    if verdict == Verdict.NOT_CHECKABLE:
        zh, en = ["未载明：" + "、".join(item.zh for item in missing)], ["not stated: " + ", ".join(item.en for item in missing)]
    else:
        zh, en = [part.zh for part in parts], [part.en for part in parts]
    for more in _remarks(ruling, parts):
        zh.append(more[0])
        en.append(more[1])
    return "；".join(zh), "; ".join(en)


def _remarks(ruling: Ruling, parts: tuple[Part, ...]) -> Iterator[tuple[str, str]]:
    """What else a reader should know: the start of probation, another printed end, a suspended sentence, a mark."""
    result, on = ruling.result, ruling.ruling_date
    if result.probation is not None and on is not None and result.probation.first != on:
        days = (result.probation.first - on).days
        yield f"考验期自裁定之日起第{days}日开始", f"probation begins {days} days after the ruling"
    if result.alternative_end is not None:
        yield f"另有一说止日为{result.alternative_end}", f"another view gives {result.alternative_end}"
    if ruling.suspended is not None:
        yield from _suspended(ruling.suspended)
    if ruling.marked_odd and _verdict(parts) == Verdict.DIFFERS:
        yield "该行在文件中已注明为异常", "the file itself marks this row as odd"


def _suspended(suspended: Suspended) -> Iterator[tuple[str, str]]:
    if suspended.probation is None or suspended.start is None or suspended.end is None:
        return
    finding = term_end(SentenceFacts(kind=SentenceKind.FIXED, term=suspended.probation, printed_start=suspended.start))
    if finding.end is not None:
        same = finding.end == suspended.end
        zh = f"缓刑考验期止日印制{suspended.end}，计算{finding.end}{'，相符' if same else ''}"
        yield zh, f"probation of the suspended sentence: printed {suspended.end}, computed {finding.end}"
