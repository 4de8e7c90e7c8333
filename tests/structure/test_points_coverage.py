"""docs/points-coverage.md names what is there: every rule, module and test of it exists, and no points rule is left out of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from zhiheng.law import points
from zhiheng.law.reckoning import RULES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/points-coverage.md").read_text()
CONDUCT = ROOT / "src/zhiheng/domains/conduct"
ROOMS = re.compile("clauses|points|grading")
ROWS = [line.split("|")[1:-1] for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| Row")]
assert points  # fills RULES


def test_every_points_rule_stands_in_a_row() -> None:
    named = {rule for row in ROWS for rule in re.findall(r"`(PT-[\w-]+)`", row[1])}
    dated = {id.rpartition("-")[0] for id in RULES if re.search(r"-20\d\d$", id)}

    assert {id for id in RULES if id.startswith("PT-") and not re.search(r"-20\d\d$", id)} - named == set()
    assert named - set(RULES) - dated == set()


def test_modules_and_tests_exist() -> None:
    tests = {path.name: path.read_text() for path in (ROOT / "tests").rglob("test_*.py") if ROOMS.search(str(path.relative_to(ROOT)))}
    for row in ROWS:
        for module in re.findall(r"`([\w/]+\.py)`", row[2]):
            assert (CONDUCT / module).exists(), row
        for file, name in re.findall(r"`(test_\w+\.py)::(\w+)`", row[3]):
            assert f"def {name}(" in tests[file], row
        assert "::" in row[3], row


def test_every_row_of_the_sheet_is_here() -> None:
    rows = " ".join(row[0] for row in ROWS)
    ids = [
        f"{letter}{n}"
        for letter, most in {"A": 6, "M": 10, "S": 3, "V": 11, "P": 3, "C": 6, "D": 11, "I": 10, "Q": 8}.items()
        for n in range(1, most + 1)
    ]

    assert [id for id in ids if id not in spelled(rows)] == []


def test_every_worked_example_is_data() -> None:
    folder = ROOT / "src/zhiheng/law/examples"
    numbers = {example["no"] for name in ("points_months", "points_rules") for example in json.loads((folder / f"{name}.json").read_text())}

    assert {str(n) for n in range(1, 25) if n != 10} | {"10a", "10b"} == numbers


def spelled(rows: str) -> set[str]:
    """Every identifier, ranges such as M1-M4 written out."""
    found = set(re.findall(r"\b[A-Z]\d+\b", rows))
    for letter, first, last in re.findall(r"\b([A-Z])(\d+)-[A-Z](\d+)\b", rows):
        found |= {f"{letter}{n}" for n in range(int(first), int(last) + 1)}
    return found
