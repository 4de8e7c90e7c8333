"""The sequencer: gives committed entries their place in the Merkle log and signs checkpoints. One at a time, wherever it runs."""

from __future__ import annotations

import datetime as dt
import json
import logging
import threading
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from zhiheng.lib.signing import Signer

log = logging.getLogger(__name__)

BATCH = 5_000
PAUSE = 0.25  # seconds; an entry is sequenced well within one second of its commit


def sequence_once(at_most: int = BATCH) -> int:
    """Place up to ``at_most`` waiting entries; the number placed. Several sequencers are harmless: one works, the others see 0."""
    with connection.cursor() as cursor:
        cursor.execute("select trail_sequence(%s)", [at_most])
        return int(cursor.fetchone()[0])


def drain() -> int:
    """Place everything that waits; the number placed."""
    total = 0
    while placed := sequence_once():
        total += placed
    return total


def statement(size: int, root: bytes, at: dt.datetime) -> bytes:
    """The bytes that a checkpoint's signature covers."""
    return f"zhiheng checkpoint\n{size}\n{root.hex()}\n{at.astimezone(dt.UTC).isoformat(timespec='microseconds')}\n".encode()


@transaction.atomic
def add_checkpoint(signer: Signer, journal: Path | None = None) -> int:
    """Sign the log as it stands; its size. Nothing is signed when the newest checkpoint already covers it.

    ``journal`` is a file outside the database to which each checkpoint is appended, so that a log cut short
    together with its checkpoints is still found out.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select s.size, trail_root(s.size) from (select coalesce(max(seq) + 1, 0) as size from trail_leaf) s"
            " where s.size > coalesce((select max(size) from trail_checkpoint), 0)"
        )
        found = cursor.fetchone()
        if found is None:
            return 0
        size, root = int(found[0]), bytes(found[1])
        at = timezone.now()
        signature = signer.sign(statement(size, root, at))
        cursor.execute("select trail_checkpoint_add(%s, %s, %s, %s, %s)", [size, root, signer.fingerprint, signature, at])
    if journal is not None:
        transaction.on_commit(lambda: _append(journal, size, root, at, signature))
    return size


def _append(journal: Path, size: int, root: bytes, at: dt.datetime, signature: bytes) -> None:
    line = json.dumps(
        {"size": size, "root": root.hex(), "at": at.astimezone(dt.UTC).isoformat(timespec="microseconds"), "signature": signature.hex()}
    )
    with journal.open("a") as out:
        out.write(line + "\n")


def run(stop: threading.Event, *, signer: Signer, journal: Path, checkpoint_every: float = 60.0) -> None:
    """Sequence until told to stop; a lost database is waited for, never a reason to die."""
    signed = timezone.now() - dt.timedelta(days=1)
    while not stop.is_set():
        try:
            placed = drain()
            if (timezone.now() - signed).total_seconds() >= checkpoint_every and add_checkpoint(signer, journal):
                signed = timezone.now()
        except Exception:
            log.exception("The sequencer could not reach the log and will try again.")
            connection.close()
            placed = 0
        stop.wait(0 if placed >= BATCH else PAUSE)
    drain()
    add_checkpoint(signer, journal)
