"""What the chapters of the law book are called: one module of rules each, under every instrument that it cites."""

from __future__ import annotations

from typing import Final

from zhiheng.law.reckoning import Caption

TITLES: Final[dict[str, Caption]] = {
    "calendar": Caption("期间与日期的计算", "Counting days, months and terms"),
    "committee_2014.categories": Caption("三类罪犯从严", "The three strict categories"),
    "community_corrections.law": Caption("社区矫正：通知、报到、解除", "Community corrections: notice, report, end"),
    "community_corrections.measures": Caption("社区矫正实施办法", "Community-correction measures"),
    "community_corrections.opinions_2026": Caption("调查评估与衔接", "Assessments and hand-over"),
    "commutation_1997.numbers": Caption("减刑幅度、时间与下限（1997年）", "Amounts, times and floors (1997)"),
    "commutation_2012.numbers": Caption("减刑幅度、时间与限制（2012年）", "Amounts, times and bars (2012)"),
    "commutation_2016.definitions": Caption("悔改、立功与用语", "Repentance, merit and the words used"),
    "commutation_2016.fixed_terms": Caption("有期徒刑、拘役、管制的减刑", "Commutation of fixed terms, detention and control"),
    "commutation_2016.later_crimes": Caption("又犯罪、撤销假释与再审", "Later crimes, revoked parole, retrial"),
    "commutation_2016.leniency": Caption("未成年、年老、患病与残疾", "Minors, the elderly, the ill and the disabled"),
    "commutation_2016.life": Caption("无期徒刑的减刑", "Commutation of life imprisonment"),
    "commutation_2016.parole": Caption("假释（2016年）", "Parole (2016)"),
    "commutation_2016.reprieve": Caption("死缓罪犯的减刑", "Commutation after death with reprieve"),
    "criminal_law.combination": Caption("数罪并罚", "Combined sentences"),
    "criminal_law.commutation": Caption("减刑", "Commutation"),
    "criminal_law.parole": Caption("假释", "Parole"),
    "criminal_law.penalties": Caption("刑罚的种类、起算与折抵", "Kinds of sentence, start and credit"),
    "criminal_law.reprieve": Caption("死刑缓期执行", "Death with reprieve"),
    "criminal_law.rights": Caption("剥夺政治权利", "Deprivation of political rights"),
    "criminal_procedure.liberty": Caption("指定居所、不计入的时间与执行场所", "Designated residence, time that does not count, place"),
    "data_protection.keeping": Caption("保存期限与告知", "Keeping and telling"),
    "hearing_2014.clocks": Caption("减刑假释案件的审理期限", "Clocks of commutation and parole hearings"),
    "interference_2015.register": Caption("干预司法活动的记录", "The interference register"),
    "legislation_law.rank": Caption("法律规范的位阶与适用", "Rank, special and later rules"),
    "mandela_rules.protection": Caption("不得集体处罚", "No collective punishment"),
    "mandela_rules.separation": Caption("隔离与单独监禁的界限", "Limits of separation and solitary confinement"),
    "ministry_rules.deaths_2015": Caption("罪犯死亡处理", "Deaths of prisoners"),
    "ministry_rules.lawyers_2017": Caption("律师会见", "Lawyers’ meetings"),
    "ministry_rules.leave_2001": Caption("离监探亲与特许离监", "Home and special leave"),
    "ministry_rules.release_1999": Caption("释放衔接、出监教育与档案", "Release, exit education, files"),
    "ministry_rules.visits_2016": Caption("会见与通信", "Visits and letters"),
    "notice_2013.packs": Caption("适用哪一规定", "Which provisions govern"),
    "points_2021.general": Caption("计分考核总则", "Points: general"),
    "points_2021.grading": Caption("等级评定", "Points: grades"),
    "points_2021.interruptions": Caption("考核的中断与恢复", "Points: interruptions"),
    "points_2021.procedure": Caption("考核程序、公示与复议", "Points: procedure, posting, objections"),
    "points_2021.protection": Caption("不得扣分的行为（考核规定）", "What may never cost points (points provisions)"),
    "points_2021.results": Caption("考核结果的运用", "Points: results"),
    "points_2021.scoring": Caption("日常加扣分与专项加分", "Points: base, adds, deductions, bonus"),
    "points_2021.supervision": Caption("考核的监督", "Points: supervision"),
    "points_2021.variants": Caption("处罚与特殊情形的计分", "Points: sanctions and special situations"),
    "prison_law_2012.administration": Caption("狱政管理（2012年）", "Administration (2012)"),
    "prison_law_2012.execution": Caption("刑罚的执行（2012年）", "Execution (2012)"),
    "prison_law_2012.protection": Caption("不得扣分的行为（2012年）", "What may never cost points (2012)"),
    "prison_law_2026.commutation": Caption("减刑、假释的提请", "Requests for commutation and parole"),
    "prison_law_2026.custody": Caption("分押分管、戒具、通信与会见", "Separate custody, restraints, letters, visits"),
    "prison_law_2026.discipline": Caption("死亡、考核、奖惩、离监与脱逃", "Deaths, appraisal, sanctions, leave, escape"),
    "prison_law_2026.execution": Caption("收监、通知与申诉控告", "Admission, notices, complaints"),
    "prison_law_2026.outside": Caption("暂予监外执行", "Temporary service outside prison"),
    "prison_law_2026.protection": Caption("不得扣分的行为（2026年）", "What may never cost points (2026)"),
    "prison_law_2026.release": Caption("按期释放", "Release on time"),
    "procedure_rules_2014.prison": Caption("监狱提请减刑假释程序", "From the ward to the court"),
    "procuratorate.patrol_2021": Caption("派驻与巡回检察", "Resident office and patrols"),
    "procuratorate.rules_2019": Caption("检察监督", "Review by the procuratorate"),
    "property_2024.performance": Caption("财产性判项的履行", "Performance of property items"),
    "replies.dates": Caption("判决书写明的刑期起止", "Dates printed in judgments"),
    "supervision_law.measures": Caption("留置等措施的折抵", "Credit of supervisory and other detention"),
    "supplement_2019.corruption": Caption("贪污贿赂罪犯的减刑假释", "Offenders of embezzlement and bribery"),
    "temporary_service.conditions_2014": Caption("暂予监外执行的条件", "Temporary service: conditions"),
    "temporary_service.opinions_2023": Caption("暂予监外执行：2023年意见", "Temporary service: opinions of 2023"),
    "temporary_service.procedure_2014": Caption("暂予监外执行的决定与终止", "Temporary service: decision and end"),
    "temporary_service.procedure_2016": Caption("暂予监外执行的监狱程序", "Temporary service: procedure of prisons"),
}


def title_of(name: str, docstring: str) -> Caption:
    """The title of a chapter; one without a title here is called by the first line of its module."""
    found = TITLES.get(name)
    if found is not None:
        return found
    line = docstring.strip().partition("\n")[0]
    return Caption(line or name, line or name)
