"""Legislation Law: rank, special and later rules."""

from __future__ import annotations

from zhiheng.law.prison_sources import LEGISLATION
from zhiheng.law.reckoning import Day, cite, rule


@rule(
    "RT-6",
    provision=cite(LEGISLATION, "（适用规则）", "on which rule applies"),
    zh="上位法优先；同级的，特别规定优先于一般规定，后法优先于前法",
    en="the higher rule wins; at equal rank the special, then the later",
)
def prevails(rank: int, other_rank: int, special_rule: bool, other_special: bool, in_force_from: Day, other_from: Day) -> bool:
    """``rank``: 1 is the highest (law, ministry, province, prison). Silence is read so that it restricts least. Confidence: M."""
    if rank != other_rank:
        return rank < other_rank
    if special_rule != other_special:
        return special_rule
    return in_force_from > other_from
