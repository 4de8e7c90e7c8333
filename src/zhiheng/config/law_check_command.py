"""``zhiheng law check``: published rulings recomputed row by row, whatever the size of the file."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import BinaryIO

from zhiheng.law.reading import BadText
from zhiheng.law.reckoning import Refusal, RefusalKind
from zhiheng.law.rulings import PROGRAM_FAULT, VERDICT_WORDS, Check, Verdict, check_row, rulings_of
from zhiheng.law.wording import say

UNUSABLE = 2
DIFFERS = 1


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``law check``."""
    parser.add_argument("file", type=Path, metavar="FILE.jsonl")
    parser.set_defaults(work=run_check)


def opened(path: Path, lang: str) -> BinaryIO | None:
    """The file for reading, or None after one clear sentence on the error output."""
    try:
        return path.open("rb")
    except OSError as error:
        reason = error.strerror or str(error)
        print(say(lang, f"无法读取{path}：{reason}", f"cannot read {path}: {reason}"), file=sys.stderr)
        return None


class Tally:
    """What came of the rows so far; a row that could not be computed counts under its first refusal."""

    def __init__(self) -> None:
        self.verdicts: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.odd = 0

    def count(self, done: Check) -> None:
        self.verdicts[str(done.verdict)] += 1
        self.odd += done.oddity
        self.faults.update([refusal.code for refusal in done.refusals if refusal.kind != RefusalKind.WARNING][:1])

    def status(self) -> int:
        """1 for a difference that the file does not mark itself, 2 for a row that could not be read."""
        if self.verdicts[Verdict.DIFFERS] > self.odd:
            return DIFFERS
        return UNUSABLE if self.verdicts[Verdict.INVALID] or self.faults[PROGRAM_FAULT] else 0

    def as_json(self) -> str:
        counts = {str(verdict): self.verdicts[verdict] for verdict in Verdict}
        return json.dumps({"summary": counts} | ({"refusals": dict(self.faults.most_common())} if self.faults else {}))

    def lines(self, lang: str) -> list[str]:
        faults = say(lang, "，", ", ").join(f"{code} {number}" for code, number in self.faults.most_common())
        head = [say(lang, f"不能核算的原因：{faults}", f"refused for: {faults}")] if faults else []
        return [*head, self._total(lang)]

    def _total(self, lang: str) -> str:
        words = say(lang, "，", ", ").join(f"{say(lang, *VERDICT_WORDS[verdict])} {self.verdicts[verdict]}" for verdict in Verdict)
        total = say(lang, f"共 {self.verdicts.total()} 件：", f"{self.verdicts.total()} rulings: ")
        return total + words + (say(lang, f"（不符中 {self.odd} 件已在文件中注明）", f" ({self.odd} marked as odd in the file)") if self.odd else "")


def run_check(options: argparse.Namespace) -> int:
    """Print each ruling as it is read, and a summary; 1 for an unmarked difference, 2 for a file or a line that cannot be read."""
    stream = opened(options.file, options.lang)
    if stream is None:
        return UNUSABLE
    tally = Tally()
    try:
        with stream:
            for ruling in rulings_of(stream):
                done = check_row(ruling)
                tally.count(done)
                print(json.dumps(done.as_json(options.lang), ensure_ascii=False) if options.json else line_of(done, options.lang))
    except BadText as fault:
        return unusable(fault.refusal, options)
    print(tally.as_json() if options.json else "\n".join(tally.lines(options.lang)))
    return tally.status()


def unusable(refusal: Refusal, options: argparse.Namespace) -> int:
    """A file that cannot be read at all, told once."""
    if options.json:
        print(json.dumps({"refusal": refusal.as_json()}, ensure_ascii=False))
    print(say(options.lang, refusal.message_zh, refusal.message_en), file=sys.stderr)
    return UNUSABLE


def line_of(done: Check, lang: str) -> str:
    """One ruling in one line, by its id or its row."""
    verdict = say(lang, *VERDICT_WORDS[done.verdict])
    name = done.id or say(lang, f"第{done.line}行", f"line {done.line}")
    flags = f"  [{', '.join(done.flags)}]" if done.flags else ""
    return f"{name}  {verdict}  {say(lang, done.why_zh, done.why_en)}{flags}"
