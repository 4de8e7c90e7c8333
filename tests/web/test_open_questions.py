from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.domains.sentence.papers import TWELVE_YEARS
from zhiheng.base.settings import actions
from zhiheng.base.settings.models import SettingChoice
from zhiheng.base.settings.queries import snapshot
from zhiheng.domains.sentence.actions import determine, record_judgment
from zhiheng.domains.sentence.models import Determination, Judgment, Outlook
from zhiheng.domains.sentence.open_questions import in_place, people_touched
from zhiheng.domains.sentence.outlook import outlook_of
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.law.questions import QUESTIONS

DOCUMENT = "江监规〔2026〕3号"


def text(response: Any) -> str:
    return str(response.content.decode())


def given(**changed: Any) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    return {"reading": "next_day", "place": "b.p1", "since": today, "document": DOCUMENT, "reason": "会议研究"} | changed


def chosen(cast: Cast, **entry: Any) -> SettingChoice:
    made = {"question": "OQ-6", "reading": "next_day", "since": timezone.localdate(), "document": DOCUMENT} | entry
    choice = actions.choose_reading(cast.place("b.p1"), acting=cast.acting(cast.warden), reason="会议研究", **made)
    return actions.approve_choice(choice, acting=cast.acting(cast.reviewer), reason="依据充分")


@pytest.fixture
def warden(cast: Cast) -> Client:
    return cast.client_for(cast.warden)


class TestTheList:
    def test_it_shows_every_question(self, cast: Cast) -> None:
        page = text(cast.client_for(cast.gate if "gate" in cast.officers else cast.idle).get(reverse("open_questions")))

        assert all(code in page for code in QUESTIONS)
        assert "附加剥夺政治权利" not in page  # the words of a question are on its own page
        assert "“执行完毕之日”是哪一日" in page

    def test_it_shows_what_was_changed_and_by_whom(self, cast: Cast, warden: Client) -> None:
        chosen(cast)
        page = text(warden.get(reverse("open_questions"), {"state": "changed"}))

        assert "OQ-6" in page
        assert "OQ-7" not in page
        assert "郑国栋" in page
        assert DOCUMENT in page

    @pytest.mark.parametrize(
        ("asked", "shown", "hidden"),
        [
            ({"chapter": "points"}, "PT-Q4", "OQ-7<"),
            ({"q": "假释"}, "OQ-13", "PT-Q4"),
            ({"state": "fixed"}, "OQ-9", "OQ-7<"),
            ({"state": "settable"}, "OQ-7<", "OQ-9"),
            ({"state": "waiting"}, "待批准", "OQ-7<"),
        ],
    )
    def test_it_can_be_narrowed(self, warden: Client, asked: dict[str, str], shown: str, hidden: str) -> None:
        page = text(warden.get(reverse("open_questions"), asked))

        assert shown in page
        assert hidden not in page

    def test_it_counts_whom_a_question_touches_in_ones_area(self, cast: Cast) -> None:
        for name in ("zhang", "chen"):
            record_judgment(cast.episode(name), entry=TWELVE_YEARS, acting=INSTALLATION, reason="test")
        flags = Outlook.objects.get(judgment__episode=cast.episode("zhang")).flags

        assert flags
        assert people_touched(["b.p1"]) == dict.fromkeys(flags, 1)
        assert people_touched(["b"]) == dict.fromkeys(flags, 2)
        assert flags[0] in text(cast.client_for(cast.warden).get(reverse("open_questions"), {"state": "touched"}))


class TestOneQuestion:
    def test_it_says_what_is_open_and_why(self, warden: Client) -> None:
        page = text(warden.get(reverse("open_question", args=["OQ-19"])))

        assert "缓期不计入" in page
        assert "实际执行的下限提前" in page
        assert reverse("setting_propose", args=["OQ-19"]) in page

    def test_a_fixed_one_says_why_and_offers_nothing(self, warden: Client) -> None:
        page = text(warden.get(reverse("open_question", args=["OQ-9"])))

        assert "第四十二条和已公布的裁定均如此" in page
        assert "propose" not in page
        assert warden.get(reverse("setting_propose", args=["OQ-9"])).status_code == 404

    def test_who_may_not_choose_is_offered_nothing(self, cast: Cast) -> None:
        page = text(cast.client_for(cast.clerk).get(reverse("open_question", args=["OQ-6"])))

        assert "propose" not in page

    def test_what_does_not_exist_is_not_found(self, warden: Client) -> None:
        assert warden.get(reverse("open_question", args=["OQ-77"])).status_code == 404

    def test_it_shows_the_choice_with_its_history(self, cast: Cast, warden: Client) -> None:
        chosen(cast)
        page = text(warden.get(reverse("open_question", args=["OQ-6"])))

        assert DOCUMENT in page
        assert "会议研究" in page
        assert "韩冰" in page

    def test_another_prison_does_not_see_it(self, cast: Cast) -> None:
        chosen(cast)

        assert DOCUMENT not in text(cast.client_for(cast.other_clerk).get(reverse("open_question", args=["OQ-6"])))


