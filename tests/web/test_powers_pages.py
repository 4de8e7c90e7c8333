from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import Cast
from zhiheng.base.powers import actions
from zhiheng.base.powers.models import Holding, Officer, PolicyChange, Post, PostKind, Power
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.models import Act

WHY = "人员调整"


@pytest.fixture
def personnel(cast: Cast) -> Officer:
    """A workforce officer of the first prison."""
    post = actions.open_post(cast.place("b.p1"), "workforce", code="p1-workforce", acting=INSTALLATION, reason="test")
    actions.assign_post(cast.idle, post, acting=INSTALLATION, reason="test")
    return cast.idle


def post_of(kind: str, place: str) -> Post:
    return Post.objects.get(kind=kind, place__path=place)


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


class TestList:
    def test_every_official_reads_it(self, cast: Cast) -> None:
        page = text(cast.client_for(cast.idle).get(reverse("powers")))

        assert "导入公开裁定" in page
        assert "内部规则：公开裁定核对" in page

    @pytest.mark.parametrize(
        ("query", "shown", "hidden"),
        [
            ("q=导入", "rulings.import", "people.view"),
            ("over=person", "people.view", "rulings.import"),
            ("needs=fresh", "policy.approve", "people.view"),
        ],
    )
    def test_filters(self, cast: Cast, query: str, shown: str, hidden: str) -> None:
        page = text(cast.client_for(cast.idle).get(f"{reverse('powers')}?{query}"))

        assert f"/powers/{shown}" in page
        assert f"/powers/{hidden}" not in page

    @pytest.mark.parametrize("harm", ["<script>alert(1)</script>", "{{7*7}}", "' or 1=1 --", "甲" * 300])
    def test_nothing_typed_is_run(self, cast: Cast, harm: str) -> None:
        response = cast.client_for(cast.idle).get(reverse("powers"), {"q": harm})

        assert response.status_code == 200
        assert "<script>alert" not in text(response)

    def test_one_power_with_the_holders_of_the_viewers_area(self, cast: Cast) -> None:
        page = text(cast.client_for(cast.warden).get(reverse("power", args=["rulings.import"])))

        assert cast.clerk.name in page
        assert cast.other_clerk.name not in page

    def test_no_such_power(self, cast: Cast) -> None:
        assert cast.client_for(cast.warden).get(reverse("power", args=["no.such"])).status_code == 404

    @pytest.mark.parametrize("what", ["list", "duties", "matrix"])
    def test_on_paper(self, cast: Cast, what: str) -> None:
        page = cast.client_for(cast.warden).get(reverse("powers_sheet", args=[what]))

        assert page.status_code == 200
        assert "导入公开裁定" in text(page)

    def test_no_other_paper(self, cast: Cast) -> None:
        assert cast.client_for(cast.warden).get(reverse("powers_sheet", args=["everything"])).status_code == 404

    def test_matrix(self, cast: Cast) -> None:
        assert "刑罚执行科干事" in text(cast.client_for(cast.warden).get(reverse("power_matrix")))

    @pytest.mark.parametrize(("quarter", "shown"), [("2026Q1", "2026Q1"), ("2025Q4", "2025-10-01"), ("nonsense", "Q"), ("2026Q9", "Q")])
    def test_used(self, cast: Cast, quarter: str, shown: str) -> None:
        response = cast.client_for(cast.warden).get(reverse("powers_used"), {"quarter": quarter})

        assert response.status_code == 200
        assert shown in text(response)


class TestPeople:
    def test_my_powers(self, cast: Cast) -> None:
        page = text(cast.client_for(cast.clerk).get(reverse("my_powers")))

        assert "rulings.import" in page
        assert "policy.approve" not in page

    def test_somebody_of_the_area(self, cast: Cast) -> None:
        assert "rulings.import" in text(cast.client_for(cast.warden).get(reverse("officer_powers", args=[cast.clerk.number])))

    @pytest.mark.parametrize("number", ["320-0205", "no-such", "<script>"])
    def test_outside_and_missing_look_the_same(self, cast: Cast, number: str) -> None:
        response = cast.client_for(cast.warden).get(f"/powers/people/{number}")

        assert response.status_code == 404

    def test_after_the_post_is_gone_the_open_session_has_nothing(self, cast: Cast) -> None:
        client = cast.client_for(cast.warden)
        assert client.get(reverse("posts")).status_code == 200

        actions.end_holding(cast.warden.holdings.get(), acting=INSTALLATION, reason=WHY)

        assert client.get(reverse("posts")).status_code == 404


