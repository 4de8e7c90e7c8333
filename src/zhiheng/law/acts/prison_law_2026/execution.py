"""Prison Law 2026, chapter 3: admission, notices, complaints (arts 29-43), beside the law before."""

from __future__ import annotations

from zhiheng.law.acts.prison_law_2012 import execution as before
from zhiheng.law.clocks import Clock, at_once, days, hours, months, working_days
from zhiheng.law.prison_sources import PL_2012, PL_2026
from zhiheng.law.procedure_kinds import Admission
from zhiheng.law.reckoning import Dated, Day, Truth, both, cite, rule
from zhiheng.law.sources import CPL


@rule(
    "PC-3-1",
    provision=cite(PL_2026, "第三十一条；《刑事诉讼法》第二百六十四条", "art 31; CPL art 264"),
    since=CPL.since,
    zh="法院自判决生效之日起十日内将法律文书送达公安机关",
    en="the court delivers the papers within 10 days of effect",
)
def court_delivers() -> Clock:
    """Confidence: V."""
    return days(10)


@rule(
    "PC-3-2",
    provision=cite(PL_2026, "第三十一条", "art 31"),
    zh="公安机关自收到文书之日起一个月内将罪犯送交监狱",
    en="the police deliver the prisoner within 1 month of receipt",
)
def police_delivers() -> Clock:
    """A rest of 3 months or less stays in the detention house (R-D-10). Confidence: V."""
    return months(1)


@rule(
    "PC-3-3-papers-2026",
    provision=cite(PL_2026, "第三十二条", "art 32"),
    zh="收监须有起诉书副本（自诉状）、判决书、执行通知书、结案登记表、财产性判项履行材料，撤销、收监的另附相应文书",
    en="admission papers: as before, and property-performance material, and recall papers where relevant",
)
def admission_papers_2026(
    indictment: Truth, judgment: Truth, notice: Truth, closing_form: Truth, property_papers: Truth, recall_papers: Truth
) -> Truth:
    """``recall_papers``: yes where nothing was revoked. Confidence: V."""
    as_before = both(both(indictment, judgment), both(notice, closing_form))
    return both(as_before, both(property_papers, recall_papers))


@rule(
    "PC-3-3-2026",
    provision=cite(PL_2026, "第三十二条", "art 32"),
    zh="不予收监的书面说明理由并抄送检察院；检察院书面不同意的应当收监",
    en="refusal in writing with a copy to the procuratorate; its written disagreement obliges admission",
)
def admission_2026(papers_received: bool, papers: Truth, wrongful_risk: Truth, disagreed: bool) -> Admission:
    """``disagreed``: the procuratorate, in writing. Confidence: V."""
    if not papers_received:
        return Admission.REFUSE
    if wrongful_risk == Truth.YES:
        return Admission.ADMIT if disagreed else Admission.REFUSE
    return Admission.ADMIT if papers == Truth.YES else Admission.SUPPLEMENT


@rule(
    "PC-3-5",
    provision=cite(PL_2026, "第三十三条（2012年修正第十八条）", "art 33 (2012: art 18)"),
    since=PL_2012.since,
    zh="女犯由女性人民警察检查",
    en="women are searched by women officers only",
)
def search_allowed(woman: bool, woman_officer: bool) -> bool:
    """Confidence: V."""
    return woman_officer or not woman


@rule(
    "PC-3-6",
    provision=cite(PL_2026, "第三十四条", "art 34"),
    zh="收监后进行健康检查；时限未规定，默认二十四小时内",
    en="medical examination after admission; no hour is stated: 24 hours by default",
)
def entry_examination() -> Clock:
    """Confidence: U (hours: product default)."""
    return hours(24)


@rule(
    "PC-3-6-complete",
    provision=cite(PL_2026, "第三十五条", "art 35"),
    zh="健康检查资料齐全；时限未规定，默认七十二小时内",
    en="the complete set of the examination; no hour is stated: 72 hours by default",
)
def complete_examination() -> Clock:
    """Confidence: U (hours: product default)."""
    return hours(72)


@rule(
    "PC-3-7",
    provision=cite(PL_2026, "第二十九条", "art 29; Order 79 art 10"),
    zh="收监时告知权利义务，以其理解的语言签收",
    en="rights and duties are told at once, in a language understood",
)
def rights_notice() -> Clock:
    """Confidence: V."""
    return at_once()


