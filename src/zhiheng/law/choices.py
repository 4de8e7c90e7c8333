"""The readings between which the law leaves a choice: one enumeration for each settable question of the sentence law.

A rule that turns on such a choice takes the reading as an argument, as it takes a date: it reads no setting. The first
member is the reading of the fact sheet. What is open, and why the default is what it is, stands in ``questions``.
"""

from __future__ import annotations

from typing import Final, NamedTuple, Self

from zhiheng.law.kinds import Named
from zhiheng.law.reckoning import Caption


class Choice(Named):
    """One reading of an open question; the words stand below, beside its class."""

    @property
    def zh(self) -> str:
        return CHOICE_WORDS[type(self).__name__, self.code].zh

    @property
    def en(self) -> str:
        return CHOICE_WORDS[type(self).__name__, self.code].en

    @property
    def is_default(self) -> bool:
        return self.value == 1

    @property
    def other(self) -> Self:
        """The other reading: there are two of each."""
        return type(self)(3 - self.value)


class LeapReading(Choice):
    """OQ-1: how is the end of a term counted that runs from 28 or 29 February in years and months?"""

    STEPWISE = 1
    AT_ONCE = 2


class OddDayReading(Choice):
    """OQ-3: what becomes of an odd day of designated residence?"""

    ROUNDED_UP = 1
    ROUNDED_DOWN = 2


class InterruptedReading(Choice):
    """OQ-4: from when does a term run whose custody was interrupted?"""

    FIRST_CUSTODY = 1
    LAST_CUSTODY = 2


class CompletedReading(Choice):
    """OQ-6: which is the day on which imprisonment is completed?"""

    LAST_DAY = 1
    NEXT_DAY = 2


class ExactlyTenReading(Choice):
    """OQ-7: which paragraph of P2016 art 7 governs exactly ten years?"""

    PARAGRAPH_2 = 1
    PARAGRAPH_1 = 2


class LifeWaitReading(Choice):
    """OQ-8: from when does the wait of life, or after a reprieve, run?"""

    LATER_OF_BOTH = 1
    EFFECTIVENESS = 2


class SeveralViolentReading(Choice):
    """OQ-13: several violent counts, each below ten years, ten years and more together: is parole barred?"""

    TOTAL = 1
    EACH_COUNT = 2


class LastReductionReading(Choice):
    """OQ-16: for whom is the interval never shorter than the time removed last?"""

    EVERYBODY = 1
    ORDINARY_ONLY = 2


class SixMonthsReading(Choice):
    """OQ-18: to which event do the six months of PJ2024 art 6 para 3 attach?"""

    BOTH_EVENTS = 1
    PERFORMANCE_ONLY = 2


class RestrictedFloorReading(Choice):
    """OQ-19: from when do the 25 or 20 years of a restricted reprieve run?"""

    AFTER_REPRIEVE = 1
    WITH_REPRIEVE = 2


class MixedBriberyReading(Choice):
    """OQ-22: do the provisions of 2019 govern a sentence that joins bribery with other crimes?"""

    ANY_COUNT = 1
    ALL_COUNTS = 2


class UnwillingMeritReading(Choice):
    """OQ-25: the class of somebody able but unwilling who has major merit, by rulings from 2024-05-01."""

    STRICT = 1
    ORDINARY = 2


class ParoleIntervalReading(Choice):
    """OQ-26: which commutation gives the interval before parole?"""

    LATEST_DAY = 1
    LAST_RULING = 2


class OneViolentReading(Choice):
    """OQ-28: one violent count below ten years within a total of ten years and more: is parole barred?"""

    COUNT = 1
    TOTAL = 2


class Wait2012Reading(Choice):
    """OQ-29: from when does the wait run under the Provisions of 2012?"""

    DELIVERY = 1
    EFFECTIVENESS = 2


class Readings(NamedTuple):
    """The reading taken of each settable question of the sentence law; those of the fact sheet unless said otherwise."""

    leap: LeapReading = LeapReading.STEPWISE
    odd_day: OddDayReading = OddDayReading.ROUNDED_UP
    interrupted: InterruptedReading = InterruptedReading.FIRST_CUSTODY
    completed: CompletedReading = CompletedReading.LAST_DAY
    exactly_ten: ExactlyTenReading = ExactlyTenReading.PARAGRAPH_2
    life_wait_from: LifeWaitReading = LifeWaitReading.LATER_OF_BOTH
    several_violent: SeveralViolentReading = SeveralViolentReading.TOTAL
    last_reduction: LastReductionReading = LastReductionReading.EVERYBODY
    six_months: SixMonthsReading = SixMonthsReading.BOTH_EVENTS
    restricted_floor: RestrictedFloorReading = RestrictedFloorReading.AFTER_REPRIEVE
    mixed_bribery: MixedBriberyReading = MixedBriberyReading.ANY_COUNT
    unwilling_with_merit: UnwillingMeritReading = UnwillingMeritReading.STRICT
    parole_interval: ParoleIntervalReading = ParoleIntervalReading.LATEST_DAY
    one_violent: OneViolentReading = OneViolentReading.COUNT
    wait_2012: Wait2012Reading = Wait2012Reading.DELIVERY


