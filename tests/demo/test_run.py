from __future__ import annotations

import argparse
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from zhiheng.demo import run
from zhiheng.demo.preparation import Mark, Preparation
from zhiheng.lib.postgres import OWNER, EmbeddedPostgres
from zhiheng.lib.processes import wait_until

STAND_IN = Path(__file__).with_name("stand_in.py")


class Started:
    """A demo process, its printed lines so far, and the processes that belong to its folder."""

    def __init__(self, folder: Path, *, web: str = "serve", port: int = 0, **environment: str) -> None:
        self.folder = folder
        argv = [sys.executable, str(STAND_IN), web, "--data", str(folder), "--port", str(port), "--lang", "en"]
        kept = {name: value for name, value in os.environ.items() if "DATABASE" not in name}
        self.process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=kept | environment)
        self.said = ""

    def hear(self, words: str) -> str:
        """Read until the words are said; all that was said. At its end the process has closed its output."""
        assert self.process.stdout is not None
        while words not in self.said and (line := self.process.stdout.readline()):
            self.said += line
        assert words in self.said
        return self.said

    @property
    def port(self) -> int:
        return int(re.findall(r"ready: http://127\.0\.0\.1:(\d+)/", self.hear("is ready"))[0])

    def members(self) -> dict[int, str]:
        """Number and command of every process of this demo besides itself."""
        return {pid: command for pid, command in processes_of(self.folder).items() if pid != self.process.pid}

    def web(self) -> int:
        return next(pid for pid, command in self.members().items() if "http.server" in command)

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.process.wait(20)


