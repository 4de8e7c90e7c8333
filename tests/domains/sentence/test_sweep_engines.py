"""A cluster gives what this process gives, also when a worker or a whole node is lost in the middle."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zhiheng.config import sweeping
from zhiheng.config.cli import main
from zhiheng.domains.sentence.sweep.engines import SETTINGS, NoCluster, locally, on_cluster
from zhiheng.domains.sentence.sweep.kernel import Swept, swept

ON = dt.date(2026, 11, 22)
BATCHES, ROWS = 40, 500


def people() -> Iterator[pa.RecordBatch]:
    """Terms of all lengths; one in a hundred has no start and is refused."""
    for number in range(BATCHES):
        rows = range(number * ROWS, (number + 1) * ROWS)
        start = [None if row % 100 == 7 else dt.date(2005, 1, 1) + dt.timedelta(row % 7000) for row in rows]
        yield pa.record_batch({"id": [str(row) for row in rows], "start": start, "years": [1 + row % 20 for row in rows]})


def whole(answers: Iterator[Swept]) -> tuple[pa.Table, pa.Table]:
    found = list(answers)
    return pa.Table.from_batches([one.found for one in found]), pa.Table.from_batches([one.refused for one in found])


def test_rows_are_numbered_over_the_whole_source() -> None:
    _, refused = whole(locally(swept)(people(), ON))

    assert refused.column("row").to_pylist() == list(range(7, BATCHES * ROWS, 100))


def test_without_ray_there_is_no_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str, package: str | None = None) -> None:
        return None

    monkeypatch.setattr(importlib.util, "find_spec", nothing)

    with pytest.raises(NoCluster):
        on_cluster(swept)


# --- two nodes ------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def nodes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A cluster of two nodes with a processor each; the second is the one that a test may lose."""
    if importlib.util.find_spec("ray") is None:
        pytest.skip("Ray is not installed")
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)  # read when Ray is imported
    from ray.cluster_utils import Cluster

    room = {"num_cpus": 1, "object_store_memory": 100 << 20}
    cluster: Any = Cluster(initialize_head=True, head_node_args={**room, "include_dashboard": False})
    second = cluster.add_node(**room)
    monkeypatch.setenv("RAY_ADDRESS", cluster.address)
    yield cluster, second
    cluster.shutdown()


def interrupted(losses: dict[int, Callable[[], None]]) -> Iterator[pa.RecordBatch]:
    """The people, with losses before some of the batches, when others are under way."""
    for number, batch in enumerate(people()):
        losses.pop(number, lambda: None)()
        yield batch


def busy_worker() -> int:
    """A process of the cluster that computes a batch; waits for one. The first batches take seconds, since the rules are compiled for them."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for folder in Path("/proc").iterdir():
            try:
                if folder.name.isdigit() and (folder / "cmdline").read_bytes().startswith(b"ray::swept"):
                    return int(folder.name)
            except OSError:
                continue  # it has just ended
    raise AssertionError("no worker computes anything")


@pytest.mark.slow
def test_a_worker_and_a_node_are_lost_and_nothing_is(nodes: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster, second = nodes
    losses = {3: lambda: os.kill(busy_worker(), signal.SIGKILL), 20: lambda: cluster.remove_node(second, allow_graceful=False)}
    (tmp_path / "people.parquet").write_bytes(b"PAR1")

    def sweep(out: str, engine: str, batches: Iterator[pa.RecordBatch]) -> None:
        monkeypatch.setattr(sweeping, "file_reader", lambda path, figures: batches)
        words = ["--on", ON.isoformat(), "--from", str(tmp_path / "people.parquet"), "--out", str(tmp_path / out), "--engine", engine]
        assert main(["law", "sweep", *words]) == 0

    sweep("here.parquet", "local", people())
    sweep("there.parquet", "ray", interrupted(losses))

    assert losses == {}
    for kind in ("", ".refused"):
        assert pq.read_table(tmp_path / f"there{kind}.parquet") == pq.read_table(tmp_path / f"here{kind}.parquet")
