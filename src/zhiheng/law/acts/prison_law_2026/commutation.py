"""Prison Law 2026, chapter 3: requests for commutation and parole (arts 49-56), beside Order 130."""

from __future__ import annotations

from zhiheng.law.acts.procedure_rules_2014 import prison as before
from zhiheng.law.clocks import Clock, at_once, months, working_days
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.prison_sources import O130, PL_2026
from zhiheng.law.procedure_kinds import Route
from zhiheng.law.reckoning import Dated, Truth, both, cite, rule
from zhiheng.law.sources import PR2014


@rule(
    "PC-1.1-8-2026",
    provision=cite(PL_2026, "第五十条", "art 50"),
    zh="减刑、假释建议在监狱内公示五个工作日",
    en="a proposal is posted in the prison for 5 working days",
)
def proposal_posting_2026() -> Clock:
    """Objections: the committee re-examines and informs. Confidence: V."""
    return working_days(5)


@rule(
    "PC-1.1-10",
    provision=cite(PL_2026, "第五十条", "art 50"),
    zh="由监狱领导集体讨论决定",
    en="prison leaders decide collectively",
)
def decided_collectively(leaders_met: Truth, posting_complete: Truth, opinion_asked: Truth) -> Truth:
    """After the posting and after the procuratorate was asked. Confidence: V."""
    return both(leaders_met, both(posting_complete, opinion_asked))


@rule(
    "PC-1.1-12",
    provision=cite(PL_2026, "第五十一条、第五十三条；司法部令第130号第三条、第四条、第十五条", "arts 51, 53; Order 130 arts 3, 4, 15"),
    since=O130.since,
    zh="有期徒刑报中级人民法院；死缓、无期徒刑经省局审核报高级人民法院；县处级以上职务犯罪经省局审核",
    en="fixed terms go to the Intermediate Court; reprieve and life through the bureau to the High Court; former senior officials through the bureau",
)
def request_route(kind: SentenceKind, senior_official: bool) -> Route:
    """``kind``: of the sentence now running. Confidence: V."""
    if kind == SentenceKind.LIFE or kind == SentenceKind.DEATH_REPRIEVE:
        return Route.BUREAU_THEN_HIGH
    return Route.BUREAU_THEN_INTERMEDIATE if senior_official else Route.INTERMEDIATE_COURT


@rule(
    "PC-1.2-21",
    provision=cite(PL_2026, "第五十一条、第五十三条、第五十五条；法释〔2014〕5号第一条", "arts 51, 53, 55; PR2014 art 1"),
    since=PR2014.since,
    zh="法院一个月内裁定；案情复杂的延长一个月；死缓减刑不延长",
    en="ruling within 1 month of the request, 1 more if complex; none for a reprieve",
)
def ruling_time(kind: SentenceKind, complex_case: bool) -> Clock:
    """Confidence: V."""
    return months(2 if complex_case and kind != SentenceKind.DEATH_REPRIEVE else 1)


@rule(
    "PC-1.1-14",
    provision=cite(PL_2026, "第五十六条；法释〔2014〕5号第十六条", "art 56; PR2014 art 16"),
    since=PR2014.since,
    zh="裁定前发现错误的书面撤回，须经法院准许，并及时告知检察院",
    en="an error found before the ruling: written withdrawal with leave of the court",
)
def withdrawal(before_ruling: bool, written: Truth, court_permits: Truth) -> Truth:
    """Refused: the trial goes on. Confidence: V."""
    if not before_ruling:
        return Truth.NO
    return both(written, court_permits)


@rule(
    "PC-1.3-end",
    provision=cite(PL_2026, "第五十六条", "art 56"),
    zh="裁定送达当日更新刑期止日",
    en="the end date is updated on the day of service",
)
def end_date_update() -> Clock:
    """Two persons check. Confidence: V."""
    return at_once()


proposal_posting = Dated("PC-1.1-8", before.proposal_posting_2014, proposal_posting_2026)
