"""Sheets altered behind the triggers' back are found and named."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import translation

from tests.cast import Cast
from tests.domains.conduct.points.ward import OCTOBER, close
from zhiheng.domains.conduct.points.faults import points_faults
from zhiheng.domains.conduct.points.models import SheetLines
from zhiheng.engines.trail.verify import Report

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    with connection.cursor() as cursor, translation.override("en"):
        return [fault.words for fault in points_faults(cursor, Report(), lambda *_: None)]


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("update points_sheet_lines set lines = set_byte(lines, 51, 9)", "not those it was closed with"),
        ("delete from points_sheet_lines", "not those it was closed with"),
        ("update points_sheet set entry_id = null", "not what the ledger holds"),
        ("drop trigger points_lines_stay on points_sheet_lines", "lost their guard points_sheet_lines.points_lines_stay"),
    ],
)
def test_it_finds(cast: Cast, sql: str, words: str) -> None:
    close(cast, OCTOBER)
    assert found() == []
    assert SheetLines.objects.get().sheet.people == 2

    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for table in ("points_sheet", "points_sheet_lines"):
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute(sql)
        for table in ("points_sheet", "points_sheet_lines"):
            cursor.execute(f"alter table {table} enable trigger user")

    assert any(words in fault for fault in found())
