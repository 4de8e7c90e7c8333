"""How a peer answers: it says once what it can do and what it computes, then times what it is asked for, until the pipe closes."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, NamedTuple

from peers.people import People, Person, checksum, figures, load, persons

SINGLY: Final = 100
"""So many first persons are computed one at a time, in turn, and enter the checksum of that form."""

type Answer = tuple[Any, Any, int, Any]


class Job(NamedTuple):
    """Something that can be timed: a call, and how many persons it computes."""

    call: Callable[[], object]
    persons: int


class Peer(NamedTuple):
    """``sums``: the checksum of each form of the rules; ``packages``: whose versions are to be named.

    ``columns``: a digest of every column written, where one is asked for.
    """

    jobs: dict[str, Job]
    sums: dict[str, int]
    packages: tuple[str, ...] = ()
    columns: str = ""


def in_turn(one: Callable[[Any], object], given: list[Any]) -> Job:
    """One person a call, a hundred different ones, so that no branch and no cache is flattered."""

    def call() -> None:
        for person in given:
            one(person)

    return Job(call, len(given))


def singly(one: Callable[[Any], Answer], given: Iterable[Any]) -> int:
    """The checksum of answers given one by one."""
    answers = [one(person) for person in given]
    return checksum(figures(answers), len(answers))


def digest(columns: Iterable[Any]) -> str:
    """Of every byte written: two engines agree on all people, not only on the first."""
    found = hashlib.sha256()
    for column in columns:
        found.update(column.tobytes())
    return found.hexdigest()[:16]


def serve(prepare: Callable[[People, list[Person]], Peer]) -> None:
    """The process of a peer. What a library prints goes to the error stream; the pipe carries JSON lines only."""
    pipe = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    people = load(Path(sys.argv[1]))
    peer = prepare(people, persons(people, SINGLY))
    versions = " ".join(f"{name} {version(name)}" for name in peer.packages)
    _say(pipe, {"jobs": sorted(peer.jobs), "sums": peer.sums, "versions": versions, "columns": peer.columns})
    for line in sys.stdin:
        _say(pipe, _timed(peer.jobs[line.strip()]))


def _timed(job: Job) -> dict[str, float]:
    """CPU seconds a person (all threads of the process) and wall seconds a person."""
    cpu, wall = time.process_time(), time.perf_counter()
    job.call()
    return {"cpu": (time.process_time() - cpu) / job.persons, "wall": (time.perf_counter() - wall) / job.persons}


def _say(pipe: Any, words: dict[str, Any]) -> None:
    pipe.write(json.dumps(words) + "\n")
    pipe.flush()
