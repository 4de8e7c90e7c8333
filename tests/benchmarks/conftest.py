"""The benchmarks are scripts beside the package: their folder is put last on the path, so that it hides nothing."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
