"""Random lives through the records of three wards, against a bookkeeper who counts days; two totals at once; the clock at month end."""

from __future__ import annotations

import datetime as dt
import random
from zoneinfo import ZoneInfo

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.utils import timezone

from tests.cast import Cast
from tests.domains.conduct.points.day_by_day import PAUSING, Life, book, days_of
from tests.domains.conduct.points.test_worked_examples import entry
from tests.domains.conduct.points.ward import OCTOBER, close, ship
from tests.engines.ledger.test_concurrency import at_once
from zhiheng.base.people.models import Episode, Person, Stay
from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.points.actions.months import Closed
from zhiheng.domains.conduct.points.errors import OutOfOrder
from zhiheng.domains.conduct.points.models import Circumstance, Sheet
from zhiheng.domains.conduct.points.months import LAST
from zhiheng.domains.conduct.points.queries.months import balance_of, person_months
from zhiheng.engines.ledger.models import Entry
from zhiheng.engines.trail.acts import INSTALLATION, VERBS, Subject, act

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONTHS = [dt.date(2022, number, 1) for number in range(1, 10)]
CAP = 20_00
KINDS = ("hospital", "confinement", "outside", "isolation", "strict", "unable")


def drawn(chance: random.Random) -> Life:
    """A life of nine months: moved between three wards, some of it in hospital, confined, outside, or flagged; perhaps released."""
    received = chance.choice([dt.date(2020, 5, 9), dt.date(2020, 5, 9), dt.date(2021, 12, 17), dt.date(2022, 2, 11), dt.date(2022, 3, 1)])
    life = Life(received, moves=[(received, chance.randrange(3))])
    if chance.random() < 0.25:
        life.ended = dt.date(2022, chance.randint(4, 9), chance.randint(1, 28))
    for _ in range(chance.choice([0, 0, 1, 2])):
        life.moves.append((dt.date(2022, chance.randint(1, 9), chance.choice([1, 2, 15, 28])), chance.randrange(3)))
    life.moves = sorted({since: (since, ward) for since, ward in life.moves if life.held(since)}.values())
    for kind in KINDS:
        if chance.random() < 0.3:
            first = dt.date(2022, chance.randint(1, 8), chance.choice([1, 1, 5, 20]))
            life.periods.append((kind, first, first + dt.timedelta(days=chance.choice([3, 14, 30, 61, 100]))))
    for month in MONTHS:
        if any(life.held(day) and not life.on(day) & PAUSING for day in days_of(month)):
            life.adds[month] = [(chance.randint(1, 3), chance.choice([50, 4_90, 12_00, 20_00])) for _ in range(chance.randint(0, 4))]
            life.offs[month] = [(chance.randint(1, 3), chance.choice([50, 3_00, 9_50])) for _ in range(chance.choice([0, 0, 1, 3]))]
            life.other[month] = chance.choice([0] * 8 + [-100_00, -200_00, 10_00, 100_00])
    return life


@act("people.correct", subject="on")
def lived(on: Subject, cast: Cast, life: Life, number: int, *, acting: object, reason: str) -> Episode:
    """The records of a life: beds of his own in each ward, periods, entries."""
    wards = [cast.place(path) for path in ("b.p1.w1", "b.p1.w2", "b.p2.w1")]
    person = Person.objects.create(name=f"例{number}", pinyin="li", initials="l", sex="male", synthetic=True)
    now = wards[life.moves[-1][1]]
    episode = Episode.objects.create(
        person=person, number=f"DD{number:06}", prison=now.parent, ward=now, place=now, received_on=life.received, ended_on=life.ended,
        sort_key="l", sex="male",
    )  # fmt: skip
    last = None if life.ended is None else morning(life.ended)
    ends = [morning(since) for since, _ in life.moves[1:]] + [last]
    for step, ((since, ward), until) in enumerate(zip(life.moves, ends, strict=True)):
        cell = cast.place(f"{wards[ward].path}.c1")
        path = f"{cell.path}.d{number}x{step}"
        bed = Place.objects.create(
            parent=cell, path=path, code=path.rpartition(".")[2], kind="bed", name="床", capacity_certified=1, capacity_working=1, capacity_now=1
        )
        if until is None or morning(since) < until:
            Stay.objects.create(episode=episode, place=bed, during=DateTimeTZRange(morning(since), until))
    for kind, first, until in life.periods:
        Circumstance.objects.create(episode=episode, kind=kind, during=DateRange(first, until + dt.timedelta(days=1)), document="文书")
    for month in MONTHS:
        for sign, entered in ((1, life.adds), (-1, life.offs)):
            for part, value in entered.get(month, []):
                entry(episode, month, 1, sign * value, part=part)
        other = life.other.get(month, 0)
        entry(episode, month, 3 if other < 0 else 2, other, sanction=-other // 100_00 if other < 0 else 0)
    return episode


VERBS.pop(f"{__name__}.lived", None)


def morning(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, 8, tzinfo=SHANGHAI)


@pytest.mark.django_db
def test_the_sheets_agree_with_a_bookkeeper_who_counts_days(cast: Cast) -> None:
    ship(cast, strict_add_cap=CAP)
    chance = random.Random(20261122)
    lives = [drawn(chance) for _ in range(60)]
    episodes = [lived(Subject("x", "x", ""), cast, life, number, acting=INSTALLATION, reason="random") for number, life in enumerate(lives)]
    for number, month in enumerate(MONTHS):
        # In turn the bureau at once and prison by prison, ward by ward: it must not matter.
        for place in (("b",), ("b.p2", "b.p1"), ("b.p1.w2", "b.p2.w1", "b.p1.w1"))[number % 3]:
            close(cast, month, place)

    for life, episode in zip(lives, episodes, strict=True):
        lines = person_months(episode)
        ours = [(line.figures.score, line.figures.closing, line.figures.carried) for line in lines]
        assert ours == book(life, MONTHS, CAP), life
        held = [(month, ward) for month in MONTHS if (ward := ward_of(cast, life, month))]
        assert [(line.month, line.ward) for line in lines] == held, life
        assert balance_of([episode.pk])[episode.pk] == (ours[-1][2] if ours else 0), life
        assert [bool(line.mark & LAST) for line in lines] == [life.ended is not None and line.month == life.ended.replace(day=1) for line in lines]


def ward_of(cast: Cast, life: Life, month: dt.date) -> int | None:
    """Where the month, or the custody, ended."""
    mine = [day for day in days_of(month) if life.held(day)]
    path = ("b.p1.w1", "b.p1.w2", "b.p2.w1")[life.ward(mine[-1])] if mine else ""
    return cast.place(path).pk if mine else None


@pytest.mark.django_db(transaction=True)
def test_two_totals_at_once_are_one(cast: Cast) -> None:
    found = at_once(lambda: close(cast, OCTOBER), lambda: close(cast, OCTOBER), lambda: close(cast, OCTOBER, "b"))

    assert all(isinstance(one, Closed) for one in found), found
    assert sum(one.wards for one in found if isinstance(one, Closed)) == Sheet.objects.count() == Entry.objects.count() == 3


@pytest.mark.django_db
def test_the_month_is_over_when_it_is_over_in_shanghai(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    last_second = dt.datetime(2026, 10, 31, 15, 59, 59, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: last_second)
    with pytest.raises(OutOfOrder):
        close(cast, OCTOBER)
    monkeypatch.setattr(timezone, "now", lambda: last_second + dt.timedelta(seconds=1))

    assert close(cast, OCTOBER).wards == 1