def processes_of(folder: Path) -> dict[int, str]:
    """Living processes that name the folder in their command or environment."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            command, environment = (path / "cmdline").read_bytes(), (path / "environ").read_bytes()
        except OSError:
            continue
        if str(folder).encode() in command + environment:
            found[int(path.name)] = command.replace(b"\0", b" ").decode(errors="replace")
    return found


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "demo"
    for pid in processes_of(tmp_path / "demo"):
        os.kill(pid, signal.SIGKILL)
    EmbeddedPostgres(tmp_path / "demo" / "postgres").stop()


@pytest.fixture
def demo(folder: Path) -> Started:
    return Started(folder)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_works_until_it_is_told_to_stop(demo: Started, how: signal.Signals) -> None:
    assert answers(demo.port)
    assert demo.stop(how) == 0
    assert demo.members() == {}


def test_it_stops_while_it_is_starting(demo: Started) -> None:
    demo.hear("Starting the database")
    assert demo.stop() == 0
    assert demo.members() == {}


def test_a_second_ctrl_c_does_not_break_the_stop(demo: Started) -> None:
    assert answers(demo.port)
    demo.process.send_signal(signal.SIGINT)
    demo.hear("Stopping")
    assert demo.stop() == 0
    assert demo.members() == {}


def test_a_killed_web_process_is_started_again(demo: Started) -> None:
    port, first = demo.port, demo.web()
    os.kill(first, signal.SIGKILL)
    demo.hear("web process ended unexpectedly (status -9)")
    assert answers(port)
    assert demo.web() != first


def test_a_killed_database_is_started_again(demo: Started) -> None:
    assert answers(demo.port)
    server = EmbeddedPostgres(demo.folder / "postgres")
    first = server.pid()
    os.kill(first or 0, signal.SIGKILL)
    demo.hear("recovering it")
    assert wait_until(lambda: server.running() and server.pid() != first, 20)


def test_when_it_is_killed_nothing_is_left_over(demo: Started) -> None:
    assert answers(demo.port)
    demo.stop(signal.SIGKILL)
    assert wait_until(lambda: demo.members() == {}, 10)


def test_after_everything_was_killed_a_new_start_recovers(demo: Started, folder: Path) -> None:
    port = demo.port
    for pid in [demo.process.pid, *demo.members()]:
        os.kill(pid, signal.SIGKILL)
    again = Started(folder, port=port)
    assert again.port == port
    assert again.stop() == 0


def test_a_new_start_right_after_a_kill_gets_the_same_port(demo: Started, folder: Path) -> None:
    port = demo.port
    demo.stop(signal.SIGKILL)
    assert Started(folder, port=port).port == port


def test_a_second_copy_says_where_the_first_is(demo: Started, folder: Path) -> None:
    said = f"already running: http://127.0.0.1:{demo.port}/ (process {demo.process.pid},"
    second = Started(folder)
    second.hear(said)
    assert second.process.wait(10) == 1
    assert answers(demo.port)


def test_a_taken_port(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = Started(folder, port=port)
        assert refused.hear("\n") == f"Port {port} is taken by another program. Choose another with --port, for example --port {port + 1}.\n"
        assert refused.process.wait(10) == 1


def test_a_web_process_that_cannot_start(folder: Path) -> None:
    refused = Started(folder, web="fall")
    refused.hear("The web process did not start: no such table")
    assert refused.process.wait(20) == 1
    assert refused.members() == {}


def test_a_first_load_that_was_cut_short_is_begun_anew(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        one = run.Demo(run.Place(folder, listening, "127.0.0.1", 1), options(), run.Voice("en"))
        assert one.server is not None
        one.server.start()
        preparation = Preparation(one.server.url(OWNER), one.environment(), folder / "prepare.log")
        with psycopg.connect(preparation.owner_url) as connection:
            connection.execute("create table half (id int)")
        assert one._after_half_filling(preparation, Mark("r", "begun", 60, 1)) == Mark()
        with psycopg.connect(preparation.owner_url) as connection:
            assert connection.execute("select to_regclass('half')").fetchone() == (None,)


def test_the_operators_server_is_used_and_left_alone(folder: Path, tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "theirs", durable=False)
    server.start()
    demo = Started(folder, DATABASE_URL=server.url())
    assert answers(demo.port)
    assert demo.stop() == 0
    assert not (folder / "postgres").exists()
    assert server.running()
    server.stop()


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    run.configure(parser)
    return parser.parse_args([*words, "--lang", "en"])


@pytest.fixture(autouse=True)
def embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine where the operator names no server."""
    monkeypatch.delenv("DATABASE_URL")


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave the test runner's own signal handlers as they were."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("in_process")
def test_missing_assets(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(run, "BUILT", ("web/static/build/none.js",))
    assert run.run(options("--data", str(folder))) == 1
    assert "web/static/build/none.js" in capsys.readouterr().err


@pytest.mark.usefixtures("in_process")
def test_an_old_python(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 12, 1, "final", 0))
    assert run.run(options("--data", str(folder))) == 1
    assert "this is 3.12.1" in capsys.readouterr().err


@pytest.mark.usefixtures("in_process")
def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(run, "BUILT", ())
    (tmp_path / "file").touch()
    assert run.run(options("--data", str(tmp_path / "file" / "demo"))) == 1
    assert "cannot be written to" in capsys.readouterr().err


@pytest.mark.usefixtures("in_process")
def test_an_address_of_another_machine(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(run, "BUILT", ())
    assert run.run(options("--data", str(folder), "--host", "192.0.2.1")) == 1
    assert "Cannot listen on 192.0.2.1:8000" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("--port", "65536"), ("--port", "-1"), ("--port", "八千"), ("--prisoners", "59"), ("--prisoners", "-1")])
def test_numbers_out_of_bounds(words: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        options(*words)
    assert words[0] in capsys.readouterr().err


def test_it_listens_on_this_machine_only(demo: Started) -> None:
    port = demo.port
    table = Path("/proc/net/tcp").read_text()
    assert f" 0100007F:{port:04X} " in table
    assert f" 00000000:{port:04X} " not in table


def test_a_stop_is_quick(demo: Started) -> None:
    assert answers(demo.port)
    begun = time.monotonic()
    demo.stop()
    assert time.monotonic() - begun < 5
