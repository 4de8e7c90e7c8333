"""tests/law in this process: collected once, run in part, watched line by line; and modules of law with a fault in them."""

from __future__ import annotations

import ast
import contextlib
import functools
import gc
import importlib
import os
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import hypothesis
import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).resolve().parents[2]
LAW = ROOT / "src" / "zhiheng" / "law"
TESTS = ROOT / "tests" / "law"
QUIET = [
    "--noconftest",
    "--capture=no",
    *(f"-pno:{name}" for name in ("terminal", "cacheprovider", "django", "xdist", "logging", "faulthandler", "warnings")),
]
_TOOL = 4  # a number of sys.monitoring that neither coverage nor hypothesis takes

type CodeKey = tuple[str, int, str]


def steady() -> None:
    """The same examples for every mutant, and no time spent on making a found one smaller."""
    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    hypothesis.settings.register_profile("mutants", derandomize=True, database=None, deadline=None, phases=phases)
    hypothesis.settings.load_profile("mutants")


def with_fewer_examples(items: list[pytest.Item], most: int) -> None:
    """Cut the examples of property tests: a fault that hundreds of random people do not show is seldom shown by forty."""
    for item in items:
        test = getattr(item, "obj", None)
        found = getattr(test, "_hypothesis_internal_use_settings", None)
        if test is not None and found is not None and found.max_examples > most:
            test._hypothesis_internal_use_settings = hypothesis.settings(found, max_examples=most)


class Watched(NamedTuple):
    """What one test took and touched: seconds, and lines as (file below law, line)."""

    seconds: float
    lines: list[tuple[str, int]]


# --- running ----------------------------------------------------------------------------------------------------------


class Loop:
    """A pytest plugin that hands the collected tests to a function of ours instead of running them."""

    def __init__(self, work: Callable[[list[pytest.Item]], None]) -> None:
        self.work = work

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise SystemExit(f"{session.testsfailed} files of tests cannot be collected")
        self.work(session.items)
        return True


def with_tests(work: Callable[[list[pytest.Item]], None], files: list[str]) -> int:
    """Collect the files and call ``work`` with their tests. The exit status of pytest."""
    return int(pytest.main([*QUIET, *files], plugins=[Loop(work)]))


def failures(items: list[pytest.Item], before: Callable[[pytest.Item], None] = lambda item: None) -> Iterator[str]:
    """Run the tests in the order given, as far as the caller asks, and name each that fails."""
    following = [*items[1:], None]
    for item, after in zip(items, following, strict=True):
        before(item)
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=after)):
            yield item.nodeid


def test_files(*, population: bool) -> list[str]:
    """The population's tests compare the machine form with the plain one; a fault below is in both, so they cannot see it."""
    return [str(path) for path in sorted(TESTS.rglob("test_*.py")) if population or not path.name.startswith("test_population")]


@functools.cache
def files_naming(file: str) -> tuple[str, ...]:
    """Files of tests that import this module of law, the shortest first: constants are read without running a line of it.

    A rule is in force on days that no line of it says, so whoever asks for rules by their ids names every provision.
    """
    parent, name = Path(file).parent, Path(file).stem
    package = ".".join(("zhiheng.law", *parent.parts))
    by_id = r"|\bRULES\b" if "@rule(" in (LAW / file).read_text() else ""
    imported = re.compile(rf"^from {package}\.{name} import|^from {package} import .*\b{name}\b{by_id}", re.MULTILINE)
    naming = [path for path in map(Path, test_files(population=False)) if imported.search(path.read_text())]
    return tuple(map(str, sorted(naming, key=lambda path: path.stat().st_size)))


# --- watching ---------------------------------------------------------------------------------------------------------


def import_all() -> None:
    package = importlib.import_module("zhiheng.law")
    for found in pkgutil.walk_packages(package.__path__, "zhiheng.law."):
        importlib.import_module(found.name)


def import_acts() -> None:
    """Every provision, as whoever asks for rules by their ids has them."""
    importlib.import_module("zhiheng.law.acts").read_all()


def functions_of_law() -> dict[CodeKey, list[FunctionType]]:
    """Every live function written in law, by where its code begins."""
    found: dict[CodeKey, list[FunctionType]] = {}
    for value in gc.get_objects():
        if type(value) is FunctionType and value.__code__.co_filename.startswith(str(LAW)):
            found.setdefault(key_of(value.__code__), []).append(value)
    return found


