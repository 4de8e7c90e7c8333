"""The anchor rules by our kernel and by what a user would pick instead, in turn, in one run.

Seven made-up rules (``peers/__init__.py``; for timing only, not law) are written once by each engine. Every engine must reach
the same checksum before anything counts. Then all are timed in rounds, one after another; the least CPU time of each counts,
so that a busy machine is unjust to none. Ratios of other runs must not be mixed with these.

Each engine is a process of its own. Those that the product does not bring along run in an environment of their own, made by
uv on the spot; one that cannot be had is named and left out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from ground import close
from peers import people

HERE: Final = Path(__file__).parent
LEAST: Final = 4000
NUMPY: Final = "numpy>=2.4,<3"


class Engine(NamedTuple):
    """A module of ``peers``; ``needs``: packages that the product does not bring along."""

    module: str
    words: str
    needs: tuple[str, ...] = ()


ENGINES: Final = (
    Engine("kernel", "our kernel"),
    Engine("table_loop", "hand-written compiled table loop"),
    Engine("numpy_columns", "numpy, datetime64"),
    Engine("polars_frame", "polars, lazy", ("polars>=2.1,<3", NUMPY)),
    Engine("openfisca", "OpenFisca-Core", ("openfisca-core>=46,<47", NUMPY)),
    Engine("plain", "plain Python with dateutil", ("python-dateutil>=2.9", NUMPY)),
    Engine("zen_graph", "zen engine, one graph", ("zen-engine>=2.1,<3", NUMPY)),
)


class Goal(NamedTuple):
    """A ratio of two timings (engine, job) and its aim: ``bound`` or more, or, unless ``at_least``, ``bound`` or less."""

    name: str
    over: tuple[str, str]
    under: tuple[str, str]
    bound: float
    at_least: bool = True

    def met(self, ratio: float) -> bool:
        return ratio >= self.bound if self.at_least else ratio <= self.bound

    def words(self, ratio: float) -> str:
        sign = ">=" if self.at_least else "<="
        return f"  {self.name:34} {ratio:10.2f}   aim {sign} {self.bound:g}   {'met' if self.met(ratio) else 'MISSED'}"


PEOPLE, ONE = ("kernel", "people"), ("kernel", "one")
GOALS: Final = (
    Goal("faster_than_openfisca", ("openfisca", "people"), PEOPLE, 8),
    Goal("faster_than_numpy", ("numpy_columns", "people"), PEOPLE, 5),
    Goal("faster_than_dateutil_loop", ("plain", "people"), PEOPLE, 500),
    Goal("to_table_loop", PEOPLE, ("table_loop", "people"), 2.5, at_least=False),
    Goal("one_person_to_plain", ONE, ("plain", "one"), 2, at_least=False),
    Goal("one_person_faster_than_openfisca", ("openfisca", "one"), ONE, 25),
    Goal("one_person_faster_than_zen", ("zen_graph", "one"), ONE, 3),
)
BESIDE: Final = (
    Goal("faster_than_polars", ("polars_frame", "people"), PEOPLE, 0),
    Goal("to_memory_copy", PEOPLE, ("table_loop", "copy"), 0),
    Goal("one_person_tree_to_plain", ("kernel", "one_tree"), ("plain", "one"), 0),
)
"""Reported without an aim."""


class Worker:
    """A peer at the other end of a pipe."""

    def __init__(self, engine: Engine, process: subprocess.Popen[str]) -> None:
        self.engine, self.process = engine, process
        self.said: dict[str, Any] = self._answer()

    def time(self, job: str) -> float:
        """CPU seconds a person."""
        assert self.process.stdin is not None
        self.process.stdin.write(job + "\n")
        self.process.stdin.flush()
        return float(self._answer()["cpu"])

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise EOFError(self.engine.module)
        return dict(json.loads(line))


@contextmanager
def worker(engine: Engine, folder: Path) -> Iterator[Worker | None]:
    """The peer, ready; None when it cannot be had."""
    with (folder / f"{engine.module}.txt").open("w+") as errors, ExitStack() as running:
        try:
            process = subprocess.Popen(_command(engine, folder), env=_environment(), cwd=folder, text=True, stderr=errors, **PIPES)
            running.callback(process.communicate)
            ready = Worker(engine, process)
        except (EOFError, FileNotFoundError) as fault:
            errors.seek(0)
            said = errors.read().strip().splitlines()
            print(f"  left out: {engine.words}: {said[-1].strip() if said else fault}", flush=True)
            ready = None
        yield ready


PIPES: Final[dict[str, Any]] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(HERE), "POLARS_MAX_THREADS": "1"}


def _command(engine: Engine, folder: Path) -> list[str]:
    if not engine.needs:
        return [sys.executable, "-m", f"peers.{engine.module}", str(folder)]
    wanted = [part for package in engine.needs for part in ("--with", package)]
    alone = [os.environ.get("UV", "uv"), "run", "--quiet", "--isolated", "--no-project", "--python", sys.executable, *wanted]
    return [*alone, "python", "-m", f"peers.{engine.module}", str(folder)]


def differences(workers: list[Worker]) -> list[str]:
    """Engines that do not agree, form by form, with our own figures; empty when all do."""
    ours = workers[0].said
    forms = {"people": ours["sums"]["people"], "traced": ours["sums"]["people"], "one": ours["sums"]["one"]}
    wrong = [f"{w.engine.words}: {form}" for w in workers for form, found in w.said["sums"].items() if found != forms[form]]
    return wrong + [f"{w.engine.words}: columns" for w in workers if w.said["columns"] not in ("", ours["columns"])]


def measure(workers: list[Worker], rounds: int) -> dict[tuple[str, str], float]:
    """The least CPU seconds a person of every job, all engines in turn in every round."""
    least: dict[tuple[str, str], float] = {}
    for _ in range(rounds):
        for one in workers:
            for job in one.said["jobs"]:
                key = (one.engine.module, job)
                least[key] = min(least.get(key, float("inf")), one.time(job))
    return least


def report(workers: list[Worker], least: dict[tuple[str, str], float], count: int) -> None:
    words = {one.engine.module: one.engine.words for one in workers}
    figures: dict[str, float | str] = {"people": count, "checksum": str(workers[0].said["sums"]["people"])}
    for (module, job), seconds in sorted(least.items()):
        name, scale, unit = (f"{module}_{job}", 1e9, "ns") if job in ("people", "copy") else (f"{module}_{job}", 1e6, "us")
        figures[f"{name}_{unit}"] = round(seconds * scale, 2)
        print(f"  {words[module]:34} {job:10} {seconds * scale:14,.2f} {unit} a person")
    ratios = {goal.name: least[goal.over] / least[goal.under] for goal in (*GOALS, *BESIDE) if {goal.over, goal.under} <= set(least)}
    for goal in GOALS:
        print(goal.words(ratios[goal.name]) if goal.name in ratios else f"  {goal.name:34} not measured")
    close("anchor", ratios, figures)


def compare(started: list[Worker | None], rounds: int, count: int) -> int:
    """Check, measure, report; the exit status."""
    workers = [one for one in started if one is not None]
    if started[0] is None:
        print("  nothing to compare: our own kernel did not start")
        return 1
    for one in workers:
        print(f"  {one.engine.words:34} {one.said['versions']}")
    wrong = differences(workers)
    print(f"  checksum {workers[0].said['sums']['people']}: " + (f"DIFFERS: {'; '.join(wrong)}" if wrong else "all agree"), flush=True)
    if not wrong:
        report(workers, measure(workers, rounds), count)
    return 1 if wrong else 0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="end within a minute")
    options.add_argument("--people", type=int, default=1_000_000, help=f"at least {LEAST:,}")
    given = options.parse_args()
    if given.people < LEAST:
        options.error(f"--people: at least {LEAST:,}, so that every engine has its sample")
    print(f"anchor: seven made-up rules, {given.people:,} people, one core each, least CPU time of the rounds")
    with tempfile.TemporaryDirectory(prefix="zhiheng-anchor-") as made, ExitStack() as stack:
        people.save(people.make(given.people), Path(made))
        started = [stack.enter_context(worker(engine, Path(made))) for engine in ENGINES]
        return compare(started, 4 if given.quick else 15, given.people)


if __name__ == "__main__":
    sys.exit(main())
