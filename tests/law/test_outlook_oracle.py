"""Random people through the outlook, against the oracle and against what must always be true."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law import outlook_oracle as oracle
from tests.law.cast import d
from tests.law.rows import explained, term
from zhiheng.law import prospects
from zhiheng.law.acts.criminal_law.commutation import half_day

CATEGORIES = [*oracle.VIOLENT[:3], *oracle.LIST_OF_ART_7, None, None, None, None, None]
SEEDS = st.integers(0, 2**32)


def some_day(chance: random.Random, first: str, last: str) -> str:
    low, high = d(first), d(last)
    return (low + timedelta(chance.randrange((high - low).days + 1))).isoformat()


def shifted(text: str, days: int) -> str:
    return (d(text) + timedelta(days)).isoformat()


def months(count: int) -> dict[str, int]:
    return term(count // 12, count % 12)


def random_case(seed: int, kind: str | None = None) -> dict[str, Any]:
    """A person with every fact stated: judged, delivered, perhaps commuted before, reported on some day after."""
    chance = random.Random(seed)
    kind = kind or chance.choice(["fixed", "fixed", "fixed", "life", "death_reprieve"])
    start = some_day(chance, "2005-01-01", "2020-12-31")
    final, delivered = shifted(start, chance.randrange(60, 400)), None
    delivered = shifted(final, chance.randrange(0, 120))
    categories = sorted({category for category in chance.choices(CATEGORIES, k=2) if category})
    original: dict[str, Any] = {"kind": kind, "years": None, "judgment_date": final, "final_date": final, "delivery_date": delivered}
    original |= {"restricted": False, "whole_life": False}
    if kind == "fixed":
        original |= months(chance.choice([6, 7, 11, 24, 36, 59, 60, 61, 96, 119, 120, 121, 150, 180])) | {"start": start}
    if kind == "death_reprieve":
        original |= {"reprieve_served_date": final, "whole_life": chance.random() < 0.1 and "embezzlement_bribery" in categories}
        original["restricted"] = not original["whole_life"] and chance.random() < 0.3
    history, last = history_of(chance, kind, delivered)
    report = some_day(chance, shifted(last, 1), shifted(last, 2500))
    offence = shifted(start, -chance.randrange(1, 2000))
    made = {
        "original": original, "categories": categories, "history": history, "report_date": report,
        "ruling_date": shifted(report, chance.randrange(0, 60)) if chance.random() < 0.5 else None,
        "offence_dates": [offence], "property": chance.choice(["done", "done", "none", "unable", "able_unwilling"]),
        "property_cured_on": None, "counts": [], "grade": None,
    }  # fmt: skip
    if made["property"] == "done" and chance.random() < 0.3:
        made["property_cured_on"] = shifted(report, -chance.randrange(0, 400))
    return made


def history_of(chance: random.Random, kind: str, delivered: str) -> tuple[list[dict[str, Any]], str]:
    """Rulings in order: what made the sentence a term, then commutations; and the day of the last one's service."""
    history: list[dict[str, Any]] = []
    last = delivered
    turns = {"fixed": [], "life": ["life_to_fixed"], "death_reprieve": ["reprieve_to_life", "life_to_fixed"]}[kind]
    turns = turns[: chance.randrange(len(turns) + 1)] if kind == "life" else turns[: chance.randrange(1, len(turns) + 1)] if turns else []
    for turn in turns:
        ruled = shifted(last, chance.randrange(740, 1500))
        to = term(chance.randrange(19, 26)) if turn == "life_to_fixed" else None
        history.append({"date": ruled, "served": shifted(ruled, 5), "kind": turn, "amount": None, "to": to})
        last = shifted(ruled, 5)
    if kind == "fixed" or (history and history[-1]["kind"] == "life_to_fixed"):
        for _ in range(chance.randrange(3)):
            ruled = shifted(last, chance.randrange(360, 800))
            history.append({"date": ruled, "served": shifted(ruled, 7), "kind": "commutation", "amount": months(chance.choice([1, 3])), "to": None})
            last = shifted(ruled, 7)
    return history, last


def term_of(case: dict[str, Any]) -> tuple[date, int, int] | None:
    """Start, running months and removed months of the term now served; None for life."""
    turned = [entry for entry in case["history"] if entry["to"]]
    removed = sum(oracle.months_of(entry["amount"]) for entry in case["history"] if entry["amount"])
    if case["original"]["kind"] == "fixed":
        return d(case["original"]["start"]), oracle.months_of(case["original"]), removed
    return (d(turned[0]["date"]), oracle.months_of(turned[0]["to"]), removed) if turned else None


