"""Objections and complaints on the screen: taken, listed, printed, answered, served; shown to whoever reads the decision and nobody else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tests.base.objections.said import say
from tests.cast import PASSWORD, Cast
from tests.domains.conduct import files
from tests.domains.conduct.points import ward as points
from tests.domains.custody.papers import classify
from zhiheng.base.objections.actions import forward_objection
from zhiheng.base.objections.models import Objection
from zhiheng.domains.conduct.discipline.models import Sanction

pytestmark = pytest.mark.django_db


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def sent(client: Client, address: str, **given: str) -> str:
    answer = client.post(address, given)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return str(answer["Location"])


def cosigned(cast: Cast, who: str) -> dict[str, str]:
    return {"second": cast.officers[who].number, "second_password": PASSWORD, "second_code": cast.code()}


def test_taken_without_a_reason_with_a_receipt_to_hand_over(cast: Cast) -> None:
    made = classify(cast, "zhang")
    officer = cast.client_for(cast.ward_officer)
    new = f"/objections/new/classification/{made.pk}"
    assert 'name="reason"' not in text(officer, new)
    at = sent(officer, new, to="prison", words="", written_by="", received_on=timezone.localdate().isoformat())

    one = Objection.objects.get()
    assert at == f"/objections/{one.pk}"
    assert "无须说明" in text(officer, at)
    officer.cookies["zh_language"] = "en"
    slip = text(officer, f"{at}/slip")
    assert one.receipt in slip
    assert "不会导致任何不利后果" in slip  # Chinese for a reader of English too
    assert officer.post(new, {"to": "prison", "received_on": timezone.localdate().isoformat()}).status_code == 409


def test_the_list_is_over_all_kinds_and_says_who_owes_what(cast: Cast) -> None:
    files.staff(cast)
    classed, sanction = classify(cast, "zhang"), files.served(cast, "li", kind="warning")
    inside, outside = say(cast, f"classification:{classed.pk}"), say(cast, f"sanction:{sanction.pk}", to="procuratorate")
    head = cast.client_for(cast.ward_head)

    shown = text(head, "/objections")
    assert inside.receipt in shown
    assert outside.receipt in shown
    assert "答复分类异议" in shown
    mine = text(head, "/objections?state=mine")
    assert outside.receipt in mine  # to be forwarded by whoever takes them
    assert inside.receipt not in mine
    for query, found in (("kind=sanction", {outside}), ("to=prison", {inside}), (f"q={inside.receipt}", {inside}), ("state=serve", set())):
        page = text(head, f"/objections?{query}")
        assert {one for one in (inside, outside) if f"/objections/{one.pk}" in page} == found, query
    assert outside.receipt in text(head, "/ward")
    export = cast.client_for(cast.inspector).post("/objections/export", {"reason": "汇报"})
    assert export["Content-Type"].endswith("sheet")


def test_the_bureau_sees_and_answers_what_is_addressed_to_it(cast: Cast) -> None:
    files.staff(cast)
    sanction = files.served(cast, kind="warning")
    inside, above = say(cast, f"sanction:{sanction.pk}"), say(cast, f"sanction:{sanction.pk}", to="bureau")
    for power in ("discipline.view", "discipline.answer"):
        cast.grant(cast.bureau_duty, power, "b")
    bureau, prison = cast.client_for(cast.bureau_duty), cast.client_for(cast.warden)
    assert above.receipt not in text(bureau, "/objections?state=mine")

    forward_objection(above, **files.by(cast, "ward_officer"))
    mine = text(bureau, "/objections?state=mine")
    assert (above.receipt in mine, inside.receipt in mine) == (True, False)
    assert f"/objections/{above.pk}/answer" in text(bureau, f"/objections/{above.pk}")
    for client, one in ((bureau, inside), (prison, above)):
        assert f"/objections/{one.pk}/answer" not in text(client, f"/objections/{one.pk}")
    assert bureau.post(f"/objections/{above.pk}/answer", {"outcome": "dismissed", "opinion": "事实清楚，处理适当"}).status_code == 302
    assert Objection.objects.get(pk=above.pk).answered_by == cast.bureau_duty


def test_a_sanctions_complaint_is_upheld_with_two_signatures(cast: Cast) -> None:
    files.staff(cast)
    sanction = files.served(cast, kind="warning")
    for power in ("discipline.answer", "points.record-sanction"):
        cast.grant(cast.duty_commander, power, "b.p1")
    one = say(cast, f"sanction:{sanction.pk}")
    where, answerer = f"/objections/{one.pk}", cast.client_for(cast.duty_commander)
    given = {"outcome": "upheld", "opinion": "录像显示未动手", "kind": "", "days": "", "second": "", "second_password": "", "second_code": ""}
    refused = answerer.post(f"{where}/answer", given)
    assert refused.status_code == 409
    assert "第二人" in refused.content.decode()
    sent(answerer, f"{where}/answer", **given | cosigned(cast, "inspector"))

    assert Sanction.objects.get().set_aside
    sent(cast.client_for(cast.ward_officer), f"{where}/serve", on=timezone.localdate().isoformat())
    case = text(answerer, f"/discipline/cases/{sanction.case_id}")
    assert one.receipt in case
    assert "原决定保留在案" in case
    assert "已撤销" in text(answerer, f"/people/{cast.zhang.pk}/conduct")


def test_an_objection_to_points_goes_before_the_ward_team_and_on_to_the_prison(cast: Cast) -> None:
    points.ship(cast)
    entry = points.posted(cast, "D101", 1_00)
    officer, head = cast.client_for(cast.ward_officer), cast.client_for(cast.ward_head)
    one = say(cast, f"points-entry:{entry.pk}", words="当时不在场")
    assert "有异议" in text(officer, f"/points/entries/{entry.pk}")
    assert one.receipt in text(officer, f"/people/{cast.zhang.pk}/points")
    where = f"/objections/{one.pk}"
    sent(head, f"{where}/hearing", outcome="partly", value="0", reason="复查")
    one.refresh_from_db()
    assert one.deliberation is not None
    points.vote(cast, one.deliberation)
    given = {"opinion": "视频显示不在场", "reason": "答复"} | cosigned(cast, "other_ward_officer")
    assert head.post(f"{where}/opinion", given | {"second_password": "wrong"}).status_code in (401, 422)
    sent(head, f"{where}/opinion", **given)
    entry.refresh_from_db()
    assert entry.stands == 0
    sent(officer, f"{where}/serve", on=timezone.localdate().isoformat())
    assert "登记复核申请" in text(officer, where)
    sent(officer, f"{where}/again", words="仍不服", written_by="", received_on=timezone.localdate().isoformat())
    assert "/hearing" not in text(head, f"/objections/{Objection.objects.get(step=2).pk}")  # the prison's, not the ward's


@pytest.mark.parametrize("inside", [True, False])
def test_it_is_shown_to_whoever_reads_the_decision_there_and_nobody_else(cast: Cast, inside: bool) -> None:
    files.staff(cast)
    one = say(cast, f"sanction:{files.served(cast, kind='warning').pk}", to="bureau")
    new = f"/objections/new/classification/{classify(cast, 'zhang').pk}"
    for power in ("objections.view", "discipline.view", "objections.record"):
        cast.grant(cast.idle, power, "b.p1" if inside else "b.p2")
    client = cast.client_for(cast.idle)

    for address in (f"/objections/{one.pk}", f"/objections/{one.pk}/slip", f"/objections/{one.pk}/forward", new):
        assert client.get(address).status_code == (200 if inside else 404), address
    assert (one.receipt in text(client, "/objections")) == inside
    assert client.get(f"/objections/{one.pk}/nothing").status_code == 404
    assert client.get("/objections/new/nothing/1").status_code == 404


def test_whoever_does_not_read_the_decision_does_not_read_what_is_said_against_it(cast: Cast) -> None:
    files.staff(cast)
    one = say(cast, f"sanction:{files.served(cast, kind='warning').pk}")
    client = cast.client_for(cast.clerk)  # reads objections to classifications and points, not discipline

    assert one.receipt not in text(client, "/objections")
    text(client, f"/objections/{one.pk}", 404)
