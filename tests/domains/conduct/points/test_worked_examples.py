"""Every worked example of the fact sheet through the product's own records: one ward, a prisoner an example, month after month."""

from __future__ import annotations

import datetime as dt
import json
from calendar import monthrange
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.cast import Cast
from tests.domains.conduct.points.ward import close
from zhiheng.base.people.models import Episode, Person
from zhiheng.domains.conduct.points.actions.balances import bring_balance
from zhiheng.domains.conduct.points.actions.circumstances import end_circumstance
from zhiheng.domains.conduct.points.models import Circumstance, PointEntry
from zhiheng.domains.conduct.points.months import State
from zhiheng.domains.conduct.points.queries.months import balance_of, explain_month, person_months, state_of
from zhiheng.engines.trail.acts import INSTALLATION, VERBS, Subject, act
from zhiheng.law.acts.points_2021.results import reward_of
from zhiheng.law.book.examples import EXAMPLES as FOLDER
from zhiheng.law.scale import Grade, Sanction

EXAMPLES: list[dict[str, Any]] = json.loads((FOLDER / "points_months.json").read_text())
Kind = Circumstance.Kind
NUMBERS = count(1)


def hundredths(value: float) -> int:
    return round(value * 100)


def month(example: dict[str, Any], index: int) -> dt.date:
    year, first = map(int, example.get("from", "2022-01").split("-"))
    return dt.date(year + (first + index - 1) // 12, (first + index - 1) % 12 + 1, 1)


def last(of: dt.date) -> dt.date:
    return of.replace(day=monthrange(of.year, of.month)[1])


@act("people.correct", subject="on")
def seed(on: Subject, cast: Cast, example: dict[str, Any], *, acting: object, reason: str) -> Episode:
    """The prisoner of an example with all that was entered."""
    began = month(example, 0)
    person = Person.objects.create(name=f"例{example['no']}", pinyin="li", initials="l", sex="male", synthetic=True)
    ward = cast.place("b.p1.w1")
    received = began if "from" in example else dt.date(2020, 1, 1)
    episode = Episode.objects.create(
        person=person,
        number=f"EX{next(NUMBERS):06}",
        prison=cast.place("b.p1"),
        ward=ward,
        place=ward,
        received_on=received,
        sort_key="l",
        sex="male",
    )
    standing = example.get("standing", {})
    if "able" in standing:
        kind = Kind.PROPERTY_DONE if standing["able"] else Kind.PROPERTY_UNABLE
        circumstance(episode, kind, dt.date(2020, 1, 1), None)
    for index, facts in enumerate(example["months"]):
        of_month(episode, month(example, index), facts)
    return episode


VERBS.pop("tests.domains.conduct.points.test_worked_examples.seed", None)


def circumstance(episode: Episode, kind: Circumstance.Kind, first: dt.date, until: dt.date | None, **more: Any) -> None:
    before = Circumstance.objects.filter(episode=episode, kind=kind, during__endswith=first).first()
    if before is not None:
        before.during = DateRange(before.during.lower, until)
        before.save(update_fields=["during"])
        return
    Circumstance.objects.create(episode=episode, kind=kind, during=DateRange(first, until), document="鉴定", **more)


def of_month(episode: Episode, of: dt.date, facts: dict[str, Any]) -> None:
    after = last(of) + dt.timedelta(days=1)
    for index in range(3):
        entry(episode, of, 1, hundredths(facts.get("adds", [0, 0, 0])[index]), part=index + 1)
        entry(episode, of, 1, -hundredths(facts.get("deductions", [0, 0, 0])[index]), part=index + 1)
    entry(episode, of, 2, hundredths(facts.get("special", 0)))
    for word in facts.get("sanctions", []):
        sanction = Sanction.named(word)
        assert sanction is not None
        entry(episode, of, 3, {1: -100_00, 2: -200_00, 3: -400_00}[sanction], sanction=sanction)
    days = {"hospital_days": Kind.HOSPITAL, "confinement_days": Kind.CONFINEMENT}
    for name, kind in days.items():
        if name in facts:
            circumstance(episode, kind, of, of + dt.timedelta(days=facts[name]))
    if "labour_given" in facts:
        circumstance(episode, Kind.RESCUE, of, after, labour_given=hundredths(facts["labour_given"]))
    if "counted_days" in facts:
        circumstance(episode, Kind.ENTRY, of, after - dt.timedelta(days=facts["counted_days"]))
    for name, kind in {"entry": Kind.ENTRY, "unable": Kind.UNABLE, "base_denied": Kind.ISOLATION}.items():
        if facts.get(name):
            circumstance(episode, kind, of, after)
    if "credited" in facts:
        circumstance(episode, Kind.AWAY if facts["credited"] > 100.5 and facts["credited"] < 101 else Kind.INVESTIGATION, of, after)


def entry(episode: Episode, of: dt.date, kind: int, raw: int, *, part: int = 0, sanction: int = 0) -> None:
    if not raw:
        return
    PointEntry.objects.create(
        episode=episode, ward=episode.ward or episode.place, month=of, happened_on=of, kind=kind, part=part, fact=uuid4(), sanction=sanction, raw=raw,
        counted=raw, stands=raw, state="posted", words="例", proposed_by="officer:0", needs=3, body=3, decided_on=of, decided_by="officer:0",
    )  # fmt: skip


@pytest.fixture
def year(cast: Cast) -> dict[str, Episode]:
    """All examples at once, January to December 2022; inquiries end as their examples say."""
    found = {ex["no"]: seed(Subject("x", "x", ""), cast, ex, acting=INSTALLATION, reason="example") for ex in EXAMPLES}
    for example in EXAMPLES:
        if "balance" in example.get("standing", {}):
            state = State(balance=hundredths(example["standing"]["balance"]))
            bring_balance(found[example["no"]], state=state, document="清单", on=dt.date(2022, 1, 1), acting=INSTALLATION, reason="example")
    ends = {"18": (5, "cleared"), "19": (4, "proved"), "21": (6, "witness")}
    for number in range(1, 13):
        close(cast, dt.date(2022, number, 1))
        for no, (after, outcome) in ends.items():
            if number == after:
                going = Circumstance.objects.exclude(kind__startswith="property").get(episode=found[no])
                end_circumstance(
                    going, last=last(dt.date(2022, number, 1)), outcome=Circumstance.Outcome(outcome), acting=INSTALLATION, reason="查证"
                )
    return found


@pytest.mark.django_db
def test_the_ledger_the_sheets_and_the_law_say_what_the_examples_say(year: dict[str, Episode]) -> None:
    for example in EXAMPLES:
        check(example, year[example["no"]])
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(sum(amount), 0) from ledger_posting")
        assert cursor.fetchone()[0] == 0


def check(example: dict[str, Any], episode: Episode) -> None:
    no, expected = example["no"], example["expected"]
    lines = {line.month: line for line in person_months(episode)}
    months = [month(example, index) for index in range(len(example["months"]))]
    settled = {index for index, facts in enumerate(example["months"]) if "credited" in facts or facts.get("base_denied")}
    if no == "21":  # back in the seventh month: the credit fills the cycle, which ends at the next total
        assert state_before(lines, dt.date(2022, 7, 1)) == hundredths(603.34)
        return
    for index, balance in enumerate(expected["running"]):
        if index not in settled:
            assert lines[months[index]].figures.closing == hundredths(balance), (no, index)
    line = lines[months[expected["closes"] - 1]].figures
    grade = Grade(line.highest)
    rewards = {one.code: reward_of(one, line.months_below).code for one in Grade if min(grade, Grade.QUALIFIED) <= one <= grade}
    assert (line.closes, grade.code, rewards, line.carried) == (1, expected["highest"], expected["rewards"], hundredths(expected["carried"])), no
    assert line.low_months == expected.get("low_months", line.low_months), no
    for index, parts in enumerate(expected.get("parts", [])):
        found = lines[months[index]].figures
        assert [found.supervision, found.education, found.labour] == [hundredths(part) for part in parts], no
    explained = explain_month(episode, months[expected["closes"] - 1])
    assert explained.agrees, no
    assert explained.trace, no
    assert balance_of([episode.pk])[episode.pk] == state_of(episode).balance, no


def state_before(lines: dict[dt.date, Any], month: dt.date) -> int:
    return int(lines[month].figures.opening)
