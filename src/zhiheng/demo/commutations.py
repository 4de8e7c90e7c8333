"""Invented rulings on a sentence, within the waiting periods, intervals, amounts and floors of the provisions of 2016."""

from __future__ import annotations

import datetime as dt
import itertools
from random import Random
from typing import Final

from zhiheng.demo.courts import document, ruling_court
from zhiheng.demo.sentences import DAYS_IN_MONTH, Ruled, Sentence, days
from zhiheng.law.calendar import Term, of_months, whole_months
from zhiheng.law.sentence import Change, ChangeKind, SentenceKind, TermFinding, term_end

YEAR: Final = 365
# Floors after life and after reprieve, in days with some to spare (CL art 78 para 2; P2016 art 12).
LIFE_FLOOR: Final = 13 * YEAR + 40
REPRIEVE_FLOOR: Final = 15 * YEAR + 60


def commute(rng: Random, made: Sentence, now: dt.date, until: dt.date) -> TermFinding:
    """Give the sentence the rulings it would have had by ``now``; returns the finding. It still runs on ``until``."""
    if made.kind == SentenceKind.FIXED and made.term is not None:
        _shorten(rng, made, now, whole_months(made.term), made.delivered, _begin(made), half=True)
    elif made.kind != SentenceKind.DETENTION:
        _from_life(rng, made, now)
    return _settled(made, until)


def _settled(made: Sentence, until: dt.date) -> TermFinding:
    """The finding; a last ruling that would have freed the person by ``until`` was never made."""
    finding = term_end(made.facts())
    while made.rulings and finding.end is not None and finding.end <= until:
        made.rulings.pop()
        finding = term_end(made.facts())
    return finding


def _begin(made: Sentence) -> dt.date:
    """A day to count the running of a fixed term from, within a few days: absences before the last custody do not count."""
    runs = [(first, last) for kind, first, last in made.custody if kind != "designated_residence"]
    absent = sum((later[0] - earlier[1]).days - 1 for earlier, later in itertools.pairwise(runs))
    return runs[0][0] + days(absent)


def _from_life(rng: Random, made: Sentence, now: dt.date) -> None:
    """Reprieve to life two years on, life to a fixed term some years after, then shorter."""
    begun, floor, wait, years = made.final or made.delivered, LIFE_FLOOR, 2 * YEAR, 22
    if made.kind == SentenceKind.DEATH_REPRIEVE:
        begun += days(2 * YEAR + 1)
        ruled = begun + days(rng.randint(20, 120))
        if ruled + days(12) > now:
            return
        made.rulings.append(_ruled(rng, ChangeKind.REPRIEVE_TO_LIFE, ruled, None, life=True))
        floor, wait, years = REPRIEVE_FLOOR, (5 if made.restricted else 3) * YEAR, 25
    ruled = begun + days(wait + rng.randint(60, 500))
    if ruled + days(12) > now:
        return
    term = Term(years - (rng.random() < 0.2))
    made.rulings.append(_ruled(rng, ChangeKind.LIFE_TO_FIXED, ruled, term, life=True))
    if not made.restricted:
        spare = int((term.years * YEAR - (floor - (ruled - begun).days)) / DAYS_IN_MONTH)
        _shorten(rng, made, now, 12 * term.years, ruled, ruled, half=False, spare=spare)


def _shorten(rng: Random, made: Sentence, now: dt.date, months: int, since: dt.date, begun: dt.date, *, half: bool, spare: int = 0) -> None:
    """Commutations of a fixed term of ``months`` from ``begun``; ``since`` is the day from which the first wait counts."""
    spare = months // 2 if half else spare
    wait, interval = _waits(months) if half else (2 * YEAR + 30, 2 * YEAR)
    end = begun + days(int(months * DAYS_IN_MONTH) - 6)
    ruled = since + days(wait + rng.randint(40, 260))
    while ruled + days(40) < min(now, end) and spare >= 3:
        amount = min(spare, rng.choice((3, 4, 5, 6, 6, 7, 7, 8, 8, 9)))
        end -= days(int(amount * DAYS_IN_MONTH) + 2)
        if rng.random() > 0.8 or end <= max(now, ruled) + days(25):
            return
        made.rulings.append(_ruled(rng, ChangeKind.COMMUTATION, ruled, of_months(amount, 0), life=False))
        spare -= amount
        ruled += days(max(interval, int(amount * DAYS_IN_MONTH)) + rng.randint(30, 240))


def _waits(months: int) -> tuple[int, int]:
    """Days before the first report and between reports, with the time to the ruling (P2016 art 6)."""
    if months < 60:
        return YEAR + 30, YEAR + 20
    return (548 + 30, YEAR + 20) if months < 120 else (2 * YEAR + 30, 548 + 20)


def _ruled(rng: Random, kind: ChangeKind, on: dt.date, length: Term | None, *, life: bool) -> Ruled:
    served = on + days(rng.randint(5, 12))
    amount, to = (length, None) if kind == ChangeKind.COMMUTATION else (None, length)
    court, sign = ruling_court(rng, life=life)
    return Ruled(Change(kind, on, served, amount=amount, to=to), court, document(rng, sign, on))
