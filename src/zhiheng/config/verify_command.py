"""`zhiheng verify`: proves that no record was altered behind the application's back; names the first one that was."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict

from tqdm import tqdm


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object instead of sentences")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the sentences")
    parser.add_argument("--data", metavar="DIR", help="the installation's folder (keys, checkpoints, embedded database)")


def run(args: argparse.Namespace) -> int:
    """Exit status 0: all is as signed; 1: something was altered; 2: nothing could be verified."""
    if args.data:
        os.environ["ZHIHENG_DATA"] = args.data
    if os.environ.get("DATABASE_URL"):
        return _verify(args)
    from zhiheng.config.environment import state_folder
    from zhiheng.lib.postgres import DatabaseRefusal, EmbeddedPostgres

    try:
        with EmbeddedPostgres(state_folder() / "postgres") as server:
            os.environ |= server.environment()
            return _verify(args)
    except DatabaseRefusal as refusal:
        print(refusal, file=sys.stderr)
        return 2


def _verify(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.utils import translation

    from zhiheng.engines.trail.keys import checkpoint_journal, trail_verifier
    from zhiheng.engines.trail.verify import verify

    bar = tqdm(total=0, disable=args.json or not sys.stderr.isatty(), bar_format="{desc} {n_fmt}/{total_fmt}")

    def tell(what: str, done: int, total: int) -> None:
        bar.set_description_str(what)
        bar.total, bar.n = total, done
        bar.refresh()

    with translation.override("zh-hans" if args.lang == "zh" else "en"):
        report = verify(key=trail_verifier(), journal=checkpoint_journal(), progress=tell)
        bar.close()
        print(json.dumps(asdict(report) | {"ok": report.ok}, ensure_ascii=False) if args.json else "\n".join(_lines(report)))
    return 0 if report.ok else 1


def _lines(report: object) -> list[str]:
    from django.utils.translation import gettext as _

    from zhiheng.engines.trail.verify import Report

    assert isinstance(report, Report)
    counted = _(
        "%(entries)s entries, %(changes)s changes and %(rows)s records verified; root %(root)s; last signed checkpoint at %(checkpoint)s entries."
    )
    first = counted % {**asdict(report), "root": report.root[:16]}
    if report.ok:
        return [first, _("Everything is as the trail says.")]
    return [first, _("Faults found: %(count)s. The first one:") % {"count": len(report.faults)}, *(f"[{f.check}] {f.words}" for f in report.faults)]