@settings(max_examples=400, deadline=None)
@given(SEEDS)
def test_the_oracle_agrees_on_every_figure(seed: int) -> None:
    case = random_case(seed)
    found = explained(**case)
    if found["refusal"] and found["refusal"]["kind"] == "invalid":
        return
    which = oracle.standing(case)
    assert found["class"] == which
    assert found["rule_pack"].split("+")[0] == oracle.pack(case)
    assert found["parole_bars"] == oracle.bars(case)
    if which == "whole_life":
        assert (found["floor_end_date"], found["max_amount"], found["parole_earliest"]) == (None, {}, None)
        return
    assert found["floor_end_date"] == oracle.floor(case).isoformat()
    assert found["parole_threshold"] is not None
    if not oracle.bars(case):
        assert found["parole_earliest"] == oracle.parole(case).isoformat()
    agree_on_grades(case, found)


def agree_on_grades(case: dict[str, Any], found: dict[str, Any]) -> None:
    placed = term_of(case)
    for grade in "ABCD":
        if oracle.refused(case, grade):
            assert found["earliest_report_by_grade"][grade] is None
            assert grade not in found["max_amount"]
            continue
        day = oracle.earliest(case, grade)
        assert found["earliest_report_by_grade"][grade] == day.isoformat()
        if placed is None:
            agree_on_result(case, found, grade)
        elif day.isoformat() <= case["report_date"]:
            count, days, end = oracle.amount(case, grade, *placed)
            assert found["max_amount"][grade] == term(count // 12, count % 12, days)
            assert found["earliest_end_by_grade"][grade] == end.isoformat()
        else:
            assert grade not in found["max_amount"]


def agree_on_result(case: dict[str, Any], found: dict[str, Any], grade: str) -> None:
    if oracle.pack(case) != "P2016":
        return
    table = oracle.LIFE if case["original"]["kind"] == "life" else oracle.REPRIEVE
    least, greatest = (int(part) for part in table[oracle.standing(case)].split()["ABCD".index(grade)].split("-"))
    assert found["result_range"][grade] == {"least": months(least), "greatest": months(greatest)}


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_the_floor_is_never_crossed_and_no_cap_exceeded(seed: int) -> None:
    case = random_case(seed)
    found = explained(**case)
    if "max_amount" not in found or term_of(case) is None:
        return
    for grade, end in found["earliest_end_by_grade"].items():
        removed = found["max_amount"].get(grade)
        if removed and any(removed.values()):
            assert end >= found["floor_end_date"]
            assert end >= (case["ruling_date"] or case["report_date"])
        if removed:
            assert oracle.months_of(removed) <= 36


@settings(max_examples=100, deadline=None)
@given(SEEDS, st.integers(1, 900))
def test_a_later_report_never_closes_what_was_open(seed: int, days: int) -> None:
    """Monotone in days within one pack: who may be reported may still be reported later, and the dates do not move."""
    case = random_case(seed, "fixed") | {"ruling_date": None, "property": "done", "property_cured_on": None}
    later = case | {"report_date": shifted(case["report_date"], days)}
    one, other = explained(**case), explained(**later)
    if one.get("rule_pack") != other.get("rule_pack") or one.get("class") != other.get("class") or "class" not in one:
        return
    assert one["earliest_report_by_grade"] == other["earliest_report_by_grade"]
    assert set(one["max_amount"]) <= set(other["max_amount"])
    assert one["floor_end_date"] == other["floor_end_date"]


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.randoms())
def test_the_order_of_lists_does_not_matter(seed: int, chance: random.Random) -> None:
    case = random_case(seed)
    case |= {"offence_dates": [*case["offence_dates"], "2004-01-01", "2004-05-05"], "health": ["disabled", "cannot_work"]}
    case["counts"] = [{"crime": "theft", **term(2)}, {"crime": "robbery", **term(3)}]
    case["excluded_days"] = [{"days": 3}, {"days": 5}]
    mixed = {name: chance.sample(value, len(value)) if isinstance(value, list) and name != "history" else value for name, value in case.items()}

    assert explained(**case) == explained(**mixed)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_what_is_explained_is_what_is_computed(seed: int) -> None:
    """Each part of the tree ends in the value of its key, and a rule's node holds the value that its plain call gives."""
    case = random_case(seed)
    found = explained(**case)
    parts = {(node["rule"], node["inputs"].get("grade")): node for node in found.get("trace", {"children": []})["children"]}
    if not parts or ("R-F", None) not in parts:
        return
    assert parts["R-F", None]["result"] == found["floor_end_date"]
    assert parts["R-B", None]["result"] == found["parole_bars"]
    for grade, amount in found["max_amount"].items():
        assert parts["R-0.8-6", grade]["result"] == amount
    halves = [child for child in parts["R-F", None]["children"] if child["rule"] == "R-F-1"]
    for half in halves:
        given_term = half["inputs"]["term"]
        start = (d(half["inputs"]["start"]) - date(1970, 1, 1)).days
        assert half["result"] == (date(1970, 1, 1) + timedelta(half_day(start, prospects.Term(**given_term)))).isoformat()