class TestPosts:
    def test_the_list_stays_in_the_area(self, cast: Cast) -> None:
        page = text(cast.client_for(cast.warden).get(reverse("posts")))

        assert cast.clerk.name in page
        assert cast.other_clerk.name not in page

    def test_pages_meet(self, cast: Cast) -> None:
        client = cast.client_for(cast.bureau_duty)
        from zhiheng.base.powers import queries

        found = queries.posts_within(["b"])
        whole = [p.pk for p in queries.page_of_posts(found, after=None, before=None, size=100)[0]]
        first, more, _ = queries.page_of_posts(found, after=None, before=None, size=5)
        second, _, _ = queries.page_of_posts(found, after=(str(first[-1].place.path), first[-1].code), before=None, size=100)

        assert more
        assert [p.pk for p in [*first, *second]] == whole
        assert client.get(reverse("posts"), {"after": "tampered"}).status_code == 200

    def test_who_may_not_assign_sees_no_button(self, cast: Cast) -> None:
        page = text(cast.client_for(cast.warden).get(reverse("post", args=[post_of("penalty-clerk", "b.p1").pk])))

        assert cast.clerk.name in page
        assert "/assign" not in page

    def test_assigned_on_the_page(self, cast: Cast, personnel: Officer) -> None:
        client, post = cast.client_for(personnel), post_of("penalty-clerk", "b.p1")
        found = text(client.get(reverse("post_assign", args=[post.pk]), {"q": "王勤"}))
        assert cast.ward_officer.number in found
        assert "导入公开裁定" in found  # what it gives is said before it is given

        response = client.post(reverse("post_assign", args=[post.pk]), {"officer": cast.ward_officer.number, "reason": WHY})

        assert response.status_code == 302
        assert Holding.objects.filter(officer=cast.ward_officer, post=post).exists()

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"officer": "310-0427", "reason": ""}, "reason"),
            ({"officer": "320-0205", "reason": WHY}, "officer"),
            ({"officer": "310-0427", "reason": WHY, "start": "2020-01-01"}, "start"),
            ({"officer": "310-0427", "reason": WHY, "start": "2021-02-30"}, "start"),
            ({"officer": "310-0427", "reason": WHY, "is_staff": "1"}, ""),
        ],
    )
    def test_bad_forms_are_shown_again_and_nothing_is_given(self, cast: Cast, personnel: Officer, given: dict[str, str], words: str) -> None:
        before = Holding.objects.count()
        response = cast.client_for(personnel).post(reverse("post_assign", args=[post_of("penalty-clerk", "b.p1").pk]), given)

        assert response.status_code == 422
        assert f"id_{words}" in text(response)
        assert Holding.objects.count() == before

    def test_a_doubled_post_gives_once(self, cast: Cast, personnel: Officer) -> None:
        client, address = cast.client_for(personnel), reverse("post_assign", args=[post_of("penalty-clerk", "b.p1").pk])
        given = {"officer": cast.ward_officer.number, "reason": WHY}

        assert [client.post(address, given).status_code for _ in range(2)] == [302, 422]

    def test_a_stale_sign_in_is_asked_for_again(self, cast: Cast, personnel: Officer) -> None:
        before = Holding.objects.count()
        client = cast.client_for(personnel, fresh=False)

        response = client.post(reverse("post_assign", args=[post_of("penalty-clerk", "b.p1").pk]), {"officer": "310-0427", "reason": WHY})

        assert response.status_code == 302
        assert Holding.objects.count() == before

    def test_another_prisons_post_is_not_found(self, cast: Cast, personnel: Officer) -> None:
        post = post_of("penalty-clerk", "b.p2")
        client = cast.client_for(personnel)

        for name in ("post", "post_assign", "post_close"):
            assert client.get(reverse(name, args=[post.pk])).status_code == 404, name

    def test_ended_on_the_page(self, cast: Cast, personnel: Officer) -> None:
        client, held = cast.client_for(personnel), cast.clerk.holdings.get()
        said = text(client.get(reverse("holding_end", args=[held.pk])))
        assert "导入公开裁定" in said  # which powers go, and that nobody else would hold them

        assert client.post(reverse("holding_end", args=[held.pk]), {"reason": WHY}).status_code == 302

        assert cast.client_for(cast.clerk).get(reverse("posts")).status_code == 404

    def test_another_prisons_holding_is_not_found(self, cast: Cast, personnel: Officer) -> None:
        held = cast.other_clerk.holdings.get()
        assert cast.client_for(personnel).post(reverse("holding_end", args=[held.pk]), {"reason": WHY}).status_code == 404

    def test_opened_and_closed(self, cast: Cast, personnel: Officer) -> None:
        client = cast.client_for(personnel)
        made = client.post(reverse("post_open"), {"kind": "gate", "place": "b.p1.w1", "code": "p1-w1-gate", "reason": WHY})
        post = Post.objects.get(code="p1-w1-gate")
        closed = client.post(reverse("post_close", args=[post.pk]), {"reason": WHY})

        assert (made.status_code, closed.status_code) == (302, 302)

    @pytest.mark.parametrize("place", ["b.p2", "no.such", "'; drop", "b..p1", "甲"])
    def test_a_place_outside_or_missing_reads_alike(self, cast: Cast, personnel: Officer, place: str) -> None:
        response = cast.client_for(personnel).post(reverse("post_open"), {"kind": "gate", "place": place, "code": "gate-9", "reason": WHY})

        assert response.status_code == 422
        assert "未找到该记录" in text(response)

    def test_registered(self, cast: Cast, personnel: Officer) -> None:
        given = {"number": "310-0999", "name": "龚雪", "kind": "officer", "home": "b.p1", "reason": WHY}

        assert cast.client_for(personnel).post(reverse("officer_register"), given).status_code == 302
        assert Officer.objects.get(number="310-0999").pinyin == "gong xue"


