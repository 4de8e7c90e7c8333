from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.base.calendar.test_notices import approved, bureau, entered, next_year, weekend
from tests.cast import Cast
from zhiheng.base.calendar.models import HolidayNotice
from zhiheng.base.calendar.queries import WorkingCalendar, working_days
from zhiheng.web.pages.calendar.lines import DaysField, SpansField
from zhiheng.web.pages.calendar.months import year_of

__all__ = ["bureau"]


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def enterer(bureau: Cast) -> Client:
    return bureau.client_for(bureau.bureau_duty)


@pytest.fixture
def approver(bureau: Cast) -> Client:
    return bureau.client_for(bureau.inspector)


class TestLines:
    @pytest.mark.parametrize(
        ("line", "first", "last", "name"),
        [
            ("10-01..10-07 国庆节", "2026-10-01", "2026-10-07", "国庆节"),
            ("2026-01-01 元旦", "2026-01-01", "2026-01-01", "元旦"),
            ("12-30..01-02 元旦", "2025-12-30", "2026-01-02", "元旦"),
            ("2025年12月30日至2026年1月2日 元旦", "2025-12-30", "2026-01-02", "元旦"),
            ("国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。", "2026-10-01", "2026-10-07", "国庆节"),
            ("一、元旦：1月1日（周四）放假1天，不调休。", "2026-01-01", "2026-01-01", "元旦"),
        ],
    )
    def test_a_line_is_read_as_it_is_pasted(self, line: str, first: str, last: str, name: str) -> None:
        (span,) = SpansField(year=2026).clean(line)

        assert (span.first.isoformat(), span.last.isoformat(), span.name) == (first, last, name)

    def test_lines_are_one_holiday_each(self) -> None:
        assert [span.name for span in SpansField(year=2026).clean("01-01 元旦\r\n\r\n10-01..10-07 国庆节")] == ["元旦", "国庆节"]

    def test_working_weekends_are_found_in_a_sentence(self) -> None:
        found = DaysField(year=2026).clean("9月20日（周日）、10月10日（周六）上班。\n02-14, 2026-02-28")

        assert [day.isoformat() for day in found] == ["2026-09-20", "2026-10-10", "2026-02-14", "2026-02-28"]

    @pytest.mark.parametrize("line", ["国庆节", "13-01..13-02 国庆节", "02-30 春节"])
    def test_what_cannot_be_read_is_said_with_its_line(self, line: str) -> None:
        with pytest.raises(ValidationError, match=line):
            SpansField(year=2026).clean(line)


class TestTheYear:
    def test_every_day_has_its_kind(self) -> None:
        shown = year_of(WorkingCalendar({}), 2026, dt.date(2026, 2, 14))
        february = {day.number: day for week in shown.months[1].weeks for day in week if day}

        # the notice of 2026: 15 to 23 February off, worked on Saturday 14 and Saturday 28
        assert [february[n].kind for n in (7, 14, 15, 23, 24, 28)] == ["rest", "swapped", "off", "off", "work", "swapped"]
        assert february[14].today
        assert ("春节", 9) in [(one.name, one.length) for one in shown.holidays]

    def test_a_year_that_nothing_covers_is_all_unknown(self) -> None:
        shown = year_of(WorkingCalendar({}), 2099, dt.date(2026, 1, 1))

        assert {day.kind for month in shown.months for week in month.weeks for day in week if day} == {"unknown"}
        assert (shown.holidays, shown.working) == ([], 0)

    def test_everybody_may_look(self, cast: Cast) -> None:
        client = cast.client_for(cast.ward_officer)
        years, year = text(client.get(reverse("calendar"))), text(client.get(reverse("calendar_year", args=[2026])))

        assert "随产品提供" in years
        assert "国庆节" in year
        assert "录入通知" not in year

    def test_a_year_out_of_reach_is_not_there(self, cast: Cast) -> None:
        assert cast.client_for(cast.idle).get(reverse("calendar_year", args=[99999])).status_code == 404


class TestEntering:
    def given(self, year: int, **changed: str) -> dict[str, str]:
        fields = {"document": "试〔2026〕1号", "issued_on": timezone.localdate().isoformat(), "holidays": "10-01..10-03 国庆节"}
        return {**fields, "worked": weekend(year).isoformat(), "reason": "按通知录入", **changed}

    def test_one_enters_and_another_approves(self, bureau: Cast, enterer: Client, approver: Client) -> None:
        year = next_year()
        shown = enterer.post(reverse("calendar_enter", args=[year]), self.given(year), follow=True)
        notice = HolidayNotice.objects.get()
        assert shown.redirect_chain[-1][0] == reverse("calendar_notice", args=[notice.pk])
        assert "须由另一名" in text(shown)

        page = text(approver.get(reverse("calendar_notice", args=[notice.pk])))
        assert "批准后的影响" in page
        answer = approver.post(reverse("calendar_decide", args=[notice.pk, "approve"]), {"reason": "核对一致"})

        assert answer.status_code == 302
        assert working_days().is_working(dt.date(year, 10, 1)) is False
        assert "已录入通知" in text(approver.get(reverse("calendar")))

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"holidays": "国庆节放假"}, "无法识别此行：国庆节放假"),
            ({"holidays": ""}, "不能为空"),
            ({"worked": "2026-10-09"}, "不是星期六、星期日"),
            ({"issued_on": "2999-01-01"}, "通知发布之后方可录入"),
        ],
    )
    def test_a_mistake_is_said_at_its_field_and_what_was_typed_stays(self, enterer: Client, changed: dict[str, str], words: str) -> None:
        answer = enterer.post(reverse("calendar_enter", args=[2026]), self.given(2026, **changed))

        assert answer.status_code == 422
        assert words in text(answer)
        assert "试〔2026〕1号" in text(answer)

    def test_one_does_not_approve_ones_own(self, bureau: Cast, enterer: Client) -> None:
        notice = entered(bureau)
        answer = enterer.post(reverse("calendar_decide", args=[notice.pk, "approve"]), {"reason": "同意"})

        assert answer.status_code == 422
        assert HolidayNotice.objects.get().state == "proposed"

    def test_a_prison_neither_enters_nor_decides(self, bureau: Cast) -> None:
        bureau.grant(bureau.warden, "calendar.enter", "b.p1")
        client, notice = bureau.client_for(bureau.warden), entered(bureau)

        assert client.get(reverse("calendar_enter", args=[2026])).status_code == 404
        assert client.post(reverse("calendar_decide", args=[notice.pk, "decline"]), {"reason": "x"}).status_code == 404
        assert "approve" not in text(client.get(reverse("calendar_notice", args=[notice.pk])))

    def test_what_was_replaced_is_still_shown(self, bureau: Cast, enterer: Client) -> None:
        approved(bureau, 2026)
        approved(bureau, 2026, document="试〔2026〕2号")
        page = text(enterer.get(reverse("calendar_year", args=[2026])))

        assert "试〔2026〕1号" in page
        assert "试〔2026〕2号" in page


def test_whoever_may_enter_it_owes_it_on_the_first_screen(bureau: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhiheng.base.calendar.duties.missing_years", lambda today: [2099])

    assert reverse("calendar_year", args=[2099]) in text(bureau.client_for(bureau.inspector).get(reverse("home")))
    assert "2099" not in text(bureau.client_for(bureau.procurator).get(reverse("home")))
