"""Release, transfers and the file: dates checked by two, obstacles in words, nothing signed is altered."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody.reception.papers import PDF, admit, by, checked, identified, meddle, sentenced
from zhiheng.base.people.actions import end_episode
from zhiheng.base.people.models import Episode
from zhiheng.base.people.queries import scope_of
from zhiheng.domains.custody.reception import actions, store
from zhiheng.domains.custody.reception.actions import Described, Item, Leaving
from zhiheng.domains.custody.reception.actions.transfers import AboveBoth, AtDestination, Journey, Listed, common
from zhiheng.domains.custody.reception.errors import (
    Blocked,
    CheckMissing,
    EndUnknown,
    ItemWithdrawn,
    NoSuchContent,
    NotOpened,
    OwnCheck,
    OwnTransfer,
    PaperIssued,
    ReleaseRoom,
    StepDone,
    TransferMoved,
    TransferOpen,
)
from zhiheng.domains.custody.reception.events import Event, Transferred
from zhiheng.domains.custody.reception.models import FileItem, FileVersion, IssuedPaper, Release, Section, StepKind, Transfer
from zhiheng.domains.custody.reception.queries.files import catalogue, retention
from zhiheng.domains.custody.reception.queries.releases import Horizon, leavers, leaving
from zhiheng.domains.custody.reception.release import obstacles, over_days
from zhiheng.domains.custody.reception.schedule import release_steps
from zhiheng.domains.custody.reception.store import Upload
from zhiheng.domains.custody.whereabouts.actions import Going, begin_movement
from zhiheng.domains.custody.whereabouts.errors import NeedsEscort
from zhiheng.domains.custody.whereabouts.queries.out import out_now
from zhiheng.domains.sentence.actions import record_change
from zhiheng.domains.sentence.entries import ChangeEntry
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.refusals import Invalid, NeedsFreshSignIn, OutsideScope
from zhiheng.engines.trail.verify import verify
from zhiheng.law.calendar import Term
from zhiheng.law.procedure_kinds import Retention

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
        actions.record_search(episode, items=(Item("手表", "valuable"),), signed=True, **by(cast))
        actions.complete_step(episode, kind="rights", output="已告知", details={"language": "汉语", "signed": True}, **by(cast))
        actions.complete_step(episode, kind="family", output="已寄", details={"told": "吴强", "relation": "父"}, **by(cast))
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


class TestTransfer:
    def _proposed(self, cast: Cast) -> Transfer:
        return actions.propose_transfer(cast.episode("zhang"), to=cast.place("b.p2"), planned_on=today(), grounds="调整布局", **by(cast))

    def _handed(self, cast: Cast, **changes: Any) -> Transfer:
        cast.grant(cast.bureau_duty, "transfer.approve", "b")
        proposed = actions.approve_transfer(AboveBoth(self._proposed(cast)), document="江监调〔2026〕5号", **by(cast, "bureau_duty"))
        journey = Journey(["310-0427", "310-0101"], timezone.now() + dt.timedelta(hours=6))
        given = {"papers": [Listed("档案正卷", 120), Listed("手表", 0)], "journey": journey} | changes
        return actions.hand_over_transfer(proposed, **given, **by(cast))

    def test_a_person_goes_with_papers_and_is_received(self, cast: Cast, heard: list[Event]) -> None:
        handed = self._handed(cast)
        assert out_now([handed.episode_id])[handed.episode_id].purpose == "transfer"
        received = actions.receive_transfer(AtDestination(handed), place=cast.place("b.p2.w1.c1.b2"), **by(cast, "other_clerk"))

        episode = Episode.objects.get(pk=handed.episode_id)
        assert (episode.prison.path, episode.place.path, out_now([episode.pk])) == ("b.p2", "b.p2.w1.c1.b2", {})
        assert (received.handed_by, received.taken_by) == (cast.clerk, cast.other_clerk)
        assert heard[-1] == Transferred(episode.pk, episode.person_id, "b.p1", "b.p2", heard[-1].at)  # type: ignore[union-attr]

    def test_it_is_taken_back_before_reception(self, cast: Cast) -> None:
        handed = self._handed(cast)
        actions.withdraw_transfer(handed, **by(cast))

        episode = Episode.objects.get(pk=handed.episode_id)
        assert (episode.prison.path, out_now([episode.pk])) == ("b.p1", {})
        with pytest.raises(TransferMoved):
            actions.receive_transfer(AtDestination(handed), place=cast.place("b.p2.w1"), **by(cast, "other_clerk"))

    def test_only_from_above_both_is_it_approved(self, cast: Cast) -> None:
        proposed = self._proposed(cast)
        cast.grant(cast.warden, "transfer.approve", "b.p1")
        with pytest.raises(OutsideScope):
            actions.approve_transfer(AboveBoth(proposed), document="5号", **by(cast, "warden"))

    def test_nobody_approves_their_own(self, cast: Cast) -> None:
        proposed = self._proposed(cast)
        cast.grant(cast.clerk, "transfer.approve", "b")
        with pytest.raises(OwnTransfer):
            actions.approve_transfer(AboveBoth(proposed), document="5号", **by(cast))

    def test_who_handed_over_does_not_receive(self, cast: Cast) -> None:
        handed = self._handed(cast)
        cast.grant(cast.clerk, "transfer.receive", "b.p2")
        with pytest.raises(OwnTransfer):
            actions.receive_transfer(AtDestination(handed), place=cast.place("b.p2.w1"), **by(cast))

    def test_the_receiving_prison_receives(self, cast: Cast) -> None:
        handed = self._handed(cast)
        with pytest.raises(OutsideScope):
            actions.receive_transfer(AtDestination(handed), place=cast.place("b.p2.w1"), **by(cast, "warden"))
        with pytest.raises(Invalid):
            actions.receive_transfer(AtDestination(handed), place=cast.place("b.p1.w2"), **by(cast, "other_clerk"))

    def test_two_escorts_and_a_list(self, cast: Cast) -> None:
        with pytest.raises(NeedsEscort):
            self._handed(cast, journey=Journey(["310-0427"], timezone.now() + DAY))
        with pytest.raises(Invalid):
            actions.hand_over_transfer(Transfer.objects.get(), papers=[], journey=Journey([], timezone.now() + DAY), **by(cast))

    def test_one_at_a_time_and_elsewhere(self, cast: Cast) -> None:
        self._proposed(cast)
        with pytest.raises(TransferOpen):
            self._proposed(cast)
        with pytest.raises(Invalid):
            actions.propose_transfer(cast.episode("li"), to=cast.place("b.p1"), planned_on=today(), grounds="x", **by(cast))

    def test_a_declined_one_stays_declined(self, cast: Cast) -> None:
        proposed = self._proposed(cast)
        cast.grant(cast.bureau_duty, "transfer.approve", "b")
        declined = actions.decline_transfer(AboveBoth(proposed), words="床位不足", **by(cast, "bureau_duty"))

        assert (declined.state, declined.decision_words) == ("declined", "床位不足")
        with pytest.raises(DatabaseError), transaction.atomic():
            meddle(cast, declined, {"state": "approved"})

    def test_the_nearest_place_above_both(self) -> None:
        assert (common("b.p1", "b.p2"), common("b.p1.w1", "b.p1.w2"), common("a", "b")) == ("b", "b.p1", "")


@pytest.fixture
def shelf(settings: Any, tmp_path: Path) -> Path:
    settings.STATE = tmp_path
    return tmp_path


class TestFile:
    def _add(self, cast: Cast, section: str = "judgment", upload: Upload | None = None, **changes: Any) -> FileItem:
        given = {"section": section, "title": "刑事判决书", "pages": 12, "source": "江城市第二中级人民法院"} | changes
        return actions.add_item(cast.episode("zhang"), described=Described(**given), upload=upload, **by(cast))

    def test_items_are_numbered_in_their_section(self, cast: Cast, shelf: Path) -> None:
        made = [self._add(cast), self._add(cast), self._add(cast, "points")]

        assert [(item.volume, item.number) for item in made] == [("main", 1), ("main", 2), ("sub", 1)]

    def test_content_lies_under_its_digest(self, cast: Cast, shelf: Path) -> None:
        version = self._add(cast, upload=Upload("判决书.pdf", PDF)).versions.get()

        assert store.content(version.digest) == PDF
        assert (version.media, version.number) == ("application/pdf", 1)
        assert len(list(shelf.rglob("*"))) == 3

    def test_versions_are_kept(self, cast: Cast, shelf: Path) -> None:
        item = self._add(cast, upload=Upload("a.pdf", PDF))
        actions.add_version(item, upload=Upload("b.pdf", PDF + b"2"), **by(cast))
        with pytest.raises(Invalid):
            actions.add_version(item, upload=Upload("c.pdf", PDF + b"2"), **by(cast))

        assert [version.number for version in item.versions.order_by("number")] == [1, 2]
        with pytest.raises(DatabaseError), transaction.atomic():
            meddle(cast, FileVersion.objects.earliest("pk"), {"name": "x"})

    def test_changed_content_is_noticed(self, cast: Cast, shelf: Path) -> None:
        version = self._add(cast, upload=Upload("a.pdf", PDF)).versions.get()
        file = next(path for path in shelf.rglob("*") if path.is_file())
        file.write_bytes(b"other")
        with pytest.raises(NoSuchContent):
            store.content(version.digest)
        file.unlink()
        with pytest.raises(NoSuchContent):
            store.content(version.digest)

    def test_verification_reads_every_content_back(self, cast: Cast, shelf: Path) -> None:
        self._add(cast, upload=Upload("a.pdf", PDF))
        version = self._add(cast, title="起诉书", upload=Upload("b.pdf", PDF + b"2")).versions.get()
        assert not [one for one in verify(at_most=1000).faults if one.check == "contents"]
        store._path(version.digest).write_bytes(PDF + b"3")
        found = [one for one in verify(at_most=1000).faults if one.check == "contents"]

        assert [one.where for one in found] == [f"file_version:{version.pk}"]
        assert "起诉书" in found[0].words
        store._path(version.digest).unlink()
        assert [one.where for one in verify(at_most=1000).faults if one.check == "contents"] == [f"file_version:{version.pk}"]

    @pytest.mark.parametrize("data", [b"", b"GIF89a", b"<html>", b"MZ\x90"])
    def test_other_kinds_of_file_are_not_kept(self, cast: Cast, shelf: Path, data: bytes) -> None:
        with pytest.raises(Invalid):
            self._add(cast, upload=Upload("a.pdf", data))
        assert not list(shelf.rglob("*"))

    def test_a_file_over_the_limit_is_not_kept(self, cast: Cast, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(store, "LARGEST", len(PDF))
        self._add(cast, upload=Upload("a.pdf", PDF))
        with pytest.raises(Invalid):
            self._add(cast, upload=Upload("a.pdf", PDF + b"x"))

    def test_the_photograph_is_a_place_without_a_picture(self, cast: Cast, shelf: Path) -> None:
        item = self._add(cast, "photograph", title="照片")
        picture = Upload("a.png", b"\x89PNG\r\n\x1a\n")
        for attempt in (lambda: self._add(cast, "photograph", picture), lambda: actions.add_version(item, upload=picture, **by(cast))):
            with pytest.raises(Invalid):
                attempt()

    def test_what_is_withdrawn_keeps_its_place(self, cast: Cast, shelf: Path) -> None:
        item = actions.withdraw_item(self._add(cast), **by(cast, reason="装订错误"))

        assert (item.withdrawn_why, self._add(cast).number) == ("装订错误", 2)
        with pytest.raises(ItemWithdrawn):
            actions.add_version(item, upload=Upload("a.pdf", PDF), **by(cast))
        with pytest.raises(DatabaseError), transaction.atomic():
            meddle(cast, item, {"withdrawn_at": None, "withdrawn_by": None})

    def test_the_catalogue_says_what_is_missing(self, cast: Cast, shelf: Path) -> None:
        self._add(cast)
        self._add(cast, "intake", pages=3)
        withdrawn = self._add(cast, "indictment")
        actions.withdraw_item(withdrawn, **by(cast))
        found = catalogue(cast.episode("zhang"))

        assert found.pages == 15
        assert found.missing == [Section.EXECUTION, Section.INDICTMENT, Section.PHOTOGRAPH]

    def test_release_papers_are_wanted_of_the_released(self, cast: Cast) -> None:
        assert Section.RELEASE in catalogue(cast.episode("sun")).missing

    @pytest.mark.parametrize(
        ("section", "years", "kept"),
        [
            ("judgment", 1, Retention.PERMANENT),
            ("points", 15, Retention.PERMANENT),
            ("points", 14, Retention.SHORT),
            ("points", None, Retention.LONG),
        ],
    )
    def test_how_long_a_section_is_kept(self, section: str, years: int | None, kept: Retention) -> None:
        assert retention(Section(section), years) == kept

    def test_the_ward_does_not_file(self, cast: Cast, shelf: Path) -> None:
        described = Described("judgment", "判决书", 1, "法院")
        with pytest.raises(OutsideScope):
            actions.add_item(cast.episode("zhang"), described=described, **by(cast, "ward_officer"))
