"""Who may open which page and do which act: generated from the addresses and the verbs that exist, so that none is forgotten.

A new address fails here until it says its power (or why it is open); one that shows a record fails until the table below says which
record is inside and which is outside; a new verb is tried at once.
"""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import Cast
from tests.domains.custody import records as custody
from tests.domains.sentence.papers import TWELVE_YEARS
from zhiheng.base.powers import actions
from zhiheng.base.powers.catalogue import CATALOGUE
from zhiheng.base.powers.models import Officer, Post
from zhiheng.base.powers.policy import authorise
from zhiheng.domains.sentence.actions import record_judgment, request_comparison
from zhiheng.domains.sentence.comparison.candidate import Candidate
from zhiheng.domains.sentence.models import Comparison
from zhiheng.engines.trail.acts import INSTALLATION, VERBS, Grant, Official, Subject, set_authoriser
from zhiheng.engines.trail.models import Act
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, NeedsSecondPerson, OutsideScope, Refusal

importlib.import_module("zhiheng.config.urls")  # loads every page, and with the pages every act


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the product."""

    name: str
    route: str
    power: str
    open_because: str
    arguments: tuple[str, ...]


def _walk(resolver: URLResolver, before: str = "") -> Iterator[Address]:
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from _walk(found, before + str(found.pattern))
        else:
            yield _address(found, before)


def _address(found: URLPattern, before: str) -> Address:
    marks = found.callback.__dict__
    return Address(
        found.name or "", before + str(found.pattern), marks.get("power", ""), marks.get("open_because", ""), tuple(found.pattern.converters)
    )


ADDRESSES = list(_walk(get_resolver()))
GUARDED = [a for a in ADDRESSES if a.power]
BY_POWER = [a for a in GUARDED if a.power != "self"]


def named(addresses: list[Address]) -> list[Any]:
    return [pytest.param(a, id=a.name or a.route) for a in addresses]


# Pages of one record: what is inside the area of an official at b.p1, and what is outside.
type Pair = Callable[[Cast], tuple[object, object]]
RECORDS: dict[str, Pair] = {
    "person_id": lambda cast: (cast.zhang.pk, cast.chen.pk),
    "person": lambda cast: (cast.zhang.pk, cast.chen.pk),
    "place": lambda cast: ("b.p1.w1", "b.p2.w1"),
    "number": lambda cast: (cast.clerk.number, cast.other_clerk.number),
    "post_id": lambda cast: (_post("b.p1").pk, _post("b.p2").pk),
    "holding_id": lambda cast: (cast.clerk.holdings.get().pk, cast.other_clerk.holdings.get().pk),
    "comparison": lambda cast: (_comparison(cast, "b.p1"), _comparison(cast, "b.p2")),
    "act_id": lambda cast: (_act(cast, "b.p1"), _act(cast, "b.p2")),
    "party_id": lambda cast: (custody.party(cast, "b.p1"), custody.party(cast, "b.p2")),
    "order_id": lambda cast: (custody.order(cast, "b.p1"), custody.order(cast, "b.p2")),
    "roll_id": lambda cast: (custody.roll(cast, "b.p1").pk, custody.roll(cast, "b.p2").pk),
    "discrepancy_id": lambda cast: (custody.discrepancy(cast, "b.p1"), custody.discrepancy(cast, "b.p2")),
    "classification_id": lambda cast: (custody.classification(cast, "b.p1").pk, custody.classification(cast, "b.p2").pk),
    "separation_id": lambda cast: (custody.separation(cast, "b.p1"), custody.separation(cast, "b.p2")),
}
# Pages of things that have no place of their own, or that need more than a place to be there. Each says where its scope is tried.
ELSEWHERE = {
    "arrival_id": "tests/web/test_reception.py",
    "doubt_id": "tests/web/test_reception.py",
    "belonging_id": "tests/web/test_reception.py",
    "transfer_id": "tests/web/test_reception.py",
    "paper_id": "tests/web/test_reception.py",
    "item_id": "tests/web/test_reception.py",
    "mark_id": "tests/web/test_sealed.py",
    "enquiry_id": "tests/web/test_sealed.py",
    "version_id": "tests/web/test_reception.py",
    "step": "tests/web/test_reception.py",
    "hand_over_id": "tests/web/test_ward.py",
    "event_id": "tests/web/test_ward.py",
    "line_id": "tests/web/test_ward.py",
    "code": "tests/web/test_ward.py",
    "search_id": "tests/web/test_contraband.py",
    "draw_id": "tests/web/test_contraband.py",
    "find_id": "tests/web/test_contraband.py",
    "entry_id": "tests/web/test_points.py",
    "deliberation_id": "tests/web/test_points.py",
    "circumstance_id": "tests/web/test_points.py",
    "round_id": "tests/web/test_points.py",
    "cycle_id": "tests/web/test_points.py",
    "regrading_id": "tests/web/test_regradings.py",
    "notice_id": "tests/web/test_points.py",
    "month": "tests/web/test_points.py",
    "monday": "tests/web/test_points.py",
    "library_id": "the province's clauses have no place",
    "report_id": "tests/web/test_points_desk.py",
    "case_id": "tests/web/test_discipline.py",
    "seclusion_id": "tests/web/test_discipline.py",
    "restraint_id": "tests/web/test_discipline.py",
    "objection_id": "tests/web/test_objections.py: reading the decision needs its own power",
    "against_kind": "tests/web/test_objections.py",
    "against_key": "tests/web/test_objections.py",
    "alarm_id": "tests/web/test_discipline.py",
    "reward_id": "tests/web/test_discipline.py",
    "booking_id": "tests/web/test_bookings.py",
    "level_id": "tests/web/test_discipline.py",
    "recheck_id": "tests/web/test_discipline.py",
    "kind": "a kind of post has no place",
    "change_id": "a proposal has no place",
    "decision": "a proposal has no place",
    "question": "an open question of the law has no place",
    "choice": "tests/web/test_open_questions.py",
    "year": "a year has no place: tests/web/test_calendar.py",
    "holiday_notice_id": "tests/web/test_calendar.py",
    "batch": "tests/web/test_rulings.py",
    "token": "tests/web/test_rulings.py",
    "line": "tests/web/test_rulings.py",
    "key": "tests/web/test_sentence.py",
    "row": "tests/web/test_comparisons.py: the names need a second power",
    "name_id": "tests/web/test_people_acts.py",
    "identifier_id": "tests/web/test_people_acts.py",
    "verb": "tests/web/test_sign_in_administration.py",
}
SCOPED = [a for a in BY_POWER if a.arguments and not set(a.arguments) & set(ELSEWHERE)]


def _post(place: str) -> Post:
    return Post.objects.get(kind="penalty-clerk", place__path=place)


def _comparison(cast: Cast, place: str) -> int:
    """One over the place, asked for when it is first wanted."""
    found = Comparison.objects.filter(place=place).first()
    asking: Any = {"candidate": Candidate.edition(), "on": dt.date(2026, 11, 22), "acting": INSTALLATION, "reason": "test"}
    return (found or request_comparison(cast.place(place), **asking)).pk


def _act(cast: Cast, place: str) -> UUID:
    return Act.objects.filter(place=place, verb="open_post").latest("at").pk


@pytest.fixture
def bureau(cast: Cast) -> Cast:
    """The cast, with an act in each prison to be looked at and a judgment, determined, in each."""
    for place, episode in (("b.p1", "zhang"), ("b.p2", "chen")):
        actions.open_post(cast.place(place), "gate", code=f"{place}-gate", acting=INSTALLATION, reason="test")
        record_judgment(cast.episode(episode), entry=TWELVE_YEARS, acting=INSTALLATION, reason="test")
    return cast


def test_every_address_says_its_power_or_why_it_is_open() -> None:
    assert [a for a in ADDRESSES if bool(a.power) == bool(a.open_because)] == []


def test_every_power_of_a_page_is_in_the_list() -> None:
    assert [a for a in BY_POWER if a.power not in CATALOGUE] == []


def test_every_record_page_says_what_is_inside_and_outside() -> None:
    assert {argument for a in BY_POWER for argument in a.arguments} - set(RECORDS) - set(ELSEWHERE) == set()


@pytest.mark.parametrize("address", named(GUARDED))
def test_strangers_are_sent_to_sign_in(address: Address, client: Any, db: None) -> None:
    for method in (client.get, client.post):
        response = method(_somewhere(address))

        assert response.status_code == 302
        assert response["Location"].startswith("/sign-in?next=")


def test_without_the_power_there_is_no_page(cast: Cast) -> None:
    """The answer is the one for what does not exist, whatever the page."""
    client = cast.client_for(cast.idle)
    found = {a.name for a in BY_POWER for ask in (client.get, client.post) if ask(_somewhere(a)).status_code != 404}

    assert found == set()


def test_administrators_find_no_page_of_the_services_work_nor_of_each_other(cast: Cast) -> None:
    for who, mine in (("admin_accounts", "accounts"), ("admin_policy", "policy"), ("admin_trail", "trail")):
        client = cast.client_for(cast.officers[who])
        others = [a for a in BY_POWER if a.power.partition(".")[0] not in (mine, "powers")]
        assert {a.name for a in others if client.get(_somewhere(a)).status_code != 404} == set(), who


@pytest.mark.parametrize("address", named(SCOPED))
def test_the_power_reaches_its_place_and_no_further(address: Address, bureau: Cast) -> None:
    bureau.grant(bureau.idle, address.power, "b.p1")
    client = bureau.client_for(bureau.idle)
    pairs = [RECORDS[name](bureau) for name in address.arguments]
    inside, outside = (reverse(address.name, args=[pair[n] for pair in pairs]) for n in (0, 1))

    assert client.get(inside).status_code in (200, 302, 405), inside
    assert client.get(outside).status_code in (404, 405), outside
    assert client.post(outside, {"reason": "test"}).status_code in (404, 405), outside


# Pages that are there only for whoever holds their power over a whole bureau.
OF_THE_BUREAU = {"points_library_new": "b"}


@pytest.mark.parametrize("address", named([a for a in BY_POWER if not a.arguments]))
def test_the_power_opens_the_page(address: Address, cast: Cast) -> None:
    cast.grant(cast.idle, address.power, OF_THE_BUREAU.get(address.name, "b.p1"))

    assert cast.client_for(cast.idle).get(reverse(address.name)).status_code in (200, 302, 405)


def _somewhere(address: Address) -> str:
    found = next(p for p in _patterns(get_resolver()) if p.name == address.name and tuple(p.pattern.converters) == address.arguments)
    given = {"IntConverter": 987654, "UUIDConverter": UUID(int=0)}
    return reverse(address.name, args=[given.get(type(c).__name__, "nothing") for c in found.pattern.converters.values()])


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for found in resolver.url_patterns:
        yield from _patterns(found) if isinstance(found, URLResolver) else [found]


# --- acts ---------------------------------------------------------------------------------------------------------------------------

ACTS = sorted(name for name, power in VERBS.items() if not name.startswith("tests.") and power in CATALOGUE)
BY_GRANT = [name for name in ACTS if VERBS[name] != "powers.sync" and not CATALOGUE[VERBS[name]].own]


class Asked:
    """The power check, overheard: what it answered about the verb under trial."""

    def __init__(self) -> None:
        self.answers: list[Grant | Refusal] = []

    def __call__(self, official: Official, power: str, subject: Subject, *, second: Official | None) -> Grant:
        try:
            self.answers.append(authorise(official, power, subject, second=second))
        except Refusal as refusal:
            self.answers.append(refusal)
            raise
        granted = self.answers[-1]
        assert isinstance(granted, Grant)
        return granted


@pytest.fixture
def asked() -> Iterator[Asked]:
    listening = Asked()
    set_authoriser(listening)
    yield listening
    set_authoriser(authorise)


def attempt(name: str, asked: Asked, *, acting: Official, place: str, second: Official | None = None) -> Grant | Refusal:
    """Call a verb with nothing but its official and its subject; the check's answer. What the verb then makes of nothing does not matter."""
    module, _, verb = name.rpartition(".")
    done = getattr(importlib.import_module(f"zhiheng.{module}"), verb)
    names = inspect.getclosurevars(done).nonlocals
    given: dict[str, Any] = {
        parameter.name: None for parameter in inspect.signature(done).parameters.values() if parameter.default is inspect.Parameter.empty
    }
    given |= {names["subject"]: Subject(ref="person:0", label="nobody", place=place), "acting": acting, "reason": "test"}
    if names["second"]:
        given[names["second"]] = second
    asked.answers.clear()
    try:
        done(**given)
    except Exception:
        pass
    return asked.answers[0]


