"""What an outlook says in the form in which two are compared, what a difference means for the person, and which rule makes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple

from zhiheng.law.outlook.comparison import aligned
from zhiheng.law.reckoning import RULES, Caption

type Figures = dict[str, Any]
type Tree = Mapping[str, Any]

KEYS: Final = (
    "end",
    "computed_end",
    "floor",
    "report",
    "reports",
    "amounts",
    "now",
    "parole",
    "bars",
    "rights",
    "refusals",
    "class",
    "pack",
)
"""Every figure, in the order in which it is shown. Dates ISO, terms as objects, ``{"unknown": [facts]}`` where a fact is missing."""

NOT_FIGURES: Final = frozenset(("class", "pack", "now"))
"""Shown beside the others, but a person for whom only these differ is not touched: nothing that follows from them moves."""


class Impact(StrEnum):
    """What a candidate means for a person, gravest first. Released too late: by the candidate's measure, under the present rules."""

    RELEASED_TOO_LATE = "released_too_late"
    RELEASED_TOO_EARLY = "released_too_early"
    BARRED = "barred"
    UNBARRED = "unbarred"
    REFUSAL_CHANGED = "refusal_changed"
    ELIGIBLE_LATER = "eligible_later"
    ELIGIBLE_EARLIER = "eligible_earlier"
    AMOUNT_LESS = "amount_less"
    AMOUNT_MORE = "amount_more"
    RIGHTS_MOVED = "rights_moved"
    OTHER = "other"


IMPACT_WORDS: Final[dict[str, Caption]] = {
    Impact.RELEASED_TOO_LATE: Caption("现行算法释放过晚", "released too late under the present rules"),
    Impact.RELEASED_TOO_EARLY: Caption("现行算法释放过早", "released too early under the present rules"),
    Impact.BARRED: Caption("变为不得假释", "becomes barred from parole"),
    Impact.UNBARRED: Caption("不再属于不得假释", "no longer barred from parole"),
    Impact.REFUSAL_CHANGED: Caption("拒绝或者提示有变", "another refusal or warning"),
    Impact.ELIGIBLE_LATER: Caption("可以报请的时间推后", "eligible later"),
    Impact.ELIGIBLE_EARLIER: Caption("可以报请的时间提前", "eligible earlier"),
    Impact.AMOUNT_LESS: Caption("减刑幅度变小", "less may be taken off"),
    Impact.AMOUNT_MORE: Caption("减刑幅度变大", "more may be taken off"),
    Impact.RIGHTS_MOVED: Caption("剥夺政治权利的起止有变", "political rights: other dates"),
    Impact.OTHER: Caption("其他数值有变", "another figure moves"),
}
"""What each impact is called, in both languages."""

KEY_WORDS: Final[dict[str, Caption]] = {
    "end": Caption("止日", "end"),
    "computed_end": Caption("计算的止日", "computed end"),
    "floor": Caption("实际执行下限", "floor"),
    "report": Caption("最早报请", "earliest report"),
    "reports": Caption("按表现最早报请", "earliest report by conduct"),
    "amounts": Caption("幅度或者可能减为的刑期", "amount, or the term that results"),
    "now": Caption("现在最多", "at most now"),
    "parole": Caption("最早可以假释", "earliest parole"),
    "bars": Caption("不得假释的情形", "parole bars"),
    "rights": Caption("剥夺政治权利", "political rights"),
    "refusals": Caption("拒绝和提示", "refusals and warnings"),
    "class": Caption("罪犯类别", "class"),
    "pack": Caption("适用的规定", "rule pack"),
}
"""What each figure is called."""


class Changed(NamedTuple):
    """One person whom a candidate touches. ``impacts`` gravest first, at least one; ``cause``: id of a rule, empty where no tree tells."""

    before: Figures
    after: Figures
    impacts: tuple[str, ...]
    cause: str


def figures_of(outlook: Mapping[str, Any]) -> Figures:
    """From the outlook JSON of the law. An outlook that was refused altogether has only its refusals."""
    refusals = [refusal["code"] for refusal in outlook.get("refusals", [])]
    if "rule_pack" not in outlook:
        return {"refusals": refusals}
    return {
        "end": outlook["end_date"],
        "computed_end": outlook["computed_end"],
        "floor": outlook["floor_end_date"],
        "report": outlook["earliest_next_report"] or outlook["earliest_first_report"],
        "reports": outlook["earliest_report_by_grade"],
        "amounts": outlook["max_amount_at_earliest"] or outlook["result_range"],
        "now": outlook["max_amount"],
        "parole": outlook["parole_earliest"],
        "bars": outlook["parole_bars"],
        "rights": outlook["political_rights"],
        "refusals": refusals,
        "class": outlook["class"],
        "pack": outlook["rule_pack"],
    }


def changed(before: Figures, after: Figures, trees: tuple[Tree | None, Tree | None]) -> Changed | None:
    """The difference with its impacts and its cause; None when nothing moves."""
    impacts = impacts_of(before, after)
    return Changed(before, after, tuple(impacts), cause_of(*trees, impacts[0])) if impacts else None


# --- impact -------------------------------------------------------------------------------------------------------------------------


def impacts_of(before: Figures, after: Figures) -> list[str]:
    """Every impact once, gravest first; empty when no figure moves."""
    moved = [key for key in KEYS if key not in NOT_FIGURES and before.get(key) != after.get(key)]
    found = {impact for key in moved for impact in _impacts(key, before.get(key), after.get(key))}
    return [impact.value for impact in Impact if impact in found]


