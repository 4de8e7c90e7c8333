"""What was chosen: readings of open questions with their documents, and the filters that officers keep and share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from zhiheng.demo.estate import Estate
from zhiheng.demo.life.scene import Duty, Moment, clock
from zhiheng.demo.rows import Rows

# page, name, filters; each kept by the prison's custody clerk and shared there
FILTERS: Final = (
    ("movements", "逾期未归", "state=overdue"),
    ("classing", "应复评", "why=review"),
    ("finds", "在库物品", "standing=stored"),
    ("searches", "待执行的清监", "state=planned"),
)


def readings(estate: Estate, chosen_by: Sequence[Duty], now: Moment, rows: Rows) -> None:
    """The bureau confirmed one default of the law book, one proposal waits for the second person, one was declined."""
    first, second = (duty.officer for duty in chosen_by[:2])
    bureau, prison = estate.bureau.id, estate.prisons[0].id
    begun, at = now.day(200), clock(now.day(205), 10, 20)
    year = now.today.year
    rows.add(
        "setting_choice", "PT-Q4", "summed", bureau, begun, f"[{begun},)", f"江监法〔{begun.year}〕12号",
        "全局计分考核口径统一，避免各监狱理解不一。", "approved", first, at, second, clock(now.day(202), 15, 5), "同意，符合条文文义。", "",
    )  # fmt: skip
    rows.add(
        "setting_choice", "PT-Q6", "tenths", prison, now.day(-20), None, f"江监法〔{year}〕31号（送审稿）",
        "与考核系统现行显示位数一致，便于公示核对。", "proposed", first, clock(now.day(2), 9, 40), None, None, "", "",
    )  # fmt: skip
    rows.add(
        "setting_choice", "OQ-13", "each_count", bureau, now.day(60), None, f"江监法〔{year}〕20号（送审稿）",
        "有人民法院持此理解，提请研究。", "declined", first, clock(now.day(75), 9, 10), second, clock(now.day(70), 16, 0),
        "涉及假释禁止范围，从严理解更稳妥，待上级明确。", "",
    )  # fmt: skip


def filters(prison: int, officer: int, now: Moment, rows: Rows) -> None:
    """The lists that a prison looks at every day."""
    for turn, (page, name, query) in enumerate(FILTERS):
        rows.add("saved_filter", officer, page, name, query, prison, clock(now.day(30 + turn), 9))
