"""The scale of the points appraisal: points in hundredths, and the kinds that its rules speak of."""

from __future__ import annotations

from typing import Final, NamedTuple

from zhiheng.law.kinds import Named
from zhiheng.law.reckoning import Caption

type Points = int
"""Points in hundredths: ``35_00`` is 35 points. Exact; no score is ever a float inside the law."""


class Worded(Named):
    """A kind whose words stand below, beside its class."""

    @property
    def zh(self) -> str:
        return SCALE_WORDS[type(self).__name__, self.code].zh

    @property
    def en(self) -> str:
        return SCALE_WORDS[type(self).__name__, self.code].en


class Part(Worded):
    SUPERVISION = 1
    EDUCATION = 2
    LABOUR = 3


class Sanction(Worded):
    WARNING = 1
    DEMERIT = 2
    CONFINEMENT = 3


class Grade(Worded):
    UNQUALIFIED = 1
    QUALIFIED = 2
    POSITIVE = 3


class Reward(Worded):
    NONE = 0
    MATERIAL = 1
    COMMENDATION = 2


class Body(Worded):
    """Who decides on points: the officer on the spot, the ward's points team, the prison's points group."""

    OFFICER = 1
    WARD_TEAM = 2
    PRISON_GROUP = 3


class SanctionReading(Worded):
    """Q1: does a sanction lower the score of its month, or only the balance?"""

    MONTH = 1
    BALANCE = 2


class BaseReading(Worded):
    """Q2: what must reach the base for a commendation?"""

    TOTAL = 1
    EACH_PART = 2
    CAPPED_PARTS = 3


class RemainderReading(Worded):
    """Q3: what becomes of a remainder of 600 or more?"""

    AT_ONCE = 1
    NEXT_MONTH = 2


class DemeritReading(Worded):
    """Q4: two warnings or demerits summed, or one demerit enough?"""

    SUMMED = 1
    ONE_DEMERIT = 2


class EntryReading(Worded):
    """Q5: are months of entry education tested at all?"""

    EXCLUDED = 1
    INCLUDED = 2


class Rounding(Worded):
    """Q6: half up to two places, or to one. Shares are never kept unrounded."""

    HUNDREDTHS = 1
    TENTHS = 10


class YearReading(Worded):
    """Q7: the year of the 300 limit."""

    CALENDAR = 1
    ROLLING = 2


class AvailableReading(Worded):
    """Q8: the base against which a hospital or partial month is tested."""

    PARTIAL_ONLY = 1
    AS_GRANTED = 2
    FULL = 3


class RestartReading(Worded):
    """I1: from which of the two days does appraisal start again after a new crime?"""

    EARLIER = 1
    JUDGMENT = 2
    ADMISSION = 3


class Readings(NamedTuple):
    """The switchable readings of the sheet's questions, its defaults standing. Record them with every result."""

    sanction: SanctionReading = SanctionReading.MONTH
    base: BaseReading = BaseReading.TOTAL
    remainder: RemainderReading = RemainderReading.NEXT_MONTH
    demerit: DemeritReading = DemeritReading.SUMMED
    entry: EntryReading = EntryReading.EXCLUDED
    rounding: Rounding = Rounding.HUNDREDTHS
    year: YearReading = YearReading.CALENDAR
    available: AvailableReading = AvailableReading.PARTIAL_ONLY


SCALE_WORDS: Final = {
    ("Part", "supervision"): Caption("监管改造", "supervision"),
    ("Part", "education"): Caption("教育和文化改造", "education and culture"),
    ("Part", "labour"): Caption("劳动改造", "labour"),
    ("Sanction", "warning"): Caption("警告", "warning"),
    ("Sanction", "demerit"): Caption("记过", "demerit"),
    ("Sanction", "confinement"): Caption("禁闭", "confinement"),
    ("Grade", "unqualified"): Caption("不合格", "unqualified"),
    ("Grade", "qualified"): Caption("合格", "qualified"),
    ("Grade", "positive"): Caption("积极", "positive"),
    ("Reward", "none"): Caption("不予奖励并批评教育", "no reward, and criticism"),
    ("Reward", "material"): Caption("物质奖励", "material reward"),
    ("Reward", "commendation"): Caption("表扬", "commendation"),
    ("Body", "officer"): Caption("监区管教民警", "ward officer"),
    ("Body", "ward_team"): Caption("监区计分考核工作小组", "ward points team"),
    ("Body", "prison_group"): Caption("监狱计分考核工作组", "prison points group"),
    ("SanctionReading", "month"): Caption("扣减当月考核分", "lowers the month's score"),
    ("SanctionReading", "balance"): Caption("只扣减累计分", "lowers the balance only"),
    ("BaseReading", "total"): Caption("当月总分与基础总分比较", "total against the total base"),
    ("BaseReading", "each_part"): Caption("各部分与其基础分比较", "each part against its base"),
    ("BaseReading", "capped_parts"): Caption("各部分以基础分为限后合计", "total with each part capped at its base"),
    ("RemainderReading", "at_once"): Caption("当即结束第二个周期", "the second cycle closes at once"),
    ("RemainderReading", "next_month"): Caption("次月再结束", "it closes next month"),
    ("DemeritReading", "summed"): Caption("警告、记过合计二次", "two in all"),
    ("DemeritReading", "one_demerit"): Caption("二次警告或者一次记过", "two warnings or one demerit"),
    ("EntryReading", "excluded"): Caption("入监教育期不参加比较", "entry months are not tested"),
    ("EntryReading", "included"): Caption("入监教育期参加比较", "entry months are tested"),
    ("Rounding", "hundredths"): Caption("四舍五入保留两位小数", "half up to two places"),
    ("Rounding", "tenths"): Caption("四舍五入保留一位小数", "half up to one place"),
    ("YearReading", "calendar"): Caption("自然年度", "calendar year"),
    ("YearReading", "rolling"): Caption("连续十二个月", "rolling twelve months"),
    ("AvailableReading", "partial_only"): Caption("不足月按比例，住院月按一百分", "pro rata for partial months, 100 for hospital months"),
    ("AvailableReading", "as_granted"): Caption("按实际给予的基础分", "the base actually granted"),
    ("AvailableReading", "full"): Caption("一律按一百分", "100 always"),
    ("RestartReading", "earlier"): Caption("二者中较早之日", "the earlier of both days"),
    ("RestartReading", "judgment"): Caption("判决生效之日", "judgment effective"),
    ("RestartReading", "admission"): Caption("收监之日", "admission"),
}
