"""What the database needs before anyone signs in: the tables of this release, and once the synthetic bureau.

How far that has come is kept as the comment on the database itself: it goes where the database goes, and reading it
takes a millisecond, where asking the framework takes seconds.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

import zhiheng
from zhiheng.demo.errors import HalfSeeded, NotTheOwner, PreparationFailed, ServerTooOld, ServerUnreachable
from zhiheng.lib.postgres.errors import DiskFull
from zhiheng.lib.processes import spawn_tied

PACKAGE = Path(zhiheng.__file__).parent
OLDEST_SERVER = 18
# What may change the tables or what a migration leaves behind: our code below the pages, and the frameworks.
SHAPING_ROOMS = ("engines", "base", "domains")
SHAPING_PACKAGES = ("django", "django-allauth")


@dataclass(frozen=True)
class Mark:
    """How far a database has come: the release that migrated it, and its bureau (`begun` or `done`, of what size)."""

    release: str = ""
    bureau: str = ""
    prisoners: int = 0
    seed: int = 0


def release() -> str:
    """A fingerprint of everything that shapes the tables."""
    digest = hashlib.sha256()
    for room in SHAPING_ROOMS:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            digest.update(str(path.relative_to(PACKAGE)).encode() + b"\0" + path.read_bytes())
    for package in SHAPING_PACKAGES:
        digest.update(importlib.metadata.version(package).encode())
    return digest.hexdigest()[:16]


def read_mark(owner_url: str) -> Mark:
    """The database's mark; an unmarked database is a new one. Refuses a server that cannot be reached or is too old."""
    try:
        with psycopg.connect(owner_url, connect_timeout=10) as connection:
            if connection.info.server_version < OLDEST_SERVER * 10_000:
                raise ServerTooOld(found=connection.info.server_version // 10_000)
            row = connection.execute(_READ).fetchone()
    except psycopg.OperationalError as error:
        raise ServerUnreachable(reason=str(error).splitlines()[0]) from error
    try:
        return Mark(**json.loads(row[0])) if row and row[0] else Mark()
    except (ValueError, TypeError):
        return Mark()


_READ = "select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()"


def write_mark(owner_url: str, mark: Mark) -> None:
    """Only the database's owner can."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        name, role = connection.info.dbname, connection.info.user
        comment = sql.SQL("comment on database {} is {}").format(sql.Identifier(name), sql.Literal(json.dumps(vars(mark))))
        try:
            connection.execute(comment)
        except psycopg.errors.InsufficientPrivilege as error:
            raise NotTheOwner(role=role, database=name) from error


@dataclass(frozen=True)
class Preparation:
    """The set-up of one database by its owner. `environment` is what the child processes get; `log` takes their words."""

    owner_url: str
    environment: Mapping[str, str]
    log: Path

    def migrate(self, mark: Mark) -> Mark:
        """Bring the tables to this release."""
        self._run("zhiheng.config.cli", "manage", "migrate", "--no-input", "--verbosity", "0")
        return self._marked(Mark(release(), mark.bureau, mark.prisoners, mark.seed))

    def fill(self, mark: Mark, *, prisoners: int, seed: int) -> Mark:
        """Load the synthetic bureau. The mark says `begun` first: a load that was cut short is known for one."""
        self._marked(Mark(mark.release, "begun", prisoners, seed))
        self._run("zhiheng.demo.seeding", "--prisoners", str(prisoners), "--seed", str(seed), shown=True)
        return self._marked(Mark(mark.release, "done", prisoners, seed))

    def refuse_half_filled(self) -> None:
        """For a database that is not ours to drop."""
        with psycopg.connect(self.owner_url) as connection:
            raise HalfSeeded(database=connection.info.dbname)

    def _marked(self, mark: Mark) -> Mark:
        write_mark(self.owner_url, mark)
        return mark

    def _run(self, module: str, *words: str, shown: bool = False) -> None:
        """A process of its own: it connects as the owner, which this one and the web must never do.

        What it says on stderr goes to the log, and with `shown` to the terminal too, bar and all.
        """
        self.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        process = spawn_tied([sys.executable, "-m", module, *words], self._owner_environment())
        try:
            said = _follow(process, self.log, shown)
        except BaseException:  # a stop was asked for in the middle
            process.terminate()
            raise
        finally:
            process.wait()
        if process.returncode != 0:
            raise self._refusal(said)

    def _owner_environment(self) -> dict[str, str]:
        return {**self.environment, "ZHIHENG_AS_OWNER": "1", "DJANGO_SETTINGS_MODULE": "zhiheng.config.settings"}

    def _refusal(self, said: str) -> Exception:
        if "No space left on device" in said or "DiskFull" in said:
            return DiskFull(folder=self.environment.get("ZHIHENG_DATA", "."), needed=300)
        lines = [line.strip() for line in said.replace("\r", "\n").splitlines() if line.strip()]
        return PreparationFailed(reason=(lines or ["?"])[-1], log=self.log)


def _follow(process: subprocess.Popen[bytes], log: Path, shown: bool) -> str:
    """Copy what a process says as it says it: a progress bar has no line ends to wait for."""
    kept = b""
    source = process.stderr
    with log.open("ab") as file:
        while source is not None and (piece := os.read(source.fileno(), 65536)):
            file.write(piece)
            kept = (kept + piece)[-20_000:]
            if shown and b"Traceback" not in kept:
                sys.stderr.buffer.write(piece)
                sys.stderr.flush()
    return kept.decode(errors="replace")
