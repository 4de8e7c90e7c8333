from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.urls import reverse
from psycopg import Connection

from tests.cast import Cast
from zhiheng.base.powers import actions
from zhiheng.engines.trail.acts import INSTALLATION, VERBS, Official, Subject, note_event, note_read
from zhiheng.engines.trail.models import Act
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.engines.trail.sequencer import drain
from zhiheng.web.pages.trail import words


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


@pytest.fixture
def acted(cast: Cast) -> Cast:
    """A read in each prison, a refusal, and a change."""
    note_read("people.view", acting=cast.acting(cast.clerk), subject=cast.zhang, reason="核对刑期")
    note_read("people.view", acting=cast.acting(cast.other_clerk), subject=cast.chen, reason="核对刑期")
    with pytest.raises(OutsideScope):
        note_read("people.view", acting=cast.acting(cast.other_clerk), subject=cast.zhang, reason="打听")
    actions.end_holding(cast.reviewer.holdings.get(), acting=INSTALLATION, reason="调离评审委员会")
    return cast


def act_of(cast: Cast, verb: str, official: str = "") -> Act:
    found = Act.objects.filter(verb=verb)
    return (found.filter(official_label=official) if official else found).latest("at")


class TestList:
    def test_it_shows_who_what_why_and_what_became_of_it(self, acted: Cast) -> None:
        page = text(acted.client_for(acted.admin_trail).get(reverse("trail")))

        for shown in ("林静", "张伟", "核对刑期", "陈晓", "免去岗位", "during"):
            assert shown in page

    def test_only_the_viewers_area(self, acted: Cast) -> None:
        page = text(acted.client_for(acted.procurator).get(reverse("trail")))

        assert "张伟" in page
        assert "陈晓" not in page

    @pytest.mark.parametrize(
        ("query", "shown", "hidden"),
        [
            ({"outcome": "refused"}, "打听", "核对刑期"),
            ({"who": "何芳"}, "陈晓", "林静"),
            ({"who": "３２０-０２０５"}, "陈晓", "林静"),
            ({"what": "3101200012"}, "张伟", "陈晓"),
            ({"what": "陈晓"}, "320-0205", "310-0205"),
            ({"verb": "end_holding"}, "韩冰", "核对刑期"),
            ({"place": "b.p2"}, "陈晓", "310-0205"),
        ],
    )
    def test_filters(self, acted: Cast, query: dict[str, str], shown: str, hidden: str) -> None:
        table = text(acted.client_for(acted.admin_trail).get(reverse("trail"), query)).partition("<tbody>")[2].partition("</tbody>")[0]

        assert shown in table
        assert hidden not in table

    def test_an_impossible_day_is_said_and_left_out(self, acted: Cast) -> None:
        page = text(acted.client_for(acted.admin_trail).get(reverse("trail"), {"since": "2021-02-30"}))

        assert "2021-02-30 不是日历上的日期" in page
        assert "张伟" in page

    @pytest.mark.parametrize("harm", ["<script>alert(1)</script>", "{{7*7}}", "'; drop table trail_act; --", "甲" * 300, "a:b:c"])
    def test_nothing_typed_is_run(self, acted: Cast, harm: str) -> None:
        for name in ("who", "what", "verb", "place", "since", "after"):
            response = acted.client_for(acted.admin_trail).get(reverse("trail"), {name: harm})
            assert response.status_code == 200
            assert "<script>alert" not in text(response)

    def test_a_name_that_is_markup_is_text(self, cast: Cast) -> None:
        stranger = Official(ref="stranger:", label="<b>x</b>")
        note_event("sign_in", acting=stranger, subject=Subject("account:x", "<script>alert(1)</script>"), refusal="wrong")
        page = text(cast.client_for(cast.admin_trail).get(reverse("trail")))

        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page

    def test_pages_go_on_by_key(self, acted: Cast) -> None:
        client = acted.client_for(acted.admin_trail)
        for number in range(25):
            note_event("sign_out", acting=acted.acting(acted.clerk), subject=Subject(f"account:{number}", f"第{number}号"))
        first = text(client.get(reverse("trail"), {"size": "20"}))
        after = first.partition("after=")[2].partition('"')[0].partition("&")[0]
        second = text(client.get(f"{reverse('trail')}?size=20&after={after}"))

        assert "第24号" in first
        assert "第4号" not in first
        assert "第4号" in second
        assert "第24号" not in second

    @pytest.mark.parametrize("who", ["warden", "clerk", "admin_accounts", "admin_policy", "inspector"])
    def test_nobody_else_finds_it(self, cast: Cast, who: str) -> None:
        assert cast.client_for(cast.officers[who]).get(reverse("trail")).status_code == 404

    def test_a_constant_number_of_queries(self, acted: Cast, django_assert_max_num_queries: object) -> None:
        client = acted.client_for(acted.admin_trail)
        with django_assert_max_num_queries(22):  # type: ignore[operator]
            client.get(reverse("trail"))


