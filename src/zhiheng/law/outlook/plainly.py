"""Plain values as the JSON of the contract, and the parts of the tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from zhiheng.law.acts.criminal_law.combination import Range
from zhiheng.law.calendar import Term
from zhiheng.law.explanation import tree
from zhiheng.law.kinds import Grade, Pack
from zhiheng.law.prospects import NO_DAY
from zhiheng.law.reckoning import Caption, Day, Explanation, RuleVersion, cite, date_of, versions_used
from zhiheng.law.sources import P1997, P2012, P2016

SOURCES: Final = {
    Pack.P1997: cite(P1997, "", "whole"),
    Pack.P2012: cite(P2012, "", "whole"),
    Pack.P2016: cite(P2016, "", "whole"),
}


def iso(day: Day) -> str | None:
    return None if day == NO_DAY else date_of(day).isoformat()


def json_term(term: Term) -> dict[str, int]:
    return term._asdict()


def json_range(found: Range) -> dict[str, Any]:
    return {"least": found.least._asdict(), "greatest": found.greatest._asdict()}


class Parts:
    """The tree of an outlook as it grows: one node for each question asked, with the rules that answered below it."""

    def __init__(self, pack: Pack) -> None:
        self.provision = SOURCES[pack]
        self.nodes: list[dict[str, Any]] = []
        self.used: set[RuleVersion] = set()

    def part[R](self, name: str, caption: Caption, work: Callable[[], R], show: Callable[[R], Any], grade: Grade | None = None) -> R:
        """Do the work and keep its steps below a node; a question that no rule answered leaves none."""
        with Explanation() as explanation:
            value = work()
        if explanation.steps:
            inputs = {} if grade is None else {"grade": grade.code}
            self.nodes.append(tree(name, self.provision, caption, inputs, show(value), explanation.steps))
            self.used.update(versions_used(explanation.steps))
        return value
