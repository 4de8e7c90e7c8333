"""Floor 5: no face templates or other biometric identification data are kept; devices send events, not bodies."""

from __future__ import annotations

import pytest
from django.db.models import BinaryField, FileField

from tests.floor.words import BIOMETRIC, BIOMETRIC_ZH, columns, texts_in_code, words_of

# Bytes that are kept, and what they are.
BYTES = {
    "ledger.Entry.digest": "SHA-256 of an entry's postings",
    "points.Sheet.digest": "SHA-256 of the lines of a monthly total",
    "points.SheetLines.lines": "the lines of a monthly total: whole numbers, packed",
    "trail.Change.digest": "SHA-256 of a row's change",
    "trail.Leaf.hash": "node of the log's tree",
    "trail.Change.left_as": "digest of a row as an act left it",
    "trail.Node.hash": "node of the log's tree",
    "trail.Checkpoint.root": "root of the log's tree",
    "trail.Checkpoint.signature": "signature over the root",
    "sentence.RulingUpload.content": "a file of published rulings between preview and import",
}


def test_no_column_is_named_for_one() -> None:
    assert [f"{model._meta.label}.{field.name}" for model, field in columns() if words_of(field.name) & BIOMETRIC] == []


def test_every_column_of_bytes_is_known() -> None:
    kept = {f"{model._meta.label}.{field.name}" for model, field in columns() if isinstance(field, BinaryField)}

    assert kept <= set(BYTES)


def test_no_pictures_are_kept() -> None:
    assert [f"{model._meta.label}.{field.name}" for model, field in columns() if isinstance(field, FileField)] == []


def test_no_text_asks_for_one() -> None:
    assert [(where, text) for where, text in texts_in_code() if BIOMETRIC_ZH.search(text)] == []


@pytest.mark.parametrize("name", ["face_template", "irisCode", "fingerprint"])
def test_the_words_are_found(name: str) -> None:
    assert words_of(name) & BIOMETRIC
