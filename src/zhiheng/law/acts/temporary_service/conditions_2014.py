"""Provisions on temporary service outside prison (2014): conditions (arts 5-12, 33) with the Opinions of 2023."""

from __future__ import annotations

from zhiheng.law.calendar import NOTHING, Term, of_months, shorter, whole_months
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.prison_sources import OP2023, TP2014
from zhiheng.law.procedure_kinds import Ground
from zhiheng.law.reckoning import Day, Truth, both, cite, either, opposite, rule


def least_before_outside(original: SentenceKind, term: Term) -> Term:
    """What must be served first: 7 years after reprieve or life, one third from 10 years, nothing below."""
    if original == SentenceKind.DEATH_REPRIEVE or original == SentenceKind.LIFE:
        return Term(7, 0, 0)
    if shorter(term, Term(10, 0, 0)):
        return NOTHING
    months = whole_months(term)
    return of_months(months // 3, 10 * (months % 3) + (term.days + 2) // 3)


@rule(
    "PC-2.1-kind",
    provision=cite(TP2014, "第五条", "art 5; CPL art 265"),
    zh="保外就医、生活不能自理限于有期徒刑；怀孕、哺乳的无期徒刑亦可",
    en="medical and self-care: fixed term; pregnant or nursing: life as well",
)
def ground_fits(ground: Ground, kind: SentenceKind) -> bool:
    """``kind``: of the sentence now running. Confidence: V."""
    if kind == SentenceKind.LIFE:
        return ground == Ground.PREGNANCY
    return kind == SentenceKind.FIXED or kind == SentenceKind.DETENTION


@rule(
    "PC-2.1-medical",
    provision=cite(TP2014, "第五条、第六条、第十条", "arts 5-6, 10; OP 1-4"),
    zh="保外就医：属疾病范围，无社会危险性，非自伤自残，不拒绝治疗，有保证人",
    en="medical: on the list of illnesses, no danger, not self-inflicted, not refusing treatment, a guarantor",
)
def medical_open(listed_illness: Truth, social_danger: Truth, self_inflicted: Truth, refuses_treatment: Truth, guarantor: Truth) -> Truth:
    """Confidence: V."""
    free = both(opposite(social_danger), both(opposite(self_inflicted), opposite(refuses_treatment)))
    return both(both(listed_illness, guarantor), free)


@rule(
    "PC-2.1-self-care",
    provision=cite(TP2014, "第三十三条", "art 33; OP 5"),
    zh="五项日常生活行为三项需人协助，且经六个月以上治疗不能恢复；六十五周岁以上的一项即可；无社会危险性",
    en="3 of 5 daily acts need help after at least 6 months of treatment; from 65 years one act; no danger",
)
def unable_to_care(acts_helped: int, age: int, months_treated: int, social_danger: Truth) -> Truth:
    """From 65 the six months are not asked for: the reading that restricts least. Confidence: V."""
    if age >= 65:
        return opposite(social_danger) if acts_helped >= 1 else Truth.NO
    return opposite(social_danger) if acts_helped >= 3 and months_treated >= 6 else Truth.NO


@rule(
    "PC-2.1-bar",
    provision=cite(TP2014, "第七条", "art 7; OP 1"),
    zh="累犯及所列暴力犯罪：原判死缓、无期徒刑的减为有期徒刑后须服满七年，十年以上的须服满三分之一；未成年、六十五周岁以上、残疾的可以从宽；短期内有生命危险的不受限制",
    en="recidivists and listed violence: 7 years after reprieve or life, one third from 10 years; may be relaxed",
)
def time_bar_met(original_kind: SentenceKind, term: Term, time_served: Term, relaxed: Truth, death_near: Truth) -> Truth:
    """``time_served``: of the fixed term. Unknown where a person must decide about relaxing. Confidence: V."""
    least = least_before_outside(original_kind, term)
    if death_near == Truth.YES or not shorter(time_served, least):
        return Truth.YES
    return Truth.NO if relaxed == Truth.NO and death_near == Truth.NO else Truth.UNKNOWN


@rule(
    "PC-2.1-chronic",
    provision=cite(TP2014, "第六条", "art 6"),
    zh="职务犯罪、金融犯罪、涉黑罪犯患高血压、糖尿病、心脏病等慢性病，短期内没有生命危险的，不得保外就医",
    en="duty, financial and mafia-type offenders with a chronic disease and no short-term danger: refused",
)
def chronic_refused(three_categories: Truth, chronic_only: Truth, death_near: Truth) -> Truth:
    """Confidence: V."""
    return both(both(three_categories, chronic_only), opposite(death_near))


@rule(
    "PC-2.1-strict",
    provision=cite(TP2014, "第六条", "art 6"),
    zh="三类罪犯及曾被收监、又犯罪的，从严审批",
    en="the three categories and those recalled or convicted again are examined strictly",
)
def examined_strictly(three_categories: Truth, recalled_before: Truth, convicted_again: Truth) -> Truth:
    """Confidence: V."""
    return either(three_categories, either(recalled_before, convicted_again))


@rule(
    "PC-2.1-notice",
    provision=cite(OP2023, "第一条", "item 1"),
    zh="诊断前七日内的病危通知可以作为短期内有生命危险的依据",
    en="a critical-illness notice of the last 7 days may support the diagnosis",
)
def notice_fresh(issued: Day, diagnosed: Day) -> bool:
    """Confidence: V."""
    return 0 <= diagnosed - issued <= 7


@rule(
    "PC-2.2-7",
    provision=cite(TP2014, "第十条、第十一条", "arts 10-12; PP 11"),
    zh="保证人具有完全民事行为能力且自愿、人身自由未受限制、有固定住处和收入、与被保证人共同居住或者同一市县居住",
    en="a guarantor: full capacity and willing, free, fixed home and income, lives with or near",
)
def guarantor_fit(capable: Truth, willing: Truth, free: Truth, home_and_income: Truth, lives_near: Truth) -> Truth:
    """Confidence: V."""
    return both(both(capable, willing), both(free, both(home_and_income, lives_near)))
