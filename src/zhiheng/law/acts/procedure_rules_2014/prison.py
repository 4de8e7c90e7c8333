"""Order 130, chapters 1 to 3: from the ward to the court (arts 3-16); notice 司发通〔2014〕38号."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, days, working_days
from zhiheng.law.prison_sources import N2014, O130, PL_2012
from zhiheng.law.reckoning import Day, Truth, both, cite, opposite, rule, truth


@rule(
    "PC-1.1-2",
    provision=cite(O130, "第六条、第七条", "arts 6-7"),
    zh="分监区（监区）全体民警集体研究，会议记录由到会人员签名",
    en="collective study by all officers; minutes signed by all present",
)
def minutes_complete(present: int, signed: int, dissent_recorded: bool) -> bool:
    """Confidence: V2."""
    return present > 0 and signed == present and dissent_recorded


@rule(
    "PC-1.1-4",
    provision=cite(O130, "第八条", "art 8"),
    zh="报送材料：审核表、会议记录、裁判文书及执行通知书、历次减刑裁定、考核奖惩材料、悔改或者立功证明",
    en="the package: review form, minutes, court papers, commutation rulings, points and sanction forms, proof",
)
def package_complete(
    review_form: Truth, meeting_minutes: Truth, court_papers: Truth, earlier_rulings: Truth, points_papers: Truth, proof: Truth
) -> Truth:
    """``earlier_rulings``: yes when there were none. Confidence: V2."""
    ward = both(both(review_form, meeting_minutes), both(court_papers, earlier_rulings))
    return both(ward, both(points_papers, proof))


@rule(
    "PC-1.1-6",
    provision=cite(O130, "第十条", "art 10; MM arts 8, 14"),
    zh="提请假释的，应当委托调查评估",
    en="parole: the assessment must be commissioned; a negative report is material, not a veto",
)
def assessment_done(parole: bool, commissioned: Truth) -> Truth:
    """Confidence: V."""
    return commissioned if parole else Truth.YES


@rule(
    "PC-1.1-7",
    provision=cite(O130, "第五条", "art 5"),
    zh="减刑假释评审委员会不少于九人",
    en="the review committee has at least nine members",
)
def committee_large_enough(members: int) -> bool:
    """Of the prison, and of the bureau. Confidence: V."""
    return members >= 9


@rule(
    "PC-1.1-8-2014",
    provision=cite(O130, "第十二条", "art 12"),
    until=PL_2012.until,
    zh="减刑、假释建议在监狱内公示五个工作日",
    en="a proposal is posted in the prison for 5 working days",
)
def proposal_posting_2014() -> Clock:
    """Objections: the committee re-examines and informs. Confidence: V."""
    return working_days(5)


@rule(
    "PC-1.1-9",
    provision=cite(O130, "第十三条", "art 13; 司发通〔2014〕38号"),
    zh="提请前征求检察院意见",
    en="the procuratorate is asked before the decision",
)
def asked_before(asked_on: Day, decided_on: Day) -> bool:
    """Confidence: V (notice), M (article)."""
    return asked_on < decided_on


@rule(
    "PC-1.1-9-reply",
    provision=cite(N2014, "第二部分第四项", "part II item 4"),
    zh="未采纳检察意见的，书面说明理由",
    en="an opinion not adopted gets a written reply with reasons",
)
def opinion_answered(adopted: Truth, replied: Truth) -> Truth:
    """Confidence: V."""
    if adopted == Truth.YES:
        return Truth.YES
    return replied


@rule(
    "PC-1.1-11",
    provision=cite(O130, "第十四条", "art 14"),
    zh="监狱长签名并加盖印章，制作提请建议书",
    en="signature and seal of the warden on the request",
)
def request_signed(signed_by_warden: Truth, sealed: Truth) -> Truth:
    """Confidence: V2."""
    return both(signed_by_warden, sealed)


@rule(
    "PC-1.1-12-copy",
    provision=cite(O130, "第十五条", "art 15"),
    zh="提请法院的同日将建议书抄送检察院",
    en="the request is copied to the procuratorate when it goes to the court",
)
def copied_in_time(requested: Day, copied_on: Day) -> bool:
    """Confidence: M (the same time)."""
    return copied_on <= requested


@rule(
    "PC-1.1-12c",
    provision=cite(N2014, "第三部分", "part III"),
    zh="县处级以上职务犯罪罪犯名单每年一月二十日前报备",
    en="yearly list of former senior officials by 20 January",
)
def yearly_list_due(new_year: Day) -> Day:
    """``new_year``: 1 January. Confidence: V."""
    return new_year + 19


@rule(
    "PC-1.1-12c-filing",
    provision=cite(N2014, "第三部分", "part III"),
    zh="厅局级以上的，裁定后十日内报司法部监狱管理局备案",
    en="former department level: filed with the Ministry’s bureau within 10 days of the ruling",
)
def ruling_filing() -> Clock:
    """Calendar days. Confidence: V."""
    return days(10)


@rule(
    "PC-1.1-2-case",
    provision=cite(O130, "第六至十一条", "arts 6-11"),
    zh="每一步须经前一步同意；不同意的说明理由退回",
    en="each step needs the one before; a refusal is returned with reasons",
)
def step_open(earlier_agreed: Truth, sent_back: Truth) -> Truth:
    """Confidence: V2."""
    return both(earlier_agreed, opposite(sent_back))


@rule(
    "PC-1.1-committee-vote",
    provision=cite(O130, "第十一条", "art 11"),
    zh="委员会会议记录由到会委员签名，分歧意见如实记载",
    en="committee minutes are signed by those present, dissent stated",
)
def committee_valid(members: int, present: int, signed: int, dissent_recorded: bool) -> Truth:
    """Confidence: M (minutes)."""
    return truth(members >= 9 and 0 < present <= members and signed == present and dissent_recorded)


@rule(
    "PC-1.1-15",
    provision=cite(O130, "第四章", "ch 4"),
    zh="减刑假释案卷和会议记录永久保存，分歧意见如实记载",
    en="files and minutes of commutation and parole are permanent, dissent shown",
)
def commutation_file_permanent() -> bool:
    """Confidence: M (by analogy with 司发通〔2016〕78号 art 34)."""
    return True


@rule(
    "PC-10-fact",
    provision=cite(N2014, "第二部分第五项", "part II item 5"),
    zh="错误更正：由未参与的人员核查事实，默认五个工作日",
    en="error correction: facts checked by someone not involved, 5 working days by default",
)
def error_check() -> Clock:
    """Confidence: U (product default)."""
    return working_days(5)
