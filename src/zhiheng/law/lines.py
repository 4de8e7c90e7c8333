"""Files of any size, one JSON object a line, read without holding them: a fault in one row is that row's own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO, Final, NamedTuple

from zhiheng.law.reading import LONGEST_LINE, BadText, decoded, invalid
from zhiheng.law.reckoning import Refusal

LOOKED_AT: Final = 16
"""Rows by which a whole file is judged: where none of them is text, the file is in another encoding."""

EMPTY: Final = invalid("empty", "文件没有内容", "the file is empty")
TOO_LONG: Final = invalid("line_too_long", "一行超过1MB", "a line longer than 1 MB")


class Line(NamedTuple):
    """A row that holds something: its number from 1, and its text or why there is none."""

    number: int
    text: str | Refusal


def lines_of(stream: BinaryIO) -> Iterator[Line]:
    """The rows of a file, one in memory at a time. :class:`BadText` for a file that is no text at all, or empty.

    Only the line feed parts rows, as JSONL says. A byte order mark at the head of a row is left out.
    """
    rows = _rows(stream)
    first = list(islice(rows, LOOKED_AT))
    if not first:
        raise BadText(EMPTY)
    if all(isinstance(row.text, Refusal) and row.text.code != TOO_LONG.code for row in first):
        raise BadText(_of_file(first[0]))
    yield from chain(first, rows)


def _rows(stream: BinaryIO) -> Iterator[Line]:
    number = 0
    while data := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(data) > LONGEST_LINE and not data.endswith(b"\n"):
            _skip_rest(stream)
            yield Line(number, TOO_LONG)
            continue
        text = decoded(data, "该行", "the row")
        if isinstance(text, Refusal) or text.strip():
            yield Line(number, text)


def _skip_rest(stream: BinaryIO) -> None:
    while (data := stream.readline(LONGEST_LINE)) and not data.endswith(b"\n"):
        pass


def _of_file(row: Line) -> Refusal:
    """The refusal of the first row, in the words for the whole file."""
    assert isinstance(row.text, Refusal)
    zh, en = row.text.message_zh, row.text.message_en
    return row.text._replace(message_zh=zh.replace("该行", "文件", 1), message_en=en.replace("the row", "the file", 1))
