from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from zhiheng.config.cli import main


def test_the_book_as_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "book.html"

    assert main(["law", "book", "--out", str(out)]) == 0
    assert "<h1>法律规则手册</h1>" in out.read_text(encoding="utf-8")
    assert "条规则" in capsys.readouterr().err


def test_the_book_on_standard_output_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "book", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith('<!doctype html>\n<html lang="en">')


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "book", "--out", str(tmp_path / "no" / "book.html")]) == 2
    assert "无法写入" in capsys.readouterr().err


def test_without_the_typesetter_one_sentence_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(name: str, package: str | None = None) -> Any:
        return None

    monkeypatch.setattr(importlib.util, "find_spec", nothing)

    assert main(["law", "book", "--lang", "en", "--pdf", str(tmp_path / "book.pdf")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "book.pdf").exists()


def test_the_book_as_pdf(tmp_path: Path) -> None:
    pytest.importorskip("typst")

    assert main(["law", "book", "--pdf", str(tmp_path / "book.pdf")]) == 0
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF-")
