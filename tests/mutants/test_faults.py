"""The driver of faults itself: which faults it makes of a line, and that it leaves words for people alone."""

from __future__ import annotations

import ast

import pytest

from tests.mutants.faults import mutated, places


def faults(source: str) -> list[str]:
    return [ast.unparse(mutated(source, number)).split("\n")[-1].strip() for number, _ in enumerate(places(ast.parse(source)))]


def inside(line: str) -> str:
    return f"def f():\n    {line}"


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("x = day < 3", ["x = day <= 3", "x = day < 4", "x = day < 2"]),
        ("x = a and b", ["x = a or b"]),
        ("x = a + b", ["x = a - b"]),
        ("x = not a", ["x = a"]),
        ("x = max(a, b)", ["x = min(a, b)"]),
        ("x = Grade.D", ["x = Grade.A"]),
        ("x = True", ["x = False"]),
        ("x = 'waiting'", ["x = 'waitingX'"]),
        ("x = a if a < b else b", ["x = b if a < b else a"]),
        ("x = c if fits(a) else b", ["x = c if not fits(a) else b"]),
        ("f(a)", ["pass"]),
        ("x = 'a sentence for people'", []),
        ("x = cite(CL, '第一条', 'art 1')", []),
        ("assert a < b", []),
        ("import a", []),
    ],
)
def test_the_faults_of_a_line(line: str, made: list[str]) -> None:
    assert faults(inside(line)) == made


def test_a_fault_knows_whether_it_runs_when_the_function_is_made() -> None:
    source = "@rule('R-1', since=date(2020, 1, 1))\ndef f(a=5):\n    return 7\nclass C:\n    def g(self):\n        return 8\nX = 9\n"

    assert {(place.function, place.before) for place in places(ast.parse(source))} == {
        ("@f", "2020"), ("@f", "1"), ("@f", "5"), ("f", "7"), ("C.g", "8"), ("", "9"),
    }  # fmt: skip


def test_names_are_left_alone() -> None:
    assert faults("class Kind(IntEnum):\n    A = 1") == []
    assert faults("WORDS = {'a': 'b'}") == []
