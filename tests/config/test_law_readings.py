from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from tests.law.rows import person, term
from zhiheng.config import law_commands
from zhiheng.config.law_readings import with_reading
from zhiheng.law.choices import Readings
from zhiheng.law.questions import UnknownReading, chosen

RIGHTS = {"kind": "fixed", **term(15), "start": "2010-06-01", "end": "2025-05-31", "political_rights": term(3)}


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(person(original=RIGHTS, property="done", grade="A")))
    return str(path)


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    law_commands.configure(parser)
    return law_commands.run(parser.parse_args(arguments))


def explained(capsys: Any, *arguments: str) -> dict[str, Any]:
    assert run("explain", *arguments, "--json") == 0
    return dict(json.loads(capsys.readouterr().out))


def test_a_reading_is_given_on_the_command_line(case: str, capsys: Any) -> None:
    assert explained(capsys, case)["political_rights"]["from"] == "2025-05-31"
    found = explained(capsys, case, "--reading", "OQ-6=next_day", "--reading", "OQ-7=paragraph_1")

    assert found["political_rights"]["from"] == "2025-06-01"
    assert (found["readings"]["OQ-6"], found["readings"]["OQ-7"]) == ("next_day", "paragraph_1")


def test_the_next_run_begins_with_the_defaults_again(case: str, capsys: Any) -> None:
    explained(capsys, case, "--reading", "OQ-6=next_day")

    assert explained(capsys, case)["readings"]["OQ-6"] == "last_day"


@pytest.mark.parametrize(("lang", "words"), [("zh", "刑期最后一日的次日 (另行选择)"), ("en", "the day after the last day of the term (chosen)")])
def test_the_words_name_the_reading(case: str, capsys: Any, lang: str, words: str) -> None:
    assert run("explain", case, "--reading", "OQ-6=next_day", "--lang", lang) == 0

    assert words in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "said"),
    [("OQ-6=never", "last_day, next_day"), ("OQ-9=as_the_sheet", "OQ-1, OQ-3"), ("PT-Q1=month", "OQ-1, OQ-3"), ("nonsense", "OQ-1, OQ-3")],
)
def test_nonsense_is_refused_by_name(case: str, capsys: Any, given: str, said: str) -> None:
    with pytest.raises(SystemExit) as ended:
        run("explain", case, "--reading", given)

    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_one_more_reading_leaves_the_others() -> None:
    first = with_reading(Readings(), "OQ-6", "next_day")

    assert with_reading(first, "OQ-7", "paragraph_1") == chosen({"OQ-6": "next_day", "OQ-7": "paragraph_1"}).sentence
    with pytest.raises(UnknownReading):
        with_reading(first, "PT-Q4", "one_demerit")
