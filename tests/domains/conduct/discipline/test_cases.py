"""From the report of an event to a sanction served: each step once, by the right hands, nobody unheard."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.domains.conduct import files
from tests.domains.conduct.files import W1, by
from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.discipline import actions, errors, lawful, policy, posting
from zhiheng.domains.conduct.discipline.actions import Proposal
from zhiheng.domains.conduct.discipline.models import DisciplineCase, Evidence, Fitness, Hearing, Involved, Sanction
from zhiheng.domains.conduct.points.models import PointEntry
from zhiheng.engines.procedure.errors import Recused, TooManyRecused, VotedBefore, VotesMissing
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, NeedsFreshSignIn, OutsideScope
from zhiheng.law.protected import Act
from zhiheng.law.scale import Sanction as Scale

State = DisciplineCase.State


@pytest.fixture(autouse=True)
def staff(cast: Cast) -> None:
    files.staff(cast)


@act(policy.DECIDE, subject="case")
def forge(case: DisciplineCase, *, row: dict[str, Any], acting: Official, reason: str) -> Sanction:
    """What the product has no verb for."""
    return Sanction.objects.create(**row)


def test_a_case_goes_its_whole_way(cast: Cast) -> None:
    sanction = files.served(cast, days=10)

    assert (sanction.kind, sanction.days, sanction.points) == ("confinement", 10, -40_000)
    assert sanction.basis == "《监狱法》第八十四条第一款第四项"
    assert sanction.case.state == State.DECIDED
    entry = PointEntry.objects.get(episode=sanction.case.episode)
    assert (sanction.points_ref, entry.raw, entry.document) == (f"points-entry:{entry.pk}", -40_000, sanction.number)
    assert {node["rule"] for node in sanction.trace} >= {"PC-4.1-submit", "PC-4.1-8-2026"}


class TestReport:
    def test_no_right_is_a_ground(self, cast: Cast) -> None:
        for right in set(Act) - {Act.BREACH}:
            with pytest.raises(errors.RightUsed) as refused:
                files.report(cast, only_fact=right)
            assert "第四十三条" in refused.value.basis

    def test_a_ground_is_on_the_list_of_the_day(self, cast: Cast) -> None:
        for item in (0, 13):
            with pytest.raises(errors.GroundNotListed):
                files.report(cast, ground=item)

    def test_the_law_is_that_of_the_day_of_the_event(self, cast: Cast) -> None:
        before = dt.datetime(2026, 10, 31, 15, 59, tzinfo=dt.UTC)  # the last minute of October in Shanghai
        after = before + dt.timedelta(minutes=1)

        assert files.report(cast, ground=8, happened_at=before).law == "PL-2012"
        assert files.report(cast, ground=9, happened_at=after).law == "PL-2026"
        with pytest.raises(errors.GroundNotListed):
            files.report(cast, ground=9, happened_at=before)

    def test_nonsense_is_refused(self, cast: Cast) -> None:
        for wrong in [{"words": " "}, {"injuries": ""}, {"happened_at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)}, {"involved": ("x",)}]:
            with pytest.raises(Invalid) as refused:
                files.report(cast, **wrong)

            assert set(refused.value.fields) == set(wrong)

    def test_a_late_report_says_so(self, cast: Cast) -> None:
        assert files.report(cast).same_shift
        assert not files.report(cast, happened_at=files.ago(hours=13)).same_shift

    def test_not_of_somebody_released_or_elsewhere(self, cast: Cast) -> None:
        cast.grant(cast.ward_officer, "discipline.report", "b.p1")
        with pytest.raises(NotInCustody):
            files.report(cast, "sun")
        with pytest.raises(OutsideScope):
            files.report(cast, "chen")


class TestInquiry:
    def test_who_was_involved_does_not_investigate(self, cast: Cast) -> None:
        case = files.report(cast, involved=(cast.ward_head.number,))

        assert Involved.objects.filter(case=case).count() == 2
        for officer in (cast.idle, cast.ward_head):
            with pytest.raises(errors.TookPart):
                actions.name_investigator(case, officer=officer, **by(cast, "ward_head"))

    def test_only_the_investigator_works_on_the_file(self, cast: Cast) -> None:
        case = files.report(cast)
        actions.add_evidence(case, kind="witness", words="同监舍李某证实", for_person=True, **by(cast, "other_ward_officer"))

        assert Evidence.objects.get(case=case).for_person
        with pytest.raises(errors.NotTheInvestigator):
            actions.add_evidence(case, kind="video", words="录像", **by(cast, "ward_officer"))

    def test_a_hearing_is_whole(self, cast: Cast) -> None:
        for wrong in [
            {"statement": ""},
            {"charge": " "},
            {"language": ""},
            {"signature": "refused"},
            {"signature": "nod"},
            {"heard_at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)},
            {"told_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)},
        ]:
            case = files.report(cast)

            with pytest.raises(Invalid):
                actions.hear(case, said=files.said(case, **wrong), **by(cast, "other_ward_officer"))

    def test_what_is_on_file_is_never_changed(self, cast: Cast) -> None:
        case = files.heard(cast)

        for model in (Hearing, Fitness, Involved):
            with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
                rewrite(case, model=model, **by(cast, "warden"))

    def test_a_case_is_closed_with_words(self, cast: Cast) -> None:
        case = files.report(cast)
        with pytest.raises(Invalid):
            actions.close_case(case, words=" ", **by(cast, "ward_head"))

        assert actions.close_case(case, words="查无实据", **by(cast, "ward_head")).state == State.CLOSED
        with pytest.raises(errors.CaseOver):
            actions.add_evidence(case, kind="video", words="录像", **by(cast, "other_ward_officer"))


@act(policy.DECIDE, subject="case")
def rewrite(case: DisciplineCase, *, model: Any, acting: Official, reason: str) -> None:
    model.objects.filter(case=case).delete()


class TestProposal:
    def test_nobody_is_submitted_unheard(self, cast: Cast) -> None:
        case = files.report(cast)

        with pytest.raises(errors.NotHeard):
            actions.propose_sanction(case, proposal=Proposal("warning", "初犯"), **by(cast, "other_ward_officer"))

    @pytest.mark.parametrize("fit", [None, False])
    def test_nobody_is_confined_whom_no_doctor_finds_fit(self, cast: Cast, fit: bool | None) -> None:
        case = files.heard(cast, fit=fit)

        with pytest.raises(errors.NotFit):
            actions.propose_sanction(case, proposal=Proposal("confinement", "屡教不改", 5), **by(cast, "other_ward_officer"))
        assert actions.propose_sanction(case, proposal=Proposal("warning", "改为警告"), **by(cast, "other_ward_officer")).state == State.STUDIED

    def test_sixteen_days_do_not_exist(self, cast: Cast) -> None:
        with pytest.raises(errors.LengthNotLawful):
            files.studied(cast, days=16)

    def test_there_is_no_other_sanction(self, cast: Cast) -> None:
        for proposal in [Proposal("fasting", "x"), Proposal("warning", " "), Proposal("warning", "x", 3), Proposal("confinement", "x")]:
            case = files.heard(cast)

            with pytest.raises(Invalid):
                actions.propose_sanction(case, proposal=proposal, **by(cast, "other_ward_officer"))

    def test_two_thirds_of_all_members_must_agree(self, cast: Cast) -> None:
        case = files.studied(cast)
        actions.vote_on_case(case, choice="yes", **by(cast, "ward_officer"))

        with pytest.raises(VotesMissing):
            actions.close_study(case, minutes="x", **by(cast, "ward_head"))
        with pytest.raises(VotedBefore):
            actions.vote_on_case(case, choice="no", words="x", **by(cast, "ward_officer"))
        actions.vote_on_case(case, choice="no", words="过重", **by(cast, "ward_head"))
        assert actions.close_study(case, minutes="未通过", **by(cast, "ward_head")).state == State.OPEN

    def test_the_section_took_no_part_and_may_send_it_back(self, cast: Cast) -> None:
        cast.grant(cast.other_ward_officer, "discipline.opine", "b.p1")
        case = files.voted(cast)

        with pytest.raises(errors.TookPart):
            actions.give_opinion(case, opinion="agrees", words="x", **by(cast, "other_ward_officer"))
        back = actions.return_case(case, **by(cast, "reviewer"))
        assert (back.state, back.proposed) == (State.OPEN, "")


class TestRecusal:
    """Who reported, saw or investigates has no vote, and counts in the composition all the same."""

    @staticmethod
    def team_of_six(cast: Cast) -> None:
        for name in ("idle", "bureau_duty", "duty_commander", "other_clerk"):
            cast.grant(cast.officers[name], "discipline.vote", W1)

    def test_four_of_six_carry_it_and_the_two_who_had_a_hand_in_it_do_not_vote(self, cast: Cast) -> None:
        self.team_of_six(cast)
        case = files.studied(cast, involved=(cast.ward_head.number,))
        assert case.deliberation is not None

        for name in ("ward_head", "idle"):
            with pytest.raises(Recused):
                actions.vote_on_case(case, choice="yes", **by(cast, name))
            with pytest.raises(Recused):
                actions.close_study(case, minutes="x", **by(cast, name))
        assert case.deliberation.chair != cast.ward_head.ref
        for name in ("ward_officer", "bureau_duty", "duty_commander"):
            actions.vote_on_case(case, choice="yes", **by(cast, name))
        with pytest.raises(VotesMissing):  # three of four voters, and of six members
            actions.close_study(case, minutes="x", **by(cast, "ward_officer"))
        actions.vote_on_case(case, choice="yes", **by(cast, "other_clerk"))
        assert actions.close_study(case, minutes="同意", **by(cast, "ward_officer")).state == State.PROPOSED

    def test_a_vote_that_the_rest_can_no_longer_carry_is_lost(self, cast: Cast) -> None:
        self.team_of_six(cast)
        case = files.studied(cast, involved=(cast.ward_head.number,))
        actions.vote_on_case(case, choice="no", words="证据不足", **by(cast, "ward_officer"))

        assert actions.close_study(case, minutes="未通过", **by(cast, "ward_officer")).state == State.OPEN

    def test_with_too_few_left_it_is_not_even_put_to_the_team(self, cast: Cast) -> None:
        case = files.heard(cast, involved=(cast.ward_head.number,))

        with pytest.raises(TooManyRecused):
            actions.propose_sanction(case, proposal=Proposal("warning", "初犯"), **by(cast, "other_ward_officer"))


class TestDecision:
    @pytest.mark.parametrize("officer", ["idle", "other_ward_officer", "reviewer"])
    def test_whoever_had_a_hand_in_it_does_not_decide(self, cast: Cast, officer: str) -> None:
        case = files.reviewed(cast)
        cast.grant(cast.officers[officer], "discipline.decide", "b.p1")

        with pytest.raises(errors.TookPart):
            actions.decide_sanction(case, facts="x", **by(cast, officer))

    def test_nobody_decides_before_the_section(self, cast: Cast) -> None:
        with pytest.raises(errors.StepNotYet):
            actions.decide_sanction(files.voted(cast), facts="x", **by(cast, "warden"))

    def test_a_decision_is_signed_fresh(self, cast: Cast) -> None:
        case = files.reviewed(cast)

        with pytest.raises(NeedsFreshSignIn):
            actions.decide_sanction(case, facts="x", acting=cast.acting(cast.warden, fresh=False), reason="x")

    def test_points_are_posted_in_the_same_act_or_nothing_is(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        told: list[posting.SanctionEntry] = []

        def refusing(episode: Episode, *, entry: posting.SanctionEntry, **by: object) -> PointEntry:
            told.append(entry)
            raise Invalid

        monkeypatch.setattr(posting, "record_sanction", refusing)
        with pytest.raises(Invalid):
            files.decided(cast, kind="demerit")

        assert [entry.sanction for entry in told] == [Scale.DEMERIT]
        assert not Sanction.objects.exists()

    def test_one_event_one_sanction(self, cast: Cast) -> None:
        first = files.decided(cast, kind="warning")
        again = files.heard(cast, happened_at=first.case.happened_at)

        with pytest.raises(errors.SanctionedBefore):
            actions.propose_sanction(again, proposal=Proposal("warning", "再罚"), **by(cast, "other_ward_officer"))

    @pytest.mark.parametrize("stage", [files.report, files.voted])
    def test_postgresql_refuses_what_goes_round_the_verb(self, cast: Cast, stage: Any) -> None:
        case = stage(cast)
        row = {
            "case": case, "kind": "warning", "number": "X", "facts": "x", "basis": "x", "remedy": "x", "trace": [], "points": -10_000,
            "proposed_by": cast.ward_head, "decided_by": cast.idle, "decided_at": timezone.now(), "decision_reason": "x",
        }  # fmt: skip

        with pytest.raises(DatabaseError, match=r"unheard|took part"), transaction.atomic():
            forge(case, row=row, **by(cast, "warden"))


class TestAfterwards:
    def test_served_posted_and_copied_once(self, cast: Cast) -> None:
        sanction = files.served(cast)
        posted = actions.post_sanction(sanction, on=timezone.localdate(), **by(cast, "reviewer"))
        copied = actions.copy_to_procuratorate(sanction, receipt="秦明 2026-11", **by(cast, "reviewer"))

        assert posted.posted_until is None or posted.posted_until > timezone.localdate()
        assert copied.copied_at is not None
        for again in (
            lambda: actions.serve_sanction(sanction, signature="signed", **by(cast, "reviewer")),
            lambda: actions.post_sanction(sanction, on=timezone.localdate(), **by(cast, "reviewer")),
            lambda: actions.copy_to_procuratorate(sanction, receipt="x", **by(cast, "reviewer")),
        ):
            with pytest.raises(errors.StepNotYet):
                again()

    @pytest.mark.parametrize("given", [{"signature": "refused"}, {"signature": "?"}])
    def test_a_refusal_to_sign_names_its_witness(self, cast: Cast, given: dict[str, str]) -> None:
        with pytest.raises(Invalid):
            actions.serve_sanction(files.decided(cast), **given, **by(cast, "reviewer"))


def test_both_lists_of_grounds_are_as_long_as_the_statute_says() -> None:
    assert (len(lawful.GROUNDS_2012), len(lawful.GROUNDS_2026)) == (8, 12)
    assert lawful.basis_of("PL-2026", 12) == "《监狱法》第八十四条第一款第十二项"
