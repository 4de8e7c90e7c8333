"""The sweep gives for every row what the law gives for one person."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest

from zhiheng.domains.sentence.sweep.columns import INPUT, OUTPUT, REASONS, REFUSED, UNKNOWN, UnusableColumns, require_columns
from zhiheng.domains.sentence.sweep.counting import counted
from zhiheng.domains.sentence.sweep.kernel import Swept, swept
from zhiheng.domains.sentence.sweep.records import OPEN, Changes, Credits, Judgments, RecordSlice
from zhiheng.domains.sentence.sweep.taken import NOTHING_CHOSEN, ByPrison, readings_of, under
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.law.calendar import Term
from zhiheng.law.choices import DEFAULTS, QUESTION_OF, Readings
from zhiheng.law.custody import counted_from, custody_runs
from zhiheng.law.facts import Period
from zhiheng.law.reckoning import day_of
from zhiheng.law.sentence import Change, ChangeKind, Exclusion, SentenceFacts, SentenceKind, TermFinding, term_end

if TYPE_CHECKING:
    from tests.cast import Cast
    from zhiheng.domains.sentence.models import Judgment

ON = dt.date(2026, 11, 22)
LAW_FLAGS = {"OQ-1", "OQ-2", "OQ-24"}


def sweep(*rows: dict[str, Any], on: dt.date = ON) -> Swept:
    whole = [dict.fromkeys(INPUT.names) | {"id": str(number)} | row for number, row in enumerate(rows)]
    return swept(pa.RecordBatch.from_pylist(whole, schema=INPUT), on)


def one(**row: Any) -> dict[str, Any]:
    found = sweep({"start": dt.date(2009, 7, 20), "years": 7} | row).found
    assert found.num_rows == 1
    return dict(found.to_pylist()[0])


def refusal(**row: Any) -> str:
    done = sweep({"start": dt.date(2009, 7, 20), "years": 7} | row)
    assert done.found.num_rows == 0
    return str(done.refused.column("code")[0])


def test_a_term_with_two_reductions_and_what_decided() -> None:
    found = one(reduced_months=16)

    assert found["end"] == found["governing_end"] == dt.date(2015, 3, 19)
    assert found["floor_end"] == dt.date(2013, 1, 19)
    assert (found["end_by"], found["end_provision"]) == ("R-D-8", "法释〔2014〕5号第十七条第二款")
    assert (found["floor_by"], found["floor_provision"]) == ("R-F-1", "《刑法》第七十八条第二款第一项")
    assert found["flags"] == ["ended"]


def test_a_printed_end_governs_and_is_flagged() -> None:
    found = one(original_end=dt.date(2016, 7, 20), reduced_months=9, printed_end=dt.date(2015, 10, 21))

    assert found["end"] == dt.date(2015, 10, 20)
    assert found["governing_end"] == dt.date(2015, 10, 21)
    assert found["flags"] == ["OQ-24", "differs", "ended"]


def test_a_term_that_was_life_has_no_half_for_a_floor() -> None:
    found = one(kind="life", changed=True)

    assert found["floor_end"] is None
    assert found["floor_by"] is None


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"kind": "forever"}, "kind_unknown"),
        ({"start": None}, "start_unknown"),
        ({"years": None}, "term_unknown"),
        ({"years": 0}, "term_unknown"),
        ({"years": -1}, "negative"),
        ({"gap": -1}, "negative"),
        ({"years": 61}, "out_of_range"),
        ({"start": dt.date(1850, 1, 1)}, "out_of_range"),
        ({"start": dt.date(9000, 1, 1)}, "out_of_range"),
        ({"credit": 2_000_000_000}, "out_of_range"),
        ({"reduced_months": 85}, "over_reduced"),
        ({"refused": "no_term"}, "no_term"),
    ],
)
def test_refusals(row: dict[str, Any], code: str) -> None:
    assert refusal(**row) == code


def test_a_bad_row_is_named_and_the_rest_computed() -> None:
    good = {"start": dt.date(2009, 7, 20), "years": 7}
    done = sweep(good, {"start": None, "years": 7}, good)

    assert done.found.column("id").to_pylist() == ["0", "2"]
    assert done.refused.to_pylist() == [{"row": 1, "id": "1", "code": "start_unknown", **REASONS["start_unknown"]._asdict()}]


def test_nothing_at_all() -> None:
    done = sweep()

    assert (done.found.num_rows, done.refused.num_rows) == (0, 0)
    assert (done.found.schema, done.refused.schema) == (OUTPUT, REFUSED)


def test_only_three_columns_are_needed() -> None:
    batch = pa.record_batch({"id": [7], "start": [dt.date(2009, 7, 20)], "years": pa.array([7], pa.int64())})

    assert swept(batch, ON).found.to_pylist()[0]["end"] == dt.date(2016, 7, 19)


def test_a_missing_column_and_one_of_the_wrong_kind_are_named() -> None:
    with pytest.raises(UnusableColumns, match="years"):
        require_columns(pa.schema([("id", pa.string()), ("start", pa.date32())]))
    with pytest.raises(UnusableColumns, match="start"):
        swept(pa.record_batch({"id": ["a"], "start": ["soon"], "years": [7]}), ON)


# --- equality with the law for one person -----------------------------------------------------------------------------------------------


def as_row(facts: SentenceFacts) -> dict[str, Any]:
    """The columns of facts without custody, in which only commutations follow a turn of the sentence."""
    turn = next((c for c in facts.changes if c.kind != ChangeKind.COMMUTATION), None)
    less = [change.amount or Term() for change in facts.changes if change.kind == ChangeKind.COMMUTATION]
    term = (turn.to if turn else facts.term) or Term()
    return {
        "kind": facts.kind.code,
        "start": (turn.printed_start or turn.date) if turn else facts.printed_start,
        **term._asdict(),
        "reduced_months": sum(12 * one.years + one.months for one in less),
        "reduced_days": sum(one.days for one in less),
        "excluded": sum(one.days for one in facts.excluded),
        "changed": bool(facts.changes),
        "original_end": facts.printed_end,
        "printed_end": facts.changes[-1].printed_end if facts.changes else None,
        "judged_on": facts.judgment_date,
    }


def same(row: dict[str, Any], finding: TermFinding) -> None:
    assert (row["end"], row["governing_end"]) == (finding.end, finding.governing_end)
    assert row["floor_end"] == finding.floor_end
    assert set(row["flags"]) & LAW_FLAGS == set(finding.flags) & LAW_FLAGS


def somebody(chance: random.Random) -> SentenceFacts:
    """A made-up sentence with its rulings; printed ends are there or not, right or a day off."""
    start = dt.date(1998, 1, 1) + dt.timedelta(chance.randrange(9000))
    facts = SentenceFacts(
        kind=SentenceKind.FIXED,
        term=Term(chance.randrange(3, 15), chance.choice([0, 0, 6])),
        printed_start=start,
        judgment_date=chance.choice([None, start + dt.timedelta(200)]),
        excluded=(Exclusion(chance.randrange(1, 90)),) if chance.random() < 0.2 else (),
    )
    end = term_end(facts).original_end
    assert end is not None
    facts = replace(facts, printed_end=chance.choice([None, end, end, end + dt.timedelta(1)]))
    ruled = start + dt.timedelta(500)
    changes: tuple[Change, ...] = ()
    if chance.random() < 0.2:
        changes = (Change(ChangeKind.LIFE_TO_FIXED, ruled, to=Term(chance.randrange(18, 23))),)
        facts = replace(facts, kind=SentenceKind.LIFE, term=None, printed_start=None, printed_end=None, final_date=start)
    for number in range(chance.randrange(3)):
        amount = Term(0, chance.randrange(1, 8), chance.choice([0, 0, 10]))
        changes += (Change(ChangeKind.COMMUTATION, ruled + dt.timedelta(30 * number + 30), amount=amount),)
    facts = replace(facts, changes=changes)
    computed = term_end(facts).end
    if computed is None:  # a ruling too late for its term: contradictory, and refused where it is entered
        return somebody(chance)
    if changes and chance.random() < 0.5:
        last = changes[-1]._replace(printed_end=computed + dt.timedelta(chance.choice([0, 0, -1])))
        facts = replace(facts, changes=(*changes[:-1], last))
    return facts


def test_thousands_of_sentences_as_the_law_has_each_of_them() -> None:
    chance = random.Random(78)
    people = [somebody(chance) for _ in range(3000)]
    done = sweep(*(as_row(facts) for facts in people))

    assert done.refused.num_rows == 0
    for facts, row in zip(people, done.found.to_pylist(), strict=True):
        finding = term_end(facts)
        if finding.end is not None:
            same(row, finding)


# --- out of the database ----------------------------------------------------------------------------------------------------------------


def recorded_batches(on: dt.date = ON, taken: ByPrison = NOTHING_CHOSEN) -> list[pa.RecordBatch]:
    from django.db import connection

    from zhiheng.domains.sentence.sweep.database import recorded

    connection.ensure_connection()
    return list(recorded(connection.connection, on, taken))


def recorded_rows(on: dt.date = ON) -> Swept:
    (batch,) = recorded_batches(on)
    return swept(batch, on)


@pytest.fixture
def papers(cast: Cast, judgment: Judgment) -> Cast:
    """Reduced once; custody interrupted and no printed start; life; life that became a fixed term and was reduced."""
    from tests.domains.sentence.papers import eight_months
    from zhiheng.domains.sentence.actions import record_change, record_credit
    from zhiheng.domains.sentence.entries import CreditEntry

    known: dict[str, Any] = {"acting": INSTALLATION, "reason": "test"}
    record_change(judgment, entry=eight_months(), **known)
    record_credit(judgment, entry=CreditEntry(kind="excluded", days=12, source="决定书"), **known)
    broken(cast, "chen")
    return cast


def broken(cast: Cast, who: str) -> Judgment:
    from tests.domains.sentence.papers import twelve_years
    from zhiheng.domains.sentence.actions import record_credit, record_judgment
    from zhiheng.domains.sentence.entries import CreditEntry

    known: dict[str, Any] = {"acting": INSTALLATION, "reason": "test"}
    bare = twelve_years(document=f"2-{who}", term=Term(0, 30), printed_start=None, printed_end=None, delivered_on=dt.date(2022, 9, 9))
    made = record_judgment(cast.episode(who), entry=bare, **known)
    for kind, first, last in (
        ("custody", dt.date(2021, 3, 1), dt.date(2021, 5, 6)),
        ("custody", dt.date(2021, 9, 1), None),
        ("designated_residence", dt.date(2021, 1, 1), dt.date(2021, 1, 9)),
    ):
        record_credit(made, entry=CreditEntry(kind=kind, first=first, last=last, source="看守所证明"), **known)
    return made


def life(cast: Cast, who: str, *, turned: bool) -> Judgment:
    from tests.domains.sentence.papers import eight_months, twelve_years
    from zhiheng.domains.sentence.actions import record_change, record_judgment

    known: dict[str, Any] = {"acting": INSTALLATION, "reason": "test"}
    entry = twelve_years(document=who, kind="life", term=None, printed_start=None, printed_end=None, political_rights_for_life=True)
    made = record_judgment(cast.episode(who), entry=replace(entry, political_rights_months=None, counts=()), **known)
    if turned:
        bare: dict[str, Any] = {"printed_start": None, "printed_end": None, "served_on": None}
        record_change(made, entry=eight_months(kind="life_to_fixed", document="3", term=Term(22), ruled_on=dt.date(2024, 5, 1), **bare), **known)
        record_change(made, entry=eight_months(document="4", ruled_on=dt.date(2026, 5, 1), **bare), **known)
    return made


def test_the_records_as_the_law_has_each_of_them(papers: Cast) -> None:
    from zhiheng.domains.sentence.facts import facts_of
    from zhiheng.domains.sentence.models import Judgment

    turned = life(papers, "ouyang", turned=True)
    rows = recorded_rows().found.to_pylist()

    assert len(rows) == 3
    assert str(turned.pk) in {row["id"] for row in rows}
    for row in rows:
        same(row, term_end(facts_of(Judgment.objects.get(pk=int(row["id"])))))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (dt.date(2021, 9, 10), None),
        (dt.date(2021, 9, 12), None),
        (dt.date(2021, 8, 10), None),
        (dt.date(2021, 9, 10), dt.date(2021, 10, 1)),
        (dt.date(2021, 8, 10), dt.date(2021, 8, 20)),
    ],
)
def test_one_period_of_custody_as_the_law_counts_it(first: dt.date, last: dt.date | None, judgment: Judgment) -> None:
    from zhiheng.domains.sentence.actions import record_credit
    from zhiheng.domains.sentence.entries import CreditEntry
    from zhiheng.domains.sentence.facts import facts_of

    record_credit(judgment, entry=CreditEntry(kind="custody", first=first, last=last, source="证明"), acting=INSTALLATION, reason="test")
    (row,) = recorded_rows().found.to_pylist()

    judgment.refresh_from_db()
    same(row, term_end(facts_of(judgment)))


def test_life_has_no_end_and_says_so(papers: Cast) -> None:
    made = life(papers, "ouyang", turned=False)

    assert [(row["id"], row["code"]) for row in recorded_rows().refused.to_pylist()] == [(str(made.pk), "no_term")]


def test_what_was_ruled_later_is_not_seen(papers: Cast, judgment: Judgment) -> None:
    before = recorded_rows(on=dt.date(2024, 10, 14)).found.to_pylist()

    assert next(row for row in before if row["id"] == str(judgment.pk))["end"] == dt.date(2033, 9, 21)


def test_who_is_not_in_custody_on_the_day_is_not_swept(papers: Cast) -> None:
    left = life(papers, "sun", turned=True)

    assert str(left.pk) not in recorded_rows().found.column("id").to_pylist()
    assert recorded_batches(dt.date(2014, 1, 1)) == []


def test_what_was_withdrawn_does_not_count(papers: Cast, judgment: Judgment) -> None:
    from zhiheng.domains.sentence.actions import withdraw_change

    withdraw_change(judgment.changes.get(), acting=INSTALLATION, reason="test")

    row = next(row for row in recorded_rows().found.to_pylist() if row["id"] == str(judgment.pk))
    assert row["end_by"] == "R-X-3"
    assert row["end"] == dt.date(2033, 9, 21)


# --- custody, column by column --------------------------------------------------------------------------------------------------------


def days_apart(chance: random.Random, start: dt.date, most: int) -> dt.date:
    return start + dt.timedelta(chance.randrange(-most, most))


def custody_of(chance: random.Random) -> SentenceFacts:
    """Up to four periods of every kind around a printed start, open or closed, in any order, over each other or apart."""
    start = dt.date(2013, 1, 1) + dt.timedelta(chance.randrange(3000))
    periods: dict[str, list[Period]] = {"custody": [], "supervisory_detention": [], "designated_residence": []}
    for _ in range(chance.randrange(5)):
        first = days_apart(chance, start, 300)
        last = None if chance.random() < 0.15 else first + dt.timedelta(chance.randrange(200))
        periods[chance.choice(list(periods))].append(Period(first, last))
    return SentenceFacts(
        kind=chance.choice([SentenceKind.FIXED, SentenceKind.DETENTION, SentenceKind.CONTROL]),
        printed_start=start if chance.random() < 0.9 else None,
        delivery_date=days_apart(chance, start, 600) if chance.random() < 0.8 else None,
        stated_credit_days=chance.choice([None, None, 17]),
        **{name: tuple(sorted(found, key=lambda period: (period.first, period.last or dt.date.max))) for name, found in periods.items()},
    )


def as_slice(people: list[SentenceFacts]) -> RecordSlice:
    def day(value: dt.date | None, absent: int = UNKNOWN) -> int:
        return absent if value is None else day_of(value)

    size = len(people)
    unknown, none, nought = np.full(size, UNKNOWN, np.int32), np.full(size, -1, np.int16), np.zeros(size, np.int16)
    judgments = Judgments(
        id=np.arange(size), episode=np.arange(size), kind=np.array([int(facts.kind) for facts in people], np.int16),
        start=np.array([day(facts.printed_start) for facts in people], np.int32), end=unknown, judged=unknown, final=unknown,
        delivered=np.array([day(facts.delivery_date) for facts in people], np.int32), reprieve=unknown, years=none, months=none, days=none,
        stated=np.array([-1 if facts.stated_credit_days is None else facts.stated_credit_days for facts in people], np.int16),
        restricted=nought, whole_life=nought,
    )  # fmt: skip
    rows = [
        (place, kind, day_of(period.first), day(period.last, OPEN))
        for place, facts in enumerate(people)
        for kind, name in enumerate(("custody", "supervisory_detention", "designated_residence"))
        for period in getattr(facts, name)
    ]
    of, kind, first, last = (np.array(column, np.int64) for column in zip(*rows, strict=True))
    credits = Credits(of, kind.astype(np.int16), first.astype(np.int32), last.astype(np.int32), np.zeros(len(of), np.int16))
    nothing = [np.empty(0, np.int64)] * len(Changes._fields)
    return RecordSlice(judgments, Changes(*nothing), credits, None)


def test_thousands_of_custodies_as_the_law_counts_each_of_them() -> None:
    chance = random.Random(47)
    people = [custody_of(chance) for _ in range(4000)]
    found = counted(as_slice(people))

    for place, facts in enumerate(people):
        start, gap, credit = counted_from(facts, custody_runs(facts))
        assert found.start[place] == (UNKNOWN if start is None else start), facts
        if start is not None:
            assert (found.gap[place], found.credit[place]) == (gap, credit), facts


# --- positions ------------------------------------------------------------------------------------------------------------------------


def prospects_of_records(on: dt.date = ON, taken: ByPrison = NOTHING_CHOSEN) -> dict[int, dict[str, Any]]:
    from django.db import connection

    from zhiheng.domains.sentence.sweep.outlooks import outlooks_swept
    from zhiheng.domains.sentence.sweep.positions import positions

    connection.ensure_connection()
    done = [outlooks_swept(batch, on) for batch in positions(connection.connection, on, taken)]
    assert not any(one.refused.num_rows for one in done)
    return {int(row["id"]): row for one in done for row in one.found.to_pylist()}


def grades(found: Any) -> list[Any]:
    """The four grades of a key; nothing where it is unknown."""
    known = [found.get(grade) if isinstance(found, dict) else None for grade in "ABCD"]
    return [None if isinstance(one, dict) and "unknown" in one else one for one in known]


def as_for_one(key: int, row: dict[str, Any], readings: Readings = DEFAULTS) -> None:
    """The row of an outlook is what the law has for that person alone."""
    from zhiheng.domains.sentence.models import Judgment
    from zhiheng.domains.sentence.outlook import earliest_of

    one = Judgment.objects.select_related("episode__person").get(pk=key)
    found, _ = earliest_of(one, birth_date=one.episode.person.birth_date, on=ON, readings=readings)
    iso = {name: None if day is None else day.isoformat() for name, day in row.items() if isinstance(day, dt.date) or day is None}
    assert (iso["end"], iso["parole"]) == (found["end_date"], found["parole_earliest"] if isinstance(found["parole_earliest"], str) else None)
    assert iso["floor_end"] == (found["floor_end_date"] if isinstance(found["floor_end_date"], str) else None)
    assert [iso[f"earliest_{grade}"] for grade in "abcd"] == grades(found["earliest_report_by_grade"])
    amounts = [Term(0, row[f"amount_months_{grade}"], row[f"amount_days_{grade}"]) for grade in "abcd"]
    assert amounts == [Term(0, 12 * term["years"] + term["months"], term["days"]) if term else Term() for term in grades(found["max_amount"])]
    assert row["bars"] == found["parole_bars"]


def test_outlooks_of_the_records_as_the_law_has_each_of_them(papers: Cast, judgment: Judgment) -> None:
    """Reduced once, custody interrupted, life that became a term; the outlook of each by the law for one person."""
    life(papers, "ouyang", turned=True)
    swept_rows = prospects_of_records()

    assert len(swept_rows) == 3
    for key, row in swept_rows.items():
        as_for_one(key, row)


def test_an_outlook_says_which_fact_is_missing(cast: Cast) -> None:
    """Rulings without their service, and a crime without its day, on which the floor of life hangs."""
    made = life(cast, "ouyang", turned=True)

    row = prospects_of_records()[made.pk]

    assert row["earliest_a"] is row["floor_end"] is row["parole"] is None
    assert set(row["missing"]) == {"history.served", "parole", "offence_dates"}


# --- the readings in force where a person is ------------------------------------------------------------------------------------------------


def otherwise(*questions: str) -> Readings:
    """The other reading of some questions, or of all."""
    names = [name for name, code in QUESTION_OF.items() if code in questions or not questions]
    return DEFAULTS._replace(**{name: getattr(DEFAULTS, name).other for name in names})


@pytest.fixture
def alike(cast: Cast) -> dict[int, str]:
    """The same sentences in two prisons, by judgment: custody interrupted; and in the first a late start, a life, a reprieve's bar."""
    from tests.domains.sentence.papers import eight_months, twelve_years
    from zhiheng.domains.sentence.actions import record_change, record_judgment

    known: dict[str, Any] = {"acting": INSTALLATION, "reason": "test"}
    leap = twelve_years(document="3", term=Term(3, 5), printed_start=dt.date(2024, 2, 28), printed_end=None, judged_on=None, final_on=None)
    reduced = record_judgment(cast.episode("zhang"), entry=leap, **known)
    for number, (served, term) in enumerate((("2025-03-01", Term(0, 9)), ("2025-06-01", Term(0, 1)))):
        paper = eight_months(document=f"减{number}", ruled_on=day_before(served), served_on=dt.date.fromisoformat(served), term=term)
        record_change(reduced, entry=replace(paper, printed_start=None, printed_end=None), **known)
    return {reduced.pk: "zhang", broken(cast, "li").pk: "li", broken(cast, "chen").pk: "chen", life(cast, "ouyang", turned=False).pk: "ouyang"}