@rule(
    "PC-3-7-sanction",
    provision=cite(PL_2026, "第二十九条", "art 29"),
    zh="未告知的规定不得作为处罚依据",
    en="no sanction for a rule that was not notified",
)
def notified_before(told: Truth, told_on: Day, happened: Day) -> Truth:
    """Confidence: V (duty; the effect derived)."""
    if told == Truth.YES:
        return Truth.YES if told_on <= happened else Truth.NO
    return told


@rule(
    "PC-3-8-2026",
    provision=cite(PL_2026, "第三十七条", "art 37"),
    zh="收监后五个工作日内通知家属或者监护人；无法通知的通知居（村）民委员会",
    en="family or guardian is told within 5 working days of admission; none reachable: the committee",
)
def family_notice_2026() -> Clock:
    """Working days, where the law before counted days. Confidence: V."""
    return working_days(5)


@rule(
    "PC-6-1",
    provision=cite(PL_2026, "第三十九至四十一条（2012年修正第二十一至二十四条）", "arts 39-41 (2012: arts 21-24)"),
    since=PL_2012.since,
    zh="申诉、控告、检举随时可以提出，即时登记并给予回执，任何人不得拒绝登记",
    en="appeals, accusations and reports are registered at once, with a receipt",
)
def complaint_receipt() -> Clock:
    """Nobody may refuse to register. Confidence: V."""
    return at_once()


@rule(
    "PC-6-3-2026",
    provision=cite(PL_2026, "第四十一条", "art 41"),
    zh="五个工作日内转递，不得扣压",
    en="forwarded within 5 working days, never withheld",
)
def forwarding_2026() -> Clock:
    """Overdue: seen by the procuratorate at once. Confidence: V."""
    return working_days(5)


@rule(
    "PC-6-4",
    provision=cite(PL_2026, "第四十一条", "art 41"),
    zh="转递后五个工作日内告知罪犯；特殊情况延长不超过五个工作日",
    en="the prisoner is told within 5 working days of forwarding, 5 more in special cases",
)
def told_of_forwarding(special_case: bool) -> Clock:
    """From the day of forwarding. Confidence: V."""
    return working_days(10 if special_case else 5)


@rule(
    "PC-6-5-2026",
    provision=cite(PL_2026, "第四十条", "art 40"),
    zh="对控告、检举三个月内处理完毕",
    en="the prison decides its own matters within 3 months",
)
def own_handling_2026() -> Clock:
    """Confidence: V."""
    return months(3)


@rule(
    "PC-6-6",
    provision=cite(PL_2026, "第四十条", "art 40"),
    zh="实名控告、检举的，书面答复结果",
    en="a real-name accusation or report gets a written result",
)
def written_result_due(real_name: bool, closed_case: bool) -> bool:
    """Confidence: V."""
    return real_name and closed_case


@rule(
    "PC-6-8-2026",
    provision=cite(PL_2026, "第四十二条", "art 42"),
    zh="对可能有错误的判决提请处理，三个月内答复，可以延长不超过三个月",
    en="a suspected wrong judgment is answered within 3 months, 3 more at most",
)
def wrong_judgment_2026(extended: bool) -> Clock:
    """Confidence: V."""
    return months(6 if extended else 3)


@rule(
    "PC-6-10",
    provision=cite(PL_2026, "第三十条", "art 30"),
    zh="法律援助申请及时转交；默认二十四小时内",
    en="a legal-aid application is forwarded promptly; 24 hours by default",
)
def legal_aid_forwarding() -> Clock:
    """Confidence: V (prompt; the hours are a product default)."""
    return hours(24)


admission_papers = Dated("PC-3-3-papers", before.admission_papers_2012, admission_papers_2026)
admission = Dated("PC-3-3", before.admission_2012, admission_2026)
family_notice = Dated("PC-3-8", before.family_notice_2012, family_notice_2026)
forwarding = Dated("PC-6-3", before.forwarding_2012, forwarding_2026)
own_handling = Dated("PC-6-5", before.own_handling_2012, own_handling_2026)
wrong_judgment = Dated("PC-6-8", before.wrong_judgment_2012, wrong_judgment_2026)
