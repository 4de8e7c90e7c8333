from __future__ import annotations

from pathlib import Path

import pytest

from zhiheng.lib.signing import Signer


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    return Signer.kept_in(tmp_path / "trail.key")


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "checkpoints.jsonl"