def day_before(text: str) -> dt.date:
    return dt.date.fromisoformat(text) - dt.timedelta(1)


@pytest.mark.parametrize("question", [*QUESTION_OF.values(), ""])
def test_each_person_is_swept_under_the_readings_of_their_prison(cast: Cast, alike: dict[int, str], question: str) -> None:
    from zhiheng.domains.sentence.facts import facts_of
    from zhiheng.domains.sentence.models import Judgment

    there = otherwise(*([question] if question else []))
    taken = {cast.place("b.p1").pk: there}
    terms = {int(row["id"]): row for batch in recorded_batches(ON, taken) for row in swept(batch, ON).found.to_pylist()}
    outlooks = prospects_of_records(ON, taken)

    assert set(outlooks) == set(alike)
    for key, who in alike.items():
        readings = DEFAULTS if who == "chen" else there
        as_for_one(key, outlooks[key], readings)
        if who != "ouyang":
            same(terms[key], term_end(facts_of(Judgment.objects.get(pk=key)), readings))


def test_the_readings_move_what_they_bear_on(cast: Cast, alike: dict[int, str]) -> None:
    """Else the test above would compare defaults with defaults."""
    taken = {cast.place("b.p1").pk: otherwise()}
    terms = {alike[int(row["id"])]: row for batch in recorded_batches(ON, taken) for row in swept(batch, ON).found.to_pylist()}
    by_default = {alike[int(row["id"])]: row for batch in recorded_batches() for row in swept(batch, ON).found.to_pylist()}
    outlooks, plain = prospects_of_records(ON, taken), prospects_of_records()

    assert {who for who in terms if terms[who]["end"] != by_default[who]["end"]} == {"zhang", "li"}
    assert {alike[key] for key in outlooks if outlooks[key] != plain[key]} == {"zhang", "li", "ouyang"}


def test_readings_travel_with_their_batch() -> None:
    batch = pa.record_batch({"id": ["1"]})

    assert readings_of(batch) == DEFAULTS
    assert readings_of(under(batch, otherwise("OQ-1", "OQ-26"))) == otherwise("OQ-1", "OQ-26")
