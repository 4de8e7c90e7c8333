"""Community Corrections Law 2020: notice, report-in, tags, revocation, end (arts 20-49)."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, days, hours, months
from zhiheng.law.procedure_kinds import Lateness
from zhiheng.law.reckoning import Truth, cite, either, rule
from zhiheng.law.sources import CCL


@rule(
    "PC-11-3-notice",
    provision=cite(CCL, "第二十条", "art 20; MM 16"),
    zh="自生效之日起五日内通知执行地社区矫正机构",
    en="notice within 5 days of effect",
)
def community_notice() -> Clock:
    """Confidence: V."""
    return days(5)


@rule(
    "PC-11-3-papers",
    provision=cite(CCL, "第二十条", "art 20; MM 16"),
    zh="自生效之日起十日内送达法律文书",
    en="papers within 10 days of effect",
)
def community_papers() -> Clock:
    """Confidence: V."""
    return days(10)


@rule(
    "PC-11-4",
    provision=cite(CCL, "第二十一条", "art 21"),
    zh="自生效之日起十日内到社区矫正机构报到",
    en="the person reports within 10 days of effect",
)
def report_in() -> Clock:
    """Confidence: V."""
    return days(10)


@rule(
    "PC-11-4-late",
    provision=cite(CCL, "第二十一条", "art 21; MM arts 34-35, 46"),
    zh="逾期不超过十日的训诫，超过十日的警告，超过一个月的为撤销事由",
    en="not more than 10 days late: admonition; more: warning; more than 1 month: ground of revocation",
)
def lateness(days_late: int, over_a_month: bool) -> Lateness:
    """Exactly 10 days is still an admonition (超过 excludes). Confidence: V."""
    if days_late <= 0:
        return Lateness.IN_TIME
    if over_a_month:
        return Lateness.REVOCATION_GROUND
    return Lateness.WARNING if days_late > 10 else Lateness.ADMONITION


@rule(
    "PC-11-11",
    provision=cite(CCL, "第二十九条", "art 29; MM 37"),
    zh="电子定位不超过三个月，延长每次不超过三个月",
    en="an electronic tag: at most 3 months, each extension at most 3",
)
def tag_length() -> Clock:
    """Confidence: V."""
    return months(3)


@rule(
    "PC-11-11-ground",
    provision=cite(CCL, "第二十九条", "art 29"),
    zh="使用电子定位的五种情形",
    en="the five grounds of an electronic tag",
)
def tag_allowed(
    breach_of_ban: Truth, left_without_leave: Truth, refused_to_report: Truth, public_security_penalty: Truth, revocation_proposed: Truth
) -> Truth:
    """Removed at once when not needed. Confidence: V."""
    return either(either(breach_of_ban, left_without_leave), either(refused_to_report, either(public_security_penalty, revocation_proposed)))


@rule(
    "PC-11-15",
    provision=cite(CCL, "第四十八条", "art 48"),
    zh="法院三十日内裁定是否撤销",
    en="revocation: the court rules within 30 days",
)
def revocation_ruling() -> Clock:
    """Must hear the person and the lawyer. Confidence: V."""
    return days(30)


@rule(
    "PC-11-15-arrest",
    provision=cite(CCL, "第四十七条", "art 47"),
    zh="四十八小时内决定是否逮捕",
    en="the arrest is decided within 48 hours",
)
def arrest_decision() -> Clock:
    """Confidence: V."""
    return hours(48)


@rule(
    "PC-11-15-custody",
    provision=cite(CCL, "第四十七条", "art 47"),
    zh="羁押不超过三十日",
    en="custody lasts at most 30 days",
)
def arrest_custody() -> Clock:
    """No holiday lengthens it. Not revoked: released at once. Confidence: V."""
    return days(30)


@rule(
    "PC-2.3-2",
    provision=cite(CCL, "第四十九条", "art 49; OP 14"),
    zh="三十日内决定是否收监",
    en="recall of temporary service is decided within 30 days",
)
def recall_decision() -> Clock:
    """Confidence: V."""
    return days(30)


@rule(
    "PC-11-17",
    provision=cite(CCL, "第三十三条", "art 33; MM 42"),
    zh="减刑建议三十日内裁定",
    en="commutation in the community: ruling within 30 days",
)
def community_commutation() -> Clock:
    """Confidence: V."""
    return days(30)


@rule(
    "PC-11-18",
    provision=cite(CCL, "第四十四条", "art 44; MM 53-54"),
    zh="期满三十日前作个人总结，期满解除",
    en="personal summary 30 days before expiry; the end comes on expiry",
)
def summary_before_end() -> Clock:
    """Counted back from expiry. Confidence: V."""
    return days(30)
