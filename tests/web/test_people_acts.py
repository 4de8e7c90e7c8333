"""Forms of the acts on a person: done, refused in words, replayed, forged."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from tests.cast import Cast
from zhiheng.base.people import actions
from zhiheng.base.people.actions import facts_of
from zhiheng.base.people.models import Episode, Name, Person
from zhiheng.engines.trail.models import Act

TODAY = dt.date.today().isoformat()
NAME = {"name": "单伟", "on": "2026-03-05", "reason": "判决书更正"}


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return cast.client_for(cast.clerk)


def post(client: Client, cast: Cast, deed: str, data: dict[str, str], who: str = "zhang") -> tuple[int, str]:
    answer = client.post(f"/people/{cast.people[who].pk}/{deed}", data)
    return answer.status_code, answer.content.decode()


class TestName:
    def test_it_works(self, cast: Cast, clerk: Client) -> None:
        assert post(clerk, cast, "name", NAME)[0] == 302

        assert Person.objects.get(pk=cast.zhang.pk).name == "单伟"
        assert Act.objects.get(verb="correct_name").reason == "判决书更正"

    def test_full_width_is_made_plain(self, cast: Cast, clerk: Client) -> None:
        post(clerk, cast, "name", NAME | {"name": "　ＪＯＨＮ　Ｓｍｉｔｈ２　"})

        assert Person.objects.get(pk=cast.zhang.pk).name == "JOHN Smith2"

    def test_a_replayed_post_is_refused(self, cast: Cast, clerk: Client) -> None:
        post(clerk, cast, "name", NAME)

        assert post(clerk, cast, "name", NAME)[0] == 422
        assert Name.objects.filter(person=cast.zhang).count() == 2

    @pytest.mark.parametrize("name", ["", "长" * 300, "　"])
    def test_it_refuses_and_keeps_what_was_typed(self, cast: Cast, clerk: Client, name: str) -> None:
        status, page = post(clerk, cast, "name", NAME | {"name": name})

        assert status == 422
        assert "判决书更正" in page
        assert Person.objects.get(pk=cast.zhang.pk).name == "张伟"

    @pytest.mark.parametrize("field", ["is_staff", "status", "person", "acting"])
    def test_it_refuses_fields_of_its_own_making(self, cast: Cast, clerk: Client, field: str) -> None:
        assert post(clerk, cast, "name", NAME | {field: "1"})[0] == 422
        assert Person.objects.get(pk=cast.zhang.pk).name == "张伟"

    def test_it_refuses_another_prisons_person(self, cast: Cast, clerk: Client) -> None:
        assert post(clerk, cast, "name", NAME, who="chen")[0] == 404
        assert Person.objects.get(pk=cast.chen.pk).name == "陈晓"

    def test_it_refuses_without_a_reason(self, cast: Cast, clerk: Client) -> None:
        assert post(clerk, cast, "name", NAME | {"reason": ""})[0] == 422

    def test_an_impossible_day_is_said(self, cast: Cast, clerk: Client) -> None:
        assert post(clerk, cast, "name", NAME | {"on": "2021-02-30"})[0] == 422

    def test_it_needs_the_forms_token(self, cast: Cast) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = cast.client_for(cast.clerk).cookies

        assert strict.post(f"/people/{cast.zhang.pk}/name", NAME).status_code == 403


class TestFacts:
    def form(self, cast: Cast, **changed: str) -> dict[str, str]:
        present = {name: str(value or "") for name, value in facts_of(cast.zhang)._asdict().items()}
        return present | {f"seen_{name}": value for name, value in present.items()} | {"reason": "户籍材料"} | changed

    def test_it_works(self, cast: Cast, clerk: Client) -> None:
        assert post(clerk, cast, "facts", self.form(cast, native_place="江城"))[0] == 302
        assert Person.objects.get(pk=cast.zhang.pk).native_place == "江城"

    def test_the_second_of_two_hands_sees_the_difference(self, cast: Cast, clerk: Client) -> None:
        late = self.form(cast, education="初中")
        post(clerk, cast, "facts", self.form(cast, native_place="江城"))
        status, page = post(clerk, cast, "facts", late)

        assert status == 409
        assert "林静" in page
        assert "江城" in page
        assert "初中" in page
        assert Person.objects.get(pk=cast.zhang.pk).education == ""


class TestBed:
    def test_it_works(self, cast: Cast) -> None:
        client = cast.client_for(cast.ward_officer)

        assert post(client, cast, "bed", {"bed": "b.p1.w1.c1.b3", "reason": "调整床位"})[0] == 302
        assert Episode.objects.get(person=cast.zhang).place.path == "b.p1.w1.c1.b3"

    @pytest.mark.parametrize("bed", ["b.p1.w1.c1.b2", "b.p1.w2.c1.b2", "b.p2.w1.c1.b2", "", "b.p1.w1.c1.b9"])
    def test_a_bed_that_was_not_offered_is_refused(self, cast: Cast, bed: str) -> None:
        client = cast.client_for(cast.ward_officer)

        assert post(client, cast, "bed", {"bed": bed, "reason": "调整床位"})[0] == 422
        assert Episode.objects.get(person=cast.zhang).place.path == "b.p1.w1.c1.b1"

    def test_the_released_have_no_bed(self, cast: Cast) -> None:
        cast.grant(cast.clerk, "people.place", "b.p1")

        assert cast.client_for(cast.clerk).get(f"/people/{cast.sun.pk}/bed").status_code == 409


class TestOneDoor:
    """Who comes in and who goes out does so at the reception desk: no form of the record goes round its papers."""

    def test_the_record_leads_to_the_way_out(self, cast: Cast, clerk: Client) -> None:
        page = clerk.get(f"/people/{cast.zhang.pk}").content.decode()

        assert f'href="/people/{cast.zhang.pk}/leaving"' in page[page.index("acts-l") :]

    def test_the_list_leads_to_the_desk(self, clerk: Client) -> None:
        assert 'href="/reception"' in clerk.get("/people").content.decode().split("<main")[1]

    @pytest.mark.parametrize("address", ["/people/{}/release", "/people/admit"])
    def test_nothing_goes_round_it(self, cast: Cast, clerk: Client, address: str) -> None:
        given = {"on": TODAY, "name": "曾静", "sex": "male", "number": "3101260001", "place": "b.p1.w2", "reason": "收监"}

        assert clerk.post(address.format(cast.zhang.pk), given).status_code == 404
        assert Episode.objects.get(person=cast.zhang).ended_on is None
        assert not Person.objects.filter(name="曾静").exists()


class TestAliasesAndNumbers:
    def test_an_alias_is_recorded_and_ended(self, cast: Cast, clerk: Client) -> None:
        post(clerk, cast, "alias", {"name": "大头", "kind": "alias", "reason": "笔录"})
        alias = Name.objects.get(name="大头")

        assert post(clerk, cast, f"names/{alias.pk}/end", {"on": TODAY, "reason": "有误"})[0] == 302
        alias.refresh_from_db()
        assert alias.until is not None

    def test_another_persons_alias_is_not_found(self, cast: Cast, clerk: Client) -> None:
        alias = actions.add_alias(cast.people["li"], name="小李", acting=cast.acting(cast.clerk), reason="笔录")

        assert post(clerk, cast, f"names/{alias.pk}/end", {"on": TODAY, "reason": "有误"})[0] == 404

    def test_a_wrong_check_digit_is_said_at_its_field(self, cast: Cast, clerk: Client) -> None:
        status, page = post(clerk, cast, "identifier", {"kind": "identity-card", "value": "000000198405020010", "reason": "身份证"})

        assert status == 422
        assert "id_value-error" in page

    def test_a_number_is_recorded_and_ended(self, cast: Cast, clerk: Client) -> None:
        post(clerk, cast, "identifier", {"kind": "passport", "value": "Ｅ１２３４５６７８", "reason": "护照"})
        number = cast.zhang.identifiers.get()

        assert number.value == "E12345678"
        assert post(clerk, cast, f"identifiers/{number.pk}/end", {"on": TODAY, "reason": "作废"})[0] == 302


class TestMerge:
    @pytest.fixture
    def merger(self, cast: Cast) -> Client:
        cast.grant(cast.clerk, "people.merge", "b.p1")
        return cast.client_for(cast.clerk)

    def test_merged_and_parted(self, cast: Cast, merger: Client) -> None:
        assert post(merger, cast, "merge", {"number": "3101150003", "reason": "同一人"})[0] == 302
        assert Person.objects.get(pk=cast.sun.pk).merged_into == cast.zhang
        assert post(merger, cast, "unmerge", {"reason": "不是同一人"})[0] == 302
        assert Person.objects.get(pk=cast.sun.pk).merged_into is None

    def test_another_prisons_number_and_an_unknown_one_read_the_same(self, cast: Cast, merger: Client) -> None:
        outside = post(merger, cast, "merge", {"number": "3202220101", "reason": "同一人"})
        unknown = post(merger, cast, "merge", {"number": "9999999999", "reason": "同一人"})

        assert outside[0] == unknown[0] == 422


@pytest.mark.parametrize("deed", ["name", "alias", "identifier", "facts"])
def test_every_form_opens(cast: Cast, clerk: Client, deed: str) -> None:
    answer = clerk.get(f"/people/{cast.zhang.pk}/{deed}", headers={"Zhiheng-Drawer": "1"})

    assert answer.status_code == 200
    assert 'method="post"' in answer.content.decode()
