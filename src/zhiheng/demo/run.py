"""`zhiheng demo`: a whole bureau on this machine. Database, web and worker run as children of this process, which
starts them in order, starts again what falls, and stops all of them when it is told to, or when it dies.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import fcntl
import http.client
import io
import json
import os
import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhiheng.config.environment import state_folder
from zhiheng.demo import errors
from zhiheng.demo.cast import sign_ins
from zhiheng.demo.preparation import PACKAGE, Mark, Preparation, read_mark, release
from zhiheng.lib.postgres import EmbeddedPostgres
from zhiheng.lib.postgres.errors import refusal_of
from zhiheng.lib.processes import Child, Keeper, die_with_parent, wait_until
from zhiheng.lib.refusal import Refusal, terminal_language

PYTHON = (3, 13)
BUILT: Sequence[str] = ("web/static/build/app.js", "locale/zh_Hans/LC_MESSAGES/django.mo")
WEB: Sequence[str] = (sys.executable, "-m", "zhiheng.demo.web_process")
WORKER: Sequence[str] = (sys.executable, "-m", "zhiheng.config.cli", "worker")
LEAST_PRISONERS = 60  # fewer do not fill the posts and wards that the roles are shown with
ANSWER_SECONDS = 90.0
LOOPBACK = "127.0.0.1"
EVERY_ADDRESS = {"0.0.0.0", "::", ""}  # noqa: S104  # names them; binds none


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `zhiheng demo`."""
    parser.add_argument("--port", type=_port_number, default=8000, help="web port / 网页端口 (8000)")
    parser.add_argument("--host", default=LOOPBACK, help="address to listen on; others can then reach it / 监听地址")
    parser.add_argument("--data", type=Path, help="folder that keeps everything / 数据目录")
    parser.add_argument("--prisoners", type=_bureau_size, default=3000, help="size of a new bureau / 新演示局的罪犯人数 (3000)")
    parser.add_argument("--seed", type=int, default=20260305, help="the same seed gives the same bureau / 随机种子")
    parser.add_argument("--no-simulator", action="store_true", help="without the device simulator / 不启动设备模拟器")
    parser.add_argument("--lang", choices=["zh", "en"], help="language of these messages / 提示语言")


