"""What the benchmarks share: a scratch PostgreSQL of their own, timing, and the closing JSON line.

Every benchmark says what it does, compares against a peer or a physical limit in the same run, and ends with one JSON object
``{"benchmark": name, "ratios": {...}, "figures": {...}}``. Machines differ and are shared: ratios are the result, figures the background.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from zhiheng.lib.postgres import EmbeddedPostgres


@contextmanager
def scratch(*, keep: str = "") -> Iterator[EmbeddedPostgres]:
    """A durable (fsync on) PostgreSQL with the product's schema; the environment points at it with the owner's rights. ``keep`` reuses a folder."""
    with tempfile.TemporaryDirectory(prefix="zhiheng-bench-") as made:
        folder = Path(keep or made)
        folder.chmod(0o755)
        server = EmbeddedPostgres(folder / "postgres")
        server.start()
        try:
            os.environ |= {**server.environment(), "ZHIHENG_AS_OWNER": "1", "ZHIHENG_DATA": str(folder), "ZHIHENG_SECRET_KEY": "benchmark"}
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhiheng.config.settings")
            _migrate()
            yield server
        finally:
            server.stop()


def _migrate() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)


def median_seconds(job: Callable[[], object], *, runs: int = 5, warm: int = 1) -> float:
    """Median wall time of one call, after warming up."""
    for _ in range(warm):
        job()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        job()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def in_turn(first: Callable[[], object], second: Callable[[], object], *, runs: int = 5) -> tuple[float, float]:
    """Median wall times of two jobs run alternately, so that a drifting machine touches both."""
    times: tuple[list[float], list[float]] = ([], [])
    first(), second()
    for _ in range(runs):
        for job, kept in zip((first, second), times, strict=True):
            began = time.perf_counter()
            job()
            kept.append(time.perf_counter() - began)
    return statistics.median(times[0]), statistics.median(times[1])


def close(name: str, ratios: dict[str, float], figures: dict[str, float | str]) -> None:
    """Print the closing line."""
    print(json.dumps({"benchmark": name, "ratios": {k: round(v, 3) for k, v in ratios.items()}, "figures": figures}, ensure_ascii=False))
