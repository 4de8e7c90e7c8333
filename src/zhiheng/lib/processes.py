"""Child processes that cannot outlive us, and a keeper that starts them again when they fall."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
# Loaded here, not in the child: between fork and exec nothing may be imported or allocated more than needed.
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
STEADY_SECONDS = 60.0


def die_with_parent(with_signal: int = signal.SIGTERM, parent: int | None = None) -> None:
    """Ask the kernel to signal this process when its parent thread ends. Linux only; elsewhere does nothing.

    `parent` is the pid seen before the fork: a parent that died in between would never be noticed.
    """
    if _LIBC is None:
        return
    _LIBC.prctl(PR_SET_PDEATHSIG, with_signal, 0, 0, 0)
    if parent is not None and os.getppid() != parent:
        os._exit(1)


def spawn_tied(argv: Sequence[str], env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """A process for one task, in the terminal's own group, that ends with us; its stderr is a pipe to read."""
    parent = os.getpid()
    return subprocess.Popen(
        argv,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: die_with_parent(signal.SIGTERM, parent),
    )


def process_exists(pid: int) -> bool:
    """Whether a process of this number exists, whoever owns it."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def wait_until(happened: Callable[[], bool], seconds: float, every: float = 0.02) -> bool:
    """Poll until it happened or the seconds are over; whether it happened."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(every)
    return True


@dataclass
class Child:
    """One kept process: how it is started, where its output goes, how often it has fallen lately."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    log: Path
    pass_fds: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    falls: int = 0
    started: float = 0.0
    due: float = field(default=0.0, repr=False)

    def start(self) -> None:
        """Start it in a session of its own, so that a Ctrl-C reaches it only through its keeper, in order."""
        parent = os.getpid()
        self.started = time.monotonic()
        with _appending(self.log) as output:
            self.process = subprocess.Popen(
                self.argv,
                env=dict(self.env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                pass_fds=self.pass_fds,
                preexec_fn=lambda: die_with_parent(signal.SIGTERM, parent),  # one thread forks here
            )

    def alive(self) -> bool:
        """Whether it runs now."""
        return self.process is not None and self.process.poll() is None

    def fell(self) -> float:
        """Note a fall and say after how many seconds it is tried again: longer each time, anew after a steady minute."""
        if time.monotonic() - self.started > STEADY_SECONDS:
            self.falls = 0
        pause = PAUSES[min(self.falls, len(PAUSES) - 1)]
        self.falls += 1
        self.due = time.monotonic() + pause
        return pause

    def status(self) -> int | None:
        """How it ended: exit status, or minus the signal's number; None while it runs or before it started."""
        return self.process.poll() if self.process else None

    def stop(self, seconds: float) -> None:
        """SIGTERM, then SIGKILL to whatever is left of its session after the seconds."""
        if self.process is None:
            return
        if self.alive():
            self.process.terminate()
            wait_until(lambda: not self.alive(), seconds)
        _kill_session(self.process.pid)
        self.process.wait()


def _appending(log: Path) -> IO[bytes]:
    """The log opened for append; one that has grown past 10 MB begins anew, the last one is kept beside it."""
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > 10_000_000:
        log.replace(log.with_suffix(".previous.log"))
    return log.open("ab")


def _kill_session(leader: int) -> None:
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


class Keeper:
    """Keeps children running until told to stop: starts in the order given, stops in the reverse order."""

    def __init__(self, children: Sequence[Child], fallen: Callable[[Child, float], None]) -> None:
        self.children = list(children)
        self.fallen = fallen
        self.stopping = False

    def start(self) -> None:
        """Start every child."""
        for child in self.children:
            child.start()

    def look(self) -> None:
        """One round: note who fell, start again whoever's pause is over."""
        now = time.monotonic()
        for child in self.children:
            if child.alive():
                continue
            if not child.due:
                self.fallen(child, child.fell())
            elif now >= child.due:
                child.due = 0.0
                child.start()

    def keep(self, tend: Callable[[], None], every: float = 0.2) -> None:
        """Look round until `ask_to_stop`; `tend` is called each round for what the caller keeps besides."""
        while not self.stopping:
            tend()
            self.look()
            time.sleep(every)

    def ask_to_stop(self, *_signal: object) -> None:
        """For signal handlers: end `keep` after its present round."""
        self.stopping = True

    def stop(self, seconds: float = 3.0) -> None:
        """Stop all, last started first; each has the seconds to end by itself."""
        for child in reversed(self.children):
            child.stop(seconds)
