"""Rows at the length limit: a row of a megabyte is read, one letter more is refused, and the next row is read again."""

from __future__ import annotations

from io import BytesIO

import pytest

from zhiheng.law.lines import TOO_LONG, Line, lines_of
from zhiheng.law.reading import BadText

ROW = b"x" * 1_048_576  # the longest that is read


def read(data: bytes) -> list[tuple[int, bool | str]]:
    return [(line.number, line.text == TOO_LONG or str(line.text).strip()[:1]) for line in lines_of(BytesIO(data))]


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_the_longest_row_is_read_with_or_without_its_line_feed(end: bytes) -> None:
    assert read(ROW + end) == [(1, "x")]


@pytest.mark.parametrize("more", [b"x", b"xx", ROW, ROW + ROW + b"x"])
def test_a_longer_row_is_refused_and_the_next_one_read(more: bytes) -> None:
    assert read(ROW + more + b"\ny\n") == [(1, True), (2, "y")]
    assert read(ROW + more) == [(1, True)]


def test_empty_rows_count_and_are_left_out() -> None:
    assert list(lines_of(BytesIO(b"a\n\n  \nb"))) == [Line(1, "a\n"), Line(4, "b")]


def test_a_file_in_another_encoding_is_refused_as_a_file() -> None:
    with pytest.raises(BadText) as caught:
        list(lines_of(BytesIO("甲乙丙丁".encode("gbk"))))

    assert (caught.value.refusal.message_zh.count("文件"), "该行" in caught.value.refusal.message_zh) == (1, False)
    assert "the file" in caught.value.refusal.message_en
    assert "the row" not in caught.value.refusal.message_en
