"""``zhiheng law compare-rules`` and ``zhiheng law replay``: a candidate before it is switched on, and what is stored computed again.

Only ``--cases`` needs no database; the framework is loaded when the records are asked for.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from zhiheng.config.law_check_command import UNUSABLE, opened
from zhiheng.config.law_versions_told import Tally, tell, tell_invalid, tell_summary
from zhiheng.domains.sentence.comparison.candidate import Candidate, UnknownCandidate, compared
from zhiheng.law.cases import BadCase, cases_of
from zhiheng.law.choices import DEFAULTS
from zhiheng.law.wording import say


def configure_compare(comparing: argparse.ArgumentParser) -> None:
    what = comparing.add_mutually_exclusive_group(required=True)
    what.add_argument("--reading", action="append", metavar="OQ-6=next_day", help="another reading of an open question; may be given again")
    what.add_argument("--rules-of", type=date.fromisoformat, metavar="DATE", help="as if the instruments of this day governed")
    what.add_argument("--edition", action="store_true", help="what is stored, beside the present code (needs --database)")
    whom = comparing.add_mutually_exclusive_group(required=True)
    whom.add_argument("--cases", type=Path, metavar="FILE.jsonl", help="one case a line")
    whom.add_argument("--database", action="store_true", help="everybody on the books")
    comparing.add_argument("--place", default="", metavar="PATH", help="with --database: only this place and what is below it")
    comparing.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="report date (of a case that has none; with --database: today)")
    comparing.set_defaults(work=run_compare_rules)


def configure_replay(replaying: argparse.ArgumentParser) -> None:
    replaying.add_argument("--person", metavar="NUMBER", help="one prisoner number")
    replaying.add_argument("--since", type=date.fromisoformat, metavar="DATE", help="only what was stored on this day or later")
    replaying.set_defaults(work=run_replay)


def candidate_of(options: argparse.Namespace) -> Candidate:
    """What the options ask to be tried; UnknownCandidate for what cannot be."""
    if options.reading:
        return Candidate.reading(*options.reading)
    if options.rules_of:
        return Candidate.rules_of(options.rules_of)
    if options.cases:
        raise UnknownCandidate("--edition --cases")
    return Candidate.edition()


def run_compare_rules(options: argparse.Namespace) -> int:
    """Print everybody whom the candidate touches, then the counts; 0, or 2 when nothing could be compared."""
    try:
        candidate = candidate_of(options)
    except UnknownCandidate as refusal:
        print(say(options.lang, f"不能比较：{refusal}", f"cannot be compared: {refusal}"), file=sys.stderr)
        return UNUSABLE
    if options.cases:
        return compare_file(options, candidate)
    from zhiheng.config import law_records

    return law_records.compare_database(options, candidate)


def compare_file(options: argparse.Namespace, candidate: Candidate) -> int:
    stream = opened(options.cases, options.lang)
    if stream is None:
        return UNUSABLE
    tally = Tally()
    with stream:
        for case in cases_of(stream):
            if isinstance(case, BadCase):
                tally.invalid += 1
                tell_invalid(case, options)
                continue
            found = compared(case, candidate, DEFAULTS, options.on)
            tally.add(found)
            tell(case.id, found, options)
    tell_summary(tally, candidate, options)
    return 0


def run_replay(options: argparse.Namespace) -> int:
    """Compute what is stored again; 1 when something differs and nobody recorded why, 2 when nothing could be read."""
    from zhiheng.config import law_records

    return law_records.replay_all(options)
