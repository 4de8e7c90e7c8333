"""What a comparison prints: each person touched, then the counts; in words or one JSON object a line."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from zhiheng.domains.sentence.comparison.candidate import Candidate
from zhiheng.domains.sentence.comparison.figures import IMPACT_WORDS, KEY_WORDS, KEYS, Changed, Impact
from zhiheng.law.cases import BadCase
from zhiheng.law.wording import say


@dataclass(slots=True)
class Tally:
    """What was counted over a population; a person may stand under several impacts, and under one cause."""

    people: int = 0
    invalid: int = 0
    changed: int = 0
    impacts: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)

    def add(self, found: Changed | None) -> None:
        self.people += 1
        if found is not None:
            self.changed += 1
            self.impacts.update(found.impacts)
            self.causes[found.cause] += 1

    def as_json(self) -> dict[str, Any]:
        ordered = {impact.value: self.impacts[impact] for impact in Impact if self.impacts[impact]}
        counts = {"people": self.people, "changed": self.changed, "invalid": self.invalid}
        return {**counts, "impacts": ordered, "causes": dict(self.causes.most_common())}


def tell(name: str, found: Changed | None, options: argparse.Namespace) -> None:
    """One person; nothing about somebody whom the candidate does not touch."""
    if found is None:
        return
    if options.json:
        print(json.dumps({"id": name, **found._asdict()}, ensure_ascii=False))
    else:
        print("\n".join(lines_of(name, found, options.lang)))


def lines_of(name: str, found: Changed, lang: str) -> Iterator[str]:
    impacts = say(lang, "；", "; ").join(say(lang, *IMPACT_WORDS[impact]) for impact in found.impacts)
    cause = f"  [{found.cause}]" if found.cause else ""
    yield f"{name}  {impacts}{cause}"
    for key in KEYS:
        before, after = found.before.get(key), found.after.get(key)
        if before != after:
            yield f"  {say(lang, *KEY_WORDS[key])}: {plain(before)} → {plain(after)}"


def plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def tell_invalid(case: BadCase, options: argparse.Namespace) -> None:
    refusal = case.refusals[0]
    if options.json:
        print(json.dumps({"id": case.id, "refusal": refusal.as_json()}, ensure_ascii=False))
    else:
        print(f"{case.id or '—'}  {say(options.lang, refusal.message_zh, refusal.message_en)}")


def tell_summary(tally: Tally, candidate: Candidate, options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps({"summary": {"candidate": candidate.value, **tally.as_json()}}, ensure_ascii=False))
        return
    lang, total = options.lang, tally.people
    zh = f"候选“{candidate.value}”：共{total:,}人，受影响{tally.changed:,}人" + (f"，无法读取{tally.invalid:,}件" if tally.invalid else "")
    en = f"Candidate {candidate.value}: {total:,} people, {tally.changed:,} touched" + (f", {tally.invalid:,} unreadable" if tally.invalid else "")
    print(say(lang, zh, en))
    for impact, count in tally.as_json()["impacts"].items():
        print(f"  {say(lang, *IMPACT_WORDS[impact])}: {count:,}")
    for cause, count in tally.causes.most_common():
        print(f"  [{cause or '—'}] {count:,}")
