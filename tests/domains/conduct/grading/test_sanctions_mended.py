"""A sanction that is set aside or lightened: what it took comes back, and its months are tested again."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.domains.conduct.points.ward import OCTOBER, close, line, posted, ship
from zhiheng.domains.conduct.grading.actions.corrections import SanctionChange, mend_sanction
from zhiheng.domains.conduct.grading.errors import NotCorrectable
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.actions.entries import SanctionEntry, record_sanction
from zhiheng.domains.conduct.points.confinement import confined
from zhiheng.domains.conduct.points.models import PointEntry
from zhiheng.domains.conduct.points.queries.months import state_of
from zhiheng.engines.trail.acts import INSTALLATION, Official, act
from zhiheng.law.scale import Sanction

PAPER = "b.p1狱罚〔2026〕1号"


@act(policy.SANCTION, subject="entry")
def shut_in(entry: PointEntry, *, first: dt.date, last: dt.date, acting: Official, reason: str) -> None:
    confined(entry.episode, first, last, PAPER, ended=True)


@pytest.fixture(autouse=True)
def mender(cast: Cast) -> None:
    cast.grant(cast.inspector, policy.SANCTION, "b.p1")


@pytest.fixture
def confinement(cast: Cast) -> PointEntry:
    """Ten days from 9 October, totalled."""
    ship(cast)
    carried = posted(cast, "A101", 1_00).deliberation
    assert carried is not None
    carried.refresh_from_db()
    given = SanctionEntry(Sanction.CONFINEMENT, uuid4(), dt.date(2026, 10, 9), PAPER, "互殴", carried)
    entry = record_sanction(cast.episode("zhang"), entry=given, acting=INSTALLATION, reason="x")
    shut_in(entry, first=dt.date(2026, 10, 9), last=dt.date(2026, 10, 18), acting=INSTALLATION, reason="x")
    close(cast, OCTOBER)
    return entry


def mended(cast: Cast, entry: PointEntry, kind: int, days: int) -> PointEntry:
    change, second = SanctionChange(kind, days, "复查意见"), cast.acting(cast.warden)
    return mend_sanction(entry, change=change, second=second, acting=cast.acting(cast.inspector), reason="成立")


def test_set_aside_the_month_is_as_if_nothing_had_been(cast: Cast, confinement: PointEntry) -> None:
    episode = cast.episode("zhang")
    assert state_of(episode).confinements == 1
    assert line(cast, OCTOBER)["score"] < -200_00
    mended(cast, confinement, 0, 0)

    assert (state_of(episode).balance, state_of(episode).confinements, state_of(episode).below) == (101_00, 0, 0)
    assert line(cast, OCTOBER)["score"] < -200_00  # the sheet stays as it was


def test_lightened_it_counts_as_the_lighter_sanction(cast: Cast, confinement: PointEntry) -> None:
    episode = cast.episode("zhang")
    before = state_of(episode).balance
    mended(cast, confinement, Sanction.DEMERIT, 0)
    state = state_of(episode)
    assert (state.demerits, state.confinements) == (1, 0)
    assert state.balance > before + 200_00  # and the base of ten days


@pytest.mark.parametrize("on_the_way", [[(Sanction.CONFINEMENT, 4)], [(Sanction.DEMERIT, 0)], [(Sanction.DEMERIT, 0), (Sanction.WARNING, 0)]])
def test_lightened_before_it_is_set_aside_as_if_at_once(cast: Cast, confinement: PointEntry, on_the_way: list[tuple[Sanction, int]]) -> None:
    for kind, days in on_the_way:
        mended(cast, confinement, kind, days)
    mended(cast, confinement, 0, 0)

    state = state_of(cast.episode("zhang"))
    assert (state.balance, state.below) == (101_00, 0)
    assert (state.warnings, state.demerits, state.confinements) == (0, 0, 0)
    with pytest.raises(NotCorrectable):
        mended(cast, confinement, 4, 0)


@act(policy.SANCTION, subject="entry")
def forge(entry: PointEntry, *, counted: int, acting: Official, reason: str) -> None:
    """A correction written past the verbs."""
    today = timezone.localdate()
    PointEntry.objects.create(
        episode=entry.episode, ward=entry.ward, month=today.replace(day=1), happened_on=today, kind=PointEntry.Kind.CORRECTION, fact=entry.fact,
        raw=counted, counted=counted, state=PointEntry.State.POSTED, words="x", proposed_by="x", needs=1, body=1, decided_on=today,
        decided_by="x", corrects=entry,
    )  # fmt: skip


def test_postgresql_refuses_more_than_was_taken_and_a_second_correction_of_a_day(cast: Cast, confinement: PointEntry) -> None:
    mended(cast, confinement, Sanction.WARNING, 0)
    day = posted(cast, "D104", 3_00)
    forge(day, counted=1_00, acting=INSTALLATION, reason="x")

    for entry in (confinement, day):
        with pytest.raises(DatabaseError, match="no correction of the entry"), transaction.atomic():
            forge(entry, counted=101_00 if entry is confinement else 1_00, acting=INSTALLATION, reason="x")


def test_fewer_days_alone_give_back_their_base(cast: Cast, confinement: PointEntry) -> None:
    before = state_of(cast.episode("zhang")).balance
    mended(cast, confinement, Sanction.CONFINEMENT, 5)
    assert 0 < state_of(cast.episode("zhang")).balance - before < 20_00
    assert not PointEntry.objects.filter(corrects=confinement).exists()


@pytest.mark.parametrize("kind", [4, -1])
def test_it_is_never_made_heavier(cast: Cast, confinement: PointEntry, kind: int) -> None:
    with pytest.raises(NotCorrectable):
        mended(cast, confinement, kind, 10)


def test_an_entry_of_a_day_is_no_sanction(cast: Cast) -> None:
    ship(cast)
    with pytest.raises(NotCorrectable):
        mended(cast, posted(cast, "D104", 3_00), 0, 0)
