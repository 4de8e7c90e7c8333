"""Provisions of 2024 on property items, arts 1 to 15; and what stood in their place before 2024-05-01."""

from __future__ import annotations

from zhiheng.law.calendar import Term, complete_on, period_end
from zhiheng.law.kinds import Grade
from zhiheng.law.reckoning import Dated, Day, Truth, both, cite, either, opposite, rule
from zhiheng.law.sources import CL, P2016, PJ2024

SIX_MONTHS = Term(0, 6, 0)


@rule(
    "R-Y-17",
    provision=cite(P2016, "第七条、第九条、第十一条", "arts 7, 9, 11"),
    since=CL.since,
    until=PJ2024.since.replace(month=4, day=30),
    zh="（2024年4月30日前）确有履行能力而不履行的从严掌握，不因此不予减刑",
    en="(until 2024-04-30) able but unwilling: the strict class, no refusal",
)
def property_refuses_before(unwilling: bool, grade: Grade) -> bool:
    return False


@rule(
    "R-Y-5",
    provision=cite(PJ2024, "第四条第二款、第四款", "art 4 paras 2, 4"),
    zh="确有履行能力而不履行的，不认定确有悔改表现，一般不予减刑；因重大立功减刑的一般不受影响（R-Y-7）",
    en="able and not performing: repentance not recognised, normally no commutation; major merit is normally unaffected (R-Y-7)",
)
def property_refuses_2024(unwilling: bool, grade: Grade) -> bool:
    return unwilling and not (grade == Grade.C or grade == Grade.D)


property_refuses = Dated("R-Y-5/17", property_refuses_before, property_refuses_2024)
"""By the day of the ruling."""


@rule(
    "R-Y-1",
    provision=cite(PJ2024, "第一条", "art 1"),
    zh="应当审查财产性判项的履行情况，作为判断确有悔改的因素之一",
    en="performance is examined, as one factor for repentance",
)
def must_be_examined(has_items: Truth) -> Truth:
    return has_items


@rule(
    "R-Y-2",
    provision=cite(PJ2024, "第二条", "art 2"),
    zh="亲属代为履行视为罪犯履行；共同承担的民事赔偿由部分人全部履行的，视为履行完毕",
    en="performance by relatives counts; joint civil liability fully paid by some is performed",
)
def counts_as_performed(paid: Truth, by_relatives: Truth, by_co_debtors: Truth) -> Truth:
    return either(paid, either(by_relatives, by_co_debtors))


@rule(
    "R-Y-3",
    provision=cite(PJ2024, "第三条", "art 3"),
    zh="未履行完毕的，综合实际履行、财产申报、已知财产、狱内消费和账户余额等判断履行能力",
    en="not finished: ability is decided from performance, declaration, known assets, spending and account balance",
)
def ability_must_be_decided(finished: Truth) -> Truth:
    """The finding is a person's."""
    return opposite(finished)


@rule(
    "R-Y-4",
    provision=cite(PJ2024, "第四条第一款", "art 4 para 1"),
    zh="有履行能力的，应当在减刑、假释前履行",
    en="able: must perform before commutation or parole",
)
def must_perform_first(able: Truth, finished: Truth) -> Truth:
    return both(able, opposite(finished))


@rule(
    "R-Y-6",
    provision=cite(PJ2024, "第四条第三款", "art 4 para 3"),
    zh="无履行能力的，不影响认定确有悔改表现",
    en="unable: repentance unaffected",
)
def unaffected_when_unable(able: Truth) -> Truth:
    return opposite(able)


@rule(
    "R-Y-8",
    provision=cite(PJ2024, "第六条第一款、第二款", "art 6 paras 1, 2"),
    zh="隐瞒赃款去向、隐藏转移财产、妨害执行、拒不申报或者虚假申报，借名、变相消费或者明显超出标准的，推定有能力而不履行",
    en="conceals, hides assets, obstructs, does not or falsely declares, spends in other names or clearly too much: deemed able but unwilling",
)
def deemed_unwilling(conceals: Truth, obstructs: Truth, false_declaration: Truth, overspends: Truth) -> Truth:
    return either(either(conceals, obstructs), either(false_declaration, overspends))


