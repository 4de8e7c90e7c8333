"""Hearing provisions of 2014 and the CPL interpretation of 2021: courts, publicity, hearings, service, objection (sheet 2.12).

Days are calendar days; the day on which a period begins is not counted (R-CAL-3). Whether a last day moves off a holiday
is asked of ``calendar.rolled`` with a calendar of working days handed in.
"""

from __future__ import annotations

from zhiheng.law.calendar import Term, period_end
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import Day, cite, rule
from zhiheng.law.sources import CPL, CPL_2012, CPLI_2021, PR2014

ONE_MONTH = Term(0, 1, 0)


@rule(
    "R-H-1",
    provision=cite(PR2014, "第一条", "art 1; CPLI-2021 art 534"),
    zh="死缓、无期徒刑由服刑地高级人民法院裁定；有期徒刑（包括减为有期徒刑）、拘役、管制由中级人民法院裁定",
    en="reprieve and life: the High Court of the place of service; fixed (also reduced-to-fixed), detention, control: the Intermediate Court",
)
def before_high_court(kind: SentenceKind) -> bool:
    """``kind``: the sentence now served."""
    return kind == SentenceKind.LIFE or kind == SentenceKind.DEATH_REPRIEVE


@rule(
    "R-H-1t",
    provision=cite(PR2014, "第一条", "art 1; CPLI-2021 art 534"),
    zh="收到建议书后一个月内裁定；无期徒刑、有期徒刑案情复杂或者情况特殊的可以延长一个月",
    en="ruling within 1 month of receiving the proposal; life and fixed terms that are complex 1 month more",
)
def rule_by(received: Day, kind: SentenceKind, complex_case: bool) -> Day:
    extended = complex_case and (kind == SentenceKind.LIFE or kind == SentenceKind.FIXED)
    return period_end(received, Term(0, 2, 0) if extended else ONE_MONTH)


@rule(
    "R-H-1c",
    provision=cite(CPLI_2021, "第五百三十四条第二款", "art 534 para 2"),
    zh="社区矫正对象的减刑，三十日内裁定",
    en="community-corrections subjects: ruling within 30 days",
)
def rule_by_in_community(received: Day) -> Day:
    return period_end(received, Term(0, 0, 30))


@rule(
    "R-H-2",
    provision=cite(PR2014, "第二条", "art 2; CPLI-2021 art 535"),
    zh="材料不齐的，通知三日内补送",
    en="missing papers are supplied within 3 days",
)
def supplement_by(asked: Day) -> Day:
    return period_end(asked, Term(0, 0, 3))


@rule(
    "R-H-3",
    provision=cite(PR2014, "第三条", "art 3"),
    zh="立案后五日内公示",
    en="public notice within 5 days of filing",
)
def notice_by(filed: Day) -> Day:
    return period_end(filed, Term(0, 0, 5))


@rule(
    "R-H-3e",
    provision=cite(PR2014, "第三条", "art 3"),
    zh="公示期限五日",
    en="the public notice stands for 5 days",
)
def notice_ends(posted: Day) -> Day:
    return period_end(posted, Term(0, 0, 5))


@rule(
    "R-H-6",
    provision=cite(PR2014, "第六条", "art 6; CPLI-2021 art 538"),
    zh="重大立功，起始、间隔、幅度不符合一般规定，公示期间有异议，检察院有异议，职务、涉黑、金融罪犯，社会影响大的，应当开庭",
    en="open hearing: major merit; wait, interval or amount off the rule; objections; duty, mafia, financial offenders; of social weight",
)
def must_be_heard(major_merit: bool, off_rule: bool, objection: bool, three_categories: bool, of_social_weight: bool) -> bool:
    return major_merit or off_rule or objection or three_categories or of_social_weight


@rule(
    "R-H-9",
    provision=cite(PR2014, "第九条", "art 9"),
    zh="开庭三日前通知",
    en="notice 3 days before the hearing",
)
def hearing_notice_by(hearing: Day) -> Day:
    """The last day on which the notice is in time."""
    return hearing - 3


@rule(
    "R-H-15",
    provision=cite(PR2014, "第十五条", "art 15"),
    zh="书面审理减刑案件可以提讯；书面审理假释案件应当提讯被报请假释罪犯",
    en="decided on paper: for parole the offender must be questioned",
)
def must_be_questioned(parole: bool) -> bool:
    return parole


@rule(
    "R-H-16",
    provision=cite(PR2014, "第十六条、第十七条", "arts 16, 17"),
    zh="减刑幅度不适当的，法院可以变更；不予减刑、假释的，应当说明理由",
    en="the court may change the amount or refuse, with reasons",
)
def reasons_needed(granted_as_proposed: bool) -> bool:
    return not granted_as_proposed


@rule(
    "R-H-18",
    provision=cite(PR2014, "第十八条", "art 18; CPLI-2021 art 539"),
    zh="裁定作出之日起七日内送达",
    en="service within 7 days of the ruling",
)
def serve_by(ruling: Day) -> Day:
    return period_end(ruling, Term(0, 0, 7))


@rule(
    "R-H-274",
    provision=cite(CPL, "第二百七十四条", "art 274"),
    since=CPL_2012.since,
    zh="检察院认为裁定不当的，收到裁定书副本后二十日内提出书面纠正意见",
    en="the procuratorate objects in writing within 20 days of receiving the copy",
)
def object_by(received: Day) -> Day:
    return period_end(received, Term(0, 0, 20))


@rule(
    "R-H-274b",
    provision=cite(CPL, "第二百七十四条", "art 274"),
    since=CPL_2012.since,
    zh="法院收到纠正意见后一个月内重新组成合议庭审理，作出最终裁定",
    en="the court re-examines with a new panel within 1 month",
)
def re_examine_by(received: Day) -> Day:
    return period_end(received, ONE_MONTH)


@rule(
    "R-D-9",
    provision=cite(PR2014, "第十七条第二款", "art 17 para 2"),
    zh="裁定自送达之日起发生法律效力，并应写明减刑后的起止日期",
    en="a ruling takes effect on service and prints the new start and end",
)
def effective_on(served: Day) -> Day:
    return served
