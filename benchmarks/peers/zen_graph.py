"""The anchor rules as one graph of the zen engine: a decision table for the wait, expressions for the rest; its own trace is on."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from typing import Any

import zen

from peers.people import CAPS, CHECKED, People, Person, persons
from peers.stage import Answer, Peer, in_turn, serve, singly

WAITS = (("true", "", "24"), ("", "< 60", "12"), ("", "[60..120)", "18"), ("", ">= 120", "24"))
DAY = "'%Y-%m-%d'"
EXPRESSIONS = {
    "interval": "term >= 120 ? 18 : 12",
    "removed": "sum(map(earlier, #.months))",
    "half": "ceil(term / 2)",
    "cap": f"{list(CAPS)}[grade]",
    "end": f"d(start).add(term - $.removed, 'month').sub(credit, 'day').format({DAY})",
    "first": f"d(start).add(wait, 'month').format({DAY})",
    "again": f"len(earlier) > 0 ? d(earlier[len(earlier) - 1].date).add($.interval, 'month').format({DAY}) : ''",
    "next": "$.again == '' ? $.first : (d($.again) > d($.first) ? $.again : $.first)",
    "floor": f"d(start).add($.half, 'month').sub(credit, 'day').format({DAY})",
    "amount": "max([0, min([$.cap, term - $.removed - $.half])])",
    "parole": "strict ? '' : $.floor",
}


def graph() -> str:
    plain = {"passThrough": True, "inputField": None, "outputPath": None, "executionMode": "single"}
    rules = [{"_id": f"w{number}", "strict": a, "term": b, "wait": c} for number, (a, b, c) in enumerate(WAITS)]
    inputs = [{"id": name, "name": name, "field": name} for name in ("strict", "term")]
    table = {"hitPolicy": "first", "inputs": inputs, "outputs": [{"id": "wait", "name": "wait", "field": "wait"}], "rules": rules, **plain}
    sums = {"expressions": [{"id": name, "key": name, "value": words} for name, words in EXPRESSIONS.items()], **plain}
    kinds = {"given": ("inputNode", None), "wait": ("decisionTableNode", table), "sums": ("expressionNode", sums), "answer": ("outputNode", None)}
    nodes = [{"id": id, "name": id, "type": kind, "position": {"x": 0, "y": 0}, "content": body} for id, (kind, body) in kinds.items()]
    order = list(kinds)
    edges = [{"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in pairwise(order)]
    return json.dumps({"nodes": [{k: v for k, v in node.items() if v is not None} for node in nodes], "edges": edges})


DECISION = zen.ZenEngine().create_decision(graph())


def given(person: Person) -> dict[str, Any]:
    earlier = [{"date": day.isoformat(), "months": months} for day, months in person.earlier]
    return {**person._asdict(), "start": person.start.isoformat(), "earlier": earlier}


def outlook(case: dict[str, Any], trace: bool = False) -> Answer:
    found = DECISION.evaluate(case, {"trace": trace})["result"]
    parole = date.fromisoformat(found["parole"]) if found["parole"] else None
    return date.fromisoformat(found["end"]), date.fromisoformat(found["next"]), int(found["amount"]), parole


def explained(case: dict[str, Any]) -> Answer:
    return outlook(case, trace=True)


def prepare(people: People, few: list[Person]) -> Peer:
    cases = [given(person) for person in few]
    sums = {"people": singly(outlook, [given(person) for person in persons(people, CHECKED)]), "one": singly(explained, cases)}
    return Peer({"people": in_turn(outlook, cases), "one": in_turn(explained, cases)}, sums, ("zen-engine",))


if __name__ == "__main__":
    serve(prepare)