DEFAULTS: Final = Readings()
"""What the fact sheet takes."""

QUESTION_OF: Final = {
    "leap": "OQ-1",
    "odd_day": "OQ-3",
    "interrupted": "OQ-4",
    "completed": "OQ-6",
    "exactly_ten": "OQ-7",
    "life_wait_from": "OQ-8",
    "several_violent": "OQ-13",
    "last_reduction": "OQ-16",
    "six_months": "OQ-18",
    "restricted_floor": "OQ-19",
    "mixed_bribery": "OQ-22",
    "unwilling_with_merit": "OQ-25",
    "parole_interval": "OQ-26",
    "one_violent": "OQ-28",
    "wait_2012": "OQ-29",
}
"""The question that each field answers."""


def reading_codes(readings: Readings) -> dict[str, str]:
    """Question -> the word of its reading, in the order of the fact sheet: what is stored with a result."""
    return {QUESTION_OF[name]: reading.code for name, reading in readings._asdict().items()}


CHOICE_WORDS: Final = {
    ("LeapReading", "stepwise"): Caption("先年、后月、再日，逐步推算", "years counted first, then months, then days"),
    ("LeapReading", "at_once"): Caption("年、月合并为月数一次推算", "years and months counted as months at once"),
    ("OddDayReading", "rounded_up"): Caption("指定居所监视居住的单数日进一日", "with the odd day of designated residence rounded up"),
    ("OddDayReading", "rounded_down"): Caption("指定居所监视居住的单数日舍去", "with the odd day of designated residence rounded down"),
    ("InterruptedReading", "first_custody"): Caption("自首次羁押起算，中断日数后移", "from the first custody, with the gap moving the end"),
    ("InterruptedReading", "last_custody"): Caption("自最后一次羁押起算，此前羁押折抵", "from the last custody, with the earlier days credited"),
    ("CompletedReading", "last_day"): Caption("刑期最后一日即执行完毕之日", "the last day of the term"),
    ("CompletedReading", "next_day"): Caption("刑期最后一日的次日", "the day after the last day of the term"),
    ("ExactlyTenReading", "paragraph_2"): Caption("适用第二款：间隔一年六个月以上", "paragraph 2: interval of 1 year 6 months"),
    ("ExactlyTenReading", "paragraph_1"): Caption("适用第一款：间隔一年以上", "paragraph 1: interval of 1 year"),
    ("LifeWaitReading", "later_of_both"): Caption("自生效（期满）与交付二者中较晚之日", "from the later of effectiveness (or expiry) and delivery"),
    ("LifeWaitReading", "effectiveness"): Caption("自判决生效之日或者缓期期满之日", "from effectiveness, or from expiry of the reprieve"),
    ("SeveralViolentReading", "total"): Caption("按总和刑期：不得假释", "by the total: barred"),
    ("SeveralViolentReading", "each_count"): Caption("按各罪刑期：不在此限", "by each count: not barred"),
    ("LastReductionReading", "everybody"): Caption("从严罪犯亦适用", "for strict classes too"),
    ("LastReductionReading", "ordinary_only"): Caption("只适用于一般罪犯", "for ordinary prisoners only"),
    ("SixMonthsReading", "both_events"): Caption("情形消失、履行完毕均须满六个月", "after either event"),
    ("SixMonthsReading", "performance_only"): Caption(
        "只有履行完毕须满六个月，情形消失即可", "only after performance; the end of the situation opens at once"
    ),
    ("RestrictedFloorReading", "after_reprieve"): Caption("自缓期期满起算，缓期不计", "from expiry: the reprieve does not count"),
    ("RestrictedFloorReading", "with_reprieve"): Caption("缓期二年计入", "the two years of the reprieve count"),
    ("MixedBriberyReading", "any_count"): Caption("有一罪属分则第八章即适用", "if any count is of chapter 8"),
    ("MixedBriberyReading", "all_counts"): Caption("各罪均属分则第八章才适用", "only if every count is of chapter 8"),
    ("UnwillingMeritReading", "strict"): Caption("仍属从严罪犯", "still the strict class"),
    ("UnwillingMeritReading", "ordinary"): Caption("重大立功减刑时按一般罪犯", "ordinary, where major merit is commuted"),
    ("ParoleIntervalReading", "latest_day"): Caption("各次减刑分别计算，以最晚之日为准", "each commutation has its own; the latest day counts"),
    ("ParoleIntervalReading", "last_ruling"): Caption("只看最近一次减刑", "only the last commutation"),
    ("OneViolentReading", "count"): Caption("按该罪刑期：不在此限", "by the count: not barred"),
    ("OneViolentReading", "total"): Caption("按总和刑期：不得假释", "by the total: barred"),
    ("Wait2012Reading", "delivery"): Caption("自交付执行之日", "from delivery"),
    ("Wait2012Reading", "effectiveness"): Caption("自判决生效之日", "from the day the judgment took effect"),
}
