"""Provisions of 2016, arts 1 to 5, 39 to 41: genuine repentance, merit, and the words used in the rest."""

from __future__ import annotations

from zhiheng.law.kinds import Grade
from zhiheng.law.reckoning import Day, Truth, both, cite, either, opposite, rule
from zhiheng.law.sources import CL, P2016


@rule(
    "R-G-3",
    provision=cite(P2016, "第二条", "art 2"),
    zh="“可以减刑”的，综合犯罪性质、情节、危害、原判刑罚、财产性判项履行、交付执行后的一贯表现",
    en="where commutation may be granted: crime, circumstances, harm, sentence, property items and consistent conduct are weighed",
)
def weighed_by_a_person(required: bool) -> bool:
    """True: no number follows, the weight is a person's. Not weighed where commutation must be granted."""
    return not required


@rule(
    "R-G-3.1",
    provision=cite(P2016, "第三条第一款", "art 3 para 1"),
    zh="确有悔改表现须同时具备：认罪悔罪；遵守法律和监规、接受改造；积极参加教育；积极劳动并完成任务",
    en="genuine repentance, all four: admits guilt; obeys and accepts reform; takes part in education; works and completes tasks",
)
def repents(admits: Truth, obeys: Truth, learns: Truth, works: Truth) -> Truth:
    return both(both(admits, obeys), both(learns, works))


@rule(
    "R-G-3.2",
    provision=cite(P2016, "第三条第二款", "art 3 para 2"),
    zh="职务、金融、涉黑罪犯不积极退赃、协助追缴、赔偿损失，或者利用影响力意图获得减刑、假释的，不认定确有悔改",
    en="duty, financial and mafia offenders who do not return gains or who use influence: repentance is not recognised",
)
def repentance_excluded(three_categories: Truth, returns_gains: Truth, uses_influence: Truth) -> Truth:
    return both(three_categories, either(opposite(returns_gains), uses_influence))


@rule(
    "R-G-3.3",
    provision=cite(P2016, "第三条第三款", "art 3 para 3 (2012: art 2; 1997: art 1)"),
    since=CL.since,
    zh="申诉权利依法受保护：正当申诉不得不加分析地认为是不认罪悔罪",
    en="the right to petition is protected: a petition never lowers the grade by itself",
)
def grade_after_petition(grade: Grade, petition_filed: Truth) -> Grade:
    """The grade, unchanged: only a reasoned finding of a person may lower it."""
    return grade


@rule(
    "R-G-4",
    provision=cite(P2016, "第四条", "art 4"),
    zh="技术革新、较大贡献：在服刑期间独立或者为主完成，经省级主管部门确认，可以认定为立功",
    en="innovation or larger contribution: made in execution, alone or mainly, confirmed by the provincial authority: merit",
)
def merit_by_contribution(in_execution: Truth, mainly_own: Truth, provincial: Truth) -> Truth:
    return both(in_execution, both(mainly_own, provincial))


@rule(
    "R-G-5m",
    provision=cite(P2016, "第五条", "art 5"),
    zh="发明创造须为发明专利（不包括实用新型和外观设计），重大贡献须经国家主管部门确认，且独立或者为主完成于服刑期间",
    en="invention: a patent for invention; other major contribution: confirmed nationally; both made in execution, alone or mainly",
)
def major_merit_by_invention(in_execution: Truth, mainly_own: Truth, national: Truth) -> Truth:
    """``national``: patent for invention, or confirmation by the national authority."""
    return both(in_execution, both(mainly_own, national))


@rule(
    "R-G-40.1",
    provision=cite(P2016, "第四十条第一款", "art 40 para 1"),
    zh="“判决执行之日”指罪犯实际送交刑罚执行机关之日",
    en="day of execution: the day of actual delivery to the penalty-execution organ",
)
def waits_from(delivery: Day) -> Day:
    return delivery


@rule(
    "R-G-40.2",
    provision=cite(P2016, "第四十条第二款", "art 40 para 2"),
    zh="“减刑间隔时间”自前一次减刑裁定送达之日起至本次减刑报请之日止",
    en="interval: from service of the last commutation ruling to the report date of the present one",
)
def interval_from(served: Day) -> Day:
    return served
