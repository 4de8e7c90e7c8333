"""The act: what it leaves, and what is refused without one."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from tests.engines.trail.example import BUREAU, CLERK, found, rename
from zhiheng.base.places.models import Place
from zhiheng.engines.trail import acts
from zhiheng.engines.trail.acts import INSTALLATION, Grant, Official, Subject, act, note_event, note_read
from zhiheng.engines.trail.models import Act, Change, Entry
from zhiheng.engines.trail.refusals import Invalid, NeedsSecondPerson, OutsideScope, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "_authorise", [lambda official, power, subject, *, second: Grant("holding:1", "post-7")])


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(official: Official, power: str, subject: Subject, *, second: Official | None) -> Grant:
        raise OutsideScope

    monkeypatch.setattr(acts, "_authorise", [refuse])


def test_it_works(lenient: None) -> None:
    place = found("江城")
    rename(place, name="江城市监狱管理局", acting=CLERK, reason="full name")

    kept = Act.objects.get(verb="rename")
    assert (kept.official, kept.official_label, kept.reason, kept.terminal) == ("officer:310-0205", "林静", "full name", "10.0.0.7")
    assert (kept.grant, kept.post, kept.subject, kept.place) == ("places.rename holding:1", "post-7", "place:b", "b")
    assert kept.inputs["name"] == "江城市监狱管理局"
    change = Change.objects.get(act_id=kept.id)
    assert (change.op, change.table, change.row, change.before) == ("U", "place", str(place.pk), {"name": "江城"})
    assert change.after["name"] == "江城市监狱管理局"


def test_a_secret_is_not_kept(lenient: None) -> None:
    @act("places.rename", subject="on", secret=("word",))
    def speak(word: str, *, on: Subject, acting: Official, reason: str) -> None: ...

    speak("open sesame", on=BUREAU, acting=CLERK, reason="test")

    assert Act.objects.get(verb="speak").inputs == {}


def test_an_act_within_an_act_is_kept_under_it(lenient: None) -> None:
    @act("places.found", subject="on")
    def found_and_name(*, on: Subject, acting: Official, reason: str) -> None:
        place = found("甲", acting=acting, reason=reason)
        rename(place, name="乙", acting=acting, reason=reason)
        Place.objects.filter(pk=place.pk).update(name_en="B")

    found_and_name(on=BUREAU, acting=CLERK, reason="test")

    outer = Act.objects.get(verb="found_and_name")
    assert set(Act.objects.filter(parent=outer.id).values_list("verb", flat=True)) == {"found", "rename"}
    assert Change.objects.get(act_id=outer.id).before == {"name_en": ""}


@pytest.mark.parametrize("write", ["insert", "bulk", "update", "delete", "raw"])
def test_postgresql_refuses_a_write_without_an_act(write: str) -> None:
    found("江城")

    with pytest.raises(DatabaseError, match="no act is open"), transaction.atomic():
        match write:
            case "insert":
                Place.objects.create(path="x", code="x", kind="bureau", name="x")
            case "bulk":
                Place.objects.bulk_create([Place(path="x", code="x", kind="bureau", name="x")])
            case "update":
                Place.objects.update(name="x")
            case "delete":
                Place.objects.all().delete()
            case "raw":
                connection.cursor().execute("update place set name = 'x'")


def test_truncate_is_refused_even_within_an_act() -> None:
    @act("places.found", subject="on")
    def empty(*, on: Subject, acting: Official, reason: str) -> None:
        connection.cursor().execute("truncate place cascade")

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        empty(on=BUREAU, acting=INSTALLATION, reason="test")


@pytest.mark.parametrize("table", ["trail_act", "trail_change", "trail_entry", "trail_leaf", "trail_node", "trail_checkpoint"])
def test_even_the_owner_cannot_change_the_trail(table: str) -> None:
    found("江城")

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        connection.cursor().execute(f"delete from {table}")


def test_a_refusal_rolls_back_and_is_kept(strict: None) -> None:
    place = found("江城")

    with pytest.raises(OutsideScope):
        rename(place, name="别处", acting=CLERK)

    place.refresh_from_db()
    assert place.name == "江城"
    kept = Act.objects.get(verb="rename")
    assert (kept.outcome, kept.refusal, kept.official) == ("refused", "not-found", "officer:310-0205")


def test_a_refusal_inside_nested_acts_is_kept_once(lenient: None) -> None:
    @act("places.found", subject="on")
    def inner(*, on: Subject, acting: Official, reason: str) -> None:
        raise Invalid(fields={"name": "too long"})

    @act("places.found", subject="on")
    def outer(*, on: Subject, acting: Official, reason: str) -> None:
        found("江城", acting=acting)
        inner(on=on, acting=acting, reason=reason)

    with pytest.raises(Invalid):
        outer(on=BUREAU, acting=CLERK, reason="test")

    assert not Place.objects.exists()
    assert list(Act.objects.values_list("verb", "outcome")) == [("outer", "refused")]


def test_the_second_person_cannot_be_the_first(lenient: None) -> None:
    @act("places.found", subject="on", second="second")
    def together(*, on: Subject, acting: Official, second: Official, reason: str) -> None: ...

    with pytest.raises(NeedsSecondPerson):
        together(on=BUREAU, acting=CLERK, second=CLERK, reason="test")


def test_an_unexpected_error_leaves_nothing(lenient: None) -> None:
    @act("places.found", subject="on")
    def stumble(*, on: Subject, acting: Official, reason: str) -> None:
        found("江城", acting=acting)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble(on=BUREAU, acting=CLERK, reason="test")

    assert not Act.objects.exists()


def test_a_read_is_kept(lenient: None) -> None:
    place = found("江城")

    note_read("places.view", acting=CLERK, subject=place, reason="duty")

    assert Act.objects.filter(outcome="read", subject="place:b", official=CLERK.ref, reason="duty").count() == 1


def test_a_refused_read_is_kept(strict: None) -> None:
    place = found("江城")

    with pytest.raises(Refusal):
        note_read("places.view", acting=CLERK, subject=place, reason="curiosity")

    assert Act.objects.filter(outcome="refused", refusal="not-found", reason="curiosity").count() == 1


def test_an_event_is_kept_with_its_refusal() -> None:
    note_event("sign_in", acting=CLERK, subject=BUREAU, refusal="wrong-password", inputs={"address": "10.0.0.7"})

    kept = Act.objects.get(verb="sign_in")
    assert (kept.outcome, kept.refusal, kept.inputs) == ("refused", "wrong-password", {"address": "10.0.0.7"})


def test_a_bulk_act_keeps_digests_only() -> None:
    @act("places.load", subject="on", bulk=True)
    def load(*, on: Subject, acting: Official, reason: str) -> None:
        Place.objects.create(path="b", code="b", kind="bureau", name="江城")

    load(on=BUREAU, acting=INSTALLATION, reason="test")

    change = Change.objects.get()
    assert change.after is None
    assert len(bytes(change.digest)) == 32


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_written_with_the_commit() -> None:
    found("江城")

    entry = Entry.objects.get()
    assert '"verb": "found"' in entry.body
    assert '"changes": 1' in entry.body
