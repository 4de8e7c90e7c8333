"""Prison Law 2026, chapter 4: separate custody, restraints, letters, visits (arts 63-71), beside the law before."""

from __future__ import annotations

from zhiheng.law.acts.prison_law_2012 import administration as before
from zhiheng.law.clocks import Clock, at_once, days, hours, working_days
from zhiheng.law.prison_sources import LAWYERS, PL_2012, PL_2026
from zhiheng.law.reckoning import Dated, Truth, both, cite, either, opposite, rule

GUANGXI_LEVEL_OBJECTION = 3
"""Calendar days after the announcement, one province's figure; see GUANGXI_LEVEL_ANSWER."""
GUANGXI_LEVEL_ANSWER = 5
"""Working days, the same province's figure."""


@rule(
    "PC-3-11",
    provision=cite(PL_2026, "第六十三条（2012年修正第三十九条、第四十条）", "arts 63-64 (2012: arts 39-40)"),
    since=PL_2012.since,
    zh="男女、成年与未成年分开关押",
    en="men and women, adults and minors are kept apart",
)
def may_share_room(same_sex: bool, same_age_group: bool) -> bool:
    """``same_age_group``: both adults or both minors. Confidence: V."""
    return same_sex and same_age_group


@rule(
    "PC-4.2-allowed-2026",
    provision=cite(PL_2026, "第六十五条", "art 65"),
    zh="使用约束性警械的三种情形：押解；有暴狱、脱逃、行凶、自伤、自杀等迹象或者须制止；严重违规扰乱秩序须防范",
    en="restraint gear in three cases: escort; signs of riot, escape, assault, self-harm; a serious breach that needs prevention",
)
def restraint_allowed_2026(escorted: Truth, danger_signs: Truth, serious_breach: Truth) -> Truth:
    """Never as punishment. Confidence: V."""
    return either(either(escorted, danger_signs), serious_breach)


@rule(
    "PC-4.2-stop-2026",
    provision=cite(PL_2026, "第六十七条", "art 67"),
    zh="情形消失或者身体不适宜的，立即停止使用",
    en="stopped at once when the reason ends or the prisoner is unfit",
)
def restraint_must_stop_2026(ended: Truth, unfit: Truth) -> Truth:
    """Confidence: V."""
    return either(ended, unfit)


@rule(
    "PC-4.2-subdue",
    provision=cite(PL_2026, "第六十六条", "art 66"),
    zh="驱逐、制服性警械：经警告无效的方可使用",
    en="driving and subduing gear only after a warning fails",
)
def subduing_allowed(violence_or_disturbance: Truth, warning_failed: Truth) -> Truth:
    """Confidence: V."""
    return both(violence_or_disturbance, warning_failed)


@rule(
    "PC-4.2-weapon",
    provision=cite(PL_2026, "第六十六条", "art 66"),
    zh="武器：暴狱、脱逃、行凶、抢夺武器等，警告无效且别无他法的方可使用",
    en="weapons: riot, escape, assault and the like, after a warning fails, with no other way",
)
def weapon_allowed(grave_violence: Truth, warning_failed: Truth, other_way: Truth) -> Truth:
    """Confidence: V."""
    return both(both(grave_violence, warning_failed), opposite(other_way))


@rule(
    "PC-4.2-record",
    provision=cite(PL_2026, "第六十七条", "art 67"),
    zh="使用警械、武器须录音录像，及时报告并救治",
    en="use of force is recorded, reported promptly, injuries treated",
)
def force_report() -> Clock:
    """Confidence: V."""
    return at_once()


@rule(
    "PC-4.2-review",
    provision=cite(PL_2026, "第六十七条", "art 67"),
    zh="约束性警械的使用时长未规定；默认每二小时复核",
    en="no hours are stated for restraint gear; reviewed every 2 hours by default",
)
def restraint_review() -> Clock:
    """Confidence: U (product default)."""
    return hours(2)


@rule(
    "PC-4.2-doctor",
    provision=cite(PL_2026, "第六十七条", "art 67"),
    zh="默认使用之初及每十二小时由医务人员查看",
    en="a doctor at the start and every 12 hours by default",
)
def restraint_doctor() -> Clock:
    """Confidence: U (product default)."""
    return hours(12)


@rule(
    "PC-4.2-warden",
    provision=cite(PL_2026, "第六十七条", "art 67"),
    zh="默认每二十四小时由监狱长重新批准",
    en="approved again by the warden every 24 hours by default",
)
def restraint_approval() -> Clock:
    """Confidence: U (product default)."""
    return hours(24)