class TestPolicy:
    def propose(self, cast: Cast) -> PolicyChange:
        given = {"kind": "gate", "add": "yes", "power": "people.view", "reason": "门岗须核对身份，《监狱法》第三十二条"}
        assert cast.client_for(cast.admin_policy).post(reverse("policy_propose"), given).status_code == 302
        return PolicyChange.objects.get()

    def test_two_people_change_it(self, cast: Cast) -> None:
        change = self.propose(cast)
        second = cast.client_for(cast.other_admin_policy)
        assert "门岗须核对身份" in text(second.get(reverse("policy")))

        response = second.post(reverse("policy_decide", args=[change.pk, "approve"]), {"reason": "依据充分"})

        assert response.status_code == 302
        assert PostKind.objects.get(pk="gate").carries.filter(power="people.view").exists()

    def test_the_proposer_is_shown_no_approval_and_gets_none(self, cast: Cast) -> None:
        change, client = self.propose(cast), cast.client_for(cast.admin_policy)
        assert "approve" not in text(client.get(reverse("policy_change", args=[change.pk])))

        response = client.post(reverse("policy_decide", args=[change.pk, "approve"]), {"reason": "同意"})

        assert response.status_code == 422
        assert Act.objects.get(verb="approve_policy_change").outcome == "refused"

    @pytest.mark.parametrize("decision", ["decline", "withdraw"])
    def test_declined_by_another_withdrawn_by_oneself(self, cast: Cast, decision: str) -> None:
        change = self.propose(cast)
        who = cast.other_admin_policy if decision == "decline" else cast.admin_policy

        assert cast.client_for(who).post(reverse("policy_decide", args=[change.pk, decision]), {"reason": "依据不足"}).status_code == 302
        assert not PostKind.objects.get(pk="gate").carries.filter(power="people.view").exists()

    def test_a_reason_is_needed(self, cast: Cast) -> None:
        change = self.propose(cast)
        response = cast.client_for(cast.other_admin_policy).post(reverse("policy_decide", args=[change.pk, "approve"]), {"reason": "　"})

        assert response.status_code == 422

    def test_what_is_apart_stays_apart_in_words(self, cast: Cast) -> None:
        given = {"kind": "admin-policy", "add": "yes", "power": "people.view", "reason": WHY}
        response = cast.client_for(cast.admin_policy).post(reverse("policy_propose"), given)

        assert response.status_code == 422
        assert not PolicyChange.objects.exists()

    def test_preview_as_a_kind_of_post(self, cast: Cast) -> None:
        page = text(cast.client_for(cast.admin_policy).get(reverse("policy_preview", args=["penalty-clerk"])))

        assert "导入公开裁定" in page

    @pytest.mark.parametrize("who", ["warden", "clerk", "admin_accounts", "admin_trail", "procurator"])
    def test_nobody_else_finds_the_home(self, cast: Cast, who: str) -> None:
        assert cast.client_for(cast.officers[who]).get(reverse("policy")).status_code == 404

    def test_missing_things_are_not_found(self, cast: Cast) -> None:
        client = cast.client_for(cast.admin_policy)

        assert client.get(reverse("policy_change", args=[999])).status_code == 404
        assert client.get(reverse("policy_preview", args=["no-such"])).status_code == 404
        assert client.post(reverse("policy_decide", args=[self.propose(cast).pk, "enact"]), {"reason": WHY}).status_code == 404


def test_a_constant_number_of_queries(cast: Cast, django_assert_max_num_queries: object) -> None:
    client = cast.client_for(cast.bureau_duty)
    for name, limit in (("powers", 20), ("power_matrix", 20), ("posts", 20), ("my_powers", 22)):
        with django_assert_max_num_queries(limit):  # type: ignore[operator]
            client.get(reverse(name))
    assert Power.objects.exists()
