"""Reads of imported rulings and of the previews before them. Published rulings carry no names: who may read one batch may read all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zhiheng.domains.sentence.models import Ruling, RulingBatch, RulingUpload
from zhiheng.domains.sentence.published import LETTERS, read_published, ruling_row
from zhiheng.engines.trail.refusals import OutsideScope


def batches(*, before: int | None = None, size: int = 50) -> tuple[list[RulingBatch], bool]:
    """Batches, newest first, and whether there are more."""
    found = RulingBatch.objects.order_by("-pk")
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found[: size + 1])
    return rows[:size], len(rows) > size


def batch_of(key: int) -> RulingBatch:
    """A batch, or OutsideScope."""
    found = RulingBatch.objects.filter(pk=key).first()
    if found is None:
        raise OutsideScope
    return found


def rulings(batch: RulingBatch, *, verdict: str = "", text: str = "", after: int = 0, size: int = 50) -> tuple[list[Ruling], bool]:
    """Rows of a batch in file order after a line, without their trees, and whether there are more."""
    found = Ruling.objects.filter(batch=batch, line__gt=after).defer("trace", "raw").order_by("line")
    if verdict in LETTERS:
        found = found.filter(verdict=verdict)
    if text:
        found = found.filter(code__icontains=text) | found.filter(court__icontains=text) | found.filter(offence__icontains=text)
    rows = list(found[: size + 1])
    return rows[:size], len(rows) > size


def ruling_of(batch: RulingBatch, line: int) -> Ruling:
    """One row with its tree and the row as given, or OutsideScope."""
    found = Ruling.objects.filter(batch=batch, line=line).select_related("batch").first()
    if found is None:
        raise OutsideScope
    return found


def exported(batch: RulingBatch, *, verdict: str = "", text: str = "") -> Iterator[Ruling]:
    """Exactly the rows of the list, all of them, a few at a time."""
    after = 0
    more = True
    while more:
        rows, more = rulings(batch, verdict=verdict, text=text, after=after, size=1000)
        yield from rows
        after = rows[-1].line if rows else after


class PreviewPage(NamedTuple):
    """A page of a preview: rows recomputed now and not kept, and the place of the next in the file."""

    rows: list[Ruling]
    next: int | None


def preview(upload: RulingUpload, *, verdict: str = "", start: int = 0, size: int = 50) -> PreviewPage:
    """Rows of an upload from a place in the file on, recomputed from the bytes that an import would read."""
    file = read_published(bytes(upload.content))
    wanted = _places(upload.verdicts, verdict, start)
    rows = [ruling_row(None, row) for row in file.rows(wanted[:size])]
    return PreviewPage(rows, wanted[size] if len(wanted) > size else None)


def _places(verdicts: str, verdict: str, start: int) -> Sequence[int]:
    letter = LETTERS.get(verdict, "")
    return [index for index in range(max(start, 0), len(verdicts)) if not letter or verdicts[index] == letter]


def previewed(upload: RulingUpload, line: int) -> Ruling:
    """One line of an upload, recomputed and not kept; OutsideScope when the file has no such line."""
    file = read_published(bytes(upload.content))
    place = next((index for index, read in enumerate(file.read) if read.line == line), None)
    if place is None:
        raise OutsideScope
    return ruling_row(None, file.rows([place])[0])