class TestChoosing:
    def test_it_takes_two(self, cast: Cast, warden: Client) -> None:
        assert warden.post(reverse("setting_propose", args=["OQ-6"]), given()).status_code == 302
        choice = SettingChoice.objects.get()
        assert (choice.state, choice.proposed_by) == ("proposed", cast.warden)
        assert "另一名有此权力的人" in text(warden.get(reverse("setting_choice", args=[choice.pk])))

        second = cast.client_for(cast.reviewer)
        assert "approve" in text(second.get(reverse("setting_choice", args=[choice.pk])))
        assert second.post(reverse("setting_decide", args=[choice.pk, "approve"]), {"reason": "同意"}).status_code == 302
        choice.refresh_from_db()
        assert (choice.state, choice.decided_by) == ("approved", cast.reviewer)

    def test_the_proposer_is_refused(self, cast: Cast, warden: Client) -> None:
        warden.post(reverse("setting_propose", args=["OQ-6"]), given())
        response = warden.post(reverse("setting_decide", args=[SettingChoice.objects.get().pk, "approve"]), {"reason": "同意"})

        assert response.status_code == 422
        assert SettingChoice.objects.get().state == "proposed"

    def test_a_stale_sign_in_is_asked_to_prove_itself(self, cast: Cast) -> None:
        response = cast.client_for(cast.warden, fresh=False).post(reverse("setting_propose", args=["OQ-6"]), given())

        assert response.status_code in (302, 401)
        assert not SettingChoice.objects.exists()

    @pytest.mark.parametrize(
        "changed", [{"reading": "stepwise"}, {"place": "b.p2"}, {"since": "2020-01-01"}, {"document": ""}, {"reason": ""}, {"state": "approved"}]
    )
    def test_what_does_not_hold_is_said_in_the_form(self, warden: Client, changed: dict[str, str]) -> None:
        assert warden.post(reverse("setting_propose", args=["OQ-6"]), given(**changed)).status_code == 422
        assert not SettingChoice.objects.exists()

    def test_a_choice_is_ended_with_a_reason(self, cast: Cast, warden: Client) -> None:
        choice = chosen(cast, since=timezone.localdate() + dt.timedelta(2))
        assert warden.post(reverse("setting_decide", args=[choice.pk, "withdraw"]), {"reason": ""}).status_code == 422
        assert warden.post(reverse("setting_decide", args=[choice.pk, "withdraw"]), {"reason": "上级另有规定"}).status_code == 302
        choice.refresh_from_db()

        assert (choice.state, choice.withdrawn_by) == ("withdrawn", cast.warden)

    def test_another_prisons_choice_is_not_there(self, cast: Cast) -> None:
        choice = chosen(cast)
        cast.grant(cast.other_clerk, "settings.choose", "b.p2")
        client = cast.client_for(cast.other_clerk)

        assert client.get(reverse("setting_choice", args=[choice.pk])).status_code == 404
        assert client.post(reverse("setting_decide", args=[choice.pk, "withdraw"]), {"reason": "撤"}).status_code == 404
        assert client.post(reverse("setting_decide", args=[choice.pk, "nonsense"]), {"reason": "撤"}).status_code == 404


class TestResults:
    def test_a_determination_takes_what_is_in_force_and_says_who_set_it(self, cast: Cast) -> None:
        chosen(cast)
        record_judgment(cast.episode("zhang"), entry=TWELVE_YEARS, acting=INSTALLATION, reason="test")
        record_judgment(cast.episode("chen"), entry=TWELVE_YEARS, acting=INSTALLATION, reason="test")
        here, there = (Determination.objects.get(judgment__episode=cast.episode(name), latest=True) for name in ("zhang", "chen"))

        assert (here.finding["readings"]["OQ-6"], there.finding["readings"]["OQ-6"]) == ("next_day", "last_day")
        assert here.end == there.end
        assert Outlook.objects.get(judgment=here.judgment).readings["OQ-6"] == "next_day"

    def test_pages_name_question_reading_and_source(self, cast: Cast, warden: Client) -> None:
        record_judgment(cast.episode("zhang"), entry=TWELVE_YEARS, acting=INSTALLATION, reason="test")
        for name in ("outlook", "sentence_why"):
            page = text(warden.get(reverse(name, args=[cast.zhang.pk])))
            assert "OQ-6 “执行完毕之日”是哪一日" in page, name
            assert "法律规则默认" in page, name
            assert reverse("open_question", args=["OQ-6"]) in page, name

        chosen(cast)
        determine(Judgment.objects.get(), acting=INSTALLATION, reason="test")
        for name in ("outlook", "sentence_why"):
            page = text(warden.get(reverse(name, args=[cast.zhang.pk])))
            assert "刑期最后一日的次日" in page, name
            assert f"郑国栋设置，{timezone.localdate()}起，{DOCUMENT}" in page, name

    def test_the_card_on_the_profile_leads_to_the_question(self, cast: Cast, warden: Client) -> None:
        record_judgment(cast.episode("zhang"), entry=TWELVE_YEARS, acting=INSTALLATION, reason="test")

        assert reverse("open_question", args=["OQ-6"]) in text(warden.get(reverse("person", args=[cast.zhang.pk])))

    def test_the_outlook_json_says_who_set_it(self, cast: Cast) -> None:
        chosen(cast)
        record_judgment(cast.episode("zhang"), entry=TWELVE_YEARS, acting=INSTALLATION, reason="test")
        today = timezone.localdate()
        taken = snapshot(today)
        found = outlook_of(Judgment.objects.get(), birth_date=None, on=today, taken=taken.chosen("b.p1").sentence).main

        assert {"code": "OQ-6", "reading": "next_day", "default": "last_day", "set_by": "郑国栋", "since": today.isoformat()} in in_place(
            found, taken, "b.p1"
        )["open_questions"]

    def test_the_law_book_leads_to_the_question(self, warden: Client) -> None:
        page = text(warden.get(reverse("law_rule", args=["R-L-6"])))

        assert reverse("open_question", args=["OQ-6"]) in page

    def test_in_english(self, cast: Cast, warden: Client) -> None:
        warden.post(reverse("preferences"), {"language": "en"})
        page = text(warden.get(reverse("open_question", args=["OQ-6"])))

        assert "Which day is the completed day" in page
