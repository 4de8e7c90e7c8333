"""What a prisoner may do without ever losing a point for it (fact sheet on points, part 9)."""

from __future__ import annotations

from typing import Final

from zhiheng.law.kinds import Named
from zhiheng.law.reckoning import Caption, Truth


class Act(Named):
    """The only fact of a proposed deduction or sanction."""

    BREACH = 0
    APPEAL = 1
    ACCUSATION = 2
    REPORT = 3
    OBJECTION = 4
    CONTACT_WITH_OVERSIGHT = 5
    LAWYER = 6
    LEGAL_AID = 7
    MEDICAL_CARE = 8
    UNABLE_TO_WORK = 9
    REST_DAY = 10
    UNPAID_EXCESS_HOURS = 11
    UNLAWFUL_ORDER = 12
    ILL_TREATED_OR_WITNESS = 13
    RELIGION_LANGUAGE_CUSTOM = 14
    ANOTHERS_ACT = 15
    UNABLE_TO_PAY = 16

    @property
    def zh(self) -> str:
        return ACT_WORDS[self].zh

    @property
    def en(self) -> str:
        return ACT_WORDS[self].en


ACT_WORDS: Final = {
    Act.BREACH: Caption("违规违纪", "a breach"),
    Act.APPEAL: Caption("申诉", "appeal against the judgment"),
    Act.ACCUSATION: Caption("控告", "accusation"),
    Act.REPORT: Caption("检举", "report"),
    Act.OBJECTION: Caption("对考核、等级、奖励提出异议", "objection to points, grade or reward"),
    Act.CONTACT_WITH_OVERSIGHT: Caption("与检察、监察、法院、上级机关联系", "contact with procurator, supervisory body, court or higher authority"),
    Act.LAWYER: Caption("会见、委托律师", "meeting or instructing a lawyer"),
    Act.LEGAL_AID: Caption("申请法律援助", "asking for legal aid"),
    Act.MEDICAL_CARE: Caption("就医、患病", "seeking medical care, being ill"),
    Act.UNABLE_TO_WORK: Caption("经鉴定丧失劳动能力", "certified inability to work"),
    Act.REST_DAY: Caption("法定休息日休息", "resting on a statutory rest day"),
    Act.UNPAID_EXCESS_HOURS: Caption("拒绝违规无偿超时劳动", "refusing unpaid excess hours"),
    Act.UNLAWFUL_ORDER: Caption("拒绝违法命令", "refusing an unlawful order"),
    Act.ILL_TREATED_OR_WITNESS: Caption("遭受虐待或者为其作证", "being victim or witness of ill-treatment"),
    Act.RELIGION_LANGUAGE_CUSTOM: Caption("宗教、语言、风俗习惯、身份本身", "religion, language, custom or identity as such"),
    Act.ANOTHERS_ACT: Caption("他人的行为（连带扣分）", "another prisoner's act (collective deduction)"),
    Act.UNABLE_TO_PAY: Caption("确无能力履行财产性判项", "genuine inability to pay the property part"),
}

# Words by which a text speaks of one: whoever reads them looks at the text, nobody is judged by its words.
SPOKEN_OF: Final = {
    "申诉": Act.APPEAL, "控告": Act.ACCUSATION, "检举": Act.REPORT, "异议": Act.OBJECTION, "检察": Act.CONTACT_WITH_OVERSIGHT,
    "律师": Act.LAWYER, "法律援助": Act.LEGAL_AID, "就医": Act.MEDICAL_CARE, "患病": Act.MEDICAL_CARE, "看病": Act.MEDICAL_CARE,
    "丧失劳动能力": Act.UNABLE_TO_WORK, "休息日": Act.REST_DAY, "宗教": Act.RELIGION_LANGUAGE_CUSTOM, "风俗": Act.RELIGION_LANGUAGE_CUSTOM,
    "连带": Act.ANOTHERS_ACT, "同组": Act.ANOTHERS_ACT, "财产": Act.UNABLE_TO_PAY,
}  # fmt: skip


def spoken_of(text: str) -> list[Act]:
    """The acts that a Chinese text speaks of, each once, in the order above."""
    return list(dict.fromkeys(act for word, act in SPOKEN_OF.items() if word in text))


def unless(protected: bool) -> Truth:
    """No when the only fact is protected; otherwise this provision does not stand in the way."""
    return Truth.NO if protected else Truth.YES
