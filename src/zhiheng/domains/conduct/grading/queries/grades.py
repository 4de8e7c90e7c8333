"""What the law says of a closed cycle: the rules that close a grade, and the reward of each grade still open."""

from __future__ import annotations

from collections.abc import Mapping

from zhiheng.domains.conduct.points import months
from zhiheng.law.acts.points_2021 import grading, results
from zhiheng.law.reckoning import Truth
from zhiheng.law.scale import DemeritReading, Grade


def rewards_of(highest: Grade, below: int) -> dict[str, str]:
    """Every grade still open -> the reward that it brings."""
    lowest = min(highest, Grade.QUALIFIED)
    return {grade.code: results.reward_of(grade, below).code for grade in Grade if lowest <= grade <= highest}


def reasons_of(line: Mapping[str, int], reading: DemeritReading = DemeritReading.SUMMED) -> list[str]:
    """Rules that close a grade to the cycle, in the order of the articles. ``reading``: Q4, as the cycle was closed by."""
    found = {
        "PT-23-1": grading.fails_by_finding(line["findings"]),
        "PT-23-7": grading.fails_by_sanctions(line["warnings"], line["demerits"], reading),
        "PT-23-8": grading.fails_by_confinement(line["confinements"]),
        "PT-23-9": grading.fails_by_low_months(line["low_months"]),
        "PT-22-1": grading.barred_by_deduction(line["heaviest"]),
        "PT-22-2": grading.barred_by_part(line["parts_in_cycle"]),
        "PT-22-3": grading.barred_by_last_cycle(Grade(line["last_grade"])),
        "PT-22": bool(line["mark"] & months.PROVINCIAL),
    }
    reasons = [rule for rule, holds in found.items() if holds]
    # What is left is the property part: known to bar, or not known.
    return reasons if reasons or line["bar"] == Truth.NO else ["PT-22-4"]
