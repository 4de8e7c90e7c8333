"""As whom the server runs. PostgreSQL refuses root, so root must step down, and stay able to reach its files.

Three ways: an ordinary user runs it as itself; root drops to the data's owner (or to `nobody`); where that user cannot
reach the files (a checkout under a home closed to others), root enters a user namespace in which it is an ordinary user.
"""

from __future__ import annotations

import os
import platform
import pwd
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from zhiheng.lib.postgres.errors import CannotLeaveRoot, UnsupportedSystem
from zhiheng.lib.processes import die_with_parent

ORDINARY = 65534
# Not the number above, as which a namespace shows the files of everybody else.
INSIDE = 1000


@dataclass(frozen=True)
class Identity:
    """A user to run the server's programs as: `uid` as this process sees it, and how to become it."""

    uid: int
    namespaced: bool = False

    @property
    def gid(self) -> int:
        """The user's own group; of a user without an entry, the group of the same number."""
        if self.uid == os.geteuid():
            return os.getegid()
        try:
            return pwd.getpwuid(self.uid).pw_gid
        except KeyError:
            return self.uid

    def run(self, argv: list[str], *, text: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program to its end as this user; its two outputs come back as one text."""
        process = self.spawn(argv, subprocess.PIPE, stdin=subprocess.PIPE, tied=True)
        out, _ = process.communicate(text.encode())
        return subprocess.CompletedProcess(argv, process.returncode, out.decode(errors="replace"), "")

    def spawn(self, argv: list[str], output: IO[bytes] | int, *, stdin: int = subprocess.DEVNULL, tied: bool = False) -> subprocess.Popen[bytes]:
        """Start a program as this user in a session of its own; `tied` ends it (fast shutdown) with this process."""
        parent = os.getpid()
        dropping = self.uid != os.geteuid()

        def become() -> None:
            if self.namespaced:
                _enter_user_namespace()
            if tied:  # last: a change of identity forgets the request
                die_with_parent(signal.SIGINT, parent)

        return subprocess.Popen(
            argv,
            stdin=stdin,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=_plain_environment(),
            cwd="/",
            start_new_session=True,
            user=self.uid if dropping else None,
            group=self.gid if dropping else None,
            extra_groups=[] if dropping else None,
            preexec_fn=become,
        )

    def own(self, path: Path) -> None:
        """Hand a path, and all below it, to this user when it belongs to another. Only root can."""
        if path.lstat().st_uid == self.uid:
            return
        shutil.chown(path, self.uid, self.gid)
        for below in path.rglob("*"):
            os.chown(below, self.uid, self.gid, follow_symlinks=False)


def _enter_user_namespace() -> None:
    """In a forked child of root: a namespace where root's files belong to an ordinary user number, and we are it."""
    uid, gid = os.geteuid(), os.getegid()
    os.unshare(os.CLONE_NEWUSER)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{INSIDE} {uid} 1"), ("gid_map", f"{INSIDE} {gid} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def _plain_environment() -> dict[str, str]:
    """Ours without what would steer PostgreSQL from outside, and with messages in English, which we read."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return kept | {"LC_ALL": "C", "TZ": "Asia/Shanghai"}


def choose(program: Path, folder: Path, owner: int | None) -> Identity:
    """The first identity that can both run the program and enter the folder. `owner`: who has the cluster now, if anyone."""
    for identity in _candidates(owner):
        if _can(identity, program, folder):
            return identity
    if os.geteuid() == 0 and _runs_at_all(program):
        raise CannotLeaveRoot(folder=folder)
    raise UnsupportedSystem(system=f"{platform.system()} {platform.machine()}")


def _candidates(owner: int | None) -> list[Identity]:
    me = os.geteuid()
    if me != 0:
        return [Identity(me)]
    dropped = Identity(owner or ORDINARY)
    in_namespace = [Identity(me, namespaced=True)] if hasattr(os, "unshare") else []
    # A cluster that root made inside a namespace goes on that way; otherwise a real drop is the stronger wall.
    return [*in_namespace, dropped] if owner == 0 else [dropped, *in_namespace]


def _can(identity: Identity, program: Path, folder: Path) -> bool:
    try:
        probe = identity.run(["/bin/sh", "-c", 'cd "$0" && exec "$1" --version', str(folder), str(program)])
    except (OSError, subprocess.SubprocessError):
        return False
    return probe.returncode == 0


def _runs_at_all(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False
