"""Pages of whereabouts and classification: what is shown, what is refused in words, and that nobody's marks are lost."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.base.objections.said import say
from tests.cast import Cast
from tests.domains.custody import records
from tests.domains.custody.outings import WARD, call, ids, soon, take_out
from tests.domains.custody.papers import QUIET, ago, classify, propose
from zhiheng.base.people.models import Episode
from zhiheng.domains.custody.classing.models import Classification, Separation
from zhiheng.domains.custody.whereabouts.actions import Entry, Mark, open_roll_call, record_overdue
from zhiheng.domains.custody.whereabouts.models import Discrepancy, Movement, MovementOrder, Party, RollCall
from zhiheng.engines.trail.acts import INSTALLATION


@pytest.fixture
def officer(cast: Cast) -> Client:
    """The ward officer's browser, in English."""
    client = cast.client_for(cast.ward_officer)
    client.cookies["zh_language"] = "en"
    return client


@pytest.fixture
def head(cast: Cast) -> Client:
    """The ward head's browser, in English."""
    client = cast.client_for(cast.ward_head)
    client.cookies["zh_language"] = "en"
    return client


@pytest.fixture
def classified(cast: Cast) -> Classification:
    """张伟, classified."""
    return classify(cast, "zhang")


def opened(cast: Cast) -> str:
    roll = open_roll_call(cast.place(WARD), acting=cast.acting(cast.ward_officer), reason="点名")
    return f"/roll-calls/{roll.pk}"


def when(minutes: float) -> str:
    return timezone.localtime(soon(minutes)).strftime("%Y-%m-%d %H:%M")


# --- the live roll --------------------------------------------------------------------------------------------------------------


def test_the_wards_live_roll(cast: Cast, officer: Client) -> None:
    take_out(cast, "li", at=ago(60), expected_back=ago(5))
    text = officer.get(f"/roll/{WARD}").content.decode()

    assert "张伟" in text
    assert "overdue" in text
    assert "no signal" in text


def test_the_prisons_board_and_one_level_alone(cast: Cast, officer: Client) -> None:
    records.discrepancy(cast, "b.p1")
    client = cast.client_for(cast.warden)
    client.cookies["zh_language"] = "en"
    text = client.get("/roll", follow=True).content.decode()

    assert "1 not settled" in text
    assert "二监区" in text
    assert officer.get("/roll").headers["Location"] == f"/roll/{WARD}"


# --- roll calls -----------------------------------------------------------------------------------------------------------------


def test_all_present_in_two_steps(cast: Cast, officer: Client) -> None:
    url = opened(cast)
    assert "Names, heads and books agree" in officer.post(url, {"all_present": "1"}).content.decode()
    officer.post(url, {"step": "submit"})

    assert RollCall.objects.get().reconciles


def test_marks_go_through_the_check_and_back(cast: Cast, officer: Client) -> None:
    url, who = opened(cast), cast.episode("zhang").pk
    marks = {f"x{who}": "1", f"r{who}": "clinic", f"n{who}": "牙痛", "counted": "1"}
    review = officer.post(url, marks | {"step": "check"}).content.decode()
    assert "away without a movement on the books" in review
    assert 'value="牙痛"' in officer.post(url, marks | {"step": "back"}).content.decode()

    refused = officer.post(url, marks | {"step": "submit"})
    assert refused.status_code == 409
    officer.post(url, marks | {"step": "submit", "explanation": "在医务室，补登"})
    assert Discrepancy.objects.get().kind == "unrecorded"


def test_the_second_to_submit_sees_both_sheets(cast: Cast, officer: Client, head: Client) -> None:
    url = opened(cast)
    call(cast, Entry((Mark(cast.episode("li").pk, False, "unexplained"),), explanation="查找"))
    answer = head.post(url, {f"x{cast.episode('zhang').pk}": "1", f"r{cast.episode('zhang').pk}": "hospital", "step": "submit"})
    text = answer.content.decode()

    assert answer.status_code == 409
    assert "Yours was not entered" in text
    assert "张伟" in text
    assert "李𬭎" in text


def test_the_phones_moment_is_kept_and_a_wrong_clock_is_not(cast: Cast, officer: Client) -> None:
    officer.post(opened(cast), {"step": "submit", "occurred_at": ago(10).isoformat()})
    early = RollCall.objects.get()
    officer.post(opened(cast), {"step": "submit", "occurred_at": soon(60).isoformat()})
    late = RollCall.objects.exclude(pk=early.pk).get()

    assert early.occurred_at is not None
    assert early.occurred_at < ago(9)
    assert late.occurred_at is not None
    assert late.occurred_at > ago(1)


