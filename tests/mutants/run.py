"""The run: each mutant in a forked process of its own, the tests that touch its line, quickest first, up to the first failure.

A fault inside a function is put into the collected session by swapping the function's code; a fault outside functions, or in a
function that runs while modules are imported, needs an import of everything and takes seconds instead of milliseconds.
"""

from __future__ import annotations

import ast
import json
import os
import pickle
import resource
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache, partial
from itertools import islice
from typing import Any

import pytest

from tests.mutants import session
from tests.mutants.faults import mutated, places
from tests.mutants.session import LAW as LAW
from tests.mutants.session import Watched

RESULTS = session.ROOT / ".zhiheng" / "mutants.jsonl"
MEMORY = 6 << 30
QUICK_SECONDS = 0.5
QUICK_EXAMPLES = 40
FEW = 3


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault. ``nth`` tells alike faults of one function apart; ``number`` is the place's number in its file as it stands."""

    file: str
    function: str
    kind: str
    before: str
    after: str
    nth: int
    number: int
    line: int
    lines: tuple[int, int]
    outer: tuple[int, int]

    @property
    def key(self) -> str:
        return "|".join((self.file, self.function, self.kind, self.before, self.after, str(self.nth)))

    @property
    def inside(self) -> bool:
        return bool(self.function) and not self.function.startswith("@")


def mutants_of(file: str) -> list[Mutant]:
    tree = ast.parse((LAW / file).read_text())
    spans = dict(_spans(tree))
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for number, place in enumerate(places(tree)):
        alike = (place.function, place.kind, place.before, place.after)
        seen[alike] = seen.get(alike, -1) + 1
        outer = spans.get(place.function.removeprefix("@"), (0, 0))
        found.append(Mutant(file, *alike, seen[alike], number, place.line, place.lines, outer))
    return found


def _spans(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, tuple[int, int]]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            first = min([child.lineno, *(decorator.lineno for decorator in child.decorator_list)])
            yield prefix + child.name, (first, child.end_lineno or child.lineno)
        elif isinstance(child, ast.ClassDef):
            yield from _spans(child, f"{prefix}{child.name}.")


@cache
def source(file: str) -> str:
    return (LAW / file).read_text()


# --- processes --------------------------------------------------------------------------------------------------------


def forked(work: Callable[[], Any]) -> tuple[Any, int]:
    """What ``work`` returns in a process of its own, and the signal that ended it (0: none)."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            with os.fdopen(writing, "wb") as out:
                out.write(pickle.dumps(work()))
            os._exit(0)
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        told = answer.read()
    _, status = os.waitpid(child, 0)
    return (pickle.loads(told) if told else None), os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def allow(seconds: float) -> None:
    """End this process by SIGPROF when it has used so much processor time: a loop without end is noticed, a busy machine is not."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


# --- the run ----------------------------------------------------------------------------------------------------------