def run(args: argparse.Namespace) -> int:
    """Run until told to stop. Exit status 0 after a stop that was asked for, 1 with one sentence when it cannot run."""
    voice = Voice(terminal_language(args.lang))
    _on_signals(_interrupt)
    _end_with_launcher()
    try:
        _refuse_unfit_machine()
        with _held(_folder(args.data), args.host, args.port) as place:
            Demo(place, args, voice).run()
    except Refusal as refusal:
        print(refusal.say(voice.language), file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        voice.say("已停止。", "Stopped.")
    return 0


@dataclass(frozen=True)
class Voice:
    """Speaks to the terminal in its language; in both where the terminal does not say which."""

    language: str

    def say(self, zh: str, en: str) -> None:
        """One line, or one line of each."""
        lines = {"zh": [zh], "en": [en]}.get(self.language, [zh, en])
        print("\n".join(dict.fromkeys(lines)), flush=True)


@dataclass(frozen=True)
class Place:
    """Where this demo lives: its folder, its listening socket, and the address that a browser is told."""

    folder: Path
    listening: socket.socket
    host: str
    port: int

    @property
    def address(self) -> str:
        """The address to open: a name that means every address is told as the loopback one."""
        shown = LOOPBACK if self.host in EVERY_ADDRESS else self.host
        return f"http://[{shown}]:{self.port}/" if ":" in shown else f"http://{shown}:{self.port}/"

    @property
    def logs(self) -> Path:
        """Each child writes a file of its name here."""
        return self.folder / "logs"


class Demo:
    """One run: prepare, start, keep, stop."""

    def __init__(self, place: Place, args: argparse.Namespace, voice: Voice) -> None:
        self.place = place
        self.args = args
        self.voice = voice
        # An operator's server is used as it is; the embedded one is ours to start, mend and empty.
        self.server = None if os.environ.get("DATABASE_URL") else EmbeddedPostgres(place.folder / "postgres")
        self.keeper = Keeper([], self._tell_fall)

    def run(self) -> None:
        """Returns after an orderly stop; raises a `Refusal`, or KeyboardInterrupt when stopped before it was ready."""
        _on_signals(self._stop_now)
        try:
            self._start_database()
            self._prepare()
            self._start_children()
            _on_signals(self.keeper.ask_to_stop)  # from here on there are children to stop in order
            self._announce()
            self.keeper.keep(self._tend_database)
            self.voice.say("正在停止……", "Stopping ...")
        finally:
            _on_signals(signal.SIG_IGN)  # a second Ctrl-C must not leave half of them running
            self.keeper.stop()
            if self.server is not None:
                self.server.stop()
        self.voice.say("已停止。", "Stopped.")

    def _stop_now(self, *_signal: object) -> None:
        """While preparing. The note is for an interrupt that came where a library lets none out."""
        self.keeper.ask_to_stop()
        raise KeyboardInterrupt

    def environment(self) -> dict[str, str]:
        """What every child gets."""
        hosts = {"localhost", LOOPBACK, "[::1]", self.place.host}
        every = self.place.host in EVERY_ADDRESS
        urls = self.server.environment() if self.server else {"ZHIHENG_OWNER_DATABASE_URL": os.environ["DATABASE_URL"]}
        ours = {"ZHIHENG_DEMO": "1", "ZHIHENG_DATA": str(self.place.folder), "PYTHONUNBUFFERED": "1"}
        ours["ZHIHENG_HOSTS"] = "*" if every else ",".join(sorted(hosts))
        return urls | dict(os.environ) | ours | (urls if self.server else {})

    # Database

    def _start_database(self) -> None:
        if self.server is not None:
            self.voice.say("启动数据库……", "Starting the database ...")
            self.server.start()

    def _prepare(self) -> None:
        environment = self.environment()
        preparation = Preparation(environment["ZHIHENG_OWNER_DATABASE_URL"], environment, self.place.logs / "prepare.log")
        mark = self._after_half_filling(preparation, read_mark(preparation.owner_url))
        if mark.release != release():
            self.voice.say("建立或更新数据表……", "Bringing the tables up to date ...")
            mark = preparation.migrate(mark)
        if mark.bureau != "done":
            said = f"{self.args.prisoners:,}"
            self.voice.say(f"生成合成演示局（{said} 名罪犯，全部虚构）……", f"Making a synthetic bureau of {said} prisoners ...")
            preparation.fill(mark, prisoners=self.args.prisoners, seed=self.args.seed)
        elif (mark.prisoners, mark.seed) != (self.args.prisoners, self.args.seed):
            self.voice.say(
                f"沿用已有的演示局（{mark.prisoners:,} 名罪犯，种子 {mark.seed}）；另建请用 --data。",
                f"Keeping the bureau that is here ({mark.prisoners:,} prisoners, seed {mark.seed}); --data makes another.",
            )

    def _after_half_filling(self, preparation: Preparation, mark: Mark) -> Mark:
        """A first load that was cut short is begun anew: the data are synthetic, nothing is lost."""
        if mark.bureau != "begun":
            return mark
        if self.server is None:
            preparation.refuse_half_filled()
        else:
            self.voice.say("上次生成未完成，重新开始。", "The last load was cut short; beginning anew.")
            self.server.renew_database()
        return Mark()

    def _tend_database(self) -> None:
        if self.server is None or self.server.running():
            return
        self.voice.say("数据库意外停止，正在恢复。", "The database stopped unexpectedly; recovering it.")
        self.server.start()
        environment = self.environment()
        for child in self.keeper.children:
            if child.env["DATABASE_URL"] != environment["DATABASE_URL"]:
                child.env = environment
                child.stop(3)

    # Children

    def _start_children(self) -> None:
        environment = self.environment()
        descriptor = self.place.listening.fileno()
        self.keeper.children = [
            Child("web", [*WEB, str(descriptor)], environment, self.place.logs / "web.log", pass_fds=(descriptor,)),
            Child("worker", WORKER, environment, self.place.logs / "worker.log"),
        ]
        self.voice.say("启动网页与后台任务……", "Starting web and worker ...")
        self.keeper.start()
        self._wait_for_answer(self.keeper.children[0])

    def _wait_for_answer(self, web: Child) -> None:
        answered = False

        def settled() -> bool:
            nonlocal answered
            self.keeper.look()
            answered = _answers(self.place)
            return answered or web.falls > 2

        wait_until(settled, ANSWER_SECONDS, every=0.05)
        if not answered:
            raise errors.WebWillNotStart(reason=_last_line(web.log), log=web.log)

    def _tell_fall(self, child: Child, pause: float) -> None:
        status, log = child.status(), child.log
        self.voice.say(
            f"进程 {child.name} 意外结束（状态 {status}），{pause:g} 秒后重启；详见 {log}",
            f"The {child.name} process ended unexpectedly (status {status}); again in {pause:g} s; see {log}",
        )

    def _announce(self) -> None:
        self.voice.say(f"\n执衡已就绪：{self.place.address}", f"\nZhiheng is ready: {self.place.address}")
        self.voice.say("数据全部为合成。登录页可一键以下列身份进入：", "All data are synthetic. One click signs you in as:")
        for row in _sign_in_rows(self.voice.language, self.place.folder / "demo_password"):
            print(f"  {row}", flush=True)
        self.voice.say("按 Ctrl-C 停止。", "Press Ctrl-C to stop.")


def _sign_in_rows(language: str, password: Path) -> list[str]:
    """The cast of the demo, one line each, and the password that a fresh sign-in asks for."""
    rows = []
    for row in sign_ins():
        title = {"zh": row.title_zh, "en": row.title_en}.get(language, f"{row.title_zh} / {row.title_en}")
        rows.append(f"{row.username:<28}{row.name} {title}")
    return [*rows, f"{'(密码 / password)':<26}{password.read_text().strip()}"] if password.exists() else rows


def _port_number(text: str) -> int:
    number = int(text)
    if number not in range(65536):
        raise argparse.ArgumentTypeError("0 to 65535 / 0 至 65535")
    return number


def _bureau_size(text: str) -> int:
    number = int(text)
    if number < LEAST_PRISONERS:
        raise argparse.ArgumentTypeError(f"at least {LEAST_PRISONERS} / 至少 {LEAST_PRISONERS}")
    return number


def _refuse_unfit_machine() -> None:
    if sys.version_info[:2] < PYTHON:
        raise errors.OldPython(found=".".join(map(str, sys.version_info[:3])))
    missing = [name for name in BUILT if not (PACKAGE / name).exists()]
    if missing:
        raise errors.AssetsMissing(missing=", ".join(missing))


def _folder(asked: Path | None) -> Path:
    return asked.expanduser().resolve() if asked else state_folder()


@contextlib.contextmanager
def _held(folder: Path, host: str, port: int) -> Iterator[Place]:
    """The folder for us alone, and the port. Both are free again when this process ends, however it ends."""
    try:
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        holding = (folder / "demo.lock").open("a+")
    except OSError as error:
        raise refusal_of(error, folder) from error
    with holding:
        holding.seek(0)
        last = holding.read()
        try:
            fcntl.flock(holding, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _running_copy(last, folder) from None
        # After a kill the old web process may hold the port for a moment more.
        listening = _listen(host, port, patience=5.0 if last else 0.0)
        with listening:
            place = Place(folder, listening, host, listening.getsockname()[1])
            _note(holding, json.dumps({"pid": os.getpid(), "address": place.address}), folder)
            yield place
            _note(holding, "", folder)


def _note(file: io.TextIOWrapper, text: str, folder: Path) -> None:
    try:
        file.truncate(0)
        file.write(text)
        file.flush()
    except OSError as error:
        raise refusal_of(error, folder) from error


def _running_copy(note: str, folder: Path) -> Refusal:
    try:
        return errors.AlreadyRunning(**json.loads(note), folder=folder)
    except ValueError:  # it has the lock and has not yet written where it is
        return errors.AlreadyRunning(address="...", pid="?", folder=folder)


def _listen(host: str, port: int, patience: float) -> socket.socket:
    """A listening socket. Port 0 takes any free one."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    refused: OSError | None = None

    def bound() -> bool:
        nonlocal refused
        try:
            listening.bind((host, port))
            listening.listen(512)
        except OSError as error:
            refused = error
            return error.errno != errno.EADDRINUSE
        refused = None
        return True

    wait_until(bound, patience, every=0.1)
    if refused is not None:
        listening.close()
        raise _no_port(host, port, refused)
    return listening


def _no_port(host: str, port: int, error: OSError) -> Refusal:
    if error.errno == errno.EADDRINUSE:
        return errors.PortTaken(port=port, other=port + 1)
    return errors.AddressRefused(host=host, port=port, reason=error.strerror)


def _answers(place: Place) -> bool:
    """Whether the web process answers its health question."""
    connection = http.client.HTTPConnection(place.address.split("/")[2].rpartition(":")[0].strip("[]"), place.port, timeout=1.0)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def _last_line(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()] if log.exists() else []
    return lines[-1] if lines else "?"


def _on_signals(handler: signal._HANDLER) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, handler)


def _interrupt(*_signal: object) -> None:
    """Every polite request to end is a Ctrl-C."""
    raise KeyboardInterrupt


def _end_with_launcher() -> None:
    """A killed `uv run` takes us with it: nobody else would end us."""
    with contextlib.suppress(OSError):
        if Path(f"/proc/{os.getppid()}/comm").read_text().strip() == "uv":
            die_with_parent(signal.SIGTERM)
