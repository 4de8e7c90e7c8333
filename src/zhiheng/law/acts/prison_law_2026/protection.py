"""Prison Law 2026: acts that may never cost a prisoner points, beside the law before (arts 23, 27, 30, 43, 68, 70, 76, 79, 82, 103)."""

from __future__ import annotations

from zhiheng.law.acts.prison_law_2012 import protection as before
from zhiheng.law.prison_sources import PL_2012, PL_2026
from zhiheng.law.protected import Act, unless
from zhiheng.law.reckoning import Dated, Truth, both, cite, rule, truth


@rule(
    "PT-9-1-2026",
    provision=cite(PL_2026, "第四十三条", "art 43"),
    zh="不得将申诉、控告、检举作为不服从管教、不认罪悔罪的依据",
    en="appeal, accusation and report may not be used as proof of disobedience or lack of repentance",
)
def complaint_2026(act: Act) -> Truth:
    """Confidence: V."""
    return unless(act == Act.APPEAL or act == Act.ACCUSATION or act == Act.REPORT)


@rule(
    "PT-9-3-2026",
    provision=cite(PL_2026, "第六十八条", "art 68"),
    zh="写给监狱上级机关和监察、司法等机关的信件不受检查，与其联系不得扣分",
    en="letters to higher authority, supervisory and judicial bodies are not inspected: never deducted",
)
def oversight_2026(act: Act) -> Truth:
    """Confidence: V."""
    return unless(act == Act.CONTACT_WITH_OVERSIGHT)


@rule(
    "PT-9-4-2026",
    provision=cite(PL_2026, "第三十条、第七十条", "arts 30, 70"),
    zh="会见、委托律师，申请法律援助不得扣分",
    en="meeting or instructing a lawyer and asking for legal aid are never deducted",
)
def counsel_2026(act: Act) -> Truth:
    """Confidence: V."""
    return unless(act == Act.LAWYER or act == Act.LEGAL_AID)


@rule(
    "PT-9-5-2026",
    provision=cite(PL_2026, "第二十七条、第七十九条", "arts 27, 79"),
    zh="就医、患病不得扣分",
    en="seeking care and being ill are never deducted",
)
def care_2026(act: Act) -> Truth:
    """Confidence: V (derived)."""
    return unless(act == Act.MEDICAL_CARE)


@rule(
    "PT-9-6-2026",
    provision=cite(PL_2026, "第一百零三条", "art 103"),
    zh="法定休息日休息、拒绝违规无偿超时劳动不得扣分",
    en="rest on statutory days and refusing unpaid excess hours are never deducted",
)
def rest_2026(act: Act) -> Truth:
    """Confidence: V (derived)."""
    return unless(act == Act.REST_DAY or act == Act.UNPAID_EXCESS_HOURS)


@rule(
    "PT-9-7-2026",
    provision=cite(PL_2026, "第二十三条", "art 23; Mandela Rule 57"),
    zh="拒绝违法命令、遭受虐待或者为其作证不得扣分",
    en="refusing an unlawful order, being ill-treated or a witness of it: never deducted",
)
def unlawful_order_2026(act: Act) -> Truth:
    """Confidence: V (derived)."""
    return unless(act == Act.UNLAWFUL_ORDER or act == Act.ILL_TREATED_OR_WITNESS)


@rule(
    "PT-9-8-2026",
    provision=cite(PL_2026, "第七十六条", "art 76; Mandela Rule 2"),
    zh="宗教、语言、风俗习惯和身份本身不得扣分",
    en="religion, language, custom and identity as such are never deducted",
)
def identity_2026(act: Act) -> Truth:
    """Confidence: V (derived)."""
    return unless(act == Act.RELIGION_LANGUAGE_CUSTOM)


@rule(
    "PT-9-false",
    provision=cite(PL_2026, "第四十三条", "art 43"),
    since=PL_2012.since,
    zh="恶意诬告只能就其本身查明事实，由监狱工作组决定并抄送检察院，被控告的民警不得参与",
    en="a malicious false accusation: own findings, the prison group, a copy to the procuratorate, never the officer complained of",
)
def false_accusation_may_proceed(malicious: Truth, own_findings: Truth, by_prison_group: bool, copied: bool, by_accused_officer: bool) -> Truth:
    """Confidence: V (conflict of interest: product choice)."""
    procedure = truth(by_prison_group and copied and not by_accused_officer)
    return both(both(malicious, own_findings), procedure)


complaint = Dated("PT-9-1", before.complaint_2012, complaint_2026)
oversight = Dated("PT-9-3", before.oversight_2012, oversight_2026)
counsel = Dated("PT-9-4", before.counsel_2012, counsel_2026)
care = Dated("PT-9-5", before.care_2012, care_2026)
rest = Dated("PT-9-6", before.rest_2012, rest_2026)
unlawful_order = Dated("PT-9-7", before.unlawful_order_2012, unlawful_order_2026)
identity = Dated("PT-9-8", before.identity_2012, identity_2026)
