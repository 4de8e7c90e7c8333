"""Opinions on temporary service outside prison (2023), which prevail over earlier rules."""

from __future__ import annotations

from zhiheng.law.acts.temporary_service import procedure_2016 as before
from zhiheng.law.clocks import Clock, at_once, days, months, working_days
from zhiheng.law.prison_sources import OP2023
from zhiheng.law.reckoning import Dated, Day, cite, rule


@rule(
    "PC-2.2-3",
    provision=cite(OP2023, "第十七条", "item 17"),
    zh="诊断、鉴别的时间地点至少提前一个工作日告知检察院；有生命危险的立即告知",
    en="the procuratorate is told at least 1 working day before the diagnosis; danger to life: at once",
)
def diagnosis_notice(life_danger: bool) -> Clock:
    """Counted back from the diagnosis. Confidence: V."""
    if life_danger:
        return at_once()
    return working_days(1)


@rule(
    "PC-2.2-4-start",
    provision=cite(OP2023, "第六条", "item 6"),
    zh="诊断自委托之日起五个工作日内开始",
    en="the diagnosis starts within 5 working days",
)
def diagnosis_start() -> Clock:
    """Confidence: V."""
    return working_days(5)


@rule(
    "PC-2.2-4-finish",
    provision=cite(OP2023, "第六条", "item 6"),
    zh="诊断二十个工作日内完成；紧急的三日内完成",
    en="the diagnosis is finished within 20 working days; urgent: 3 days",
)
def diagnosis_finish(urgent: bool) -> Clock:
    """Confidence: V."""
    if urgent:
        return days(3)
    return working_days(20)


@rule(
    "PC-2.2-4-evidence",
    provision=cite(OP2023, "第七条", "item 7"),
    zh="所附检查资料不超过三个月",
    en="evidence is at most 3 months old",
)
def evidence_validity() -> Clock:
    """Confidence: V."""
    return months(3)


@rule(
    "PC-2.2-5",
    provision=cite(OP2023, "第十七条", "item 17"),
    zh="收到诊断后三个工作日内抄送检察院",
    en="the diagnosis is copied to the procuratorate within 3 working days",
)
def diagnosis_copy() -> Clock:
    """Confidence: V."""
    return working_days(3)


@rule(
    "PC-2.2-6",
    provision=cite(OP2023, "第八条", "item 8"),
    zh="诊断自出具之日起三个月内有效",
    en="a diagnosis may be used for 3 months from issue",
)
def diagnosis_validity() -> Clock:
    """Confidence: V."""
    return months(3)


@rule(
    "PC-2.2-14",
    provision=cite(OP2023, "第二十条", "item 20"),
    zh="省局收到后五个工作日内向社会公示",
    en="the bureau posts within 5 working days of receipt",
)
def society_posting_start() -> Clock:
    """Not for urgent or legally closed cases. Confidence: V."""
    return working_days(5)


@rule(
    "PC-2.2-14-length",
    provision=cite(OP2023, "第二十条", "item 20"),
    zh="向社会公示三日",
    en="posted to society for 3 days",
)
def society_posting() -> Clock:
    """Calendar days. Confidence: V."""
    return days(3)


@rule(
    "PC-2.2-14-answer",
    provision=cite(OP2023, "第二十条", "item 20"),
    zh="对异议核查后五个工作日内答复",
    en="objections are answered within 5 working days after checking",
)
def society_answer() -> Clock:
    """Confidence: V."""
    return working_days(5)


@rule(
    "PC-2.2-11-urgent-length",
    provision=cite(OP2023, "第二十一条", "item 21"),
    zh="紧急情形的公告张贴五日",
    en="an urgent announcement hangs for 5 days",
)
def urgent_posting() -> Clock:
    """Calendar days. Confidence: V."""
    return days(5)


@rule(
    "PC-2.2-15-urgent-2023",
    provision=cite(OP2023, "第十二条", "item 12"),
    zh="紧急情形先行决定的，三个工作日内提请委员会确认",
    en="urgent: the committee confirms within 3 working days",
)
def urgent_confirmation_2023() -> Clock:
    """Confidence: V."""
    return working_days(3)


@rule(
    "PC-2.2-17",
    provision=cite(OP2023, "第二十一条、第二十三条", "items 21, 23"),
    zh="决定十个工作日内在互联网公开（隐去住址、证件、病情）",
    en="the decision is published, masked, within 10 working days",
)
def decision_publication() -> Clock:
    """Not: state secrets, minors, otherwise unsuitable. Confidence: V."""
    return working_days(10)


@rule(
    "PC-2.2-17-open",
    provision=cite(OP2023, "第二十三条", "item 23"),
    zh="涉及国家秘密、未成年人或者其他不宜公开的，不公开",
    en="state secrets, minors and unsuitable cases are not published",
)
def may_publish(secret: bool, minor: bool, unsuitable: bool) -> bool:
    """Confidence: V."""
    return not (secret or minor or unsuitable)


@rule(
    "PC-2.3-2-papers",
    provision=cite(OP2023, "第十四条", "item 14"),
    zh="收监材料不齐的，十五个工作日内补充",
    en="recall: extra papers within 15 working days",
)
def recall_papers() -> Clock:
    """Confidence: V."""
    return working_days(15)


@rule(
    "PC-2.3-3-latest",
    provision=cite(OP2023, "第十四条", "item 14; 司发通〔2026〕8号 item 18"),
    zh="自收到收监决定之日起三日内收监",
    en="collected within 3 days of receipt at the latest",
)
def recall_collection_latest() -> Clock:
    """Calendar days; the person is at liberty, but no holiday excuses the prison. Confidence: V."""
    return days(3)


@rule(
    "PC-2.2-6-fresh",
    provision=cite(OP2023, "第八条", "item 8"),
    zh="在有效期内使用诊断",
    en="a diagnosis used within its validity",
)
def diagnosis_usable(used: Day, valid_to: Day) -> bool:
    """``valid_to``: the last day of PC-2.2-6. Confidence: V."""
    return used <= valid_to


urgent_confirmation = Dated("PC-2.2-15-urgent", before.urgent_confirmation_2016, urgent_confirmation_2023)