class Run:
    """Results by key, written as they come."""

    def __init__(self, wanted: list[Mutant], touched: dict[str, Watched], at_import: set[tuple[str, int]], quick: bool, written: bool) -> None:
        self.wanted, self.at_import, self.quick, self.written = wanted, at_import, quick, written
        self.touched = {test: watched for test, watched in touched.items() if not quick or watched.seconds < QUICK_SECONDS}
        self.killers: dict[tuple[str, str], list[str]] = {}
        self.by_line: dict[tuple[str, int], list[str]] = {}
        self.by_file: dict[str, dict[str, int]] = {}
        for test, watched in self.touched.items():
            for place in watched.lines:
                self.by_line.setdefault(place, []).append(test)
            for file in {file for file, _line in watched.lines}:
                hits = self.by_file.setdefault(file, {})
                hits[test.partition("::")[0]] = hits.get(test.partition("::")[0], 0) + 1
        self.results: dict[str, str] = {}

    def chosen(self, mutant: Mutant) -> list[str]:
        """The tests that run the mutant's lines: those that killed its neighbours first, then the quickest."""
        tests = {test for line in range(mutant.lines[0], mutant.lines[1] + 1) for test in self.by_line.get((mutant.file, line), ())}
        if len(tests) <= FEW:
            # A fixture of a module is made by the first test that asks for it, and used by all.
            files = {test.partition("::")[0] for test in tests}
            tests |= {test for test in self.touched if test.partition("::")[0] in files}
        recent = self.killers.get((mutant.file, mutant.function), [])
        return sorted(tests, key=lambda test: (recent.index(test) if test in recent else len(recent), self.touched[test].seconds))

    def note(self, mutant: Mutant, result: str, killer: str = "") -> None:
        self.results[mutant.key] = result
        if killer:
            recent = self.killers.setdefault((mutant.file, mutant.function), [])
            recent[:] = [killer, *(test for test in recent if test != killer)][:12]
        if self.written:
            with RESULTS.open("a") as out:
                out.write(json.dumps({"key": mutant.key, "result": result, "killer": killer, **asdict(mutant)}, ensure_ascii=False) + "\n")
        elif killer:
            print(f"{mutant.key} noticed by {killer}")
        done = len(self.results)
        if done % 50 == 0:
            print(f"\r{done} of {len(self.wanted)}", end="", file=sys.stderr, flush=True)

    # inside functions

    def inside(self, items: list[pytest.Item]) -> None:
        by_id = {item.nodeid: item for item in items}
        live = session.functions_of_law()
        for mutant in self.wanted:
            if mutant.inside:
                self._try_inside(mutant, by_id, live)

    def _try_inside(self, mutant: Mutant, by_id: dict[str, pytest.Item], live: dict[Any, Any]) -> None:
        tests = self.chosen(mutant)
        if not tests:
            self.note(mutant, "late" if self._runs_at_import(mutant) else "not covered")
            return

        def work() -> tuple[str, str]:
            silence()
            if not session.put_into_functions(mutant.file, mutated(source(mutant.file), mutant.number), mutant.outer, live):
                return "late", ""
            failing = session.failures([by_id[test] for test in tests], lambda item: allow(5 + 10 * self.touched[item.nodeid].seconds))
            failed = next(failing, None)
            return ("killed", failed) if failed else ("survived", "")

        answer, ended = forked(work)
        result, killer = answer or (("timed out" if ended == signal.SIGPROF else "killed"), "")
        self.note(mutant, "late" if result == "survived" and self._runs_at_import(mutant) else result, killer)

    def _runs_at_import(self, mutant: Mutant) -> bool:
        return any(file == mutant.file and mutant.outer[0] <= line <= mutant.outer[1] for file, line in self.at_import)

    # outside functions

    def outside(self) -> None:
        wanted = [mutant for mutant in self.wanted if not mutant.inside or self.results.get(mutant.key) == "late"]
        if not wanted:
            return
        # A test that needs what another file has imported fails here without any fault, and would pass for having noticed one.
        alone = [forked(partial(self._failing_alone, file))[0] for file in session.test_files(population=False)]
        unsteady = {test for failed in alone for test in failed}
        print(f"left out, fail alone without any fault: {sorted(unsteady) or 'none'}", file=sys.stderr)
        self.touched = {test: watched for test, watched in self.touched.items() if test not in unsteady}
        for mutant in wanted:
            self._try_outside(mutant)

    def _failing_alone(self, file: str) -> list[str]:
        silence()
        found: list[str] = []
        session.import_acts()
        session.with_tests(lambda items: found.extend(session.failures(self._in_order(items))), [file])
        return found

    def _try_outside(self, mutant: Mutant) -> None:
        first = self._likely(mutant)
        rest = [file for file in self._that_could(mutant) if file not in first]

        def work() -> tuple[str, str]:
            silence()
            session.put_into_module(mutant.file, mutated(source(mutant.file), mutant.number))
            session.import_acts()
            for files in (*([file] for file in first), rest):
                if killer := self._failing(files):
                    return "killed", killer
            return "survived", ""

        answer, ended = forked(work)
        self.note(mutant, *(answer or (("timed out" if ended == signal.SIGPROF else "killed"), "")))

    def _likely(self, mutant: Mutant) -> list[str]:
        """Files of tests to begin with: that noticed other faults of the module, that run its lines or most of them, that name it."""
        hits = self.by_file.get(mutant.file, {})
        beside = [test for (file, _), tests in self.killers.items() if file == mutant.file for test in tests[:1]]
        recent = self._files_of([*self.killers.get((mutant.file, mutant.function), []), *reversed(beside)])
        near = self._files_of(self.chosen(mutant)) or self._files_of(sorted(hits, key=lambda file: -hits[file]))
        return list(dict.fromkeys([*recent[:2], *near[:2], *session.files_naming(mutant.file)[:2]]))

    def _that_could(self, mutant: Mutant) -> list[str]:
        """All files of tests; the quick way, those that run or name the module: who only asks whoever reads its constants is not asked."""
        if not self.quick:
            return session.test_files(population=False)
        return [*self._files_of(list(self.by_file.get(mutant.file, {}))), *session.files_naming(mutant.file)]

    def _failing(self, files: list[str]) -> str:
        """The first test of the files that fails, quickest first; the files' own name when they cannot be collected."""
        found: list[str] = []

        def work(items: list[pytest.Item]) -> None:
            found.extend(islice(session.failures(self._in_order(items), lambda item: allow(30)), 1))

        if not files:
            return ""
        allow(30)
        status = session.with_tests(work, files)
        return found[0] if found else "" if status in (0, 5) else files[0]

    def _in_order(self, items: list[pytest.Item]) -> list[pytest.Item]:
        """Those that are to be run, the quickest first."""
        session.with_fewer_examples(items, QUICK_EXAMPLES if self.quick else 10**9)
        known = [item for item in items if item.nodeid in self.touched]
        return sorted(known, key=lambda item: self.touched[item.nodeid].seconds)

    @staticmethod
    def _files_of(tests: list[str]) -> list[str]:
        return list(dict.fromkeys(str(session.ROOT / test.partition("::")[0]) for test in tests))