def _impacts(key: str, before: Any, after: Any) -> Iterator[Impact]:
    match key:
        case "end":
            yield _by_day(before, after, Impact.RELEASED_TOO_LATE, Impact.RELEASED_TOO_EARLY)
        case "report" | "parole":
            yield _by_day(before, after, Impact.ELIGIBLE_EARLIER, Impact.ELIGIBLE_LATER)
        case "reports":
            yield from _by_grade(before, after)
        case "amounts":
            yield from _by_amount(before, after)
        case "bars":
            yield _by_bars(before, after)
        case "rights":
            yield Impact.RIGHTS_MOVED
        case "refusals":
            yield Impact.REFUSAL_CHANGED
        case _:
            yield Impact.OTHER


def _by_day(before: Any, after: Any, earlier: Impact, later: Impact) -> Impact:
    """A day that comes or goes altogether says neither."""
    if not (isinstance(before, str) and isinstance(after, str)):
        return Impact.OTHER
    return earlier if after < before else later


def _by_grade(before: Any, after: Any) -> Iterator[Impact]:
    before, after = _known(before), _known(after)
    for grade in {*before, *after}:
        if before.get(grade) != after.get(grade):
            yield _by_day(before.get(grade), after.get(grade), Impact.ELIGIBLE_EARLIER, Impact.ELIGIBLE_LATER)


def _by_amount(before: Any, after: Any) -> Iterator[Impact]:
    """A longer term that results is less taken off. An amount that comes or goes altogether is more, or less."""
    before, after = _known(before), _known(after)
    for grade in {*before, *after}:
        was, now = _size(before.get(grade)), _size(after.get(grade))
        if was != now:
            yield Impact.AMOUNT_MORE if now > was else Impact.AMOUNT_LESS
        elif before.get(grade) != after.get(grade):
            yield Impact.OTHER


def _by_bars(before: Any, after: Any) -> Impact:
    if not (isinstance(before, list) and isinstance(after, list)) or bool(before) == bool(after):
        return Impact.OTHER
    return Impact.BARRED if after else Impact.UNBARRED


def _known(value: Any) -> dict[str, Any]:
    """Figures by grade; none where a missing fact leaves them unknown."""
    return value if isinstance(value, dict) and "unknown" not in value else {}


def _size(amount: Any) -> tuple[int, int]:
    """Months and days that an amount takes off; of a resulting term the least counts, turned round: a shorter one takes off more."""
    if not isinstance(amount, dict) or "unknown" in amount:
        return (-1, 0)
    if "least" in amount:
        months, days = _size(amount["least"])
        return (LONGEST_MONTHS - months, -days)
    return (12 * amount.get("years", 0) + amount.get("months", 0), amount.get("days", 0))


LONGEST_MONTHS: Final = 12 * 100


# --- cause --------------------------------------------------------------------------------------------------------------------------

DATES: Final = "R-D"
PARTS: Final[dict[str, tuple[str, ...]]] = {
    Impact.BARRED: ("R-B",),
    Impact.UNBARRED: ("R-B",),
    Impact.ELIGIBLE_LATER: ("R-0.8-4", "R-A"),
    Impact.ELIGIBLE_EARLIER: ("R-0.8-4", "R-A"),
    Impact.AMOUNT_LESS: ("R-0.8-5", "R-0.8-6"),
    Impact.AMOUNT_MORE: ("R-0.8-5", "R-0.8-6"),
    Impact.OTHER: ("R-F",),
}
"""The questions of the tree that answer what an impact is about; the rule that decided it stands below one of them."""


class Origin(NamedTuple):
    """A rule that answers otherwise though nothing below it does. ``own``: on what it was asked, not because it was asked otherwise."""

    path: tuple[str, ...]
    rule: str
    own: bool


def cause_of(before: Tree | None, after: Tree | None, impact: str) -> str:
    """The first rule, top-down, whose own value differs: below the question that the impact is about, else anywhere; '' without trees."""
    found = list(origins(before, after)) if before and after else []
    about = PARTS.get(impact, ())
    there = [origin for origin in found if any(part in origin.path for part in about)]
    ordered = sorted(there or found, key=lambda origin: not origin.own)  # stable: top-down within each
    return ordered[0].rule if ordered else ""


def origins(before: Tree | None, after: Tree | None, path: tuple[str, ...] = ()) -> Iterator[Origin]:
    """Every rule from which a difference comes, top-down; a rule that took another's place before the one that it replaced."""
    if before is None or after is None:
        yield from _alone(before or after or {}, path)
        return
    here = (*path, str(before["rule"]))
    pairs = sorted(aligned(before["children"], after["children"]), key=lambda pair: pair[1] is None)
    below = [origin for one, other in pairs for origin in origins(one, other, here)]
    if below:
        yield from below
    elif before["result"] != after["result"] and before["rule"] in RULES:
        yield Origin(path, str(before["rule"]), before["inputs"] == after["inputs"])


def _alone(node: Tree, path: tuple[str, ...]) -> Iterator[Origin]:
    """A node on one side only; of a question that is no rule, the rules that answered it."""
    if node.get("rule") in RULES:
        yield Origin(path, str(node["rule"]), True)
        return
    for child in node.get("children", ()):
        yield from _alone(child, (*path, str(node["rule"])))