@rule(
    "R-Y-9",
    provision=cite(PJ2024, "第六条第三款", "art 6 para 3"),
    zh="上述情形消失或者履行完毕满六个月后，方可减刑、假释（两种情形均适用，OQ-18）",
    en="commutation or parole only 6 months after the situation ended or performance was completed (both, OQ-18)",
)
def open_again(cured: Day) -> Day:
    return complete_on(cured, SIX_MONTHS)


@rule(
    "R-Y-10",
    provision=cite(PJ2024, "第七条", "art 7"),
    zh="执行法院未发现可供执行的财产，且无第六条情形的，认定无履行能力",
    en="no assets found and none of the situations of art 6: unable",
)
def found_unable(no_assets: Truth, deemed_unwilling: Truth) -> Truth:
    return both(no_assets, opposite(deemed_unwilling))


@rule(
    "R-Y-11",
    provision=cite(PJ2024, "第八条", "art 8"),
    zh="罚金经裁定免除，或者分期缴纳未到期的，不影响（有能力的除外）",
    en="fine waived, or instalments not in default: unaffected, unless able",
)
def fine_leaves_unaffected(waived: Truth, instalments_in_order: Truth, able: Truth) -> Truth:
    return both(either(waived, instalments_in_order), opposite(able))


@rule(
    "R-Y-12",
    provision=cite(PJ2024, "第九条", "art 9"),
    zh="没收财产以判决生效时的财产为限，除第六条第一款情形外一般不影响",
    en="confiscation: only assets owned when the judgment took effect; normally no effect unless art 6 para 1",
)
def confiscation_leaves_unaffected(hides: Truth) -> Truth:
    return opposite(hides)


@rule(
    "R-Y-13",
    provision=cite(PJ2024, "第十条", "art 10"),
    zh="全额提存、按期分期履行，或者被害人书面放弃并谅解的，不影响",
    en="civil compensation deposited, paid in orderly instalments, or waived in writing with forgiveness: unaffected",
)
def compensation_leaves_unaffected(deposited: Truth, instalments_in_order: Truth, waived: Truth) -> Truth:
    return either(deposited, either(instalments_in_order, waived))


@rule(
    "R-Y-14",
    provision=cite(PJ2024, "第十一条", "art 11"),
    zh="民事赔偿先于罚金、没收财产；另行提起民事诉讼的赔偿一并审查",
    en="compensation ranks before fine and confiscation; separately litigated compensation is examined too",
)
def paid_to_compensation(paid: int, owed: int) -> int:
    """How much of a payment goes to compensation, in fen."""
    return paid if paid < owed else owed


@rule(
    "R-Y-15",
    provision=cite(PJ2024, "第十四条", "art 14"),
    zh="裁定后发现有履行能力的继续执行；虚假申报、故意隐瞒情节严重的，撤销减刑、假释裁定",
    en="found able later: execution goes on; grave false declaration or concealment: the ruling is revoked",
)
def ruling_revoked(false_or_concealed: Truth, grave: Truth) -> Truth:
    return both(false_or_concealed, grave)


@rule(
    "R-Y-16",
    provision=cite(PJ2024, "第五条、第十三条", "arts 5, 13"),
    zh="材料不齐的七日内补送；法院出具证明七日内",
    en="missing papers: 7 days; certificate of the court: 7 days",
)
def papers_by(asked: Day) -> Day:
    return period_end(asked, Term(0, 0, 7))


@rule(
    "R-Y-18",
    provision=cite(PJ2024, "第十三条", "art 13; P2016 art 38"),
    zh="履行情况的材料随案移送监狱，报请减刑、假释时附送",
    en="papers on performance go to the prison on delivery and accompany every report",
)
def papers_must_accompany(has_items: Truth) -> Truth:
    return has_items
