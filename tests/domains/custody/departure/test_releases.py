"""Releases: dates checked by two, obstacles in words, papers under their numbers."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody.departure.papers import checked
from tests.domains.custody.reception.papers import admit, by, identified, meddle, sentenced
from zhiheng.base.people.actions import end_episode
from zhiheng.base.people.queries import scope_of
from zhiheng.domains.custody.departure import actions
from zhiheng.domains.custody.departure.actions import Leaving
from zhiheng.domains.custody.departure.errors import (
    Blocked,
    CheckMissing,
    EndUnknown,
    OwnCheck,
    PaperIssued,
    ReleaseRoom,
)
from zhiheng.domains.custody.departure.models import Release
from zhiheng.domains.custody.departure.queries.releases import Horizon, leavers, leaving
from zhiheng.domains.custody.departure.release import obstacles, over_days
from zhiheng.domains.custody.departure.schedule import release_steps
from zhiheng.domains.custody.reception import actions as reception
from zhiheng.domains.custody.reception.actions import Item
from zhiheng.domains.custody.reception.errors import NotOpened, StepDone
from zhiheng.domains.custody.reception.models import IssuedPaper, StepKind
from zhiheng.domains.custody.whereabouts.actions import Going, begin_movement
from zhiheng.domains.sentence.actions import record_change
from zhiheng.domains.sentence.entries import ChangeEntry
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.refusals import Invalid, NeedsFreshSignIn, OutsideScope
from zhiheng.law.calendar import Term

DAY = dt.timedelta(days=1)


def today() -> dt.date:
    return timezone.localdate()


class TestPlan:
    def _due(self, end: dt.date, received: dt.date = dt.date(2024, 1, 1)) -> dict[str, dt.date]:
        return {owed.kind: timezone.localdate(owed.due_at) for owed in release_steps(end, received, rights_lost=True) if owed.due_at}

    def test_each_step_by_its_day(self) -> None:
        due = self._due(dt.date(2027, 3, 31))

        assert {kind: due[kind].isoformat() for kind in ("check-90", "check-30", "check-7", "check-1")} == {
            "check-90": "2026-12-31", "check-30": "2027-03-01", "check-7": "2027-03-24", "check-1": "2027-03-30",
        }  # fmt: skip
        assert due["exit-education"] == dt.date(2026, 12, 31)
        assert due["police-notice"] == dt.date(2027, 2, 28)
        assert due["property"] == dt.date(2027, 3, 31)

    def test_a_short_term_is_prepared_in_what_remains(self) -> None:
        due = self._due(dt.date(2027, 3, 31), received=dt.date(2027, 3, 20))

        assert (due["check-90"], due["exit-education"], due["check-7"]) == (dt.date(2027, 3, 20), dt.date(2027, 3, 20), dt.date(2027, 3, 24))

    def test_police_are_told_of_rights_lost_only_where_they_are(self) -> None:
        assert StepKind.RIGHTS_NOTICE not in {owed.kind for owed in release_steps(dt.date(2027, 3, 31), dt.date(2024, 1, 1), rights_lost=False)}

    @pytest.mark.parametrize(("end", "days"), [(0, 0), (-1, 1), (-30, 30), (1, 0)])
    def test_over_detention_begins_the_day_after(self, end: int, days: int) -> None:
        assert over_days(today() + end * DAY, today()) == days


class TestDates:
    def test_two_people_check(self, cast: Cast) -> None:
        episode = cast.episode("zhang")
        sentenced(episode, today())
        step = actions.check_release_date(episode, kind="check-1", **by(cast))
        assert "not-checked" in {one.code for one in obstacles(episode, today())}
        with pytest.raises(OwnCheck):
            actions.confirm_release_date(step, **by(cast))
        actions.confirm_release_date(step, **by(cast, "warden"))

        assert "not-checked" not in {one.code for one in obstacles(episode, today())}
        with pytest.raises(StepDone):
            actions.confirm_release_date(step, **by(cast, "warden"))

    def test_a_date_that_moves_is_checked_anew(self, cast: Cast) -> None:
        episode = cast.episode("zhang")
        judgment = sentenced(episode, today() + 200 * DAY)
        step = actions.check_release_date(episode, kind="check-90", **by(cast))
        entry = ChangeEntry(
            kind="commutation", document="（2026）江02刑更9号", court="江城中院", ruled_on=today(), served_on=today(), term=Term(0, 2),
            printed_end=None,
        )  # fmt: skip
        record_change(judgment, entry=entry, acting=INSTALLATION, reason="test")

        with pytest.raises(CheckMissing):
            actions.confirm_release_date(step, **by(cast, "warden"))
        checked(cast, episode, "check-90")

    def test_dates_that_differ_need_the_courts_word(self, cast: Cast) -> None:
        episode = cast.episode("zhang")
        sentenced(episode, today(), printed_end=today() + 3 * DAY)
        step = actions.check_release_date(episode, kind="check-1", **by(cast))
        with pytest.raises(Invalid):
            actions.confirm_release_date(step, **by(cast, "warden"))

        assert actions.confirm_release_date(step, document="（2026）江02函3号", **by(cast, "warden")).document == "（2026）江02函3号"

    def test_no_end_no_check(self, cast: Cast) -> None:
        with pytest.raises(EndUnknown):
            actions.check_release_date(cast.episode("zhang"), kind="check-1", **by(cast))

    def test_a_date_is_not_ticked_off_as_a_step(self, cast: Cast) -> None:
        sentenced(cast.episode("zhang"), today())
        with pytest.raises(NotOpened):
            actions.complete_release_step(cast.episode("zhang"), kind="check-1", output="已核", **by(cast))


class TestRelease:
    def test_a_whole_life_from_the_door_to_the_day(self, cast: Cast) -> None:
        """Expected, admitted, identified, searched, told, prepared, checked, released: each by its verb."""
        episode = admit(cast)
        identified(cast, episode)
        reception.record_search(episode, items=(Item("手表", "valuable"),), signed=True, **by(cast))
        reception.complete_step(episode, kind="rights", output="已告知", details={"language": "汉语", "signed": True}, **by(cast))
        reception.complete_step(episode, kind="family", output="已寄", details={"told": "吴强", "relation": "父"}, **by(cast))
        sentenced(episode, today())
        for kind in ("exit-education", "assessment", "police-notice", "justice-notice", "hand-over", "property"):
            actions.complete_release_step(episode, kind=kind, output="已办", **by(cast))
        for kind in ("check-90", "check-30", "check-7", "check-1"):
            checked(cast, episode, kind)
        with pytest.raises(ReleaseRoom):
            end_episode(episode, on=today(), at=timezone.now(), **by(cast))
        released = actions.release_person(episode, leaving=Leaving(handed_to="江城县安置帮教办"), **by(cast))

        episode.refresh_from_db()
        assert (episode.ended_on, released.left_open, released.over_days) == (today(), ["belongings"], 0)
        assert released.certificate.content["released_on"] == today().isoformat()

    def test_before_the_end_nobody_leaves_without_a_ruling(self, cast: Cast) -> None:
        episode = cast.episode("zhang")
        sentenced(episode, today() + DAY)
        checked(cast, episode)
        with pytest.raises(Blocked) as refused:
            actions.release_person(episode, leaving=Leaving(), **by(cast))

        assert (today() + DAY).isoformat() in str(refused.value.words)

    def test_a_ruling_releases_at_once(self, cast: Cast) -> None:
        sentenced(cast.episode("zhang"), today() + 300 * DAY)
        how = Leaving("parole", "（2026）江02刑更7号", "江城市第二中级人民法院")

        assert actions.release_person(cast.episode("zhang"), leaving=how, **by(cast)).certificate.content["ruling"] == how.document

    def test_an_early_release_names_its_ruling(self, cast: Cast) -> None:
        with pytest.raises(Invalid) as refused:
            actions.release_person(cast.episode("zhang"), leaving=Leaving("parole"), **by(cast))
        assert set(refused.value.fields) == {"document", "decided_by"}

    def test_an_unprepared_person_leaves_on_the_day_all_the_same(self, cast: Cast) -> None:
        episode = cast.episode("zhang")
        sentenced(episode, today() - 2 * DAY)
        checked(cast, episode)
        released = actions.release_person(episode, leaving=Leaving(), **by(cast))

        assert released.over_days == 2
        assert {"exit-education", "police-notice", "property"} <= set(released.left_open)

    def test_every_obstacle_is_said_at_once(self, cast: Cast) -> None:
        episode = cast.episode("zhang")
        actions.propose_transfer(episode, to=cast.place("b.p2"), planned_on=today(), grounds="调整布局", **by(cast))
        going = Going("hospital", timezone.now() + DAY, ["310-0427", "310-0101"], words="江城医院")
        begin_movement(cast.place("b.p1.w1"), people=[episode.pk], going=going, **by(cast, "ward_officer"))

        assert [one.code for one in obstacles(episode, today()) if one.stops] == ["no-end", "out", "transfer"]

    def test_a_release_is_signed_freshly(self, cast: Cast) -> None:
        with pytest.raises(NeedsFreshSignIn):
            actions.release_person(cast.episode("zhang"), leaving=Leaving(), acting=cast.acting(cast.clerk, fresh=False), reason="刑满")

    def test_the_warden_cannot_and_the_other_prison_cannot(self, cast: Cast) -> None:
        for who in ("warden", "other_clerk"):
            with pytest.raises(OutsideScope):
                actions.release_person(cast.episode("zhang"), leaving=Leaving(), **by(cast, who))

    def test_over_detention_stands_on_top_of_the_list(self, cast: Cast) -> None:
        for who, days in (("zhang", 20), ("li", -1), ("ouyang", 400), ("chen", 3)):
            sentenced(cast.episode(who), today() + days * DAY)
        found = leavers(list(leaving(scope_of(["b.p1"]), Horizon(), today())), today())

        assert [(one.episode.person.name, one.over) for one in found] == [("李𬭎", 1), ("张伟", 0)]
        assert [one.episode.person.name for one in leavers(list(leaving(scope_of(["b.p1"]), Horizon("over"), today())), today())] == ["李𬭎"]

    def test_postgresql_lets_nobody_go_before_the_end_of_term(self, cast: Cast) -> None:
        episode = cast.episode("zhang")
        sentenced(episode, today())
        checked(cast, episode)
        released = actions.release_person(episode, leaving=Leaving(), **by(cast))
        for change in ({"end_on": today() + DAY}, {"left_open": []}):
            with pytest.raises(DatabaseError), transaction.atomic():
                meddle(cast, Release.objects.get(pk=released.pk), change)


class TestPapers:
    def test_numbers_run_by_prison_kind_and_year(self, cast: Cast) -> None:
        for who in ("zhang", "li"):
            sentenced(cast.episode(who), today())
        made = [actions.issue_paper(cast.episode(who), kind="police-notice", **by(cast)) for who in ("zhang", "li")]

        assert [paper.number for paper in made] == [1, 2]
        with pytest.raises(PaperIssued):
            actions.issue_paper(cast.episode("zhang"), kind="police-notice", **by(cast))

    def test_a_wrong_one_is_replaced_and_stays(self, cast: Cast) -> None:
        sentenced(cast.episode("zhang"), today())
        first = actions.issue_paper(cast.episode("zhang"), kind="certificate", **by(cast))
        second = actions.replace_paper(first, **by(cast))

        assert second.replaces == first
        with pytest.raises(PaperIssued):
            actions.replace_paper(first, **by(cast))
        with pytest.raises(DatabaseError), transaction.atomic():
            meddle(cast, IssuedPaper.objects.get(pk=first.pk), {"content": {}})

    def test_no_certificate_without_an_end(self, cast: Cast) -> None:
        with pytest.raises(EndUnknown):
            actions.issue_paper(cast.episode("zhang"), kind="certificate", **by(cast))
