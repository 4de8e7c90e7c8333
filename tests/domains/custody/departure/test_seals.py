"""What somebody did as a minor is sealed after the release: nobody finds it, and it is opened only to who may ask."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody.departure.papers import checked
from tests.domains.custody.reception.papers import admit, by, meddle, sentenced
from zhiheng.base.duties import SOURCES
from zhiheng.base.people.errors import StillHeld
from zhiheng.base.people.models import Identifier, Name, Person
from zhiheng.base.people.queries import ListQuery, list_people, profile, scope_of, search_people
from zhiheng.domains.custody.departure import actions
from zhiheng.domains.custody.departure.actions import Asked, Leaving
from zhiheng.domains.custody.departure.errors import NotASealedRecord, NotToBeSealed, SealDecided, SeveralRecords
from zhiheng.domains.custody.departure.models import RecordSeal, SealEnquiry
from zhiheng.domains.custody.departure.queries.seals import records_of, sealed_subjects
from zhiheng.domains.custody.departure.seals import verdict
from zhiheng.domains.custody.departure.watch import look_once
from zhiheng.domains.custody.reception.models import ExpectedArrival
from zhiheng.domains.sentence.entries import CountEntry
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.refusals import Invalid, NeedsFreshSignIn, OutsideScope
from zhiheng.engines.trail.verify import verify
from zhiheng.law.calendar import Term
from zhiheng.law.reckoning import Truth

BIRTH = dt.date(2007, 3, 1)
MINOR, GROWN = dt.date(2025, 2, 28), dt.date(2025, 3, 1)
BUREAU = ("b",)


def crimes(*days: dt.date | None, term: Term | None = None) -> dict[str, Any]:
    """What a judgment says of crimes on these days."""
    return {"counts": tuple(CountEntry(crime="盗窃罪", offence_date=day, term=term or Term(1)) for day in days)}


def released(cast: Cast, *days: dt.date | None, **judgment: Any) -> Person:
    """吴刚, born in 2007, judged for crimes on these days, served the whole term and left today."""
    episode = admit(cast, birth_date=BIRTH)
    sentenced(episode, timezone.localdate(), **crimes(*days), **judgment)
    checked(cast, episode)
    actions.release_person(episode, leaving=Leaving(handed_to="父亲"), **by(cast))
    return Person.objects.get(pk=episode.person_id)


def sealed(cast: Cast) -> tuple[Person, RecordSeal]:
    person = released(cast, MINOR)
    seal = actions.seal_record(person, **by(cast))
    return Person.objects.get(pk=person.pk), seal


def asked(**changes: Any) -> Asked:
    given = {
        "ground": "judicial", "organ": "江城市人民检察院", "document": "江检函〔2026〕9号", "purpose": "办理张某盗窃案", "name": "吴刚",
        "birth_date": BIRTH,
    }  # fmt: skip
    return Asked(**(given | changes))


# --- what the law says ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "judgment", "expected"),
    [
        ((MINOR,), {}, Truth.YES),
        ((GROWN,), {}, Truth.NO),  # eighteen on the day itself
        ((MINOR, GROWN), {}, Truth.UNKNOWN),
        ((None,), {}, Truth.UNKNOWN),
        ((None,), {"judged_on": MINOR}, Truth.YES),  # judged before eighteen: whatever it was, it lay before
        ((MINOR,), {"term": Term(5), "printed_start": None, "printed_end": None}, Truth.YES),
        ((MINOR,), {"term": Term(5, 0, 1), "printed_start": None, "printed_end": None}, Truth.NO),
        ((MINOR,), {"kind": "life", "term": None, "printed_start": None, "printed_end": None}, Truth.NO),
    ],
)
def test_the_law_of_a_record(cast: Cast, days: tuple[dt.date | None, ...], judgment: dict[str, Any], expected: Truth) -> None:
    episode = admit(cast, birth_date=BIRTH)
    sentenced(episode, timezone.localdate() + dt.timedelta(30), **crimes(*days), **judgment)
    assert verdict(episode.person).sealed == Truth.NO  # not while in custody

    meddle(cast, episode, {"ended_on": timezone.localdate()})
    assert verdict(episode.person).sealed == expected


def test_another_record_that_stays_open_keeps_the_whole_open(cast: Cast) -> None:
    person = released(cast, MINOR)
    meddle(cast, cast.episode("sun"), {"person": person})  # another custody, for a crime as an adult
    sentenced(cast.episode("sun"), dt.date(2024, 3, 31), **crimes(GROWN))

    assert verdict(person).sealed == Truth.NO
    with pytest.raises(NotToBeSealed):
        actions.seal_record(person, **by(cast))


# --- sealing ----------------------------------------------------------------------------------------------------------------------


def test_the_release_makes_it_due_by_the_end_of_the_day(cast: Cast) -> None:
    person = released(cast, MINOR)

    due = RecordSeal.objects.get()
    assert (due.person, due.state, due.certain) == (person, "due", True)
    assert timezone.localdate(due.due_at) == timezone.localdate()
    assert [one.key for one in SOURCES["seal"].owed(["b.p1"], timezone.now())] == [str(person.pk)]
    assert due.basis["rule"] == "PC-7-9"


def test_nothing_is_due_for_a_grown_up(cast: Cast) -> None:
    released(cast, GROWN)
    assert not RecordSeal.objects.exists()


def test_nobody_finds_a_sealed_record(cast: Cast) -> None:
    person, _seal = sealed(cast)

    for text in ("吴刚", "wugang", "wg", "3101260099"):
        assert not search_people(text, scope_of(BUREAU)).hits, text
    listed = list_people(ListQuery(scope_of(BUREAU), held=False))
    assert [row.number for row in listed.rows] == ["3101150003"]
    assert listed.count == 1
    with pytest.raises(OutsideScope):
        profile(person.pk)
    assert person.trail_subject().place == "sealed"
    assert "吴" not in f"{person} {person.name} {person.trail_subject().label}"
    assert not Name.objects.filter(person=person).exists()
    assert ExpectedArrival.objects.get().name == "记录已封存"


def test_no_power_reaches_it_any_more(cast: Cast) -> None:
    person, _seal = sealed(cast)
    cast.grant(cast.clerk, "people.correct", "b")
    with pytest.raises(OutsideScope):
        actions.seal_record(person, **by(cast))
    assert sealed_subjects([f"person:{person.pk}", f"arrival:{ExpectedArrival.objects.get().pk}", "person:x", "post:1"]) == {
        f"person:{person.pk}", f"arrival:{ExpectedArrival.objects.get().pk}",
    }  # fmt: skip


def test_where_the_law_leaves_it_open_somebody_decides_in_words(cast: Cast) -> None:
    person = released(cast, MINOR, GROWN)
    with pytest.raises(Invalid):
        actions.seal_record(person, **by(cast))
    actions.leave_unsealed(person, words="主要犯罪行为在成年后实施", **by(cast))
    assert RecordSeal.objects.get().state == "left-open"
    with pytest.raises(SealDecided):
        actions.leave_unsealed(person, words="x", **by(cast))

    corrected = actions.seal_record(person, words="复核：主要犯罪行为在未成年时实施", **by(cast, "clerk"))
    assert (corrected.state, corrected.certain) == ("sealed", False)


def test_where_the_law_seals_nobody_leaves_it_open(cast: Cast) -> None:
    person = released(cast, MINOR)
    with pytest.raises(NotToBeSealed):
        actions.leave_unsealed(person, words="x", **by(cast))


def test_a_grown_ups_record_is_not_sealed(cast: Cast) -> None:
    with pytest.raises(NotToBeSealed):
        actions.seal_record(released(cast, GROWN), **by(cast))


def test_not_while_in_custody(cast: Cast) -> None:
    from zhiheng.base.people.sealing import conceal

    with pytest.raises(StillHeld):
        conceal(cast.zhang, timezone.now())


def test_the_watch_seals_what_was_forgotten_and_leaves_what_must_be_decided(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhiheng.domains.custody.departure.watch.WATCH", cast.acting(cast.clerk))
    released(cast, MINOR)
    assert look_once() == 0  # the day is not over

    tomorrow = timezone.now() + dt.timedelta(days=1)
    monkeypatch.setattr("zhiheng.domains.custody.departure.watch.timezone.now", lambda: tomorrow)
    assert look_once() == 1
    assert RecordSeal.objects.get().state == "sealed"
    assert look_once() == 0


def test_postgresql_keeps_a_sealed_person_blank_and_the_seal_as_decided(cast: Cast) -> None:
    person, seal = sealed(cast)
    with pytest.raises(IntegrityError, match="person_sealed_says_nothing"), transaction.atomic():
        meddle(cast, person, {"birth_date": BIRTH})
    with pytest.raises(DatabaseError, match="is not changed"), transaction.atomic():
        meddle(cast, seal, {"words": "x"})


@pytest.mark.django_db(transaction=True)
def test_the_records_still_verify(cast: Cast) -> None:
    sealed(cast)
    report = verify()
    assert not report.faults


# --- opening ----------------------------------------------------------------------------------------------------------------------


def test_an_enquiry_opens_it_for_the_day_to_who_answers(cast: Cast) -> None:
    _person, seal = sealed(cast)
    enquiry = actions.answer_enquiry(cast.place("b.p1"), asked=asked(), **by(cast))

    assert enquiry.seal == seal
    assert timezone.localdate(enquiry.open_until) == timezone.localdate()
    assert seal.identity[0]["names"][0]["name"] == "吴刚"
    assert [judgment.offence for _episode, judgment in records_of(seal) if judgment]


@pytest.mark.parametrize("changes", [{"name": "吴"}, {"birth_date": dt.date(2007, 3, 2)}, {"identity": "110101200703010012"}])
def test_an_answer_that_there_is_none_is_kept_too(cast: Cast, changes: dict[str, Any]) -> None:
    sealed(cast)
    assert actions.answer_enquiry(cast.place("b.p1"), asked=asked(**changes), **by(cast)).seal is None
    assert SealEnquiry.objects.count() == 1


@pytest.mark.parametrize("field", ["ground", "organ", "document", "purpose", "name"])
def test_it_is_opened_to_nobody_who_does_not_say_why(cast: Cast, field: str) -> None:
    sealed(cast)
    with pytest.raises(Invalid) as refused:
        actions.answer_enquiry(cast.place("b.p1"), asked=asked(**{field: " "}), **by(cast))
    assert set(refused.value.fields) == {field}


def test_a_name_alone_is_not_looked_up(cast: Cast) -> None:
    with pytest.raises(Invalid):
        actions.answer_enquiry(cast.place("b.p1"), asked=asked(birth_date=None), **by(cast))


def test_two_of_one_name_and_birth_date_are_not_offered_for_choice(cast: Cast) -> None:
    _person, seal = sealed(cast)
    twin = released_twin(cast)
    assert twin.identity != seal.identity
    with pytest.raises(SeveralRecords):
        actions.answer_enquiry(cast.place("b.p1"), asked=asked(), **by(cast))


def released_twin(cast: Cast) -> RecordSeal:
    """孙平's record, sealed under the other's name and birth date."""
    meddle(cast, cast.sun, {"birth_date": BIRTH})
    meddle(cast, cast.sun.names.get(), {"name": "吴刚"})
    sentenced(cast.episode("sun"), dt.date(2024, 3, 31), **crimes(MINOR))
    return actions.seal_record(cast.sun, **by(cast))


def test_only_from_the_prison_that_keeps_it_and_only_just_signed_in(cast: Cast) -> None:
    sealed(cast)
    with pytest.raises(OutsideScope):
        actions.answer_enquiry(cast.place("b.p1"), asked=asked(), **by(cast, "other_clerk"))
    with pytest.raises(NeedsFreshSignIn):
        actions.answer_enquiry(cast.place("b.p1"), asked=asked(), acting=cast.acting(cast.clerk, fresh=False), reason="x")


def test_a_courts_document_unseals_it_with_everything_that_was_there(cast: Cast) -> None:
    person = released(cast, MINOR)
    before = sorted(Name.objects.filter(person=person).values_list("name", "kind", "pinyin"))
    seal = actions.seal_record(person, **by(cast))
    with pytest.raises(Invalid):
        actions.lift_seal(seal, document=" ", **by(cast, "warden"))
    actions.lift_seal(seal, document="（2027）江01刑终9号", **by(cast, "warden"))

    again = Person.objects.get(pk=person.pk)
    assert (again.name, again.birth_date, again.sealed_at) == ("吴刚", BIRTH, None)
    assert sorted(Name.objects.filter(person=person).values_list("name", "kind", "pinyin")) == before
    assert search_people("吴刚", scope_of(BUREAU)).hits
    with pytest.raises(NotASealedRecord):
        actions.lift_seal(seal, document="x", **by(cast, "warden"))


def test_a_number_that_somebody_else_holds_by_now_comes_back_as_ended(cast: Cast) -> None:
    from zhiheng.base.people.actions import add_identifier

    person = released(cast, MINOR)
    number = {"kind": "passport", "value": "E12345678"}
    add_identifier(person, **number, acting=INSTALLATION, reason="x")
    seal = actions.seal_record(person, **by(cast))
    add_identifier(cast.zhang, **number, acting=INSTALLATION, reason="x")  # nothing tells that it was known
    actions.lift_seal(seal, document="（2027）江01刑终9号", **by(cast, "warden"))

    assert Identifier.objects.get(person=person).ended_on == timezone.localdate()
