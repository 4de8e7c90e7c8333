"""`zhiheng worker`: the sequencer of the trail, and beside it what was asked for and takes long, apart from the web so that neither waits."""

from __future__ import annotations

import argparse
import signal
import threading


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--checkpoint-every", type=float, default=60.0, metavar="SECONDS", help="how often the log's root is signed")


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from zhiheng.domains.conduct.seclusion import watchman
    from zhiheng.domains.sentence import runs
    from zhiheng.engines.trail import sequencer
    from zhiheng.engines.trail.keys import checkpoint_journal, trail_signer

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    # A run never delays the sequencer: it has its own connection and its own thread, and stops between two slices.
    long_runs = threading.Thread(target=runs.run, args=(stop,), name="runs")
    long_runs.start()
    watch = threading.Thread(target=watchman.run, args=(stop,), name="clocks")
    watch.start()
    sequencer.run(stop, signer=trail_signer(), journal=checkpoint_journal(), checkpoint_every=args.checkpoint_every)
    long_runs.join()
    watch.join()
    return 0
