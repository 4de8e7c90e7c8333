"""Who computes a sweep: this process, or a Ray cluster. Both give the same answers in the same order."""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final

import pyarrow as pa

type Work[A] = Callable[[pa.RecordBatch, date, int], A]
type Engine[A] = Callable[[Iterable[pa.RecordBatch], date], Iterator[A]]

RETRIES: Final = 20
"""How often a batch is computed again when its worker or its node is lost; every loss of a node costs each of its batches one."""
SETTINGS: Final = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is reported to anybody outside
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",  # workers use this installation as it is and install nothing
}


class NoCluster(Exception):
    """Ray is not installed."""


def locally[A](work: Work[A]) -> Engine[A]:
    """This process, a batch at a time."""

    def here(batches: Iterable[pa.RecordBatch], on: date) -> Iterator[A]:
        row = 0
        for batch in batches:
            yield work(batch, on, row)
            row += batch.num_rows

    return here


def on_cluster[A](work: Work[A]) -> Engine[A]:
    """The Ray cluster of RAY_ADDRESS, else one of this machine's own for as long as the sweep takes.

    Answers come back in order, and only few batches are under way, so memory stays flat. A batch depends on nothing but itself: one whose
    worker or node was lost is computed again elsewhere. NoCluster where Ray is not installed.
    """
    if importlib.util.find_spec("ray") is None:
        raise NoCluster
    ray = _joined()

    def there(batches: Iterable[pa.RecordBatch], on: date) -> Iterator[A]:
        remote = ray.remote(max_retries=RETRIES)(work)
        waiting: deque[Any] = deque()
        row = 0
        try:
            for batch in batches:
                waiting.append(remote.remote(batch, on, row))
                row += batch.num_rows
                if len(waiting) >= _most(ray):
                    yield ray.get(waiting.popleft())
            while waiting:
                yield ray.get(waiting.popleft())
        finally:
            ray.shutdown()

    return there


def _joined() -> Any:
    """Ray, joined to the cluster before the clock runs."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    ray = importlib.import_module("ray")
    ray.init(address=os.environ.get("RAY_ADDRESS"), ignore_reinit_error=True, log_to_driver=False, include_dashboard=False)
    return ray


def _most(ray: Any) -> int:
    """Batches under way at once: two for each processor that the cluster has now."""
    return 2 * max(1, int(ray.cluster_resources().get("CPU", 1)))
