"""What the courts print: nearly always the computed dates; now and then a date that has to be explained, or none at all."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Final

from zhiheng.demo.sentences import Sentence, days
from zhiheng.law.sentence import SentenceKind, Stage, TermFinding

DIFFERENT: Final = 0.015
MISSING: Final = 0.01


def print_dates(rng: Random, made: Sentence, finding: TermFinding) -> None:
    """Write the dates into the papers, stage by stage."""
    made.printed_start = finding.start if not finding.stages else finding.stages[0].start
    made.printed_end = finding.stages[0].computed if finding.stages else None
    if made.rights_for_life:
        made.printed_start = made.printed_end = None
    for turn, stage in enumerate(finding.stages[1:]):
        _print_ruling(made, turn, stage, stage.computed)
    draw = rng.random()
    if draw < DIFFERENT:
        _misprint(rng, made, finding)
    elif draw < DIFFERENT + MISSING:
        _leave_out(made)


def _print_ruling(made: Sentence, turn: int, stage: Stage, end: dt.date | None) -> None:
    ruled = made.rulings[turn]
    start = stage.start if end is not None else None
    made.rulings[turn] = ruled._replace(change=ruled.change._replace(printed_start=start, printed_end=end))


def _misprint(rng: Random, made: Sentence, finding: TermFinding) -> None:
    """The newest printed end comes from another way of counting: back from the previous end, or up to the same day inclusive."""
    turn, newest = len(finding.stages) - 2, finding.stages[-1] if finding.stages else None
    if newest is None or newest.computed is None:
        return
    other = newest.backward if newest.backward not in (None, newest.computed) else newest.computed + days(rng.choice((1, 1, 1, -1)))
    if turn >= 0:
        _print_ruling(made, turn, newest, other)
    else:
        made.printed_end = other


def _leave_out(made: Sentence) -> None:
    """A fact that nobody wrote down: the day custody began, or the day the judgment became final."""
    if made.kind in (SentenceKind.LIFE, SentenceKind.DEATH_REPRIEVE):
        made.final = made.reprieve_served = None
    elif not made.rulings:
        made.custody, made.printed_start, made.stated_credit = [], None, None
