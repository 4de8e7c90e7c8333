"""``zhiheng law compare-rules`` and ``zhiheng law replay``: what they print, and with which status they end."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from tests.domains.sentence.editions import stored_otherwise
from tests.domains.sentence.papers import TWELVE_YEARS, twelve_years
from zhiheng.config.cli import main
from zhiheng.domains.sentence.actions import record_judgment, record_replay_reason
from zhiheng.domains.sentence.actions.compare import rule_subject
from zhiheng.domains.sentence.comparison.replay import replay
from zhiheng.domains.sentence.models import Determination, Judgment, Outlook
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.models import Act

CASE = {
    "report_date": "2026-11-22",
    "original": {
        "kind": "fixed", "years": 12, "months": 0, "days": 0, "start": "2021-09-10", "judgment_date": "2022-03-25", "final_date": "2022-04-06",
        "delivery_date": "2022-05-18", "political_rights": {"years": 2, "months": 0, "days": 0},
    },
    "offence_dates": ["2020-11-03"],
    "property": "done",
}  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two people, one of them not deprived of political rights, and a line that is no case."""
    other = {**CASE, "original": {**CASE["original"], "political_rights": None}}  # type: ignore[dict-item]
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join([json.dumps({"id": "c1", **CASE}), json.dumps({"id": "c2", **other}), "nonsense"]))
    return path


@pytest.fixture
def judgments(cast: Cast) -> list[Judgment]:
    papers = {"zhang": TWELVE_YEARS, "chen": twelve_years(political_rights_months=None)}
    return [record_judgment(cast.episode(name), entry=entry, acting=INSTALLATION, reason="收监登记") for name, entry in papers.items()]


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = main(["law", *map(str, words)])
    said = capsys.readouterr()
    return status, said.out, said.err


def rows(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_file_of_cases(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "compare-rules", "--reading", "OQ-6=next_day", "--cases", file, "--json")
    changed, unreadable, summary = rows(out)

    assert status == 0
    assert (changed["id"], changed["impacts"], changed["cause"]) == ("c1", ["rights_moved"], "R-L-6")
    assert unreadable["refusal"]["kind"] == "invalid"
    assert summary["summary"] == {
        "candidate": "OQ-6=next_day", "people": 2, "changed": 1, "invalid": 1, "impacts": {"rights_moved": 1}, "causes": {"R-L-6": 1},
    }  # fmt: skip


@pytest.mark.parametrize(("lang", "words"), [("zh", "受影响2人"), ("en", "2 touched")])
def test_in_words(file: Path, capsys: pytest.CaptureFixture[str], lang: str, words: str) -> None:
    status, out, _ = run(capsys, "compare-rules", "--rules-of", "2016-01-01", "--cases", file, "--lang", lang)

    assert status == 0
    assert words in out
    assert "2024-05-18 → 2023-11-18" in out


@pytest.mark.parametrize("asked", [("--reading", "OQ-6=foo"), ("--reading", "PT-Q1=total"), ("--rules-of", "1990-01-01"), ("--edition",)])
def test_what_cannot_be_compared_is_refused(file: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...]) -> None:
    status, out, error = run(capsys, "compare-rules", *asked, "--cases", file)

    assert (status, out) == (2, "")
    assert "不能比较" in error


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "compare-rules", "--reading", "OQ-6=next_day", "--cases", tmp_path / "none")[0] == 2


def test_everybody_on_the_books(judgments: list[Judgment], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "compare-rules", "--reading", "OQ-6=next_day", "--database", "--json")
    *changed, summary = rows(out)

    assert status == 0
    assert [row["id"] for row in changed] == ["3101200012"]
    assert (summary["summary"]["people"], summary["summary"]["changed"]) == (2, 1)
    assert Act.objects.get(verb="read", official="system:command").reason == "zhiheng law compare-rules"


def test_only_a_place(judgments: list[Judgment], capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "compare-rules", "--rules-of", "2016-01-01", "--database", "--place", "b.p2", "--json")
    assert rows(out)[-1]["summary"]["people"] == 1

    status, _, error = run(capsys, "compare-rules", "--edition", "--database", "--place", "b.p9")
    assert status == 2
    assert "b.p9" in error


def test_replay_finds_everything_again(judgments: list[Judgment], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "replay", "--json")

    assert status == 0
    assert rows(out)[-1]["summary"] == {"determination": 2, "outlook": 2, "same": 4, "explained": 0, "differs": 0}
    assert Act.objects.get(verb="read", official="system:command").reason == "zhiheng law replay"


def test_replay_names_a_difference_and_asks_for_a_reason(cast: Cast, judgments: list[Judgment], capsys: pytest.CaptureFixture[str]) -> None:
    stored_otherwise(lambda: Determination.objects.filter(judgment=judgments[0]).update(floor_end=dt.date(2027, 9, 8)))
    status, out, _ = run(capsys, "replay")
    assert status == 1
    assert "3101200012" in out
    assert "floor_end: 2027-09-08 → 2027-09-09" in out
    assert "无人说明" in out

    found = replay(Determination.objects.get(judgment=judgments[0]))
    given: Any = {"cause": found.cause, "then": found.then, "now": found.now}
    record_replay_reason(rule_subject(found.cause), **given, acting=cast.acting(cast.inspector), reason="录入时取整有误")
    status, out, _ = run(capsys, "replay", "--lang", "en")
    assert status == 0
    assert "reason: 录入时取整有误" in out
    assert "3 the same, 1 differ with a reason, 0 without" in out


def test_replay_of_one_person_and_since_a_day(judgments: list[Judgment], capsys: pytest.CaptureFixture[str]) -> None:
    stored_otherwise(lambda: Outlook.objects.filter(judgment=judgments[1]).update(pack="P2012"))

    assert run(capsys, "replay", "--person", "3101200012")[0] == 0
    assert run(capsys, "replay", "--person", "3202220101")[0] == 1
    _, out, _ = run(capsys, "replay", "--since", "2100-01-01", "--json")
    assert rows(out)[-1]["summary"]["determination"] == 0
