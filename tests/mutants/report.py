"""What was found: the last result of each mutant, the survivors with their judgments, the tables of the document."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, TextIO

from tests.mutants.run import RESULTS, mutants_of
from tests.mutants.session import ROOT

DOCUMENT = ROOT / "docs" / "law-mutation.md"
JUDGED = Path(__file__).with_name("judged.json")
BEGIN, END = "<!-- tables: python -m tests.mutants --report -->", "<!-- end of tables -->"
COLUMNS = ("killed", "timed out", "survived", "not covered", "untried")


def latest() -> dict[str, dict[str, Any]]:
    """The last result of each mutant by its key."""
    if not RESULTS.exists():
        return {}
    found: dict[str, dict[str, Any]] = {}
    for line in RESULTS.read_text().splitlines():
        result = json.loads(line)
        found[result["key"]] = result
    return found


def judged() -> dict[str, str]:
    """Why a survivor is let live, by its key: the two programs cannot be told apart, or only by what nobody promised."""
    return dict(json.loads(JUDGED.read_text())) if JUDGED.exists() else {}


def survivors(files: list[str], out: TextIO) -> int:
    """Print the survivors that nobody has judged; 1 when there are any."""
    known, why = latest(), judged()
    open_ones = [
        (mutant, known[mutant.key]["result"])
        for file in files
        for mutant in mutants_of(file)
        if mutant.key in known and known[mutant.key]["result"] not in ("killed", "timed out") and mutant.key not in why
    ]
    for mutant, result in open_ones:
        print(f"{mutant.file}:{mutant.line} {mutant.function} [{mutant.kind} {mutant.nth}] {mutant.before}  ->  {mutant.after}  ({result})", file=out)
    print(f"{len(open_ones)} without a judgment", file=out)
    return int(bool(open_ones))


def write(files: list[str]) -> int:
    """Put the tables into the document between its two marks; 1 when a survivor has no judgment."""
    known, why = latest(), judged()
    rows, listed, missing = [], [], 0
    total: Counter[str] = Counter()
    for file in files:
        found = mutants_of(file)
        counts = Counter(_result(known.get(mutant.key)) for mutant in found)
        total += counts
        if found:
            rows.append(_row(f"`{file}`", counts))
        for mutant in found:
            if mutant.key in known and known[mutant.key]["result"] not in ("killed", "timed out"):
                reason = why.get(mutant.key, "**not judged**")
                missing += mutant.key not in why
                where = f"`{file}` {mutant.function or 'module'}"
                listed.append(f"| {where} | `{_cell(mutant.before)}` | `{_cell(mutant.after)}` | {reason} |")
    head = "| Module | Faults | Killed | Timed out | Survived | Not covered | Untried | Noticed of those tried |\n|---|---|---|---|---|---|---|---|"
    table = "\n".join([head, *rows, _row("**All**", total)])
    body = "\n".join(["| Where | Reads | Fault | Judgment |", "|---|---|---|---|", *listed])
    text = DOCUMENT.read_text()
    before, after = text[: text.index(BEGIN) + len(BEGIN)], text[text.index(END) :]
    DOCUMENT.write_text(f"{before}\n\n## Modules\n\n{table}\n\n## Survivors\n\n{body}\n\n{after}")
    print(f"{dict(total)}; without a judgment: {missing}")
    return int(bool(missing))


def _result(known: dict[str, Any] | None) -> str:
    if known is None:
        return "untried"
    return "survived" if known["result"] == "late" else str(known["result"])


def _row(name: str, counts: Counter[str]) -> str:
    tried, noticed = counts.total() - counts["untried"], counts["killed"] + counts["timed out"]
    share = f"{noticed / tried:.1%}" if tried else ""
    return f"| {name} | {counts.total()} | " + " | ".join(str(counts[column]) for column in COLUMNS) + f" | {share} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("`", "'")
