"""The anchor rules run by our kernel: compiled over the columns with the deciding provisions, and explained for one person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import numba
import numpy as np

from peers.people import CAPS, CHECKED, NEVER, Column, Figures, People, Person, checksum, persons
from peers.rules import CAPTIONS, Outlook, deciders, outlook
from peers.stage import Answer, Job, Peer, digest, in_turn, serve, singly
from zhiheng.law.explanation import node
from zhiheng.law.population import compiled
from zhiheng.law.reckoning import Explanation, date_of, day_of
from zhiheng.law.wording import LABELS


class Written(NamedTuple):
    """Every column that a population run leaves: the figures, what the rules between them gave, and who decided.

    ``between``: wait, interval, half of the term, months removed; ``by``: see ``rules.Deciders``.
    """

    end: Column
    next: Column
    amount: Column
    parole: Column
    between: Column
    by: Column


def empty(count: int) -> Written:
    end, following, amount, parole = (np.empty(count, np.int32) for _ in range(4))
    return Written(end, following, amount, parole, np.empty((count, 4), np.int16), np.empty((count, 4), np.int8))


@cache
def loop() -> Callable[..., None]:
    """From row to row and back is plumbing; what happens in between is the rules, compiled by the kernel."""
    of_one, decided_by, caps = compiled(outlook), compiled(deciders), np.array(CAPS, np.int32)

    @numba.njit(nogil=True)
    def over(start: Any, term: Any, credit: Any, strict: Any, grade: Any, off: Any, cdate: Any, cmon: Any, out: Any) -> None:
        for i in range(len(start)):
            reduced = 0
            for j in range(off[i], off[i + 1]):
                reduced += cmon[j]
            last = cdate[off[i + 1] - 1] if off[i + 1] > off[i] else NEVER
            cap = caps[grade[i]]
            found = of_one(start[i], term[i], reduced, credit[i], strict[i], cap, last)
            by = decided_by(found, start[i], cap, strict[i])
            out.end[i], out.next[i], out.amount[i], out.parole[i] = found.end, found.next, found.amount, found.parole
            between, decided = out.between[i], out.by[i]
            between[0], between[1], between[2], between[3] = found.wait, found.interval, (term[i] + 1) // 2, reduced
            decided[0], decided[1], decided[2], decided[3] = by.end, by.next, by.amount, by.parole

    return over


def population(people: People, out: Written) -> Written:
    loop()(*people, out)
    return out


def facts(person: Person) -> tuple[int, int, int, int, bool, int, int]:
    """A row as the rules take it."""
    start, term, credit, strict, grade, earlier = person
    last = day_of(earlier[-1][0]) if earlier else NEVER
    return day_of(start), term, sum(months for _, months in earlier), credit, strict, CAPS[grade], last


def answer(found: Outlook) -> Answer:
    parole: date | None = None if found.parole == NEVER else date_of(found.parole)
    return date_of(found.end), date_of(found.next), found.amount, parole


def traced(person: Person) -> tuple[Answer, Explanation]:
    """The dates and the tree of rules that gave them: all that an explanation holds, not yet put in words."""
    with Explanation() as explanation:
        found = outlook(*facts(person))
    return answer(found), explanation


def explained(person: Person) -> tuple[Answer, list[dict[str, Any]]]:
    """The dates and the tree put in words for a screen: provisions, captions and names of inputs in both languages, dates as text."""
    found, explanation = traced(person)
    return found, [node(step) for step in explanation.steps]


def unexplained(person: Person) -> Answer:
    return answer(outlook(*facts(person)))


def prepare(people: People, few: list[Person]) -> Peer:
    LABELS.update(CAPTIONS)
    count = len(people.start)
    out = population(people, empty(count))
    sums = {
        "people": checksum(Figures(*out[:4])),
        "traced": singly(unexplained, persons(people, CHECKED)),
        "one": singly(lambda person: explained(person)[0], few),
    }
    jobs = {"people": Job(lambda: population(people, out), count)}
    jobs |= {"one": in_turn(explained, few), "one_tree": in_turn(traced, few), "one_bare": in_turn(unexplained, few)}
    return Peer(jobs, sums, ("numba", "numpy"), digest(out))


if __name__ == "__main__":
    serve(prepare)
