"""The outlook as time: from when each condition holds, and the spans between those days, for a time line or a quarter's list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from zhiheng.law.kinds import Grade, SentenceKind, Standing
from zhiheng.law.outlook.ground import Ground
from zhiheng.law.outlook.plainly import iso
from zhiheng.law.prospects import NO_DAY, at_will, is_major, parole_threshold, refused, reopened, waiting_ends
from zhiheng.law.reckoning import Caption, Day

NEVER: Final = 1_000_000
"""A day that does not come while the facts stay as they are."""

WORDS: Final = {
    "waiting": Caption("起始或者间隔时间", "waiting time or interval"),
    "property": Caption("财产性判项", "property items"),
    "new_crime": Caption("又犯新罪后的限制", "bar after a new crime"),
    "served": Caption("实际执行刑期", "time served"),
    "interval": Caption("减刑后的间隔", "interval after commutation"),
    "bar": Caption("法定不得假释", "statutory bar to parole"),
    "whole_life": Caption("终身监禁", "whole-life imprisonment"),
}


class Condition(NamedTuple):
    """A condition and the first day on which it holds: :data:`NO_DAY` always, :data:`NEVER` not as things stand."""

    name: str
    since: Day


def spans(ground: Ground, grade: Grade, bars: tuple[str, ...]) -> list[dict[str, Any]]:
    """Spans for commutation (of one grade) and for parole: from, to, open or not, and which conditions are lacking."""
    found = [*_spans("commutation", list(_commutation(ground, grade)))] if ground.lacks("waiting", "bar") is None else []
    if not at_will(ground.position) and ground.lacks("term", "parole") is None and parole_threshold(ground.position) != NO_DAY:
        found += _spans("parole", list(_parole(ground, bars)))
    return found


def _commutation(ground: Ground, grade: Grade) -> Iterator[Condition]:
    p = ground.position
    if ground.standing == Standing.WHOLE_LIFE and p.state == SentenceKind.LIFE:
        yield Condition("whole_life", NEVER)
    yield Condition("waiting", waiting_ends(p, grade))
    if refused(p, grade):
        yield Condition("property", NEVER)
    elif p.cured != NO_DAY and not is_major(grade):
        yield Condition("property", reopened(p))
    if p.barred_until != NO_DAY:
        yield Condition("new_crime", p.barred_until)


def _parole(ground: Ground, bars: tuple[str, ...]) -> Iterator[Condition]:
    p = ground.position
    yield Condition("served", parole_threshold(p))
    if p.parole_from != NO_DAY:
        yield Condition("interval", p.parole_from)
    if "R-B-5" in bars:
        yield Condition("property", NEVER)
    elif p.cured != NO_DAY:
        yield Condition("property", reopened(p))
    if any(bar != "R-B-5" for bar in bars):
        yield Condition("bar", NEVER)


def _spans(of: str, conditions: list[Condition]) -> Iterator[dict[str, Any]]:
    days = sorted({condition.since for condition in conditions if NO_DAY < condition.since < NEVER})
    for first, following in zip([NO_DAY, *days], [*days, NEVER], strict=True):
        lacking = [condition.name for condition in conditions if condition.since > first]
        yield {
            "of": of,
            "from": iso(first),
            "to": None if following == NEVER else iso(following - 1),
            "open": not lacking,
            "lacking": lacking,
            **_words(first, lacking, len(conditions))._asdict(),
        }


def _words(first: Day, lacking: list[str], count: int) -> Caption:
    """One sentence for the span, in both languages."""
    zh, en = "、".join(WORDS[name].zh for name in lacking), ", ".join(WORDS[name].en for name in lacking)
    since_zh, since_en = ("此前", "before") if first == NO_DAY else (f"自{iso(first)}起", f"from {iso(first)}")
    if not lacking:
        return Caption(f"{since_zh}各项条件均已具备", f"{since_en} all conditions hold")
    if len(lacking) < count:
        return Caption(f"{since_zh}除{zh}外各项条件均已具备", f"{since_en} all conditions but {en} hold")
    return Caption(f"{since_zh}尚不具备：{zh}", f"{since_en} lacking: {en}")
