from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from zhiheng.lib.signing import Signer


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Sentences are compared, so one language is spoken."""
    with translation.override("en"):
        yield


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    return Signer.kept_in(tmp_path / "trail.key")


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "checkpoints.jsonl"
