"""Points provisions: acts that may never cost points under these provisions themselves (arts 16, 17, 20, 22, 36, 42)."""

from __future__ import annotations

from datetime import date

from zhiheng.law.prison_sources import PA2021
from zhiheng.law.protected import Act, unless
from zhiheng.law.reckoning import Dated, Truth, cite, rule
from zhiheng.law.sources import P2016, PJ2024


@rule(
    "PT-9-1-court",
    provision=cite(P2016, "第三条", "art 3"),
    zh="正当申诉受保护，不得不加分析地认定为不认罪悔罪",
    en="proper appeals are protected and may not be treated unanalysed as non-repentance",
)
def proper_appeal(act: Act) -> Truth:
    """Confidence: V."""
    return unless(act == Act.APPEAL)


@rule(
    "PT-9-2",
    provision=cite(PA2021, "第三十六条、第四十二条第四项", "arts 36, 42 item 4"),
    zh="对考核、等级、奖励提出异议不得扣分；隐匿、销毁异议材料属违纪",
    en="an objection is never deducted; hiding or destroying it is misconduct",
)
def objection(act: Act) -> Truth:
    """Confidence: V."""
    return unless(act == Act.OBJECTION)


@rule(
    "PT-9-5-work",
    provision=cite(PA2021, "第十六条、第十七条、第二十条", "arts 16, 17, 20"),
    zh="经鉴定丧失劳动能力、住院、停工不得扣分",
    en="certified inability to work is never deducted",
)
def inability_to_work(act: Act) -> Truth:
    """Confidence: V (derived)."""
    return unless(act == Act.UNABLE_TO_WORK)


@rule(
    "PT-9-10-2021",
    provision=cite(PA2021, "第二十二条第四项", "art 22 item 4"),
    until=date(2024, 4, 30),
    zh="确无能力履行财产性判项的不受影响",
    en="only the able who do not perform are barred: real inability costs nothing",
)
def inability_to_pay_2021(act: Act) -> Truth:
    """Confidence: V."""
    return unless(act == Act.UNABLE_TO_PAY)


@rule(
    "PT-9-10-2024",
    provision=cite(PJ2024, "第四条", "art 4"),
    zh="确无履行能力的，不影响悔改表现的认定",
    en="real inability to pay does not affect the finding of repentance",
)
def inability_to_pay_2024(act: Act) -> Truth:
    """Confidence: V."""
    return unless(act == Act.UNABLE_TO_PAY)


inability_to_pay = Dated("PT-9-10", inability_to_pay_2021, inability_to_pay_2024)
