"""Prison Law 2012, chapter 4: restraints, letters, visits, death, leave, sanctions (arts 45-58)."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, at_once
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.prison_sources import PL_2012
from zhiheng.law.reckoning import Truth, both, cite, either, rule, truth


@rule(
    "PC-4.2-allowed-2012",
    provision=cite(PL_2012, "第四十五条", "art 45"),
    until=PL_2012.until,
    zh="使用戒具的四种情形：脱逃、暴力行为、正在押解途中、其他危险行为",
    en="restraints in four cases: escape, violence, on the way under escort, other dangerous acts",
)
def restraint_allowed_2012(escorted: Truth, danger_signs: Truth, serious_breach: Truth) -> Truth:
    """``danger_signs``: escape or violence; ``serious_breach``: another dangerous act that must be prevented. Confidence: V."""
    return either(either(escorted, danger_signs), serious_breach)


@rule(
    "PC-4.2-stop-2012",
    provision=cite(PL_2012, "第四十五条", "art 45"),
    until=PL_2012.until,
    zh="前款所列情形消失后，应当停止使用戒具",
    en="restraints stop when the case is over",
)
def restraint_must_stop_2012(ended: Truth, unfit: Truth) -> Truth:
    """Unfitness is no ground of its own in this text; the floor of 2026 is stricter. Confidence: V."""
    return ended


@rule(
    "PC-5.1-letters-2012",
    provision=cite(PL_2012, "第四十七条", "art 47"),
    until=PL_2012.until,
    zh="来往信件经检查，发现有碍改造内容的可以扣留",
    en="letters are inspected; those that harm reform may be withheld",
)
def letter_withheld_2012(harmful: Truth, security_or_crime: Truth) -> Truth:
    """Confidence: V."""
    return either(harmful, security_or_crime)


@rule(
    "PC-5.1-sealed-2012",
    provision=cite(PL_2012, "第四十七条", "art 47"),
    until=PL_2012.until,
    zh="写给监狱的上级机关和司法机关的信件不受检查",
    en="letters to higher prison authority and judicial bodies are not inspected",
)
def letter_inspected_2012(to_higher_prison: bool, to_judicial: bool, to_supervisory: bool) -> bool:
    """Supervisory bodies are named only from 2026. Confidence: V."""
    return not (to_higher_prison or to_judicial)


@rule(
    "PC-5.1-visits-2012",
    provision=cite(PL_2012, "第四十八条", "art 48"),
    until=PL_2012.until,
    zh="可以会见亲属、监护人",
    en="visits by relatives and guardians",
)
def visitor_allowed_2012(relative_or_guardian: Truth, useful: Truth, visit_approved: Truth) -> Truth:
    """Others are not named. Confidence: V."""
    return relative_or_guardian


@rule(
    "PC-5.3-1-2012",
    provision=cite(PL_2012, "第五十五条", "art 55"),
    until=PL_2012.until,
    zh="罪犯死亡的，立即通知家属、检察院和法院",
    en="death: family, procuratorate and court are notified at once",
)
def death_notice_2012() -> Clock:
    """Confidence: V."""
    return at_once()


@rule(
    "PC-5.2-home-2012",
    provision=cite(PL_2012, "第五十七条第二款", "art 57 para 2"),
    until=PL_2012.until,
    zh="被判处有期徒刑，执行二分之一以上，一贯表现好，离开监狱不致再危害社会的，可以离监探亲",
    en="home leave: fixed term, one half served, consistently good, no danger",
)
def home_leave_2012(kind: SentenceKind, half_served: Truth, good: Truth, safe: Truth, promise: Truth, guarantee: Truth) -> Truth:
    """Promise and guarantee are not asked for yet. ``kind``: of the term now running. Confidence: V."""
    return both(both(truth(kind == SentenceKind.FIXED), half_served), both(good, safe))


@rule(
    "PC-4.1-8-2012",
    provision=cite(PL_2012, "第五十八条", "art 58"),
    until=PL_2012.until,
    zh="禁闭的期限为七天至十五天",
    en="confinement lasts 7 to 15 days",
)
def confinement_length_2012(days: int) -> bool:
    """Confidence: V."""
    return 7 <= days <= 15


@rule(
    "PC-4.1-5-2012",
    provision=cite(PL_2012, "第五十八条", "art 58"),
    until=PL_2012.until,
    zh="警告、记过、禁闭限于所列八项情形",
    en="sanctions only on the eight listed grounds",
)
def ground_listed_2012(item: int) -> bool:
    """``item``: number in the list. Confidence: V."""
    return 1 <= item <= 8
