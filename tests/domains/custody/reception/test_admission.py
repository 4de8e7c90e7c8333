"""Admission: papers by both laws, steps with their clocks, identity, search, examination."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.domains.custody.reception.papers import ALL_THERE, accept, admit, by, expect, identified, meddle
from zhiheng.base.people.actions import Facts, register_person
from zhiheng.base.people.errors import AlreadyInCustody
from zhiheng.base.people.models import Episode, Name
from zhiheng.base.people.queries import scope_of
from zhiheng.domains.custody.reception import actions
from zhiheng.domains.custody.reception.actions import Correction, Found, Item, Looked, Papers, Receiver
from zhiheng.domains.custody.reception.errors import (
    ArrivalDecided,
    DoubtClosed,
    DoubtNotRaised,
    DoubtOpen,
    IdentityFirst,
    LooksKnown,
    NoConsent,
    NoEffect,
    NotAccepted,
    NotChecked,
    NotThere,
    SearchedByWoman,
    StepDone,
)
from zhiheng.domains.custody.reception.models import (
    Belonging,
    EntryExamination,
    ExpectedArrival,
    IdentityCheck,
    IdentityDoubt,
    IssuedPaper,
    PropertyList,
    ReceptionStep,
    StepKind,
)
from zhiheng.domains.custody.reception.queries.desk import Wanted, delivery_due, open_steps, steps_of
from zhiheng.domains.custody.reception.schedule import admission_steps
from zhiheng.engines.trail.models import Act, Change
from zhiheng.engines.trail.refusals import Invalid, OutsideScope
from zhiheng.lib.workdays import StateCouncilDays

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAYS = StateCouncilDays()


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def due_days(moment: str) -> dict[str, str]:
    """Step -> its last moment, as written."""
    return {
        owed.kind: f"{timezone.localtime(owed.due_at, SHANGHAI):%Y-%m-%d %H:%M}" if owed.due_at else "" for owed in admission_steps(at(moment), DAYS)
    }


class TestClocks:
    def test_the_family_has_five_days_by_the_law_of_2012(self) -> None:
        assert due_days("2026-10-20T10:00")["family"] == "2026-10-26 23:59"  # the fifth day is a Sunday: it moves

    def test_the_last_day_of_the_law_before_and_the_first_of_the_law_after(self) -> None:
        assert due_days("2026-10-31T10:00")["family"] == "2026-11-05 23:59"
        assert due_days("2026-11-01T10:00")["family"] == "2026-11-06 23:59"
        assert due_days("2026-11-02T10:00")["family"] == "2026-11-09 23:59"

    def test_examinations_run_by_the_hour(self) -> None:
        found = due_days("2026-11-20T16:30")

        assert (found["examination"], found["examination-whole"]) == ("2026-11-21 16:30", "2026-11-23 16:30")

    def test_what_is_due_at_once_is_due_that_day(self) -> None:
        found = due_days("2026-11-20T16:30")

        assert {found[kind] for kind in ("papers", "identity", "search", "rights", "file")} == {"2026-11-20 23:59"}

    def test_entry_education_lasts_two_months(self) -> None:
        assert due_days("2026-09-15T09:00")["education"] == "2026-11-16 23:59"  # the 15th is a Sunday

    def test_a_year_without_a_calendar_is_not_guessed(self) -> None:
        owed = {one.kind: one for one in admission_steps(at("2026-12-30T09:00"), DAYS)}

        assert owed[StepKind.FAMILY].due_at is None
        assert "missing" in owed[StepKind.FAMILY].basis

    def test_the_basis_is_that_of_the_day(self) -> None:
        before, after = ({one.kind: one.basis for one in admission_steps(at(day), DAYS)} for day in ("2026-10-31T09:00", "2026-11-01T09:00"))

        assert (before[StepKind.FAMILY]["rule"], after[StepKind.FAMILY]["rule"]) == ("PC-3-8-2012", "PC-3-8-2026")
        assert (before[StepKind.PAPERS]["rule"], after[StepKind.PAPERS]["rule"]) == ("PC-3-3-2012", "PC-3-3-2026")
        assert after[StepKind.EXAMINATION]["internal"]  # the statute states no hour
        assert not after[StepKind.FAMILY]["internal"]


class TestDoor:
    def test_somebody_with_all_papers_comes_in(self, cast: Cast) -> None:
        episode = admit(cast)

        assert episode.place.path == "b.p1.w1.c1.b3"
        assert ExpectedArrival.objects.get().state == "admitted"
        assert [step.kind for step in steps_of(episode) if step.done_at] == ["papers"]
        assert len(steps_of(episode)) == 11

    def test_somebody_known_comes_in_under_the_record_that_exists(self, cast: Cast) -> None:
        arrival = accept(cast, expect(cast, name="孙平", birth_date=cast.sun.birth_date))
        episode = actions.admit_arrival(arrival, place=cast.place("b.p1.w1.c1.b3"), number="3101260099", person=cast.sun, **by(cast))

        assert episode.person == cast.sun
        assert set(cast.sun.episodes.values_list("number", flat=True)) == {"3101150003", "3101260099"}

    def test_nobody_gets_a_second_record_without_a_word(self, cast: Cast) -> None:
        arrival = accept(cast, expect(cast, name="孙平", birth_date=cast.sun.birth_date))
        given = {"place": cast.place("b.p1.w1.c1.b3"), "number": "3101260099", **by(cast)}
        for unsaid in ((), (cast.zhang.pk,)):
            with pytest.raises(LooksKnown):
                actions.admit_arrival(arrival, apart=unsaid, **given)
        episode = actions.admit_arrival(arrival, apart=(cast.sun.pk,), **given)

        assert episode.person != cast.sun
        assert Act.objects.filter(verb="admit_arrival", outcome="done").latest("id").inputs["apart"] == [cast.sun.pk]

    def test_somebody_in_custody_does_not_come_in_again(self, cast: Cast) -> None:
        arrival = accept(cast, expect(cast, name="张伟", birth_date=cast.zhang.birth_date))
        with pytest.raises(AlreadyInCustody):
            actions.admit_arrival(arrival, place=cast.place("b.p1.w1.c1.b3"), number="3101260099", person=cast.zhang, **by(cast))

    def test_a_record_of_another_sex_is_not_taken(self, cast: Cast) -> None:
        woman = register_person(cast.place("b.p1.w1"), name="吴刚", sex="female", **by(cast))
        with pytest.raises(Invalid):
            actions.admit_arrival(accept(cast, expect(cast)), place=cast.place("b.p1.w1"), number="3101260099", person=woman, **by(cast))

    def test_a_missing_paper_goes_back_to_the_court(self, cast: Cast) -> None:
        papers = Papers(ALL_THERE | {"closing_form": "missing"}, False, "补送结案登记表")
        arrival = actions.check_papers(expect(cast), papers=papers, **by(cast))

        assert arrival.state == "supplement"
        with pytest.raises(NotAccepted):
            actions.admit_arrival(arrival, place=cast.place("b.p1.w1"), number="3101260099", **by(cast))

    def test_property_papers_are_asked_for_by_the_new_law_only(self, cast: Cast) -> None:
        papers = Papers({**ALL_THERE, "property_papers": "missing"}, False, "补送")
        old = actions.check_papers(expect(cast), papers=papers, occurred_at=at("2026-10-31T09:00"), **by(cast))
        new = actions.check_papers(expect(cast), papers=papers, occurred_at=at("2026-11-01T09:00"), **by(cast))

        assert (old.state, new.state) == ("accepted", "supplement")

    def test_recall_papers_are_asked_of_the_recalled(self, cast: Cast) -> None:
        arrival = actions.check_papers(expect(cast, origin="recalled"), papers=Papers(ALL_THERE, False, "补送"), **by(cast))

        assert arrival.state == "supplement"

    def test_a_refusal_is_written_numbered_and_copied(self, cast: Cast) -> None:
        arrival = actions.check_papers(expect(cast), papers=Papers(ALL_THERE, True, "人与文书不符"), **by(cast))
        actions.record_copy(arrival, on=timezone.localdate(), **by(cast))

        paper = IssuedPaper.objects.get()
        assert (arrival.state, paper.kind, paper.content["reasons"]) == ("refused", "refusal", "人与文书不符")
        assert paper.document == f"（{timezone.localdate().year}）东湾拒收字第1号"

    def test_a_refusal_without_reasons_is_none(self, cast: Cast) -> None:
        with pytest.raises(Invalid):
            actions.check_papers(expect(cast), papers=Papers(ALL_THERE, True), **by(cast))

    def test_the_procuratorates_disagreement_admits(self, cast: Cast) -> None:
        arrival = actions.check_papers(expect(cast), papers=Papers(ALL_THERE, True, "人与文书不符"), **by(cast))
        arrival = actions.record_disagreement(arrival, on=timezone.localdate(), document="江检监〔2026〕3号", **by(cast))

        assert arrival.state == "accepted"

    def test_the_law_before_knew_no_such_effect(self, cast: Cast) -> None:
        papers, day = Papers(ALL_THERE, True, "人与文书不符"), at("2026-10-30T09:00")
        arrival = actions.check_papers(expect(cast), papers=papers, occurred_at=day, **by(cast))

        with pytest.raises(NoEffect):
            actions.record_disagreement(arrival, on=dt.date(2026, 10, 31), document="江检监〔2026〕3号", **by(cast))

    def test_nobody_disagrees_with_an_acceptance(self, cast: Cast) -> None:
        with pytest.raises(NoEffect):
            actions.record_disagreement(accept(cast, expect(cast)), on=timezone.localdate(), document="3号", **by(cast))

    def test_nobody_is_admitted_twice(self, cast: Cast) -> None:
        admit(cast)

        with pytest.raises(ArrivalDecided):
            actions.withdraw_arrival(ExpectedArrival.objects.get(), **by(cast))

    def test_the_other_prisons_desk_has_no_say(self, cast: Cast) -> None:
        with pytest.raises(OutsideScope):
            actions.check_papers(expect(cast), papers=Papers(ALL_THERE, False), **by(cast, "other_clerk"))

    def test_a_ward_expects_nobody(self, cast: Cast) -> None:
        with pytest.raises(Invalid):
            expect(cast, prison="b.p1.w1")

    def test_the_police_have_a_month(self, cast: Cast) -> None:
        assert delivery_due(expect(cast, papers_received_on=dt.date(2026, 10, 10))) == dt.date(2026, 11, 10)
        assert delivery_due(expect(cast)) is None


class TestSteps:
    def test_a_step_is_done_once_by_a_named_officer(self, cast: Cast) -> None:
        episode = admit(cast)
        told = {"told": "吴强", "relation": "父", "telephone": "13800000000", "address": "江城市", "committee": ""}
        step = actions.complete_step(episode, kind="family", output="已寄送", document="EMS 1", details=told, **by(cast, "ward_officer"))

        assert (step.done_by, step.late, step.details["told"]) == (cast.ward_officer, False, "吴强")
        with pytest.raises(StepDone):
            actions.complete_step(episode, kind="family", output="再寄", details=told, **by(cast))

    @pytest.mark.parametrize(
        ("kind", "details", "field"), [("family", {}, "told"), ("rights", {"signed": True}, "language"), ("rights", {"language": "汉语"}, "signed")]
    )
    def test_an_output_says_what_the_law_asks(self, cast: Cast, kind: str, details: dict[str, object], field: str) -> None:
        with pytest.raises(Invalid) as refused:
            actions.complete_step(admit(cast), kind=kind, output="已办", details=details, **by(cast))
        assert field in refused.value.fields

    def test_what_is_overdue_is_listed_within_ones_reach(self, cast: Cast) -> None:
        episode = admit(cast)
        tomorrow = timezone.now() + dt.timedelta(days=1, hours=1)
        kinds = {step.kind for step in open_steps(scope_of(["b.p1"]), Wanted("overdue"), tomorrow)}

        assert kinds == {"identity", "search", "rights", "file", "examination"}
        assert not open_steps(scope_of(["b.p2"]), Wanted(), tomorrow)
        assert open_steps(scope_of(["b.p1.w1"]), Wanted(kind="family"), tomorrow).get().episode == episode

    def test_postgresql_keeps_a_step_that_was_done(self, cast: Cast) -> None:
        episode = admit(cast)
        step = ReceptionStep.objects.get(episode=episode, kind="papers")

        for change in ({"output": "别的"}, {"due_at": timezone.now()}, {"done_at": None}):
            with pytest.raises(DatabaseError), transaction.atomic():
                meddle(cast, step, change)


class TestIdentity:
    def test_the_search_waits_for_the_identity(self, cast: Cast) -> None:
        with pytest.raises(IdentityFirst):
            actions.record_search(admit(cast), items=(), signed=True, **by(cast, "ward_officer"))

    def test_an_identity_without_a_check_is_not_checked(self, cast: Cast) -> None:
        with pytest.raises(NotChecked):
            actions.complete_step(admit(cast), kind="identity", output="相符", **by(cast))

    def test_a_difference_needs_a_doubt_with_an_owner(self, cast: Cast) -> None:
        episode = admit(cast)
        actions.record_check(episode, looked=Looked("card", "differs", timezone.localdate(), "出生日期不同"), **by(cast))
        with pytest.raises(DoubtNotRaised):
            actions.complete_step(episode, kind="identity", output="见疑点", **by(cast))

        doubt = _doubt(cast, episode)
        assert actions.complete_step(episode, kind="identity", output="见疑点", **by(cast)).done_at
        assert doubt.owner == cast.ward_officer
        with pytest.raises(DoubtOpen):
            _doubt(cast, episode)

    def test_a_false_name_is_corrected_and_stays_findable(self, cast: Cast) -> None:
        episode = admit(cast)
        doubt = _doubt(cast, episode)
        actions.record_check(episode, looked=Looked("household", "differs", timezone.localdate(), "户籍为吴钢"), doubt=doubt, **by(cast))
        closed = actions.close_doubt(doubt, outcome="corrected", words="户籍回函", established="吴钢", correction=Correction(name="吴钢"), **by(cast))

        episode.person.refresh_from_db()
        assert (closed.outcome, episode.person.name) == ("corrected", "吴钢")
        assert Name.objects.filter(person=episode.person, name="吴刚", kind="alias").exists()
        assert IdentityCheck.objects.get(doubt=doubt).result == "differs"
        with pytest.raises(DoubtClosed):
            actions.hand_over_doubt(doubt, owner=cast.ward_head, due_on=timezone.localdate(), **by(cast))

    def test_false_facts_are_corrected_too(self, cast: Cast) -> None:
        episode = admit(cast)
        right = Facts("male", dt.date(1989, 4, 4))
        doubt = _doubt(cast, episode, "identity")
        actions.close_doubt(doubt, outcome="corrected", words="回函", established="1989年", correction=Correction(facts=right), **by(cast))

        episode.person.refresh_from_db()
        assert episode.person.birth_date == dt.date(1989, 4, 4)

    @pytest.mark.parametrize("given", [{"outcome": "corrected"}, {"outcome": "unfounded", "correction": Correction("李三")}, {"outcome": "?"}])
    def test_an_outcome_says_what_is_true(self, cast: Cast, given: dict[str, object]) -> None:
        with pytest.raises(Invalid):
            actions.close_doubt(_doubt(cast, admit(cast)), words="回函", **given, **by(cast))  # type: ignore[arg-type]

    def test_the_owner_is_an_officer_in_service(self, cast: Cast) -> None:
        doubt = _doubt(cast, admit(cast))
        with pytest.raises(Invalid):
            actions.hand_over_doubt(doubt, owner=cast.procurator, due_on=timezone.localdate(), **by(cast))


def _doubt(cast: Cast, episode: Episode, kind: str = "name") -> IdentityDoubt:
    day = timezone.localdate() + dt.timedelta(days=7)
    return actions.raise_doubt(episode, kind=kind, words="自报与文书不符", owner=cast.ward_officer, due_on=day, **by(cast))


class TestSearch:
    def test_items_are_listed_and_contraband_is_confiscated(self, cast: Cast) -> None:
        episode = admit(cast)
        identified(cast, episode)
        items = (Item("手表", "valuable", marks="银色", storage="A-12"), Item("刀片", "contraband", 2), Item("棉衣", "clothing", state="used"))
        made = actions.record_search(episode, items=items, signed=True, **by(cast, "ward_officer"))

        assert {one.name: one.state for one in made.taken_in.all()} == {"手表": "kept", "刀片": "confiscated", "棉衣": "used"}
        assert ReceptionStep.objects.get(episode=episode, kind="search").done_by == cast.ward_officer

    @pytest.mark.parametrize("who", ["ward_officer", "idle"])
    def test_a_woman_is_searched_by_a_woman_on_record(self, cast: Cast, who: str) -> None:
        episode = _woman(cast)
        cast.grant(cast.officers[who], "reception.search", "b.p1")
        with pytest.raises(SearchedByWoman):
            actions.record_search(episode, items=(), signed=True, **by(cast, who))

    def test_a_woman_officer_searches_her(self, cast: Cast) -> None:
        assert actions.record_search(_woman(cast), items=(), signed=True, **by(cast, "clerk")).made_by == cast.clerk

    @pytest.mark.parametrize("items", [(Item(""),), (Item("手表", quantity=0),), (Item("手表", "food"),)])
    def test_a_line_says_something(self, cast: Cast, items: tuple[Item, ...]) -> None:
        with pytest.raises(Invalid):
            actions.record_search(cast.episode("zhang"), items=items, signed=True, **by(cast))

    def test_an_unsigned_list_says_why(self, cast: Cast) -> None:
        with pytest.raises(Invalid):
            actions.record_search(cast.episode("zhang"), items=(), signed=False, **by(cast))
        assert actions.record_search(cast.episode("zhang"), items=(), signed=False, unsigned_why="拒绝签名", **by(cast)).unsigned_why


def _woman(cast: Cast) -> Episode:
    arrival = accept(cast, expect(cast, name="赵梅", sex="female"))
    episode = actions.admit_arrival(arrival, place=cast.place("b.p1"), number="3101260100", **by(cast))
    identified(cast, episode)
    return episode


class TestBelongings:
    def test_relatives_take_them_with_consent(self, cast: Cast) -> None:
        episode, keys = self._kept(cast)
        to = Receiver("relative", "张强", "兄", consent=True)
        out = actions.hand_out(episode, belongings=keys, receiver=to, signed=True, **by(cast))

        assert (out.receiver_name, Belonging.objects.get(pk=keys[0]).state) == ("张强", "out")
        with pytest.raises(NotThere):
            actions.hand_out(episode, belongings=keys, receiver=to, signed=True, **by(cast))

    def test_without_consent_nothing_leaves(self, cast: Cast) -> None:
        episode, keys = self._kept(cast)
        with pytest.raises(NoConsent):
            actions.hand_out(episode, belongings=keys, receiver=Receiver("relative", "张强", "兄"), signed=True, **by(cast))

    def test_an_item_is_stored_where_it_lies(self, cast: Cast) -> None:
        _episode, keys = self._kept(cast)

        assert actions.store_belonging(Belonging.objects.get(pk=keys[0]), storage="B-3", **by(cast)).storage == "B-3"

    def test_a_signed_list_stays(self, cast: Cast) -> None:
        _episode, keys = self._kept(cast)
        for row, change in ((PropertyList.objects.get(), {"unsigned_why": "x"}), (Belonging.objects.get(pk=keys[0]), {"name": "戒指"})):
            with pytest.raises(DatabaseError), transaction.atomic():
                meddle(cast, row, change)

    def _kept(self, cast: Cast) -> tuple[Episode, list[int]]:
        episode = cast.episode("zhang")
        made = actions.record_search(episode, items=(Item("手表", "valuable", storage="A-1"),), signed=True, **by(cast))
        return episode, [one.pk for one in made.taken_in.all()]


class TestExamination:
    def _examine(self, cast: Cast, found: Found) -> EntryExamination:
        cast.grant(cast.correction_specialist, "reception.examine", "b.p1")
        who = by(cast, "correction_specialist")
        return actions.record_examination(admit(cast), stage="first", found=found, signed=True, present=cast.ward_officer, **who)

    def test_custody_learns_whether_the_person_is_fit(self, cast: Cast) -> None:
        made = self._examine(cast, Found("limited", "左臂陈旧伤", limits="不宜上铺", illness="哮喘"))

        step = ReceptionStep.objects.get(episode=made.episode, kind="examination")
        assert "哮喘" not in step.output + str(step.details)
        assert step.done_by == cast.correction_specialist

    def test_medical_words_are_not_pictured_in_the_trail(self, cast: Cast) -> None:
        self._examine(cast, Found("limited", "左臂陈旧伤", illness="哮喘"))

        kept = Change.objects.get(table="entry_examination")
        assert "哮喘" not in str(kept.__dict__)
        assert "陈旧伤" not in str(kept.__dict__)

    @pytest.mark.parametrize(
        ("found", "field"), [(Found("fit", " "), "injuries"), (Found("outside", "无"), "proposal"), (Found("well", "无"), "fitness")]
    )
    def test_injuries_are_asked_about(self, cast: Cast, found: Found, field: str) -> None:
        with pytest.raises(Invalid) as refused:
            self._examine(cast, found)
        assert field in refused.value.fields

    def test_an_officer_of_the_desk_is_no_doctor(self, cast: Cast) -> None:
        with pytest.raises(OutsideScope):
            actions.record_examination(admit(cast), stage="first", found=Found("fit", "无"), signed=True, **by(cast))