@rule(
    "PC-4.2-alarm",
    provision=cite(PL_2026, "第六十七条", "art 67"),
    zh="默认连续七日警报；旧例通常七日、最长十五日",
    en="hard alarm at 7 days; older practice: usually 7, at most 15",
)
def restraint_alarm() -> Clock:
    """Confidence: U (product default; older practice V2, likely superseded)."""
    return days(7)


@rule(
    "PC-4.3-objection",
    provision=cite(PL_2026, "第六十三条", "art 63"),
    zh="分级处遇的异议期由省规定",
    en="the objection to a level is a matter of the province",
)
def level_objection(province_days: int) -> Clock:
    """Calendar days from the announcement; an example is GUANGXI_LEVEL_OBJECTION. Confidence: V2 (example only)."""
    return days(province_days)


@rule(
    "PC-5.1-letters-2026",
    provision=cite(PL_2026, "第六十八条", "art 68"),
    zh="信件经安全检查，仅在涉嫌危害国家安全或者犯罪时可以扣留",
    en="letters: safety check; withheld only if suspected of endangering state security or crime",
)
def letter_withheld_2026(harmful: Truth, security_or_crime: Truth) -> Truth:
    """Confidence: V."""
    return security_or_crime


@rule(
    "PC-5.1-sealed-2026",
    provision=cite(PL_2026, "第六十八条", "art 68"),
    zh="写给监狱上级机关和监察、司法等机关的信件不受检查",
    en="letters to higher prison authority and to supervisory, judicial and similar bodies are not inspected",
)
def letter_inspected_2026(to_higher_prison: bool, to_judicial: bool, to_supervisory: bool) -> bool:
    """Confidence: V."""
    return not (to_higher_prison or to_judicial or to_supervisory)


@rule(
    "PC-5.1-visits-2026",
    provision=cite(PL_2026, "第六十九条", "art 69"),
    zh="可以通话、会见亲属、监护人；有利于改造并经批准的，可以会见他人",
    en="calls and visits with relatives and guardians; others if good for reform and approved",
)
def visitor_allowed_2026(relative_or_guardian: Truth, useful: Truth, visit_approved: Truth) -> Truth:
    """Confidence: V."""
    return either(relative_or_guardian, both(useful, visit_approved))


@rule(
    "PC-5.1-breach",
    provision=cite(PL_2026, "第七十一条", "art 71"),
    zh="违反规定的先制止、警告；屡次或者情节严重的终止会见、通话",
    en="a breach is stopped and warned; persistent or serious: the visit or call ends",
)
def visit_ends(warned: Truth, persists: Truth, serious: Truth) -> Truth:
    """Confidence: V."""
    return either(serious, both(warned, persists))


@rule(
    "PC-5.1-defence",
    provision=cite(PL_2026, "第七十条；司发通〔2017〕124号", "art 70; 司发通〔2017〕124号"),
    since=LAWYERS.since,
    zh="辩护律师会见不被监听",
    en="defence meetings are not monitored",
)
def may_monitor(lawyer_meeting: bool) -> bool:
    """No recording, transcript or search. Confidence: V."""
    return not lawyer_meeting


@rule(
    "PC-4.3-answer",
    provision=cite(PL_2026, "第六十三条", "art 63"),
    zh="分级处遇异议的答复期由省规定",
    en="the answer to an objection to a level is a matter of the province",
)
def level_answer(province_days: int) -> Clock:
    """Working days; an example is GUANGXI_LEVEL_ANSWER. Confidence: V2 (example only)."""
    return working_days(province_days)


@rule(
    "PC-10-recorder",
    provision=cite(PL_2026, "第六十七条", "art 67"),
    zh="执法记录保存期未规定；默认九十日，涉案涉诉的随案保存",
    en="no retention of recordings is stated: 90 days by default, longer with a linked file",
)
def recording_kept() -> Clock:
    """Anything linked to a case, complaint, injury or sanction is kept as long as that file. Confidence: U (product default)."""
    return days(90)


restraint_allowed = Dated("PC-4.2-allowed", before.restraint_allowed_2012, restraint_allowed_2026)
restraint_must_stop = Dated("PC-4.2-stop", before.restraint_must_stop_2012, restraint_must_stop_2026)
letter_withheld = Dated("PC-5.1-letters", before.letter_withheld_2012, letter_withheld_2026)
letter_inspected = Dated("PC-5.1-sealed", before.letter_inspected_2012, letter_inspected_2026)
visitor_allowed = Dated("PC-5.1-visits", before.visitor_allowed_2012, visitor_allowed_2026)