def run(files: list[str], keep: Callable[[Mutant], bool], *, quick: bool, only: str = "") -> None:
    """Try the mutants of the files that ``keep`` says yes to; results are appended to RESULTS.

    ``quick``: fewer examples, and without the slow tests. ``only``: none but the tests whose name holds this; nothing is written.
    """
    RESULTS.parent.mkdir(exist_ok=True)
    # The other threads are those of idle libraries; a child that hangs on their locks is ended by its allowance.
    warnings.filterwarnings("ignore", message=".*multi-threaded.*fork", category=DeprecationWarning)
    session.steady()
    wanted = [mutant for file in files for mutant in mutants_of(file) if keep(mutant)]
    told, _ = forked(lambda: _watched(quick))
    if not told or not told[1]:
        raise SystemExit("the tests do not pass without faults")
    at_import, touched = told
    touched = {test: watched for test, watched in touched.items() if only in test}
    print(f"{len(wanted)} mutants, {len(touched)} tests", file=sys.stderr)
    trial = Run(wanted, touched, at_import, quick, written=not only)
    answer, _ = forked(lambda: _with_session(trial, quick))
    if answer is None:
        raise SystemExit("the session broke off")
    trial.results, trial.killers = answer
    if not only:
        trial.outside()


def _watched(quick: bool) -> tuple[set[tuple[str, int]], dict[str, Watched]]:
    at_import: set[tuple[str, int]] = set()
    touched: dict[str, Watched] = {}
    watching = session.noting_calls(at_import)
    watching.__enter__()

    def work(items: list[pytest.Item]) -> None:
        session.import_all()
        watching.__exit__(None, None, None)
        session.with_fewer_examples(items, QUICK_EXAMPLES if quick else 10**9)
        touched.update(session.watch(items))

    session.with_tests(work, session.test_files(population=False))
    return at_import, touched


def _with_session(trial: Run, quick: bool) -> tuple[dict[str, str], dict[tuple[str, str], list[str]]]:
    def work(items: list[pytest.Item]) -> None:
        session.import_all()
        session.with_fewer_examples(items, QUICK_EXAMPLES if quick else 10**9)
        trial.inside(items)

    session.with_tests(work, session.test_files(population=False))
    return trial.results, trial.killers
