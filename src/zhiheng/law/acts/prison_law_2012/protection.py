"""Prison Law 2012, chapters 1 to 4: acts that may never cost a prisoner points (arts 7, 14, 21-23, 47, 52, 54, 71)."""

from __future__ import annotations

from zhiheng.law.prison_sources import PL_2012
from zhiheng.law.protected import Act, unless
from zhiheng.law.reckoning import Truth, cite, rule


@rule(
    "PT-9-1-2012",
    provision=cite(PL_2012, "第七条、第二十一至二十三条", "arts 7, 21-23"),
    until=PL_2012.until,
    zh="申诉、控告、检举的权利不受侵犯，不得因此扣分、处罚",
    en="appeal, accusation and report are inviolable: never deducted",
)
def complaint_2012(act: Act) -> Truth:
    """Confidence: V."""
    return unless(act == Act.APPEAL or act == Act.ACCUSATION or act == Act.REPORT)


@rule(
    "PT-9-3-2012",
    provision=cite(PL_2012, "第四十七条", "art 47"),
    until=PL_2012.until,
    zh="写给监狱上级机关和司法机关的信件不受检查，与其联系不得扣分",
    en="letters to higher prison authority and judicial bodies are not inspected: never deducted",
)
def oversight_2012(act: Act) -> Truth:
    """Confidence: V."""
    return unless(act == Act.CONTACT_WITH_OVERSIGHT)


@rule(
    "PT-9-4-2012",
    provision=cite(PL_2012, "第七条", "art 7"),
    until=PL_2012.until,
    zh="辩护等未被依法剥夺的权利不受侵犯，委托律师、申请法律援助不得扣分",
    en="defence and rights not removed by law are inviolable: lawyers and legal aid are never deducted",
)
def counsel_2012(act: Act) -> Truth:
    """Confidence: V (derived)."""
    return unless(act == Act.LAWYER or act == Act.LEGAL_AID)


@rule(
    "PT-9-5-2012",
    provision=cite(PL_2012, "第五十四条", "art 54"),
    until=PL_2012.until,
    zh="就医、患病不得扣分",
    en="seeking care and being ill are never deducted",
)
def care_2012(act: Act) -> Truth:
    """Confidence: V (derived)."""
    return unless(act == Act.MEDICAL_CARE)


@rule(
    "PT-9-6-2012",
    provision=cite(PL_2012, "第七十一条", "art 71"),
    until=PL_2012.until,
    zh="法定节日和休息日休息、拒绝违规超时劳动不得扣分",
    en="rest on statutory days and refusing hours beyond the rules are never deducted",
)
def rest_2012(act: Act) -> Truth:
    """Confidence: V (derived; the article among arts 69-73 from memory: M)."""
    return unless(act == Act.REST_DAY or act == Act.UNPAID_EXCESS_HOURS)


@rule(
    "PT-9-7-2012",
    provision=cite(PL_2012, "第十四条", "art 14"),
    until=PL_2012.until,
    zh="拒绝违法命令、遭受虐待或者为其作证不得扣分",
    en="refusing an unlawful order, being ill-treated or a witness of it: never deducted",
)
def unlawful_order_2012(act: Act) -> Truth:
    """Confidence: V (derived)."""
    return unless(act == Act.UNLAWFUL_ORDER or act == Act.ILL_TREATED_OR_WITNESS)


@rule(
    "PT-9-8-2012",
    provision=cite(PL_2012, "第五十二条", "art 52"),
    until=PL_2012.until,
    zh="宗教、语言、风俗习惯和身份本身不得扣分",
    en="religion, language, custom and identity as such are never deducted",
)
def identity_2012(act: Act) -> Truth:
    """Confidence: V (derived)."""
    return unless(act == Act.RELIGION_LANGUAGE_CUSTOM)
