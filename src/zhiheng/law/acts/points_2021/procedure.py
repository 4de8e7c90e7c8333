"""Points provisions, chapter 4: who decides, votes, posting, objections, hand-over (arts 25-28, 35-37)."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, at_once, days, months, working_days
from zhiheng.law.prison_sources import PA2021
from zhiheng.law.reckoning import Day, Truth, both, cite, rule, truth
from zhiheng.law.scale import Body, Points

SPOT_DEDUCTION: Points = 2_00
LARGE_ADD: Points = 5_00
LARGE_DEDUCTION: Points = 10_00


@rule(
    "PT-25",
    provision=cite(PA2021, "第二十五条", "art 25"),
    zh="经全体组成人员三分之二以上同意方为通过",
    en="a decision needs two thirds of the members of the body, not of those present",
)
def vote_carries(yes: int, members: int) -> bool:
    """``members``: on the day of the meeting. Dissent is recorded and signed. Confidence: V."""
    return members > 0 and 0 <= yes <= members and yes * 3 >= members * 2


@rule(
    "PT-D1",
    provision=cite(PA2021, "第二十六条", "art 26"),
    zh="日记载：当日记录，含零记录",
    en="daily record: the same day, days without events included",
)
def daily_record() -> Clock:
    """Confidence: V."""
    return at_once()


@rule(
    "PT-D2",
    provision=cite(PA2021, "第二十六条", "art 26"),
    zh="周评议：每周一次",
    en="weekly review",
)
def weekly_review() -> Clock:
    """Confidence: V."""
    return days(7)


@rule(
    "PT-D3",
    provision=cite(PA2021, "第二十六条", "art 26"),
    zh="月汇总：每月一次",
    en="monthly total",
)
def monthly_total() -> Clock:
    """Confidence: V."""
    return months(1)


@rule(
    "PT-D4",
    provision=cite(PA2021, "第二十七条", "art 27"),
    zh="事实清楚、证据确凿，单次扣二分以下的，民警可以当场决定并报监区备案",
    en="on the spot: at most 2 points on clear facts, filed with the ward team",
)
def on_the_spot(deduction: Points, clear_facts: Truth) -> Truth:
    """Confidence: V."""
    return both(truth(0 < deduction <= SPOT_DEDUCTION), clear_facts)


@rule(
    "PT-D5",
    provision=cite(PA2021, "第二十七条", "art 27"),
    zh="单次加五分以上、扣十分以上及专项加分由监狱工作组批准，其余由监区工作小组决定",
    en="adds of 5, deductions of 10 and every special bonus go to the prison group, the rest to the ward team",
)
def decides(add: Points, deduction: Points, special: Points) -> Body:
    """Numbers positive, those not meant 0. Confidence: V."""
    if add >= LARGE_ADD or deduction >= LARGE_DEDUCTION or special > 0:
        return Body.PRISON_GROUP
    return Body.WARD_TEAM


@rule(
    "PT-D6",
    provision=cite(PA2021, "第二十七条", "art 27"),
    zh="决定机构不低于应当决定的机构，方为有效",
    en="a decision stands only when its body is the one called for, or higher",
)
def body_suffices(body: Body, needed: Body, on_spot: Truth) -> bool:
    """``on_spot``: the answer of PT-D4. Confidence: V (derived)."""
    return body >= needed or (body == Body.OFFICER and on_spot == Truth.YES)


@rule(
    "PT-D-separate",
    provision=cite(PA2021, "第二十五条、第二十七条", "arts 25, 27"),
    zh="除当场扣分外，提出人不得单独决定同一事项",
    en="nobody proposes and single-handedly decides the same entry, on-the-spot deductions apart",
)
def proposer_may_decide(same_person: bool, alone: bool, on_spot: Truth) -> bool:
    """Confidence: V (derived)."""
    return not (same_person and alone) or on_spot == Truth.YES


@rule(
    "PT-D7",
    provision=cite(PA2021, "第三十五条", "art 35"),
    zh="加分、扣分、月考核分、等级在监区公示不少于三个工作日",
    en="adds, deductions, monthly scores and grades are posted in the ward for at least 3 working days",
)
def score_posting() -> Clock:
    """Confidence: V."""
    return working_days(3)


@rule(
    "PT-D8",
    provision=cite(PA2021, "第三十六条", "art 36"),
    zh="自民警作出决定或者公示之日起三个工作日内，可以书面申请监区复查",
    en="first objection: within 3 working days of the officer's decision or of posting",
)
def first_objection() -> Clock:
    """Someone else may write it; the prisoner signs and fingerprints. Confidence: V (day counting U: in doubt it is accepted)."""
    return working_days(3)


@rule(
    "PT-D9",
    provision=cite(PA2021, "第三十六条", "art 36"),
    zh="监区工作小组五个工作日内作出书面复查意见",
    en="the ward team answers in writing within 5 working days",
)
def review_opinion() -> Clock:
    """Confidence: V."""
    return working_days(5)


@rule(
    "PT-D10",
    provision=cite(PA2021, "第三十六条", "art 36"),
    zh="不服复查意见的，收到后三个工作日内可以书面申请监狱复核",
    en="second objection: within 3 working days of receiving the review",
)
def second_objection() -> Clock:
    """Confidence: V (day counting U: in doubt it is accepted)."""
    return working_days(3)


@rule(
    "PT-D11",
    provision=cite(PA2021, "第三十六条", "art 36"),
    zh="监狱工作组五个工作日内作出书面复核意见，为最终决定，并抄送检察院",
    en="the prison group answers within 5 working days; final inside the prison, copied to the procuratorate",
)
def final_opinion() -> Clock:
    """Complaint to the procuratorate or higher bodies stays open. Confidence: V."""
    return working_days(5)


@rule(
    "PT-D8-open",
    provision=cite(PA2021, "第三十六条", "art 36"),
    zh="异议在期限内的应当受理；期限有疑义的从宽受理，逾期的登记并转作控告处理",
    en="an objection in time, or in doubt, is accepted; a late one is logged and routed as a complaint",
)
def objection_accepted(in_time: Truth) -> bool:
    """Confidence: V; doubt resolved for the prisoner: U."""
    return in_time != Truth.NO


@rule(
    "PT-D8-contested",
    provision=cite(PA2021, "第三十六条", "art 36"),
    zh="有关记录异议未决的，不得确定等级或者向法院报送",
    en="no grade and no export to court while an objection to an entry is open",
)
def may_be_finalised(open_objections: int) -> bool:
    """Confidence: V (derived)."""
    return open_objections == 0


@rule(
    "PT-I11",
    provision=cite(PA2021, "第三十七条", "art 37"),
    zh="转押的，转出监狱同时移交全部计分考核材料",
    en="on transfer all points material is handed over at the same time",
)
def transfer_handover() -> Clock:
    """Both prisons sign the list. Confidence: V."""
    return at_once()


@rule(
    "PT-V11",
    provision=cite(PA2021, "第三十七条", "art 37"),
    zh="转押的，接收监狱连续计分，不重新开始",
    en="the receiving prison goes on with balance, cycle, objections and sanctions: no restart",
)
def balance_after_transfer(balance: Points) -> Points:
    """Confidence: V."""
    return balance


@rule(
    "PT-35-month",
    provision=cite(PA2021, "第二十八条、第三十六条", "arts 28, 36"),
    zh="异议成立的，以冲回记录更正，计入决定当月并注明原月份",
    en="a correction is a reversing entry in the month of the decision that names the month it corrects",
)
def correction(as_posted: Points, upheld: Points, decided_on: Day) -> Points:
    """What to post: the difference to what should have stood. Confidence: V (derived)."""
    return upheld - as_posted
