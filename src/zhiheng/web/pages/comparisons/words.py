"""Candidates, impacts, causes and figures in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from zhiheng.domains.sentence.comparison.candidate import Candidate, Kind
from zhiheng.domains.sentence.comparison.figures import IMPACT_WORDS, KEY_WORDS, KEYS, Impact
from zhiheng.domains.sentence.comparison.replay import OUTLOOK, STORED
from zhiheng.domains.sentence.models import Comparison
from zhiheng.law.questions import QUESTIONS, UnknownReading
from zhiheng.law.reckoning import RULES
from zhiheng.web.outlook_words import GRADES, key_words, said
from zhiheng.web.parts import Chip, ChipKind

KEY_OF_OUTLOOK: Final = {"bars": "parole_bars", "class": "class", "pack": "rule_pack"}
"""Figures whose values have words of their own."""

_CHIPS: Final[dict[str, ChipKind]] = {
    Impact.RELEASED_TOO_LATE: "bad",
    Impact.RELEASED_TOO_EARLY: "bad",
    Impact.BARRED: "warn",
    Impact.UNBARRED: "warn",
    Impact.REFUSAL_CHANGED: "warn",
}
_STATES: Final[dict[str, ChipKind]] = {"waiting": "line", "running": "info", "done": "", "stopped": "warn", "failed": "bad"}


def candidate_words(kind: str, value: str) -> str:
    """What is tried."""
    if kind == Kind.READING:
        pairs = Candidate(Kind.READING, value).readings().items()
        return _("; ").join(reading_words(code, reading) for code, reading in pairs)
    if kind == Kind.RULES_OF:
        return _("The instruments in force on %(day)s") % {"day": value}
    return _("Stored results beside the present code, edition %(edition)s") % {"edition": value}


def reading_words(code: str, reading: str) -> str:
    """A reading of an open question; what this edition does not know any more keeps its codes."""
    try:
        question = QUESTIONS[code]
        option = question.option(reading)
    except (KeyError, UnknownReading):
        return f"{code}={reading}"
    return _("%(code)s %(title)s: %(reading)s") % {"code": code, "title": said(question.title), "reading": said((option.zh, option.en))}


def state_chip(comparison: Comparison) -> Chip:
    return Chip(comparison.get_state_display(), _STATES[comparison.state])


def impact_words(impact: str) -> str:
    return said(IMPACT_WORDS[impact]) if impact in IMPACT_WORDS else impact


def impact_chips(impacts: Iterable[str]) -> list[Chip]:
    return [Chip(impact_words(impact), _CHIPS.get(impact, "line")) for impact in impacts]


@dataclass(frozen=True, slots=True)
class Cause:
    """A rule as the cause of a change: its words, its provision, its page in the law book."""

    rule: str
    words: str
    provision: str
    url: str


def cause(rule: str) -> Cause:
    """The words of a cause; of none, and of an outlook that keeps no tree, the reason why there is no rule."""
    known = RULES.get(rule)
    if known is None:
        others = {OUTLOOK: _("outlooks keep no tree"), STORED: _("the stored values themselves, not a rule"), "": _("no tree tells")}
        return Cause(rule, others.get(rule, rule), "", "")
    provision = said((known.provision.zh, known.provision.en))
    return Cause(rule, said(known.caption), provision, reverse("law_rule", args=[rule]))


def figure_words(key: str, value: Any) -> str:
    """A figure; of refusals their codes are their words."""
    if key == "refusals":
        return _("; ").join(map(str, value or ())) or _("none")
    return key_words(KEY_OF_OUTLOOK.get(key, key), value)


@dataclass(frozen=True, slots=True)
class Moved:
    """One figure before and after; ``differs`` when it moved."""

    what: str
    before: str
    after: str
    differs: bool


def moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Moved]:
    """Every figure that either side has, in order."""
    for key in KEYS:
        if key in before or key in after:
            was, now = before.get(key), after.get(key)
            yield Moved(said(KEY_WORDS[key]), figure_words(key, was), figure_words(key, now), was != now)


def briefly(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, str]:
    """The first two figures that moved, before and after, for a row of a list; of figures by conduct the first that moved."""
    found = [key for key in KEYS if before.get(key) != after.get(key) and not _repeats(key, before, after)][:2]
    pairs = [(said(KEY_WORDS[key]), key, *_first(before.get(key), after.get(key))) for key in found]
    was = _("; ").join(f"{name} {figure_words(key, value)}" for name, key, value, _after in pairs)
    now = _("; ").join(f"{name} {figure_words(key, value)}" for name, key, _before, value in pairs)
    return was, now


def _first(before: Any, after: Any) -> tuple[Any, Any]:
    """Both sides reduced to the first grade that differs; anything else as it is."""
    grades = [grade for grade in GRADES for side in (before, after) if isinstance(side, Mapping) and grade in side]
    differing = [grade for grade in grades if (before or {}).get(grade) != (after or {}).get(grade)]
    if not differing:
        return before, after
    first = differing[0]
    return tuple({first: side[first]} if side and first in side else {} for side in (before, after))  # type: ignore[return-value]  # two sides


def _repeats(key: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Figures that only say more of another one that moved."""
    return key in ("reports", "now", "class", "pack", "computed_end") and any(
        before.get(other) != after.get(other) for other in KEYS if other not in ("reports", "now", "class", "pack", "computed_end")
    )