@pytest.mark.parametrize("name", BY_GRANT)
def test_a_verb_asks_for_its_power_there_and_now(name: str, cast: Cast, asked: Asked) -> None:
    power, holder = VERBS[name], cast.acting(cast.idle)
    assert isinstance(attempt(name, asked, acting=holder, place="b.p1.w1"), OutsideScope), "without the power"

    cast.grant(cast.idle, power, "b.p1")
    second = _second(cast, power)

    assert isinstance(attempt(name, asked, acting=holder, place="b.p1.w1", second=second), Grant), "inside"
    assert isinstance(attempt(name, asked, acting=holder, place="b.p2", second=second), OutsideScope), "beside"
    assert isinstance(attempt(name, asked, acting=holder, place="b", second=second), OutsideScope), "above"
    assert isinstance(attempt(name, asked, acting=holder, place="", second=second), OutsideScope), "bureau-wide"

    cast.dismiss(cast.idle)
    assert isinstance(attempt(name, asked, acting=holder, place="b.p1.w1", second=second), OutsideScope), "after the post has ended"


def _second(cast: Cast, power: str) -> Official | None:
    if not CATALOGUE[power].second:
        return None
    cast.grant(cast.duty_commander, power, "b.p1")
    return cast.acting(cast.duty_commander)


