from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.law.rows import case, row
from zhiheng.config.law_commands import register

type Run = Callable[..., int]


@pytest.fixture
def run() -> Run:
    parser = argparse.ArgumentParser()
    register(parser.add_subparsers(required=True))

    def call(*words: str | Path) -> int:
        options = parser.parse_args([str(word) for word in words])
        status: int = options.run(options)
        return status

    return call


def written(folder: Path, *rows: Any) -> Path:
    path = folder / "rows.jsonl"
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in rows), encoding="utf-8")
    return path


AGREES = row()
DIFFERS = row(id="t2", result={"end_after": "2015-03-20"})
ODD = row(id="t3", arithmetic="differs: result", result={"end_after": "2015-03-20"})
UNCHECKABLE = row(id="t4", original={"start": None, "end": None}, history=[])


def test_check_prints_each_ruling_and_a_summary(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("law", "check", written(tmp_path, AGREES, ODD, UNCHECKABLE)) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[0].startswith("t1  相符")
    assert "未载明" in lines[2]
    assert lines[-1] == "共 3 件：相符 1，不符 1，无法核算 1，无效 0（不符中 1 件已在文件中注明）"


def test_check_speaks_english(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("law", "check", written(tmp_path, AGREES), "--lang", "en") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 rulings: agrees 1, differs 0, not checkable 0, invalid 0"


def test_check_as_json_ends_with_the_summary(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("law", "check", written(tmp_path, AGREES, DIFFERS), "--json") == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [line["verdict"] for line in lines[:-1]] == ["agrees", "differs"]
    assert lines[-1] == {"summary": {"agrees": 1, "differs": 1, "not_checkable": 0, "invalid": 0}}


def test_a_difference_comes_before_a_bad_line_in_the_status(run: Run, tmp_path: Path) -> None:
    assert run("law", "check", written(tmp_path, "nonsense", DIFFERS)) == 1
    assert run("law", "check", written(tmp_path, "nonsense", AGREES)) == 2


def test_an_unusable_file_is_one_sentence(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gbk.jsonl"
    path.write_bytes('{"id": "甲"}'.encode("gbk"))

    assert run("law", "check", path) == 2
    assert "GBK" in capsys.readouterr().err
    assert run("law", "check", path, "--json") == 2
    assert json.loads(capsys.readouterr().out)["refusal"]["code"] == "gbk"


@pytest.mark.parametrize("command", ["check", "explain"])
def test_a_missing_file_is_one_sentence(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert run("law", command, tmp_path / "none") == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_reader_that_stops_listening_ends_it_quietly(tmp_path: Path) -> None:
    path = written(tmp_path, *(row(id=f"t{number}") for number in range(3000)))
    command = f"{sys.executable} -m zhiheng.config.cli law check {path} | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)

    assert done.stdout.startswith("t0  相符")
    assert done.stderr == ""


def test_explain_prints_dates_and_the_tree(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = case(original={"end": "2022-01-10", "political_rights": {"years": 1, "months": 0, "days": 0}})
    assert run("law", "explain", written(tmp_path, odd)) == 0
    out = capsys.readouterr().out

    assert "止日: 2022-01-09" in out
    assert "差异: 印制2022-01-10" in out
    assert "《刑法》第七十八条第二款第一项" in out
    assert "OQ-6" in out


def test_explain_names_unknown_facts_in_english(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unknown = case(original={"start": None, "kind": "fixed"}, custody=[], report_date=None)
    assert run("law", "explain", written(tmp_path, unknown), "--on", "2020-01-01", "--lang", "en") == 0

    assert "unknown: original.start" in capsys.readouterr().out


def test_explain_goes_on_after_an_invalid_case(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, case(original={"start": "2018-02-30"}), case(id="c002", original={"years": 26}))

    assert run("law", "explain", path, "--json") == 2
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["refusal"]["code"], second["id"]) == ("impossible_date", "c002")
    assert run("law", "explain", path) == 2
    out = capsys.readouterr().out
    assert "不予计算" in out
    assert "提示" in out


def test_explain_prints_the_outlook(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    life = case(id="c2", original={"kind": "life", "years": None, "months": None, "days": None, "final_date": "2014-06-18"}, counts=[], custody=[])
    reprieve = case(id="c3", original={**life["original"], "kind": "death_reprieve", "reprieve_served_date": "2017-10-20"}, counts=[], custody=[])
    assert run("law", "explain", written(tmp_path, case(grade=None), life, reprieve)) == 0
    printed = capsys.readouterr().out

    assert "首次减刑最早报请: 2019-09-20" in printed
    assert "A 确有悔改表现或者有立功表现: 9个月 → 2021-04-09" in printed
    assert "减刑: 自2019-09-20起各项条件均已具备" in printed
    assert "B 确有悔改表现并有立功表现" not in printed.split("c2")[1] or "22年" in printed
    assert "无期徒刑" in printed.split("c3")[1]


def test_explain_prints_what_is_unknown_and_what_is_barred(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("law", "explain", written(tmp_path, case(property=None), case(categories=["recidivist"])), "--lang", "en") == 0
    printed = capsys.readouterr().out

    assert "class: unknown: property" in printed
    assert "parole bars: R-B-1" in printed


def test_compare_shows_keys_and_nodes(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = tmp_path / "a.json", tmp_path / "b.json"
    before.write_text(json.dumps(case()))
    after.write_text(json.dumps(case(categories=["mafia"])))

    assert run("law", "compare", before, after) == 0
    assert 'class: "ordinary" → "strict"' in capsys.readouterr().out
    assert run("law", "compare", before, after, "--json") == 0
    assert json.loads(capsys.readouterr().out)["keys"]["class"] == {"before": "ordinary", "after": "strict"}
    assert run("law", "compare", before, tmp_path / "absent.json") == 2


def test_the_closing_line_counts_what_was_wrong(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, AGREES, "nonsense", row(id="t5", original={"years": -1}), AGREES)
    assert run("law", "check", path, "--json") == 2
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["refusals"] == {"not_json": 1, "negative": 1, "doubled_id": 1}
    assert run("law", "check", path) == 2
    assert capsys.readouterr().out.splitlines()[-2] == "不能核算的原因：not_json 1，negative 1，doubled_id 1"


def test_a_fault_of_the_program_is_told_and_the_next_case_is_computed(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_once(*args: Any, **kwargs: Any) -> Any:
        monkeypatch.undo()
        raise ZeroDivisionError

    monkeypatch.setattr("zhiheng.config.law_commands.explain_case", fails_once)

    assert run("law", "explain", written(tmp_path, case(), case(id="c002")), "--json") == 2
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["refusal"]["code"] == "program_fault"
    assert second["end_date"] == "2022-01-09"


def test_a_row_that_cannot_be_read_is_named_by_its_number(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("law", "explain", written(tmp_path, case(), "nonsense")) == 2
    assert "案件 （第2行）" in capsys.readouterr().out
