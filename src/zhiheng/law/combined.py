"""Several counts in one judgment: the range that the law allows, and whether the pronounced term lies in it."""

from __future__ import annotations

from typing import NamedTuple

from zhiheng.law.acts.criminal_law.combination import Range, range_of
from zhiheng.law.calendar import shorter
from zhiheng.law.cases import Case
from zhiheng.law.contradictions import warning
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import Explanation, Refusal, Step, Undetermined, day_of
from zhiheng.law.sources import CL
from zhiheng.law.wording import term_en, term_zh

LATEST_OFFENCE = Undetermined("offence_dates", "各罪的犯罪时间", "the dates of the offences")


class Combined(NamedTuple):
    """``range`` is None when nothing was combined, or when a fact for it is missing."""

    range: Range | None = None
    missing: tuple[Undetermined, ...] = ()
    warnings: tuple[Refusal, ...] = ()
    steps: tuple[Step, ...] = ()


def combined(case: Case) -> Combined:
    """R-M-1 to R-M-5 for two counts or more of a term; counts of life and death absorb instead (R-M-8)."""
    terms = tuple(count.term for count in case.counts if count.term is not None)
    if len(terms) < 2 or len(terms) < len(case.counts) or case.facts.term is None:
        return Combined()
    if case.facts.kind == SentenceKind.FIXED and not case.facts.offence_dates:
        return Combined(missing=(LATEST_OFFENCE,))
    # The cap of the code of 1979 was twenty years too: crimes before 1997-10-01 are asked about as if on that day.
    latest = max(day_of(day) for day in (CL.since, *case.facts.offence_dates))
    with Explanation() as explanation:
        found = range_of(case.facts.kind, terms, latest)
    outside = shorter(case.facts.term, found.least) or shorter(found.greatest, case.facts.term)
    return Combined(found, (), (_outside(found),) if outside else (), tuple(explanation.steps))


def _outside(found: Range) -> Refusal:
    zh = f"决定执行的刑期不在{term_zh(found.least)}以上、{term_zh(found.greatest)}以下"
    en = f"the term decided is not within {term_en(found.least)} to {term_en(found.greatest)}"
    return warning("outside_combined_range", zh, en, "original", "counts")
