"""What the categories and counts of a case say in the words of the rules: classes, violent counts, listed crimes."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from zhiheng.law.calendar import Term, shorter
from zhiheng.law.cases import Case, Count
from zhiheng.law.choices import DEFAULTS, MixedBriberyReading, OneViolentReading, Readings, SeveralViolentReading
from zhiheng.law.contradictions import TERMLESS

TEN_YEARS: Final = Term(10, 0, 0)
VIOLENT: Final = frozenset(
    ("homicide", "rape", "robbery", "kidnapping", "arson", "explosion", "dangerous_substances", "organised_violence")
)  # fmt: skip
DUTY: Final = frozenset(("duty_crime", "embezzlement_bribery"))
FINANCIAL: Final = frozenset(("financial_order", "financial_fraud"))
OTHER_LISTED: Final = frozenset(("mafia", "state_security", "terrorism", "drug_ringleader", "drug_reoffender", "recidivist"))
LISTED: Final = DUTY | FINANCIAL | OTHER_LISTED
"""P2016 art 7 para 1, but for those who are able and unwilling."""


def has(case: Case, wanted: frozenset[str]) -> bool:
    return not wanted.isdisjoint(case.categories)


def recidivist(case: Case) -> bool:
    return "recidivist" in case.categories


def chapter_8(case: Case) -> bool:
    return "embezzlement_bribery" in case.categories


def is_functionary(case: Case) -> bool:
    """Implied by embezzlement or bribery unless the papers say otherwise."""
    return case.former_state_functionary is not False


def bribery_governs(case: Case, reading: MixedBriberyReading) -> bool:
    """Whether counts of chapter 8 bring the whole sentence under the provisions of 2019 (OQ-22)."""
    if reading == MixedBriberyReading.ALL_COUNTS:
        return chapter_8(case) and all(count.crime == "embezzlement_bribery" for count in case.counts)
    return chapter_8(case)


def violent(case: Case) -> bool:
    """One of the eight classes, by category or by the name of a count."""
    return has(case, VIOLENT) or any(count.crime in VIOLENT for count in case.counts)


def violent_counts(case: Case) -> tuple[Count, ...]:
    """The counts of the eight classes. No counts stated: one, of the whole sentence; none named so: any may be meant."""
    if not violent(case):
        return ()
    if not case.counts:
        return (Count(None, case.facts.term),)
    named = tuple(count for count in case.counts if count.crime in VIOLENT)
    return named or case.counts


def of_ten(count: Count) -> bool:
    """Ten years or more; a count without a term is one of life or death."""
    return count.term is None or not shorter(count.term, TEN_YEARS)


class Violence(NamedTuple):
    """``ten_or_life`` counts for parole (OQ-13 and OQ-28 as read), ``single_ten`` for the strict class."""

    found: bool
    single_ten: bool
    ten_or_life: bool
    several_below: bool
    one_below: bool


def violence(case: Case, readings: Readings = DEFAULTS) -> Violence:
    """Violent counts against ten years: each alone, and together where the total reaches it (OQ-13, OQ-28)."""
    counts = violent_counts(case)
    if case.facts.kind in TERMLESS:
        return Violence(bool(counts), bool(counts), bool(counts), several_below=False, one_below=False)
    single = any(of_ten(count) for count in counts)
    total = case.facts.term is not None and not shorter(case.facts.term, TEN_YEARS)
    below = total and not single
    several, one = below and len(counts) > 1, below and len(counts) == 1
    by_total = several and readings.several_violent == SeveralViolentReading.TOTAL
    by_total = by_total or (one and readings.one_violent == OneViolentReading.TOTAL)
    return Violence(bool(counts), single, single or by_total, several, one)


def two_counts_of_ten(case: Case) -> bool:
    return sum(of_ten(count) for count in case.counts) >= 2


def combined_sentence(case: Case) -> bool:
    """Life or reprieve that came out of several counts."""
    return case.facts.kind in TERMLESS and len(case.counts) >= 2


def offences_on_both_sides(case: Case, day: date) -> bool:
    dates = case.facts.offence_dates
    return bool(dates) and min(dates) < day <= max(dates)
