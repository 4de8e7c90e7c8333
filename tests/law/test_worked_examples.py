"""The worked examples through the outlook, given and expected side by side in law/examples: the 49 of the fact sheet (section 6), and
from number 50 on the boundaries of its rows, worked out by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.law.rows import explained
from zhiheng.law.book.examples import EXAMPLES

CASES = json.loads((EXAMPLES / "outlook.json").read_text())


def at(outlook: dict[str, Any], path: str) -> Any:
    value: Any = outlook
    for step in path.split("."):
        value = value[int(step)] if step.isdigit() else value[step]
    return value


@pytest.mark.parametrize("example", CASES, ids=lambda example: example["no"])
def test_the_outlook_gives_what_the_sheet_says(example: dict[str, Any]) -> None:
    found = explained(**example["given"])

    for path, value in example["expected"].items():
        if path == "flags":
            assert set(value) <= set(found["flags"]), path
        else:
            assert at(found, path) == value, path


def test_every_number_of_the_sheet_is_here() -> None:
    numbers = {int("".join(filter(str.isdigit, example["no"]))) for example in CASES}

    assert numbers >= set(range(1, 50))