# --- movements and orders -------------------------------------------------------------------------------------------------------


def test_people_leave_and_come_back(cast: Cast, officer: Client) -> None:
    given = {"purpose": "work", "words": "第二车间", "escorts": [cast.ward_officer.number], "expected_back": when(60)}
    answer = officer.post(f"/movements/{WARD}/new", given | {"people": ids(cast, ["zhang", "li"])})
    party = Party.objects.get()
    assert answer.headers["Location"] == f"/movements/{party.pk}"

    officer.post(f"/movements/{party.pk}/return", {"ending": "back", "people": ids(cast, ["li"])})
    assert Movement.objects.get(ending="").episode == cast.episode("zhang")
    assert officer.post(f"/movements/{party.pk}/return", {"ending": "back"}).status_code == 422
    officer.post(f"/movements/{party.pk}/return", {"ending": "back", "all": "1"})
    assert not Movement.objects.filter(ending="").exists()


def test_a_refusal_stands_in_the_form_with_what_was_ticked(cast: Cast, officer: Client) -> None:
    given = {"purpose": "hospital", "words": "医院", "escorts": [cast.ward_officer.number], "expected_back": when(60), "people": ids(cast, ["zhang"])}
    answer = officer.post(f"/movements/{WARD}/new", given)

    assert answer.status_code == 422
    assert "at least two outside" in answer.content.decode()
    assert re.search(rf'value="{cast.episode("zhang").pk}"\s+checked', answer.content.decode())


def test_the_list_says_who_is_overdue(cast: Cast, officer: Client) -> None:
    take_out(cast, "zhang", at=ago(60), expected_back=ago(5))
    text = officer.get("/movements").content.decode()

    assert "overdue by" in text
    assert "1 party is overdue" in text
    assert "张伟" in officer.get("/movements?q=张&state=overdue").content.decode()


def test_an_order_is_issued_printed_and_carried_out(cast: Cast, head: Client) -> None:
    given = {"purpose": "work", "words": "第二车间", "escorts": [cast.ward_officer.number], "leave_at": when(5), "expected_back": when(300)}
    head.post(f"/orders/{WARD}/new", given | {"people": ids(cast, ["zhang", "li"])})
    order = MovementOrder.objects.get()
    assert "李𬭎" in head.get(f"/roll/{WARD}/work").content.decode()

    head.post(f"/orders/{order.pk}", {"left_out": ids(cast, ["li"])})
    assert [m.episode for m in Movement.objects.all()] == [cast.episode("zhang")]


@pytest.mark.parametrize("sheet", ["unlock", "headcount"])
def test_printed_lists(cast: Cast, officer: Client, sheet: str) -> None:
    take_out(cast, "li", at=ago(5))

    assert "李𬭎" in officer.get(f"/roll/{WARD}/{sheet}").content.decode()


# --- beds -----------------------------------------------------------------------------------------------------------------------


def test_the_bed_plan_offers_and_says_why_not(cast: Cast, officer: Client) -> None:
    who = cast.episode("zhang").pk
    text = officer.get(f"/roll/{WARD}/beds?person={who}").content.decode()
    assert text.count("Assign") == 2
    officer.post(f"/roll/{WARD}/beds", {"person": who, "bed": f"{WARD}.c1.b3", "reason": "调整"})
    assert Episode.objects.get(pk=who).place == cast.place(f"{WARD}.c1.b3")

    officer.post(f"/roll/{WARD}/beds", {"person": who, "swap": f"{WARD}.c1.b2", "reason": "调整"})
    assert Episode.objects.get(pk=who).place == cast.place(f"{WARD}.c1.b2")


def test_a_bed_that_a_separation_forbids(cast: Cast, officer: Client) -> None:
    records.separation(cast, "b.p1")  # 张伟 and 李𬭎, who share a cell already
    text = officer.get(f"/roll/{WARD}/beds?person={cast.episode('zhang').pk}").content.decode()

    assert "kept apart from somebody here" in text
    assert "Assign" not in text


@pytest.mark.parametrize(
    "given", [{"bed": f"{WARD}.c1.b3", "reason": ""}, {"bed": "b.p2.w1.c1.b3", "reason": "调整"}, {"bed": "x", "reason": "调整"}]
)
def test_a_bed_needs_a_reason_and_lies_in_the_ward(cast: Cast, officer: Client, given: dict[str, str]) -> None:
    assert officer.post(f"/roll/{WARD}/beds", {"person": cast.episode("zhang").pk} | given).status_code == 422


