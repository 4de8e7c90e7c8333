"""A file of published rulings, read and recomputed by the law: what the preview shows and what an import keeps, by one function."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zhiheng.domains.sentence.errors import TooLarge, TooManyRows, UnusableFile
from zhiheng.domains.sentence.models import Ruling as RulingRow
from zhiheng.domains.sentence.models import RulingBatch
from zhiheng.law.facts import plain
from zhiheng.law.rulings import BadLine, Check, Ruling, check_row, read_rulings

LARGEST = 20 * 1024 * 1024  # bytes that a page takes
MOST_ROWS = 20_000
LETTERS = {"agrees": "A", "differs": "D", "not_checkable": "N", "invalid": "I"}
VERDICTS = {letter: verdict for verdict, letter in LETTERS.items()}
SHOWN_TEXT = 4000  # characters of an unreadable line that are kept and shown


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One line of the file: as read, and as recomputed."""

    read: Ruling | BadLine
    check: Check
    raw: dict[str, Any]

    @property
    def line(self) -> int:
        return self.read.line

    @property
    def verdict(self) -> str:
        return str(self.check.verdict)


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file that can be read. Rows are recomputed when asked for: a page needs fifty, an import all."""

    data: bytes
    read: tuple[Ruling | BadLine, ...]

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def rows(self, indexes: Iterable[int] | None = None) -> list[PublishedRow]:
        """The rows at these places of the file (all by default), recomputed."""
        chosen = self.read if indexes is None else [self.read[index] for index in indexes]
        texts = self._texts({line.line for line in chosen if isinstance(line, BadLine)})
        return [PublishedRow(line, check_row(line), _raw(line, texts)) for line in chosen]

    def _texts(self, numbers: set[int]) -> Mapping[int, str]:
        """The words of lines that could not be read, so that their owner recognises them."""
        if not numbers:
            return {}
        lines = self.data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        return {number: lines[number - 1].decode("utf-8", "replace").strip() for number in numbers}


def read_published(data: bytes) -> PublishedFile:
    """Refuses what a page cannot take and what the law cannot read at all; single bad rows are results, not refusals."""
    if len(data) > LARGEST:
        raise TooLarge
    found = read_rulings(data)
    if found.refusal is not None:
        raise UnusableFile.because(found.refusal)
    if len(found.rulings) > MOST_ROWS:
        raise TooManyRows
    return PublishedFile(data, found.rulings)


def letters(rows: Iterable[PublishedRow]) -> str:
    """One letter a row, in file order."""
    return "".join(LETTERS[row.verdict] for row in rows)


def counts(verdicts: str) -> dict[str, int]:
    """How many rows of each verdict, every verdict named."""
    found = Counter(verdicts)
    return {verdict: found[letter] for verdict, letter in LETTERS.items()}


def ruling_row(batch: RulingBatch | None, row: PublishedRow) -> RulingRow:
    """The row as it is kept in a batch, or, without one, as a preview shows it."""
    outcome = row.check.as_json()
    trace = outcome.pop("trace")
    outcome["stages"] = plain(row.check.finding.stages) if row.check.finding else []
    read = row.read if isinstance(row.read, Ruling) else None
    return RulingRow(
        batch=batch,
        line=row.line,
        code=storable(row.read.id or ""),
        court=storable((read and read.court) or ""),
        offence=storable((read and read.offence) or ""),
        ruled_on=(read and read.date_of_ruling) or "",
        verdict=row.verdict,
        oddity=row.check.oddity,
        raw=storable(row.raw),
        outcome=storable(outcome),
        trace=storable(trace),
    )


def _raw(line: Ruling | BadLine, texts: Mapping[int, str]) -> dict[str, Any]:
    if isinstance(line, Ruling):
        return line.raw
    text = texts.get(line.line, "")
    return {"text": text[:SHOWN_TEXT], "characters": len(text)}


def storable(value: Any) -> Any:
    """JSON that PostgreSQL keeps: a NUL, which it has no room for, is shown by its picture."""
    if isinstance(value, str):
        return value.replace("\x00", "\u2400")
    if isinstance(value, dict):
        return {storable(name): storable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [storable(part) for part in value]
    return value
