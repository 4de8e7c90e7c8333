"""Prison Law 2012, chapter 3: admission, notices, complaints (arts 16-24)."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, at_once, days, months
from zhiheng.law.prison_sources import PL_2012
from zhiheng.law.procedure_kinds import Admission
from zhiheng.law.reckoning import Truth, both, cite, rule


@rule(
    "PC-3-3-papers-2012",
    provision=cite(PL_2012, "第十六条", "art 16"),
    until=PL_2012.until,
    zh="收监须有起诉书副本、判决书、执行通知书、结案登记表",
    en="admission papers: indictment copy, judgment, execution notice, case-closing form",
)
def admission_papers_2012(
    indictment: Truth, judgment: Truth, notice: Truth, closing_form: Truth, property_papers: Truth, recall_papers: Truth
) -> Truth:
    """Property and recall papers are not asked for yet. Confidence: V."""
    return both(both(indictment, judgment), both(notice, closing_form))


@rule(
    "PC-3-3-2012",
    provision=cite(PL_2012, "第十六条", "art 16"),
    until=PL_2012.until,
    zh="未收到文件的不得收监；文件不齐或者有误的由法院补充更正；可能导致错误收监的不予收监",
    en="no papers, no admission; incomplete: the court supplements; risk of wrongful admission: refused",
)
def admission_2012(papers_received: bool, papers: Truth, wrongful_risk: Truth, disagreed: bool) -> Admission:
    """``disagreed``: the procuratorate in writing, without effect under this law. Confidence: V."""
    if not papers_received or wrongful_risk == Truth.YES:
        return Admission.REFUSE
    return Admission.ADMIT if papers == Truth.YES else Admission.SUPPLEMENT


@rule(
    "PC-3-8-2012",
    provision=cite(PL_2012, "第二十条", "art 20"),
    until=PL_2012.until,
    zh="收监后五日内通知家属",
    en="family is told within 5 days of admission",
)
def family_notice_2012() -> Clock:
    """Calendar days. Confidence: V."""
    return days(5)


@rule(
    "PC-6-3-2012",
    provision=cite(PL_2012, "第二十三条", "art 23"),
    until=PL_2012.until,
    zh="申诉、控告、检举材料及时转递，不得扣压",
    en="appeals, accusations and reports are forwarded promptly",
)
def forwarding_2012() -> Clock:
    """Promptly; no number of days. Confidence: V."""
    return at_once()


@rule(
    "PC-6-5-2012",
    provision=cite(PL_2012, "第二十二条", "art 22"),
    until=PL_2012.until,
    zh="对控告、检举及时处理",
    en="accusations and reports are handled promptly",
)
def own_handling_2012() -> Clock:
    """Promptly; no number of days. Confidence: V."""
    return at_once()


@rule(
    "PC-6-8-2012",
    provision=cite(PL_2012, "第二十四条", "art 24"),
    until=PL_2012.until,
    zh="对可能有错误的判决提请处理，检察院、法院六个月内通知结果",
    en="a suspected wrong judgment is answered within 6 months",
)
def wrong_judgment_2012(extended: bool) -> Clock:
    """No extension under this law. Confidence: V."""
    return months(6)
