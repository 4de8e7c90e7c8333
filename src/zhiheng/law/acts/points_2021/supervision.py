"""Points provisions, chapter 6: meetings, spot checks, correction by the procuratorate, records (arts 42-53)."""

from __future__ import annotations

from zhiheng.law.clocks import Clock, months, working_days, years
from zhiheng.law.prison_sources import PA2021
from zhiheng.law.reckoning import cite, rule


@rule(
    "PT-43",
    provision=cite(PA2021, "第四十三条", "art 43"),
    zh="监区每月至少召开一次会议研究计分考核并报告监狱",
    en="ward meeting at least once a month, reported to the prison",
)
def ward_meeting() -> Clock:
    """Confidence: V."""
    return months(1)


@rule(
    "PT-44",
    provision=cite(PA2021, "第四十四条", "art 44"),
    zh="监狱每季度至少召开一次会议并报告省级监狱管理局",
    en="prison meeting at least once a quarter, reported to the bureau",
)
def prison_meeting() -> Clock:
    """Confidence: V."""
    return months(3)


@rule(
    "PT-45",
    provision=cite(PA2021, "第四十五条", "art 45"),
    zh="省级监狱管理局每半年至少抽查一次",
    en="spot check by the bureau at least once in half a year",
)
def bureau_spot_check() -> Clock:
    """Confidence: V."""
    return months(6)


@rule(
    "PT-46",
    provision=cite(PA2021, "第四十六条", "art 46"),
    zh="司法厅（局）每年至少听取一次专题汇报",
    en="the justice department hears a report at least once a year",
)
def department_report() -> Clock:
    """Confidence: V."""
    return years(1)


@rule(
    "PT-49",
    provision=cite(PA2021, "第四十九条", "art 49"),
    zh="检察院提出纠正意见的，无异议的五个工作日内纠正并书面回复；有异议的书面说明理由",
    en="correction by the procuratorate: corrected within 5 working days, or reasons in writing",
)
def procuratorate_correction() -> Clock:
    """Confidence: V."""
    return working_days(5)


@rule(
    "PT-52",
    provision=cite(PA2021, "第五十二条", "art 52"),
    zh="计分考核档案全程留痕、专档保管；未规定保管期限，默认永久",
    en="records are kept in a file of their own; no period is stated, so permanent",
)
def ledger_permanent() -> bool:
    """Confidence: V; period U (product default)."""
    return True