# --- classification -------------------------------------------------------------------------------------------------------------


def test_proposed_by_one_confirmed_by_another_objected_to_and_answered(cast: Cast, officer: Client) -> None:
    person = cast.zhang.pk
    officer.post(f"/people/{person}/classing/propose", {"escape": "no", "violence": "yes", "reason": "定期复核"})
    made = Classification.objects.get()
    assert (made.level, made.facts["escape"], made.facts["ill"]) == ("high", False, None)
    assert "You proposed this" in officer.get(f"/people/{person}/classing").content.decode()

    cast.client_for(cast.warden).post(f"/classing/{made.pk}/confirm", {"reason": "同意"})
    assert f"/objections/new/classification/{made.pk}" in officer.get(f"/people/{person}/classing").content.decode()
    objection = say(cast, f"classification:{made.pk}", words="不是我先动手")
    text = officer.get(f"/people/{person}/classing").content.decode()
    assert objection.receipt in text
    assert "high security" in text


def test_the_due_list(cast: Cast, officer: Client) -> None:
    propose(cast, "li", asked=QUIET)
    text = officer.get("/classing").content.decode()

    assert "not classified" in text
    assert "waits for a second officer" in text
    assert "张伟" not in officer.get("/classing?why=decide").content.decode()


def test_people_are_kept_apart_by_number(cast: Cast, head: Client) -> None:
    given = {"reach": "cell", "grounds": "互殴", "since": timezone.localdate().isoformat()}
    assert head.post(f"/people/{cast.zhang.pk}/separate", given | {"number": "3202220101"}).status_code == 422  # another prison
    head.post(f"/people/{cast.zhang.pk}/separate", given | {"number": cast.episode("li").number})
    assert "together now" in head.get("/separations").content.decode()

    head.post(f"/separations/{Separation.objects.get().pk}/end", {"on": timezone.localdate().isoformat(), "reason": "和解"})
    assert Separation.objects.get().ended_by == cast.ward_head


def test_the_profile_says_where_and_how(cast: Cast, officer: Client, classified: Classification) -> None:
    take_out(cast, "zhang", purpose="clinic", words="医务室", at=ago(5))
    text = officer.get(f"/people/{cast.zhang.pk}").content.decode()

    assert "医务室" in text
    assert "medium security" in text


# --- discrepancies --------------------------------------------------------------------------------------------------------------


def test_a_discrepancy_is_handed_over_and_settled(cast: Cast, head: Client) -> None:
    call(cast, Entry((Mark(cast.episode("zhang").pk, False, "unexplained"),), explanation="查找"))
    pk = Discrepancy.objects.get().pk
    head.post(f"/discrepancies/{pk}/hand-over", {"owner": cast.ward_head.number, "reason": "接手"})
    assert Discrepancy.objects.get().owner == cast.ward_head
    assert head.post(f"/discrepancies/{pk}/settle", {"how": "explained", "words": ""}).status_code == 422
    head.post(f"/discrepancies/{pk}/settle", {"how": "explained", "words": "在盥洗室"})
    assert "在盥洗室" in head.get("/discrepancies").content.decode()


def test_a_count_that_does_not_reconcile_stands_on_commands_first_screen_until_acknowledged(cast: Cast) -> None:
    roll = records.roll(cast, "b.p1")
    commander = cast.client_for(cast.duty_commander)
    commander.cookies["zh_language"] = "en"
    assert "1 count does not reconcile" in commander.get("/").content.decode()

    page = f"/roll-calls/{roll.pk}/acknowledge"
    assert commander.post(page, {"words": " "}).status_code == 422
    commander.post(page, {"words": "已派员复点"})

    assert "does not reconcile" not in commander.get("/").content.decode()
    assert "已派员复点" in commander.get(f"/roll-calls/{roll.pk}").content.decode()


def test_who_is_not_back_in_time_leads_to_the_movement(cast: Cast, head: Client) -> None:
    party = take_out(cast, "li", at=ago(60), expected_back=ago(5))
    record_overdue(cast.place("b"), at=timezone.now(), acting=INSTALLATION, reason="逾时")

    assert f"/movements/{party.pk}" in head.get("/discrepancies").content.decode()
    refused = head.post(f"/discrepancies/{Discrepancy.objects.get().pk}/settle", {"how": "explained", "words": "堵车"})
    assert "still out" in refused.content.decode()
