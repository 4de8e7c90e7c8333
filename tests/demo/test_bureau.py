"""The synthetic bureau: whole, the same for the same seed, lawful in its dates, and nobody's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from zhiheng.base.accounts.models import Account
from zhiheng.base.people.identifiers import card_facts, contradictions
from zhiheng.base.people.models import Episode, Identifier, Name, Person, Stay
from zhiheng.base.people.names import clean_name, reading
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.powers.models import Officer, Post
from zhiheng.base.powers.post_kinds import POST_KINDS
from zhiheng.demo import bureau
from zhiheng.demo.cast import CAST, sign_ins
from zhiheng.domains.sentence.models import Agreement, Change, Determination, Judgment
from zhiheng.engines.trail.models import Act

DAY = dt.date(2026, 3, 1)
SIZE = 300


def silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@pytest.fixture(scope="module")
def founded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A bureau of 300 that every test of this module looks at and none changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        bureau.seed(prisoners=SIZE, seed=7, progress=silent, as_of=DAY)
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("founded")]


def test_it_is_whole() -> None:
    assert Place.objects.filter(kind=Kind.BUREAU).count() == 1
    assert Place.objects.filter(kind=Kind.PRISON).count() == 4
    assert Episode.objects.filter(ended_on=None).count() == SIZE
    assert Person.objects.count() == SIZE + SIZE // 25
    assert bureau.seed_state() == "done"


def test_a_second_founding_is_refused() -> None:
    with pytest.raises(RuntimeError, match="already holds"):
        bureau.seed(prisoners=SIZE, seed=7, progress=silent, as_of=DAY)


def test_everybody_says_that_they_are_synthetic() -> None:
    assert not Person.objects.filter(synthetic=False).exists()
    assert not Officer.objects.filter(synthetic=False).exists()
    assert not Account.objects.filter(demo=False).exists()


def test_identity_numbers_are_right_and_nobodys() -> None:
    for identifier in Identifier.objects.select_related("person"):
        assert identifier.value.startswith("00")
        assert card_facts(identifier.value).ok
        assert not contradictions(identifier.value, birth_date=identifier.person.birth_date, sex=identifier.person.sex)


def test_names_are_read_as_the_register_reads_them() -> None:
    for name in Name.objects.all():
        assert clean_name(name.name) == name.name
        assert tuple(reading(name.name)) == (name.pinyin, name.initials)


def test_each_person_lies_in_a_bed_of_their_ward() -> None:
    stays = Stay.objects.select_related("place", "episode__ward", "episode__prison", "episode__place")

    assert stays.count() == SIZE
    for stay in stays:
        assert stay.place == stay.episode.place
        assert stay.place.kind == Kind.BED
        assert stay.place.path.startswith(stay.episode.ward.path + ".")  # type: ignore[union-attr]
        assert stay.episode.ward.path.startswith(stay.episode.prison.path + ".")  # type: ignore[union-attr]


def test_women_and_men_are_apart() -> None:
    mixed = {tuple(row) for row in Episode.objects.values_list("prison__name", "sex").distinct()}

    assert mixed == {("东湾监狱", "male"), ("北桥监狱", "male"), ("柳溪监狱", "male"), ("清荷女子监狱", "female")}


def test_capacities_count_beds() -> None:
    for place in Place.objects.filter(kind__in=[Kind.PRISON, Kind.WARD, Kind.CELL, Kind.BUREAU]):
        assert place.capacity_certified == Place.objects.filter(path__under=place.path, kind=Kind.BED).count()


def test_for_a_month_nobody_is_held_beyond_the_term() -> None:
    ended = Determination.objects.filter(latest=True, end__lt=DAY + dt.timedelta(days=30), judgment__episode__ended_on=None)

    assert not ended.exists()


def test_the_released_left_on_the_last_day_of_their_term() -> None:
    for row in Determination.objects.filter(latest=True, judgment__episode__ended_on__isnull=False, end__isnull=False):
        assert row.judgment.episode.ended_on == row.end


def test_every_term_is_determined_and_nearly_all_agree() -> None:
    total = Judgment.objects.count()
    by = {kind: Determination.objects.filter(latest=True, agreement=kind).count() for kind in Agreement.values}

    assert sum(by.values()) == total
    assert by["invalid"] == 0
    assert 0 < by["differs"] < 0.05 * total
    assert by["agrees"] > 0.9 * total


def test_the_papers_follow_one_another() -> None:
    """Crime, custody, judgment, finality, delivery: in this order, wherever they are known."""
    for judgment in Judgment.objects.prefetch_related("counts", "credits", "changes"):
        crimes = [count.offence_date for count in judgment.counts.all() if count.offence_date]
        held = [credit.first for credit in judgment.credits.all() if credit.first]
        rulings = [change.ruled_on for change in judgment.changes.all()]
        days = [day for day in (max(crimes), min(held, default=None), judgment.judged_on, judgment.final_on, judgment.delivered_on, *rulings) if day]

        assert days == sorted(days), judgment.document


def test_every_difference_is_explained() -> None:
    for row in Determination.objects.filter(agreement="differs"):
        assert all(difference["zh"] and difference["en"] for difference in row.finding["differences"])


def test_commutations_stay_above_the_floor() -> None:
    assert Change.objects.filter(kind="commutation").exists()
    for row in Determination.objects.filter(latest=True, floor_end__isnull=False, computed_end__isnull=False):
        assert row.computed_end >= row.floor_end  # type: ignore[operator]


def test_every_role_has_one_person_with_its_post() -> None:
    for row in sign_ins():
        officer = Officer.objects.get(account__username=row.username)

        assert officer.name == row.name
        assert [str(h.post.kind) for h in officer.holdings.all()] == [row.title_zh]


def test_every_kind_of_post_has_its_role() -> None:
    played = {player.kind for player in CAST}

    assert played == {kind.code for kind in POST_KINDS if kind.holder != "system"}


def test_every_post_has_a_holder() -> None:
    assert not Post.objects.filter(holdings=None).exists()


def test_the_password_is_kept_for_its_owner_alone() -> None:
    kept = settings.STATE / "demo_password"

    assert kept.stat().st_mode & 0o777 == 0o600
    assert Account.objects.get(username="demo-penalty-clerk").check_password(kept.read_text().strip())


def test_the_founding_is_kept_as_acts_of_the_installation() -> None:
    verbs = set(Act.objects.filter(official="installation:zhiheng").values_list("verb", flat=True))

    assert {"load_places", "load_officers", "load_people", "determine_many", "work_out", "open_bureau"} <= verbs