@pytest.mark.parametrize("name", [name for name in BY_GRANT if CATALOGUE[VERBS[name]].fresh])
def test_a_verb_that_signs_needs_a_fresh_sign_in(name: str, cast: Cast, asked: Asked) -> None:
    cast.grant(cast.idle, VERBS[name], "b.p1")

    assert isinstance(attempt(name, asked, acting=cast.acting(cast.idle, fresh=False), place="b.p1"), NeedsFreshSignIn)


@pytest.mark.parametrize("name", [name for name in BY_GRANT if CATALOGUE[VERBS[name]].second])
def test_a_verb_for_two_is_not_done_by_one(name: str, cast: Cast, asked: Asked) -> None:
    cast.grant(cast.idle, VERBS[name], "b.p1")

    assert isinstance(attempt(name, asked, acting=cast.acting(cast.idle), place="b.p1"), NeedsSecondPerson)


@pytest.mark.parametrize("name", [name for name in ACTS if name not in BY_GRANT and CATALOGUE[VERBS[name]].own])
def test_a_verb_over_oneself_is_for_oneself(name: str, cast: Cast, asked: Asked) -> None:
    assert isinstance(attempt(name, asked, acting=cast.acting(cast.clerk), place="b.p1"), OutsideScope)


@pytest.mark.parametrize("name", [name for name in ACTS if VERBS[name] == "powers.sync"])
def test_nobody_does_what_only_an_installation_does(name: str, cast: Cast, asked: Asked) -> None:
    for officer in Officer.objects.all():
        assert isinstance(attempt(name, asked, acting=cast.acting(officer), place=""), OutsideScope), officer.number


def test_every_attempt_that_was_refused_is_kept(cast: Cast, asked: Asked) -> None:
    for name in BY_GRANT:
        attempt(name, asked, acting=cast.acting(cast.idle), place="b.p1")

    kept = Act.objects.filter(official=cast.idle.ref, outcome="refused", refusal="not-found")
    assert {act.verb for act in kept} == {name.rpartition(".")[2] for name in BY_GRANT}


def test_an_ended_holding_a_closed_post_a_retired_power_and_a_departed_officer_give_nothing(cast: Cast) -> None:
    subject, holder = Subject("person:0", "nobody", "b.p1.w1"), cast.acting(cast.clerk)
    assert authorise(holder, "people.view", subject, second=None).post

    cast.dismiss(cast.clerk)

    with pytest.raises(OutsideScope):
        authorise(holder, "people.view", subject, second=None)
