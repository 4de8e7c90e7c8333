"""Words for terms and for the names of inputs, in both languages: the law carries its own captions."""

from __future__ import annotations

from typing import Final

from zhiheng.law.calendar import Term
from zhiheng.law.commutation_wording import COMMUTATION_LABELS
from zhiheng.law.prison_wording import PRISON_LABELS
from zhiheng.law.reckoning import Caption


def term_zh(term: Term) -> str:
    """``Term(6, 3, 0)`` is 6年3个月; days that are taken off are said so."""
    parts = [f"{term.years}年" if term.years else "", f"{term.months}个月" if term.months else ""]
    if term.days > 0:
        parts.append(f"{term.days}日")
    if term.days < 0:
        parts.append(f"减{-term.days}日")
    return "".join(parts) or "0日"


def term_en(term: Term) -> str:
    """``Term(6, 3, 0)`` is 6 years 3 months."""
    counted = ((term.years, "year"), (term.months, "month"), (term.days, "day"))
    words = [f"{number} {unit}{'' if abs(number) == 1 else 's'}" for number, unit in counted if number]
    return " ".join(words) or "0 days"


def caption_of(term: Term) -> Caption:
    return Caption(term_zh(term), term_en(term))


LABELS: Final = (
    PRISON_LABELS
    | COMMUTATION_LABELS
    | {
        "absconded": Caption("是否脱逃", "absconded"),
        "after_life": Caption("原判死缓或无期徒刑", "after reprieve or life"),
        "barred": Caption("累犯或首要分子", "recidivist or ringleader"),
        "begins": Caption("期间开始之日", "day on which the period begins"),
        "cap": Caption("上限", "cap"),
        "combined": Caption("数罪并罚", "combined"),
        "completed": Caption("执行完毕之日", "day of completion"),
        "control_end": Caption("管制止日", "end of control"),
        "credit": Caption("折抵日数", "credited days"),
        "crime": Caption("犯罪之日", "day of the crime"),
        "days": Caption("日数", "days"),
        "days_run": Caption("已执行日数", "days run"),
        "decided": Caption("决定执行的刑期", "term decided"),
        "delivery": Caption("交付执行之日", "delivery"),
        "detention": Caption("有拘役", "detention among the sentences"),
        "drew_reprieve": Caption("漏罪本身判处死缓", "the crime itself drew a reprieve"),
        "end": Caption("止日", "end"),
        "escaped": Caption("脱逃之日", "day of escape"),
        "excluded": Caption("不计入执行刑期的日数", "days that do not count"),
        "execution": Caption("判决执行之日", "day of execution"),
        "final": Caption("判决确定之日", "day the judgment became final"),
        "first": Caption("首日", "first day"),
        "first_day": Caption("羁押首日", "first day of custody"),
        "first_judgment": Caption("前判决生效之日", "first judgment effective"),
        "fixed": Caption("有有期徒刑", "fixed term among the sentences"),
        "from_day": Caption("余刑确定之日", "day of the remainder"),
        "gap": Caption("中断日数", "gap in days"),
        "intentional": Caption("故意犯罪", "intentional crime"),
        "insubordinate": Caption("不服从监管", "insubordinate"),
        "kind": Caption("刑种", "kind of sentence"),
        "last": Caption("末日", "last day"),
        "last_day_of_other": Caption("前一刑罚止日", "last day of the other sentence"),
        "latest_crime": Caption("最后一次犯罪之日", "day of the latest crime"),
        "lawful": Caption("是否合法", "lawful"),
        "life_from": Caption("无期徒刑起算之日", "life runs from"),
        "longest": Caption("最高单罪刑期", "longest single term"),
        "new": Caption("新罪刑期", "new sentence"),
        "new_judgment": Caption("新判决生效之日", "new judgment effective"),
        "new_law_from": Caption("新法施行之日", "new law in force from"),
        "old_end": Caption("原止日", "old end"),
        "old_start": Caption("原起始日", "old start"),
        "original": Caption("原判刑期", "original term"),
        "period": Caption("期间", "period"),
        "probation": Caption("考验期", "probation"),
        "recidivist": Caption("累犯", "recidivist"),
        "reduced": Caption("历次减刑合计", "sum of all reductions"),
        "reference": Caption("起算日", "reference day"),
        "removed": Caption("已减去的刑期", "time removed"),
        "reprieve_last_day": Caption("死缓期间末日", "last day of the reprieve"),
        "rest": Caption("余刑", "remainder"),
        "result": Caption("减刑结果", "resulting term"),
        "resumed": Caption("继续计算之日", "resumed on"),
        "returned": Caption("归案之日", "day of return"),
        "ruling": Caption("裁定之日", "date of the ruling"),
        "self_disclosed": Caption("自行交代", "self-disclosed"),
        "served_from": Caption("原判开始执行之日", "served from"),
        "effect": Caption("再审判决生效之日", "retrial judgment effective"),
        "served": Caption("宣告或送达之日", "pronounced or served"),
        "since": Caption("自", "from"),
        "start": Caption("起始日", "start"),
        "stopped": Caption("停止计算之日", "stopped on"),
        "summed": Caption("总和刑期", "sum of the terms"),
        "term": Caption("刑期", "term"),
        "vile": Caption("情节恶劣", "vile circumstances"),
        "violent": Caption("八类暴力犯罪", "one of the eight violent classes"),
        "whole_life": Caption("终身监禁", "whole-life imprisonment"),
    }
)
"""Every input name of every rule; a test keeps it complete."""


def say(lang: str, zh: str, en: str) -> str:
    """One of two texts."""
    return zh if lang == "zh" else en