class TestAct:
    def test_header_inputs_rows_and_proof(self, acted: Cast) -> None:
        act = act_of(acted, "end_holding")
        page = text(acted.client_for(acted.admin_trail).get(reverse("trail_act", args=[act.id])))

        for shown in ("调离评审委员会", "holding", "during", "installation", str(act.id)):
            assert shown in page

    def test_opening_what_concerns_a_person_is_kept(self, acted: Cast) -> None:
        act = act_of(acted, "read", "林静")
        acted.client_for(acted.admin_trail).get(reverse("trail_act", args=[act.id]))

        kept = Act.objects.filter(official=acted.admin_trail.ref, subject=f"person:{acted.zhang.pk}", verb="read")
        assert kept.get().reason

    def test_identity_numbers_are_masked(self, cast: Cast) -> None:
        note_event("sign_in", acting=cast.acting(cast.clerk), subject=Subject("account:x", "x"), inputs={"value": "110101199003070038"})
        act = act_of(cast, "sign_in")
        page = text(cast.client_for(cast.admin_trail).get(reverse("trail_act", args=[act.id])))

        assert "110101199003070038" not in page
        assert "110***********0038" in page

    def test_another_prisons_act_is_not_found(self, acted: Cast) -> None:
        act = act_of(acted, "read", "何芳")
        for found in Act.objects.filter(verb="read", official_label="何芳", subject_label="陈晓"):
            act = found
        assert acted.client_for(acted.procurator).get(reverse("trail_act", args=[act.id])).status_code == 404

    def test_a_missing_act_is_not_found(self, cast: Cast) -> None:
        assert cast.client_for(cast.admin_trail).get("/trail/00000000-0000-0000-0000-000000000000").status_code == 404


class TestPerson:
    def test_who_did_and_who_could(self, acted: Cast) -> None:
        page = text(acted.client_for(acted.procurator).get(reverse("person_trail", args=[acted.zhang.pk])))

        for shown in ("核对刑期", "打听", acted.clerk.name, acted.warden.name):
            assert shown in page
        assert acted.other_ward_officer.name not in page

    def test_looking_is_kept(self, acted: Cast) -> None:
        acted.client_for(acted.procurator).get(reverse("person_trail", args=[acted.zhang.pk]))

        kept = Act.objects.get(official=acted.procurator.ref, subject=f"person:{acted.zhang.pk}")
        assert (kept.outcome, kept.grant.split()[0]) == ("read", "trail.view")

    def test_another_prisons_person_and_nobody_look_the_same(self, acted: Cast) -> None:
        client = acted.client_for(acted.procurator)

        assert client.get(reverse("person_trail", args=[acted.chen.pk])).status_code == 404
        assert client.get(reverse("person_trail", args=[987654])).status_code == 404

    def test_nobody_without_the_power(self, acted: Cast) -> None:
        assert acted.client_for(acted.warden).get(reverse("person_trail", args=[acted.zhang.pk])).status_code == 404


class TestExport:
    def sheet(self, content: bytes, number: int) -> str:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return book.read(f"xl/worksheets/sheet{number}.xml").decode()

    def test_exactly_what_is_filtered_with_who_and_why(self, acted: Cast) -> None:
        response = acted.client_for(acted.admin_trail).post(f"{reverse('trail_export')}?who=何芳", {"reason": "季度审计"})

        assert response.status_code == 200
        about, rows = self.sheet(response.content, 1), self.sheet(response.content, 2)
        assert "季度审计" in about
        assert "曹宁" in about
        assert "陈晓" in rows
        assert "林静" not in rows

    def test_it_is_itself_kept(self, acted: Cast) -> None:
        acted.client_for(acted.admin_trail).post(f"{reverse('trail_export')}?outcome=refused", {"reason": "季度审计"})

        kept = Act.objects.get(verb="export_trail")
        assert (kept.reason, kept.inputs["filters"], kept.inputs["rows"]) == ("季度审计", {"outcome": "refused"}, 1)

    def test_no_reason_no_file(self, acted: Cast) -> None:
        response = acted.client_for(acted.admin_trail).post(reverse("trail_export"), {"reason": " 　"})

        assert response.status_code == 302
        assert not Act.objects.filter(verb="export_trail").exists()

    def test_formulas_are_text(self, cast: Cast) -> None:
        note_event("sign_out", acting=cast.acting(cast.clerk), subject=Subject("account:x", "=cmd|' /C calc'!A0"), reason="+1+1")
        client = cast.client_for(cast.admin_trail)
        rows = list(csv.reader(io.StringIO(client.post(reverse("trail_export"), {"reason": "审计", "format": "csv"}).content.decode("utf-8-sig"))))

        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]

    def test_who_may_look_may_not_yet_export(self, acted: Cast) -> None:
        response = acted.client_for(acted.procurator).post(reverse("trail_export"), {"reason": "看看"})

        assert response.status_code == 404
        assert Act.objects.get(verb="export_trail").outcome == "refused"

    def test_by_get_nothing_leaves(self, acted: Cast) -> None:
        assert acted.client_for(acted.admin_trail).get(reverse("trail_export")).status_code == 405


@pytest.mark.django_db(transaction=True)
class TestVerify:
    def test_all_is_well_and_it_is_kept(self, cast: Cast) -> None:
        drain()
        page = text(cast.client_for(cast.admin_trail).post(reverse("trail_verify")))

        assert "一切与留痕相符" in page
        assert Act.objects.get(verb="verify").inputs["faults"] == []

    def test_an_altered_record_is_named(self, cast: Cast, admin_connection: Connection) -> None:
        made = actions.register_officer(cast.place("b.p1"), number="310-0999", name="龚雪", acting=INSTALLATION, reason="入职")
        drain()
        admin_connection.execute("set session_replication_role = replica")
        admin_connection.execute("update officer set name = '龚血' where id = %s", [made.pk])

        page = text(cast.client_for(cast.admin_trail).post(reverse("trail_verify")))

        assert f"officer:{made.pk}" in page
        assert "龚血" in page

    def test_nobody_else(self, cast: Cast) -> None:
        assert cast.client_for(cast.warden).post(reverse("trail_verify")).status_code == 404


@pytest.mark.usefixtures("db")
def test_every_verb_has_words() -> None:
    from django.urls import get_resolver

    assert get_resolver().url_patterns  # loads every page, and with them every action
    named = {name.rpartition(".")[2] for name in VERBS if not name.startswith("tests.")}

    assert named - set(words.VERBS) == set()
