from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from zhiheng.lib.processes import Child, Keeper, process_exists, wait_until

FAITHFUL = "import time; time.sleep(600)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "logs" / "child.log"


def child(code: str, log: Path) -> Child:
    return Child("child", [sys.executable, "-c", code], os.environ, log)


def test_it_works(log: Path) -> None:
    one = child("print('spoken')", log)
    one.start()
    assert wait_until(lambda: not one.alive(), 10)
    assert (one.status(), log.read_text()) == (0, "spoken\n")


def test_a_stubborn_child_is_killed(log: Path) -> None:
    one = child(STUBBORN, log)
    one.start()
    assert wait_until(lambda: log.read_text() == "up\n", 10)
    one.stop(0.3)
    assert one.status() == -signal.SIGKILL


def test_grandchildren_end_too(log: Path) -> None:
    one = child(f"import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', {FAITHFUL!r}]).pid, flush=True); {FAITHFUL}", log)
    one.start()
    assert wait_until(lambda: log.exists() and log.read_text().endswith("\n"), 10)
    one.stop(3)
    grandchild = int(log.read_text())
    assert wait_until(lambda: not process_exists(grandchild) or "Z" in Path(f"/proc/{grandchild}/stat").read_text().split()[2], 5)


def test_stopping_what_never_started(log: Path) -> None:
    child(FAITHFUL, log).stop(0)


def test_pauses_grow_and_begin_anew_after_a_steady_minute(log: Path) -> None:
    one = child(FAITHFUL, log)
    one.started = time.monotonic()
    assert [one.fell() for _ in range(8)] == [0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 30.0, 30.0]
    one.started = time.monotonic() - 61
    assert one.fell() == 0.5


def test_a_keeper_starts_the_fallen_again(log: Path) -> None:
    falls: list[float] = []
    one = child(FAITHFUL, log)
    keeper = Keeper([one], lambda _child, pause: falls.append(pause))
    keeper.start()
    first = one.process
    assert first is not None
    first.kill()

    def again() -> bool:
        keeper.look()
        return one.process is not first and one.alive()

    assert wait_until(again, 10)
    assert falls == [0.5]
    keeper.stop()
    assert not one.alive()


def test_a_keeper_ends_when_asked(log: Path) -> None:
    keeper = Keeper([child(FAITHFUL, log)], lambda _child, _pause: None)
    keeper.start()
    keeper.keep(keeper.ask_to_stop, every=0.01)
    keeper.stop()
    assert not keeper.children[0].alive()


def test_a_grown_log_begins_anew(log: Path) -> None:
    log.parent.mkdir()
    log.write_bytes(b"x" * 10_000_001)
    one = child("print('new')", log)
    one.start()
    one.stop(5)
    assert log.with_suffix(".previous.log").stat().st_size == 10_000_001
    assert log.stat().st_size < 10
