"""What a programmer writes first: plain Python with dateutil, a person at a time, with and without a trace of seven lines."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from peers.people import CAPS, CHECKED, People, Person, persons
from peers.stage import Answer, Job, Peer, in_turn, serve, singly

LOOPED = 4000
"""People in the loop: a sample, since a million would take a minute."""

type Trace = list[tuple[str, dict[str, Any], Any]]


def outlook(person: Person, trace: Trace | None = None) -> Answer:
    start, term, credit, strict, grade, earlier = person
    removed = sum(months for _, months in earlier)
    half = (term + 1) // 2
    end = start + relativedelta(months=term - removed) - timedelta(credit)
    wait = 24 if strict or term >= 120 else 12 if term < 60 else 18
    interval = 18 if term >= 120 else 12
    following = start + relativedelta(months=wait)
    if earlier:
        following = max(following, earlier[-1][0] + relativedelta(months=interval))
    floor = start + relativedelta(months=half) - timedelta(credit)
    amount = max(0, min(CAPS[grade], term - removed - half))
    parole: date | None = None if strict else floor
    if trace is not None:
        trace.append(("1", {"start": start, "term": term, "removed": removed, "credit": credit}, end))
        trace.append(("2", {"term": term, "strict": strict}, wait))
        trace.append(("3", {"term": term}, interval))
        trace.append(("4", {"start": start, "wait": wait, "last": earlier[-1][0] if earlier else None, "interval": interval}, following))
        trace.append(("5", {"start": start, "half": half, "credit": credit}, floor))
        trace.append(("6", {"grade": grade, "term": term, "removed": removed, "half": half}, amount))
        trace.append(("7", {"strict": strict, "floor": floor}, parole))
    return end, following, amount, parole


def explained(person: Person) -> tuple[Answer, Trace]:
    trace: Trace = []
    return outlook(person, trace), trace


def prepare(people: People, few: list[Person]) -> Peer:
    many = persons(people, max(CHECKED, LOOPED))

    def loop() -> None:
        for person in many[:LOOPED]:
            outlook(person)

    sums = {"people": singly(outlook, many[:CHECKED]), "one": singly(lambda person: explained(person)[0], few)}
    return Peer({"people": Job(loop, LOOPED), "one": in_turn(explained, few)}, sums, ("python-dateutil",))


if __name__ == "__main__":
    serve(prepare)