def memories_of_law() -> list[Any]:
    """What law remembers between calls; emptied before each test, so that each is seen to run what it depends on."""
    kept = functools._lru_cache_wrapper
    return [value for value in gc.get_objects() if isinstance(value, kept) and str(value.__module__).startswith("zhiheng.law")]


def key_of(code: CodeType) -> CodeKey:
    return code.co_filename[len(str(LAW)) + 1 :], code.co_firstlineno, code.co_name


def nested(code: CodeType) -> Iterator[CodeType]:
    yield code
    for value in code.co_consts:
        if isinstance(value, CodeType):
            yield from nested(value)


@contextlib.contextmanager
def noting_calls(found: set[tuple[str, int]]) -> Iterator[None]:
    """Collect (file, first line) of each function of law that is called meanwhile."""

    def called(code: CodeType, offset: int) -> object:
        if code.co_filename.startswith(str(LAW)) and code.co_name != "<module>":
            found.add((code.co_filename[len(str(LAW)) + 1 :], code.co_firstlineno))
        return sys.monitoring.DISABLE

    with _monitored(sys.monitoring.events.PY_START, called):
        sys.monitoring.set_events(_TOOL, sys.monitoring.events.PY_START)
        yield


@contextlib.contextmanager
def _monitored(event: int, callback: Callable[..., object]) -> Iterator[None]:
    sys.monitoring.use_tool_id(_TOOL, "mutants")
    sys.monitoring.register_callback(_TOOL, event, callback)
    try:
        yield
    finally:
        # In 3.13 a tool that is given back leaves its events on.
        sys.monitoring.set_events(_TOOL, 0)
        sys.monitoring.register_callback(_TOOL, event, None)
        sys.monitoring.free_tool_id(_TOOL)


def watch(items: list[pytest.Item]) -> dict[str, Watched]:
    """Run every test; which lines of law it ran. One that cannot bear being watched (it measures memory, say) is left out, aloud."""
    touched: set[tuple[str, int]] = set()

    def line(code: CodeType, number: int) -> object:
        touched.add((code.co_filename[len(str(LAW)) + 1 :], number))
        return sys.monitoring.DISABLE

    found: dict[str, Watched] = {}
    with _monitored(sys.monitoring.events.LINE, line):
        for functions in functions_of_law().values():
            for code in nested(functions[0].__code__):
                sys.monitoring.set_local_events(_TOOL, code, sys.monitoring.events.LINE)
        memories = memories_of_law()
        for index, item in enumerate(items):
            for memory in memories:
                memory.cache_clear()
            touched.clear()
            sys.monitoring.restart_events()
            began = time.process_time()
            reports = runtestprotocol(item, log=False, nextitem=items[index + 1] if index + 1 < len(items) else None)
            if any(report.failed for report in reports):
                print(f"left out, fails without any fault: {item.nodeid}", file=sys.stderr)
                continue
            found[item.nodeid] = Watched(time.process_time() - began, sorted(touched))
    return found


# --- putting a fault in -----------------------------------------------------------------------------------------------


def put_into_functions(file: str, tree: ast.Module, lines: tuple[int, int], live: dict[CodeKey, list[FunctionType]]) -> bool:
    """Give the live functions between two lines the code of the faulty tree. False when their shape forbids it."""
    made = compile(tree, str(LAW / file), "exec", dont_inherit=True)
    try:
        for code in nested(made):
            if lines[0] <= code.co_firstlineno <= lines[1]:
                for function in live.get(key_of(code), ()):
                    function.__code__ = code
    except ValueError:  # another number of free variables
        return False
    return True


def put_into_module(file: str, tree: ast.Module) -> None:
    """Have the module compiled from the faulty tree when it is first imported."""
    plain = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, fullname: str) -> Any:
        if os.path.realpath(self.path) == str(LAW / file):
            return compile(tree, self.path, "exec", dont_inherit=True)
        return plain(self, fullname)

    setattr(SourceFileLoader, "get_code", get_code)  # noqa: B010  a plain assignment to a method is refused by the type checker
