"""Facts of a case that cannot stand together, or that are unusual, beyond those of its dates; and refusals by law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from zhiheng.law.cases import Case
from zhiheng.law.contradictions import invalid, warning
from zhiheng.law.facts import TermFinding
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import Refusal, RefusalKind
from zhiheng.law.sources import P1997

RULED_TOO_EARLY: Final = invalid(
    "ruling_before_judgment", "裁定早于判决", "the ruling is before the judgment", "ruling_date", "original.judgment_date"
)
RULED_BEFORE_REPORT: Final = invalid("ruling_before_report", "裁定早于报请", "the ruling is before the report", "ruling_date", "report_date")
BORN_LATER: Final = invalid("born_after_offence", "出生晚于犯罪", "born after the offence", "birth_date", "offence_dates")
RETURNED_EARLY: Final = invalid("return_before_parole", "收监早于假释", "returned before the parole", "revocation")
NO_PACK: Final = Refusal(
    RefusalKind.UNSUPPORTED,
    "no_rule_pack",
    "1997年11月8日以前的裁定没有可适用的规定",
    "no provisions on file govern rulings before 1997-11-08",
    ("ruling_date", "report_date"),
)
WHOLE_LIFE: Final = warning("R-P-8", "终身监禁：不得减刑、假释", "whole-life imprisonment: no commutation, no parole", "original.whole_life")
UNWILLING: Final = warning(
    "R-Y-5",
    "确有履行能力而不履行财产性判项：不认定确有悔改表现，一般不予减刑",
    "able but not performing property items: repentance not recognised, normally no commutation",
    "property",
)
UNWILLING_FUNCTIONARY: Final = warning(
    "R-S19-1",
    "贪污贿赂罪犯确有履行能力而不履行财产性判项：一般不予减刑",
    "embezzlement or bribery, able but not performing property items: normally no commutation",
    "property",
)
ACQUITTED: Final = Refusal(
    RefusalKind.UNSUPPORTED,
    "acquitted_on_retrial",
    "再审宣告无罪：原判刑罚和减刑、假释裁定均失效，没有刑期可以计算",
    "acquitted on retrial: sentence and rulings have lapsed, there is no term to compute",
    ("retrial",),
)
SERVED_LATER: Final = invalid("dates_out_of_order", "原判执行晚于再审", "served from a day after the retrial", "retrial.served_from", "retrial.date")
NOT_SUSPENDED: Final = invalid(
    "suspension_does_not_fit", "缓刑只适用于拘役、有期徒刑", "only detention and fixed terms can be suspended", "original.suspended", "original.kind"
)
REVOKED_EARLY: Final = invalid(
    "revoked_before_judgment", "撤销缓刑早于判决生效", "the suspension was revoked before the judgment took effect", "original.suspended.revoked_on"
)
FIRST_PACK: Final = P1997.since


def impossible(case: Case, ruling: date | None) -> tuple[Refusal, ...]:
    """What makes the outlook meaningless."""
    facts, found = case.facts, []
    if facts.judgment_date is not None and case.ruling_date is not None and case.ruling_date < facts.judgment_date:
        found.append(RULED_TOO_EARLY)
    if case.report_date is not None and ruling is not None and ruling < case.report_date:
        found.append(RULED_BEFORE_REPORT)
    if case.birth_date is not None and any(day < case.birth_date for day in facts.offence_dates):
        found.append(BORN_LATER)
    revocation = case.revocation
    if revocation is not None and revocation.parole_date is not None and revocation.returned is not None:
        found += [RETURNED_EARLY] if revocation.returned < revocation.parole_date else []
    return (*found, *_of_judgments(case))


def _of_judgments(case: Case) -> Iterator[Refusal]:
    """What contradicts itself about a retrial or a suspension."""
    retrial, suspension, final = case.retrial, case.suspension, case.facts.final_date
    if retrial is not None and retrial.served_from is not None and retrial.on < retrial.served_from:
        yield SERVED_LATER
    if suspension is None:
        return
    if case.facts.kind not in (SentenceKind.FIXED, SentenceKind.DETENTION):
        yield NOT_SUSPENDED
    start = suspension.start or final
    if start is not None and suspension.revoked_on is not None and suspension.revoked_on < start:
        yield REVOKED_EARLY


def unusual(case: Case, finding: TermFinding, report: date | None) -> Iterator[Refusal]:
    """What is possible but seldom: computed, with a warning."""
    facts = case.facts
    if report is not None and facts.judgment_date is not None and report < facts.judgment_date:
        yield warning("report_before_judgment", "报请早于判决", "the report is before the judgment", "report_date", "original.judgment_date")
    if report is not None and finding.governing_end is not None and finding.governing_end < report:
        yield warning("term_over", "报请时刑期已满", "the term was over at the report", "report_date")
    if case.property_cured_on is not None and case.property == "able_unwilling":
        zh, en = "仍为有能力而不履行，却有履行完毕之日", "able but unwilling, and yet a day on which it was cured"
        yield warning("cured_but_unwilling", zh, en, "property", "property_cured_on")
    if any(day > judged for day in facts.offence_dates for judged in [facts.judgment_date] if judged is not None):
        yield warning("offence_after_judgment", "犯罪晚于判决", "an offence is later than the judgment", "offence_dates")
    if "embezzlement_bribery" in case.categories and case.former_state_functionary is False:
        zh, en = "贪污贿赂罪犯而非原国家工作人员：不适用2019年补充规定", "bribery without former functionary: outside the provisions of 2019"
        yield warning("not_a_functionary", zh, en, "original.former_state_functionary", "categories")
    if case.restricted and case.whole_life:
        yield warning("restricted_and_whole_life", "同时限制减刑和终身监禁", "both restricted and whole-life", "original")