@pytest.mark.parametrize("kind", ["fixed", "life", "death_reprieve"])
def test_a_rule_is_in_force_on_every_day(kind: str) -> None:
    """Temporal coverage: a fixed case ruled on every month from 1997-11-08 to 2035 always finds its rules."""
    case = random_case(7, kind) | {"history": [], "property": "able_unwilling", "categories": ["mafia", "robbery"]}
    if kind == "death_reprieve":
        case["history"] = [{"date": "1997-11-01", "served": "1997-11-02", "kind": "reprieve_to_life", "amount": None, "to": None}]
        case["original"] |= {"reprieve_served_date": "1995-10-30", "restricted": False}
    case["original"] |= {"judgment_date": None, "final_date": "1997-10-01", "delivery_date": "1997-10-05"}
    case["original"] |= {"start": "1997-01-01"} if kind == "fixed" else {}
    case["offence_dates"] = ["1996-01-01"]
    for year in range(1997, 2036):
        for month in range(1, 13):
            on = f"{year}-{month:02}-08"
            if on >= "1997-11-08":
                found = explained(**case | {"report_date": on, "ruling_date": on})
                assert found["rule_pack"].startswith("P"), on
                assert found["class"], on


OPTIONAL = ["report_date", "ruling_date", "property", "property_cured_on", "grade", "birth_date"]
OF_ORIGINAL = [
    "years", "start", "end", "judgment_date", "final_date", "delivery_date", "reprieve_served_date", "restricted", "whole_life",
    "former_state_functionary", "political_rights",
]  # fmt: skip


def with_holes(seed: int) -> dict[str, Any]:
    """A random person of whom some facts are unknown, and who has later crimes and a revoked parole of which little is known."""
    chance, case = random.Random(seed + 1), random_case(seed)
    for name in chance.sample(OPTIONAL, 2):
        case[name] = None
    for name in chance.sample(OF_ORIGINAL, 3):
        case["original"][name] = None
    for entry in case["history"]:
        if chance.random() < 0.2:
            entry[chance.choice(["served", "amount", "to"])] = None
    case["offence_dates"] = chance.choice([[], case["offence_dates"]])
    sentence = chance.choice([None, {"kind": "fixed", **term(2)}, {"kind": "life"}, {"kind": "control", **term(1)}])
    crime = {"final_date": chance.choice([None, "2012-02-29"]), "intentional": chance.choice([None, True, False]), "sentence": sentence}
    case["new_crimes"] = chance.choice([[], [crime]])
    case["undiscovered_crimes"] = chance.choice([[], [crime | {"how_found": "authority"}]])
    days = {"parole_date": chance.choice([None, "2022-05-05"]), "returned": chance.choice([None, "2022-06-06"])}
    return case | {
        "revocation": chance.choice([None, None, days]),
        "health": chance.choice([[], ["disabled", "cannot_work", "cannot_care_for_self"]]),
    }


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_whatever_is_unknown_an_outlook_comes_out(seed: int) -> None:
    """Never an exception, always every key of the contract; and every unknown names a fact."""
    found = explained(**with_holes(seed))

    if found["refusal"] is None or found["refusal"]["kind"] != "invalid":
        assert {"rule_pack", "class", "max_amount", "parole_bars", "trace", "spans", "political_rights", "earliest_end_by_grade"} <= set(found)
        for key, value in found.items():
            if isinstance(value, dict) and "unknown" in value:
                assert value["unknown"], (key, value)
