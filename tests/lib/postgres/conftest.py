"""Clusters to throw away, and an ordinary user to be."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from zhiheng.lib.postgres import EmbeddedPostgres
from zhiheng.lib.postgres.identity import Identity

type Ordinary = Callable[[str, Path], subprocess.CompletedProcess[str]]
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root to set the scene")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    made = EmbeddedPostgres(tmp_path / "postgres", durable=False)
    yield made
    made.stop()


@pytest.fixture
def ordinary() -> Ordinary:
    """Run Python code as somebody who is not root; `folder` is its argument. Root becomes one in a user namespace."""

    def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
        argv = [sys.executable, "-c", code, str(folder)]
        return Identity(os.geteuid(), namespaced=os.geteuid() == 0).run(argv)

    return run
