"""Who may be reported: the list, its filters and pages, working it out, its export; then each refusal."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.domains.sentence.papers import TWELVE_YEARS, eight_months, twelve_years
from zhiheng.domains.sentence.actions import record_change, record_judgment, work_out
from zhiheng.domains.sentence.eligibility import Period, quarter_of, to_work_out
from zhiheng.domains.sentence.models import Judgment, Outlook
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.models import Act

LIST = "/sentences/eligible"
OPEN = f"{LIST}?period=open"


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return cast.client_for(cast.clerk)


@pytest.fixture
def judgment(cast: Cast) -> Judgment:
    return record_judgment(cast.episode("zhang"), entry=TWELVE_YEARS, acting=INSTALLATION, reason="收监登记")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_quarters_are_whole() -> None:
    assert Period.quarter(2026, 4) == (dt.date(2026, 10, 1), dt.date(2026, 12, 31))
    assert quarter_of(dt.date(2027, 3, 31)) == (dt.date(2027, 1, 1), dt.date(2027, 3, 31))


def test_recording_a_judgment_keeps_its_outlook_and_a_ruling_replaces_it(cast: Cast, judgment: Judgment) -> None:
    first = Outlook.objects.get(judgment=judgment)
    assert (first.report_from, first.parole_from, first.standing) == (dt.date(2024, 5, 18), dt.date(2027, 9, 10), "ordinary")
    assert first.hangs_on == ["grade", "property", "categories"]

    record_change(judgment, entry=eight_months(), acting=INSTALLATION, reason="裁定送达")
    assert Outlook.objects.get(judgment=judgment).report_from == dt.date(2026, 4, 22)  # a year and a half after the service


def test_list_names_the_person_with_what_is_still_open(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    shown = text(clerk.get(OPEN))

    for words in (cast.zhang.name, "2024-05-18", "待核", "未记载", "9个月"):
        assert words in shown
    assert f"/people/{cast.zhang.pk}/outlook" in shown


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("?of=parole&period=2027-3", True),
        ("?of=parole&period=2027-4", False),
        ("?period=2024-2", True),
        ("?period=open&standing=ordinary", True),
        ("?period=open&standing=strict", False),
        ("?period=open&standing=nonsense&ward=x&after=broken", True),
        ("?period=2026-9", False),
    ],
)
def test_filters(cast: Cast, clerk: Client, judgment: Judgment, query: str, there: bool) -> None:
    answer = clerk.get(LIST + query)

    assert answer.status_code == 200
    assert (cast.zhang.name in text(answer)) is there


def test_time_still_to_run_is_counted_in_days(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    assert "还差" in text(clerk.get(f"{LIST}?of=parole&period=2027-3"))


def test_pages_follow_one_another(cast: Cast, clerk: Client) -> None:
    for number, name in enumerate(("zhang", "li", "ouyang")):
        entry = twelve_years(delivered_on=dt.date(2022, 5, 18 + number))
        record_judgment(cast.episode(name), entry=entry, acting=INSTALLATION, reason="收监登记")
    first = clerk.get(f"{OPEN}&size=20").context["table"]
    assert [row.cells["day"] for row in first.rows] == [dt.date(2024, 5, 18 + number) for number in range(3)]

    from zhiheng.web.tables import encode_cursor

    after = encode_cursor(first.rows[0].cells["day"], first.rows[0].key)
    assert len(clerk.get(f"{OPEN}&after={after}").context["table"].rows) == 2


def test_people_elsewhere_released_or_superseded_are_not_listed(cast: Cast, clerk: Client) -> None:
    for name in ("chen", "sun"):
        record_judgment(cast.episode(name), entry=TWELVE_YEARS, acting=INSTALLATION, reason="收监登记")

    assert clerk.get(OPEN).context["table"].rows == []


def test_what_has_no_outlook_is_said_and_worked_out_on_request(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    assert to_work_out(["b.p1"], on=dt.date(2099, 1, 1)) == [judgment.pk]  # a later quarter asks anew

    done = work_out(cast.place("b.p1"), [judgment.pk], on=dt.date(2027, 1, 1), acting=cast.acting(cast.clerk), reason="季度计算")

    assert done == 1
    assert Outlook.objects.get().as_of == dt.date(2027, 1, 1)
    assert Act.objects.get(verb="work_out").bulk
    assert clerk.post(f"{LIST}/work-out").status_code == 302


def test_nobody_elsewhere_is_worked_out_whoever_is_named(cast: Cast) -> None:
    other = record_judgment(cast.episode("chen"), entry=TWELVE_YEARS, acting=INSTALLATION, reason="收监登记")

    assert work_out(cast.place("b.p1"), [other.pk], on=dt.date(2027, 1, 1), acting=cast.acting(cast.clerk), reason="季度计算") == 0


def test_export_holds_the_filtered_rows_and_is_kept(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    answer = clerk.post(f"{LIST}/export?period=open&format=csv", {"reason": "季度报请准备"})

    assert cast.zhang.name in answer.content.decode("utf-8-sig")
    assert Act.objects.get(verb="export").reason == "季度报请准备"
    assert clerk.post(f"{LIST}/export?period=open", {"reason": "季度报请准备"}).content[:2] == b"PK"


def test_export_without_a_reason_or_without_the_power_is_refused(cast: Cast, clerk: Client, judgment: Judgment) -> None:
    assert clerk.post(f"{LIST}/export?period=open", {"reason": " "}).status_code == 422
    assert cast.client_for(cast.ward_officer).post(f"{LIST}/export", {"reason": "x"}).status_code == 404
    assert cast.client_for(cast.ward_officer).post(f"{LIST}/work-out").status_code == 404
