"""The synthetic bureau: whole, the same for the same seed, lawful in its dates, and nobody's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from zhiheng.base.accounts.models import Account
from zhiheng.base.people.identifiers import card_facts, contradictions
from zhiheng.base.people.models import Episode, Identifier, Name, Person, Stay
from zhiheng.base.people.names import clean_name, reading
from zhiheng.base.people.queries import scope_of
from zhiheng.base.people.queries.likeness import alike
from zhiheng.base.places.models import Kind, Place
from zhiheng.base.powers.models import Officer, Post
from zhiheng.base.powers.post_kinds import POST_KINDS
from zhiheng.base.settings.models import SettingChoice
from zhiheng.demo import bureau
from zhiheng.demo.cast import CAST, sign_ins
from zhiheng.domains.conduct.contraband.models import Handling, Search
from zhiheng.domains.conduct.discipline.models import Sanction
from zhiheng.domains.conduct.grading.models import Round
from zhiheng.domains.conduct.points.models import PointEntry
from zhiheng.domains.conduct.points.queries.months import balance_of, explain_month, state_of
from zhiheng.domains.conduct.seclusion.models import Restraint, Seclusion
from zhiheng.domains.conduct.treatment.models import TreatmentLevel
from zhiheng.domains.custody.classing.models import Classification
from zhiheng.domains.custody.daily.models import HandOver, Talk
from zhiheng.domains.custody.daily.queries import talks_due
from zhiheng.domains.custody.departure.queries.releases import Horizon, leavers, leaving
from zhiheng.domains.custody.reception.models import ExpectedArrival, FileItem
from zhiheng.domains.custody.whereabouts.models import Discrepancy, Movement, Party, RollCall
from zhiheng.domains.custody.whereabouts.queries.books import held_at
from zhiheng.domains.custody.whereabouts.queries.tally import tally_differences
from zhiheng.domains.sentence.models import Agreement, Change, Determination, Judgment
from zhiheng.engines.trail.models import Act

DAY = dt.date(2026, 3, 1)
NOON = dt.datetime(2026, 3, 1, 10, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
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


# --- daily life -------------------------------------------------------------------------------------------------------------


def test_the_roll_is_as_its_records_say() -> None:
    assert not tally_differences()
    for call in RollCall.objects.filter(submitted_at__isnull=False).order_by("-pk")[:40]:
        held = held_at(call.place, call.occurred_at or NOON)
        assert (call.on_roll, call.expected) == (len(held), sum(one.here for one in held))


def test_this_very_moment_is_alive() -> None:
    """People out, one party late, a roll call under way, a difference to settle, a find and an entry that wait."""
    assert Party.objects.filter(closed_at=None, expected_back__lt=NOON).count() == 1
    assert Movement.objects.filter(ending="", outside=True).exists()
    assert RollCall.objects.filter(submitted_at=None).count() == 1
    assert Discrepancy.objects.filter(settled_at=None).count() == 1
    assert HandOver.objects.filter(taken_at__date=DAY).exists()
    assert Search.objects.filter(on=DAY, state="planned").exists()
    assert Search.objects.filter(on=DAY, state="done").exists()
    assert Handling.objects.filter(signed_at=None).count() == 2
    assert PointEntry.objects.filter(state="proposed").exists()
    assert Restraint.objects.filter(stopped_at=None).exists()
    assert SettingChoice.objects.filter(state="proposed").exists()


def test_nothing_of_it_lies_ahead() -> None:
    assert not RollCall.objects.filter(occurred_at__gt=NOON).exists()
    assert not Talk.objects.filter(held_at__gt=NOON).exists()
    assert not HandOver.objects.filter(taken_at__gt=NOON).exists()
    assert not Party.objects.filter(left_at__gt=NOON).exists()
    assert not PointEntry.objects.filter(happened_on__gt=DAY).exists()


def test_everybody_is_classed_and_has_a_level_and_a_file() -> None:
    everybody = Episode.objects.filter(ended_on=None, received_on__lt=DAY - dt.timedelta(days=15)).count()

    for model in (Classification, TreatmentLevel):
        assert model.objects.filter(state="in-force", episode__received_on__lt=DAY - dt.timedelta(days=15)).count() == everybody
    assert FileItem.objects.values("episode").distinct().count() == SIZE


def test_talks_are_mostly_up_to_date() -> None:
    due = talks_due(scope_of(["jiangcheng"]), DAY)

    assert 0 < len(due) < 0.15 * SIZE


def test_points_are_what_the_law_makes_of_the_entries() -> None:
    """Worked out again by the rules that explain one prisoner, and as the ledger has it."""
    some = list(Episode.objects.filter(ended_on=None, received_on__lt=dt.date(2025, 6, 1)).order_by("pk")[:5])

    for one in some:
        explained = explain_month(one, dt.date(2026, 2, 1))
        assert explained.kept is not None
        assert explained.agrees
        assert balance_of([one.pk])[one.pk] == state_of(one).balance


def test_every_cycle_has_its_round_within_the_quota() -> None:
    for each in Round.objects.filter(state="decided"):
        assert each.cycles.filter(grade=3).count() <= each.quota
        assert each.deliberation is not None
        assert each.deliberation.state == "carried"


def test_nobody_is_sanctioned_unheard_or_alone_too_long() -> None:
    for sanction in Sanction.objects.select_related("case"):
        assert sanction.case.hearings.exists()
        assert PointEntry.objects.get(pk=sanction.points_ref.partition(":")[2]).raw == sanction.points
    assert not Seclusion.objects.filter(days__gt=15).exists()


def test_whoever_stands_at_the_gate_with_papers_in_order_was_here_before() -> None:
    gate = ExpectedArrival.objects.filter(state="accepted")
    found = [[one.because.value for one in alike(arrival.name, arrival.sex, arrival.birth_date)] for arrival in gate]

    assert ["same"] in found


def test_those_who_leave_soon_were_prepared() -> None:
    soon = leavers(list(leaving(scope_of(["jiangcheng"]), Horizon("month"), DAY + dt.timedelta(days=20))[:20]), DAY)

    assert soon
    assert all(one.done for one in soon)
