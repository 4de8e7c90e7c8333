from __future__ import annotations

import datetime as dt
import io
import zipfile
from xml.etree import ElementTree

import pytest

from zhiheng.lib.sheets import Sheet, Value, write_csv, write_xlsx

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read(book: bytes, number: int = 1) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        tree = ElementTree.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml"))
    return [["".join(cell.itertext()) for cell in row] for row in tree.iter(f"{MAIN}row")]


def test_a_workbook_holds_its_sheets() -> None:
    book = write_xlsx([Sheet("说明", [], [["导出人", "林静"]]), Sheet("名单", ["姓名", "编号"], [["李𬭎", "3101"]])])

    assert read(book, 1) == [["导出人", "林静"]]
    assert read(book, 2) == [["姓名", "编号"], ["李𬭎", "3101"]]


def test_every_part_is_well_formed() -> None:
    with zipfile.ZipFile(io.BytesIO(write_xlsx([Sheet("a&<'[]", ["<b>"], [["\x00\x1b&<"]])]))) as parts:
        for name in parts.namelist():
            ElementTree.fromstring(parts.read(name))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (dt.date(2026, 3, 5), "46086"),
        (dt.datetime(2026, 3, 5, 12), "46086.50000000"),
        (7, "7"),
        (None, ""),
        ("000000198405020013", "000000198405020013"),
    ],
)
def test_values(value: Value, written: str) -> None:
    assert read(write_xlsx([Sheet("x", [], [[value]])])) == [[written]]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd", "-2+3", "＝1"])
def test_no_text_is_a_formula(text: str) -> None:
    assert read(write_xlsx([Sheet("x", [], [[text]])])) == [["'" + text]]
    assert "'" + text in write_csv(["x"], [[text]]).decode("utf-8-sig")


def test_csv_is_read_as_chinese() -> None:
    assert write_csv(["姓名"], [["张伟"]]).startswith(b"\xef\xbb\xbf")
