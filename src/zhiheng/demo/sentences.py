"""Invented sentences: judgment, earlier custody and the dates that courts would have printed, so that they hang together on one day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random
from typing import Final, NamedTuple

from zhiheng.demo.courts import Crime, crime, document, trial_court
from zhiheng.law.calendar import Term, of_months
from zhiheng.law.sentence import Change, Period, SentenceFacts, SentenceKind

DAYS_IN_MONTH: Final = 30.44
SUPERVISION_LAW: Final = dt.date(2018, 3, 20)
RESIDENCE_RULE: Final = dt.date(2013, 1, 1)
LONGEST_COUNT: Final = 180


class Count(NamedTuple):
    """One crime of a judgment with its own term; None for life and death."""

    crime: str
    offence: dt.date
    term: Term | None


class Ruled(NamedTuple):
    """A later ruling: what the law reads of it, and its papers."""

    change: Change
    court: str
    document: str


@dataclass(slots=True, kw_only=True)
class Sentence:
    """A sentence as its papers give it. Custody periods are (kind of credit, first day, last day)."""

    kind: SentenceKind
    crime: Crime
    term: Term | None = None
    counts: list[Count] = field(default_factory=list)
    court: str = ""
    document: str = ""
    judged: dt.date | None = None
    final: dt.date | None = None
    delivered: dt.date
    reprieve_served: dt.date | None = None
    custody: list[tuple[str, dt.date, dt.date]] = field(default_factory=list)
    stated_credit: int | None = None
    rights_months: int | None = None
    restricted: bool = False
    whole_life: bool = False
    rulings: list[Ruled] = field(default_factory=list)
    printed_start: dt.date | None = None
    printed_end: dt.date | None = None

    @property
    def rights_for_life(self) -> bool:
        return self.kind in (SentenceKind.LIFE, SentenceKind.DEATH_REPRIEVE)

    def facts(self) -> SentenceFacts:
        """As the law reads it."""
        return SentenceFacts(
            kind=self.kind,
            term=self.term,
            printed_start=self.printed_start,
            printed_end=self.printed_end,
            judgment_date=self.judged,
            final_date=self.final,
            delivery_date=self.delivered,
            reprieve_served=self.reprieve_served,
            custody=self._periods("custody"),
            supervisory_detention=self._periods("supervisory_detention"),
            designated_residence=self._periods("designated_residence"),
            stated_credit_days=self.stated_credit,
            changes=tuple(ruled.change for ruled in self.rulings),
            political_rights=None if self.rights_months is None else of_months(self.rights_months, 0),
            political_rights_for_life=self.rights_for_life,
            offence_dates=tuple(count.offence for count in self.counts),
        )

    def _periods(self, kind: str) -> tuple[Period, ...]:
        return tuple(Period(first, last) for k, first, last in self.custody if k == kind)


class Lags(NamedTuple):
    """Days from the first custody to the judgment, from there to finality, from there to delivery."""

    hearing: int
    appeal: int
    transfer: int

    @property
    def whole(self) -> int:
        return sum(self)


def sentence(rng: Random, *, now: dt.date, left: int, use: str, women: bool) -> Sentence:
    """A sentence served on ``now`` in a ward of that use, with about ``left`` days or more to run; its later rulings are not made yet."""
    convicted = _crime(rng, women=women)
    draw = rng.random() / (3 if use == "high" else 1)
    if use in ("general", "high", "care"):
        if draw < convicted.reprieve:
            return _reprieve(rng, convicted, now)
        if draw < convicted.reprieve + convicted.life:
            return _life(rng, convicted, now)
    return _fixed(rng, convicted, now, left, use)


def _crime(rng: Random, *, women: bool) -> Crime:
    convicted = crime(rng)
    while women and convicted.name == "强奸罪":
        convicted = crime(rng)
    return convicted


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


# --- a fixed term, or detention -----------------------------------------------------------------------------------------


def _fixed(rng: Random, convicted: Crime, now: dt.date, left: int, use: str) -> Sentence:
    months = _months(rng, convicted)
    kind = SentenceKind.DETENTION if convicted.most <= 6 else SentenceKind.FIXED
    length = int(months * DAYS_IN_MONTH)
    lags = _lags(rng, length)
    served = _served(rng, length - left - 8, lags, use)
    first = now - days(served)
    manner = rng.random()
    if manner < 0.06 and kind == SentenceKind.FIXED:
        made = _on_bail(rng, convicted, first, lags)
    elif manner < 0.08 and first > RESIDENCE_RULE + days(400) and length - served > 200:
        made = _after_residence(rng, convicted, first, lags)
    else:
        made = _continuous(rng, convicted, first, lags)
    made.kind, made.term = kind, of_months(months, 15 if months <= 5 and rng.random() < 0.3 else 0)
    _papers(rng, made, first, grave=months > 130)
    _counts(rng, made, months)
    if rng.random() < (0.35 if months >= 96 else 0.2 if convicted.official else 0):
        made.rights_months = 12 * rng.randint(1, 5)
    return made


def _months(rng: Random, convicted: Crime) -> int:
    """A length as courts like them: whole years and halves when long, any months when short. Now and then a combined one above 15 years."""
    if convicted.most >= 150 and rng.random() < 0.03:
        return rng.choice((192, 204, 216, 228, 240))
    drawn: float = convicted.least + (convicted.most - convicted.least) * rng.random() ** 1.8
    if drawn < 36:
        return round(drawn)
    step = 3 if drawn < 60 else 6 if drawn < 120 else 12
    return round(drawn / step) * step


def _lags(rng: Random, length: int) -> Lags:
    hearing = min(rng.randint(60, 300), int(length * 0.35))
    appeal = rng.randint(40, 90) if rng.random() < 0.3 and length > 400 else 11
    return Lags(max(12, hearing), appeal, rng.randint(6, 30) if length > 300 else 4)


def _served(rng: Random, most: int, lags: Lags, use: str) -> int:
    """Days served up to now, at most ``most``: few in the intake ward, nearly all in the release ward."""
    least = lags.whole + 2
    if use == "intake":
        return rng.randint(least, max(least, min(most, least + 45)))
    if use == "release":
        return rng.randint(max(least, most - 150), max(least, most))
    return rng.randint(min(least + 50, most), most) if most > least else least


def _continuous(rng: Random, convicted: Crime, first: dt.date, lags: Lags) -> Sentence:
    delivered = first + days(lags.whole)
    made = Sentence(kind=SentenceKind.FIXED, crime=convicted, delivered=delivered)
    if convicted.official and first >= SUPERVISION_LAW and lags.hearing > 70:
        held = rng.randint(40, lags.hearing - 20)
        made.custody = [("supervisory_detention", first, first + days(held - 1)), ("custody", first + days(held), delivered - days(1))]
    else:
        made.custody = [("custody", first, delivered - days(1))]
    made.judged = first + days(lags.hearing)
    return made


def _on_bail(rng: Random, convicted: Crime, first: dt.date, lags: Lags) -> Sentence:
    """Held, bailed until the judgment, then held again: the whole absence lies before ``first``, so that the days served stay."""
    held, absent = min(lags.hearing, rng.randint(12, 37)), rng.randint(60, 330)
    arrested, judged = first - days(absent), first + days(held)
    delivered = judged + days(lags.appeal + lags.transfer)
    made = Sentence(kind=SentenceKind.FIXED, crime=convicted, delivered=delivered)
    made.custody = [("custody", arrested, arrested + days(held - 1)), ("custody", judged, delivered - days(1))]
    made.judged = judged
    return made


def _after_residence(rng: Random, convicted: Crime, first: dt.date, lags: Lags) -> Sentence:
    """Residential surveillance at a designated place, then custody; one judgment in four states the credit itself."""
    made = _continuous(rng, convicted, first, lags)
    length = rng.randint(10, 90) * 2 - (rng.random() < 0.1)
    made.custody.insert(0, ("designated_residence", first - days(length), first - days(1)))
    if length % 2 == 0 and rng.random() < 0.25:
        made.stated_credit = length // 2
    return made


def _papers(rng: Random, made: Sentence, first: dt.date, *, grave: bool) -> None:
    made.court, sign = trial_court(rng, grave=grave)
    judged = made.judged or first
    made.document = document(rng, sign, judged)
    made.final = min(judged + days(rng.choice((11, 11, 11, 47, 63))), made.delivered - days(1))


def _counts(rng: Random, made: Sentence, months: int) -> None:
    """One crime, or two whose terms are combined within their limits (CL art 69), before anybody was held for it."""
    offence = min(first for _, first, _ in made.custody) - days(rng.randint(0, 400))
    if months <= 24 or (months <= LONGEST_COUNT and rng.random() > 0.12):
        made.counts = [Count(made.crime.name, offence, made.term)]
        return
    longer = min(LONGEST_COUNT, round(months * 0.8))
    shorter = min(LONGEST_COUNT, max(6, months - longer + rng.randint(1, 6)))
    other = crime(rng)
    while other.name == made.crime.name or other.most < shorter or other.name == "强奸罪":
        other = crime(rng)
    made.counts = [
        Count(made.crime.name, offence, of_months(longer, 0)),
        Count(other.name, offence - days(rng.randint(1, 300)), of_months(shorter, 0)),
    ]


# --- life, and death with reprieve -----------------------------------------------------------------------------------------


def _life(rng: Random, convicted: Crime, now: dt.date) -> Sentence:
    return _unending(rng, convicted, now - days(rng.randint(60, 365 * 17)), SentenceKind.LIFE)


def _reprieve(rng: Random, convicted: Crime, now: dt.date) -> Sentence:
    made = _unending(rng, convicted, now - days(rng.randint(60, 365 * 19)), SentenceKind.DEATH_REPRIEVE)
    made.reprieve_served = made.final
    made.restricted = rng.random() < 0.12
    return made


def _unending(rng: Random, convicted: Crime, final: dt.date, kind: SentenceKind) -> Sentence:
    judged = final - days(rng.randint(30, 240))
    first = judged - days(rng.randint(150, 420))
    delivered = final + days(rng.randint(10, 40))
    made = Sentence(kind=kind, crime=convicted, judged=judged, final=final, delivered=delivered)
    made.court, sign = trial_court(rng, grave=True)
    made.document = document(rng, sign, judged)
    made.custody = [("custody", first, delivered - days(1))]
    made.counts = [Count(convicted.name, first - days(rng.randint(0, 700)), None)]
    return made
