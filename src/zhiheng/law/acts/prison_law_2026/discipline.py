"""Prison Law 2026, chapter 4: death, appraisal, sanctions, leave, crime and escape (arts 81-90), beside the law before."""

from __future__ import annotations

from zhiheng.law.acts.prison_law_2012 import administration as before
from zhiheng.law.calendar import Term, complete_on, half_of
from zhiheng.law.clocks import Clock, at_once, hours
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.prison_sources import PA2021, PL_2012, PL_2026
from zhiheng.law.reckoning import Dated, Day, Truth, both, cite, either, rule, truth


@rule(
    "PC-4.1-8-2026",
    provision=cite(PL_2026, "第八十四条", "art 84"),
    zh="禁闭的期限不超过十五日",
    en="confinement lasts at most 15 days, no minimum",
)
def confinement_length_2026(days: int) -> bool:
    """Confidence: V."""
    return 1 <= days <= 15


@rule(
    "PC-4.1-5-2026",
    provision=cite(PL_2026, "第八十四条", "art 84"),
    zh="警告、记过、禁闭限于所列十二项情形",
    en="sanctions only on the twelve listed grounds",
)
def ground_listed_2026(item: int) -> bool:
    """``item``: number in the list. Confidence: V."""
    return 1 <= item <= 12


@rule(
    "PC-4.1-8-last",
    provision=cite(PL_2026, "第八十四条", "art 84"),
    since=PL_2012.since,
    zh="禁闭首尾两日均计入",
    en="confinement counts its first and its last day",
)
def confinement_last(first: Day, days: int) -> Day:
    """A day begun counts whole, in favour of the prisoner. Confidence: U (counting not stated)."""
    return first + days - 1


@rule(
    "PC-4.1-9",
    provision=cite(PL_2026, "第八十二条", "art 82"),
    zh="对考核结果有异议的，可以提出，监狱及时处理",
    en="a statutory right to object to appraisal results, dealt with promptly",
)
def appraisal_objection() -> Clock:
    """The steps are PT-D8 to PT-D11. Confidence: V."""
    return at_once()


@rule(
    "PC-4.1-submit",
    provision=cite(PL_2026, "第八十四条；司规〔2021〕3号第二十五条", "art 84; points provisions art 25; Mandela Rules 41, 46"),
    since=PA2021.since,
    zh="提请处罚前须听取罪犯陈述，禁闭须有医务意见，并经三分之二以上同意",
    en="before a sanction is submitted: heard, two thirds agree, and a fitness statement for confinement",
)
def may_be_submitted(heard: Truth, vote_carries: Truth, confinement: bool, fit: Truth, by_investigator: bool) -> Truth:
    """``by_investigator``: the investigator was not involved in the event. Confidence: V (vote); hearing and fitness derived."""
    asked = both(both(heard, vote_carries), truth(by_investigator))
    return both(asked, fit) if confinement else asked


@rule(
    "PC-5.3-1-2026",
    provision=cite(PL_2026, "第八十一条", "art 81"),
    zh="罪犯死亡的，立即通知近亲属或者监护人和检察院",
    en="death: close relatives or guardian and the procuratorate are notified at once",
)
def death_notice_2026() -> Clock:
    """The procuratorate comes on site at once. Confidence: V."""
    return at_once()


@rule(
    "PC-5.2-half",
    provision=cite(PL_2026, "第八十五条", "art 85"),
    since=PL_2012.since,
    zh="执行原判刑期二分之一以上",
    en="one half of the term served",
)
def half_served(start: Day, term: Term, today: Day) -> bool:
    """Complete on the corresponding day (R-CAL-2); custody credited is in ``start``. Confidence: V."""
    return today >= complete_on(start, half_of(term))


@rule(
    "PC-5.2-home-2026",
    provision=cite(PL_2026, "第八十五条", "art 85"),
    zh="有期徒刑执行二分之一以上，一贯表现好，不致再犯，本人书面保证、亲属担保的，可以离监探亲",
    en="home leave: fixed term, one half served, consistently good, no risk, a written promise and a relative’s guarantee",
)
def home_leave_2026(kind: SentenceKind, half_served: Truth, good: Truth, safe: Truth, promise: Truth, guarantee: Truth) -> Truth:
    """``kind``: of the term now running. Confidence: V."""
    conduct = both(both(truth(kind == SentenceKind.FIXED), half_served), both(good, safe))
    return both(conduct, both(promise, guarantee))


@rule(
    "PC-5.2-special",
    provision=cite(PL_2026, "第八十六条", "art 86"),
    zh="有期徒刑，配偶、直系亲属、监护人病危、死亡或者家庭重大变故须本人处理的，可以特许离监，由民警押解",
    en="special leave: fixed term; a close relative dying or dead, or a major family change; escorted",
)
def special_leave(kind: SentenceKind, dying_or_dead: Truth, family_change: Truth, applied: Truth, escorted: Truth) -> Truth:
    """Confidence: V."""
    cause = both(truth(kind == SentenceKind.FIXED), either(dying_or_dead, family_change))
    return both(cause, both(applied, escorted))


@rule(
    "PC-5.4-escape",
    provision=cite(PL_2026, "第九十条", "art 90"),
    zh="脱逃的，立即抓捕；不能即时抓获的，立即通知公安机关",
    en="escape: captured at once, otherwise the police are told immediately",
)
def escape_notice() -> Clock:
    """Confidence: V."""
    return at_once()


@rule(
    "PC-4.1-10",
    provision=cite(PL_2026, "第八十四条", "art 84; Procuratorate Rules art 657"),
    since=PL_2012.since,
    zh="禁闭决定抄送检察院；默认当日",
    en="the decision of confinement is copied to the procuratorate; the same day by default",
)
def confinement_copy() -> Clock:
    """Confidence: U (product default)."""
    return at_once()


@rule(
    "PC-5.4-report",
    provision=cite(PL_2026, "第九十条", "art 90"),
    zh="突发事件逐级上报的小时数由预案规定",
    en="the hours of upward reporting are those of the emergency plan",
)
def incident_report(plan_hours: int) -> Clock:
    """No national figure is confirmed: the plan’s hours are an argument. Confidence: U."""
    return hours(plan_hours)


confinement_length = Dated("PC-4.1-8", before.confinement_length_2012, confinement_length_2026)
ground_listed = Dated("PC-4.1-5", before.ground_listed_2012, ground_listed_2026)
death_notice = Dated("PC-5.3-1", before.death_notice_2012, death_notice_2026)
home_leave = Dated("PC-5.2-home", before.home_leave_2012, home_leave_2026)
