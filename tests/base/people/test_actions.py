"""Acts on a person's record: each works, then each refusal."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.cast import Cast
from zhiheng.base.people import actions
from zhiheng.base.people.actions import Arrival, Facts, facts_of
from zhiheng.base.people.errors import AlreadyInCustody, CannotMerge, NumberTaken
from zhiheng.base.people.identifiers import check_digit
from zhiheng.base.people.models import Episode, Name, Person
from zhiheng.engines.trail.acts import INSTALLATION
from zhiheng.engines.trail.models import Act, Change
from zhiheng.engines.trail.refusals import Invalid, NeedsFreshSignIn, OutsideScope, Stale

ON = dt.date(2026, 3, 5)
AT = dt.datetime(2026, 3, 5, 6, 0, tzinfo=dt.UTC)


def card(first17: str) -> str:
    return first17 + check_digit(first17)


class TestAdmit:
    def test_it_works(self, cast: Cast) -> None:
        made = actions.admit(
            cast.place("b.p1.w2"), name="曾静", facts=Facts("male", dt.date(1990, 1, 1)), number="310126 0001", on=ON, moment=AT,
            acting=cast.acting(cast.clerk), reason="收监",
        )  # fmt: skip

        assert (made.number, made.ward, made.person.pinyin, made.sort_key) == ("3101260001", cast.place("b.p1.w2"), "zeng jing", "zeng jing")
        assert list(Act.objects.filter(subject=f"person:{made.person_id}").values_list("verb", flat=True)) == ["receive"]

    def test_into_a_bed(self, cast: Cast) -> None:
        made = actions.admit(
            cast.place("b.p1.w2.c1.b2"), name="曾静", facts=Facts("male"), number="3101260001", on=ON, moment=AT,
            acting=cast.acting(cast.clerk), reason="收监",
        )  # fmt: skip

        assert (made.place.path, made.ward, made.stays.get().place.path) == ("b.p1.w2.c1.b2", cast.place("b.p1.w2"), "b.p1.w2.c1.b2")

    def test_nothing_is_left_of_a_refused_one(self, cast: Cast) -> None:
        with pytest.raises(NumberTaken):
            actions.admit(
                cast.place("b.p1.w2"), name="曾静", facts=Facts("male"), number="3101200012", on=ON, moment=AT,
                acting=cast.acting(cast.clerk), reason="收监",
            )  # fmt: skip

        assert not Person.objects.filter(name="曾静").exists()
        assert Act.objects.get(refusal="number-taken").verb == "admit"

    def test_it_refuses_another_prison(self, cast: Cast) -> None:
        with pytest.raises(OutsideScope):
            actions.admit(
                cast.place("b.p2.w1"), name="曾静", facts=Facts("male"), number="3202260001", on=ON, moment=AT,
                acting=cast.acting(cast.clerk), reason="收监",
            )  # fmt: skip

    def test_it_refuses_a_birth_date_in_the_future(self, cast: Cast) -> None:
        with pytest.raises(Invalid) as refused:
            actions.register_person(
                cast.place("b.p1"), name="曾静", sex="male", birth_date=dt.date(2999, 1, 1), acting=cast.acting(cast.clerk), reason="收监"
            )

        assert list(refused.value.fields) == ["birth_date"]


class TestReceive:
    def receive(self, cast: Cast, person: Person, number: str = "3101260009", on: dt.date = ON) -> Episode:
        arrival = Arrival(person, cast.place("b.p1.w1"))
        return actions.receive(arrival, number=number, on=on, at=AT, acting=cast.acting(cast.clerk), reason="再次收监")

    def test_a_released_person_gets_a_second_episode(self, cast: Cast) -> None:
        assert self.receive(cast, cast.sun).person == cast.sun

    def test_it_refuses_who_is_in_custody(self, cast: Cast) -> None:
        with pytest.raises(AlreadyInCustody):
            self.receive(cast, cast.zhang)

    def test_it_refuses_who_is_in_custody_under_a_merged_record(self, cast: Cast) -> None:
        actions.merge_persons(cast.sun, duplicate=cast.zhang, acting=INSTALLATION, reason="同一人")

        with pytest.raises(AlreadyInCustody):
            self.receive(cast, cast.sun)

    def test_it_refuses_a_day_before_the_last_release(self, cast: Cast) -> None:
        with pytest.raises(Invalid):
            self.receive(cast, cast.sun, on=dt.date(2024, 3, 31))

    @pytest.mark.parametrize("number", ["", "1", "3101 <b>", "号码一二三", "1" * 31])
    def test_it_refuses_what_is_no_number(self, cast: Cast, number: str) -> None:
        with pytest.raises(Invalid):
            self.receive(cast, cast.sun, number=number)


class TestCorrectName:
    def test_it_works(self, cast: Cast) -> None:
        actions.correct_name(cast.zhang, name=" 单伟 ", on=ON, acting=cast.acting(cast.clerk), reason="判决书更正")

        cast.zhang.refresh_from_db()
        assert (cast.zhang.name, cast.zhang.pinyin) == ("单伟", "shan wei")
        assert Episode.objects.get(person=cast.zhang).sort_key == "shan wei"
        assert Name.objects.get(person=cast.zhang, name="张伟").until == ON

    def test_before_and_after_are_kept(self, cast: Cast) -> None:
        actions.correct_name(cast.zhang, name="单伟", on=ON, acting=cast.acting(cast.clerk), reason="判决书更正")

        kept = Change.objects.get(table="person", row=str(cast.zhang.pk), op="U")
        assert kept.before == {"name": "张伟", "pinyin": "zhang wei", "initials": "zw"}
        assert kept.after
        assert kept.after["name"] == "单伟"

    def test_it_refuses_the_same_name(self, cast: Cast) -> None:
        with pytest.raises(Invalid):
            actions.correct_name(cast.zhang, name="张伟", on=ON, acting=cast.acting(cast.clerk), reason="更正")

    def test_it_refuses_who_lacks_the_power(self, cast: Cast) -> None:
        with pytest.raises(OutsideScope):
            actions.correct_name(cast.zhang, name="单伟", on=ON, acting=cast.acting(cast.ward_officer), reason="更正")

    def test_it_refuses_another_prisons_person(self, cast: Cast) -> None:
        with pytest.raises(OutsideScope):
            actions.correct_name(cast.chen, name="单伟", on=ON, acting=cast.acting(cast.clerk), reason="更正")


class TestAliases:
    def test_one_is_added_and_ended(self, cast: Cast) -> None:
        by = cast.acting(cast.clerk)
        alias = actions.add_alias(cast.zhang, name="小张", acting=by, reason="讯问笔录")
        ended = actions.end_alias(alias, on=ON, acting=by, reason="登记有误")

        assert (ended.pinyin, ended.until) == ("xiao zhang", ON)

    def test_it_refuses_a_name_on_record(self, cast: Cast) -> None:
        with pytest.raises(Invalid):
            actions.add_alias(cast.zhang, name="张伟", acting=cast.acting(cast.clerk), reason="讯问笔录")

    def test_the_legal_name_is_never_ended(self, cast: Cast) -> None:
        with pytest.raises(Invalid):
            actions.end_alias(Name.objects.get(person=cast.zhang), on=ON, acting=cast.acting(cast.clerk), reason="登记有误")

    def test_a_second_legal_name_is_not_an_alias(self, cast: Cast) -> None:
        with pytest.raises(Invalid):
            actions.add_alias(cast.zhang, name="章伟", kind="legal", acting=cast.acting(cast.clerk), reason="讯问笔录")


class TestAddIdentifier:
    # A region code that was never given out, so the number can be nobody's.
    RIGHT = card("00000019840502001")

    def test_it_works(self, cast: Cast) -> None:
        made = actions.add_identifier(cast.zhang, kind="identity-card", value=self.RIGHT, acting=cast.acting(cast.clerk), reason="身份证")

        assert made.check_ok is True
        assert self.RIGHT not in str(Act.objects.get(verb="add_identifier").inputs)

    def test_it_refuses_a_wrong_check_digit(self, cast: Cast) -> None:
        wrong = self.RIGHT[:17] + ("1" if self.RIGHT[17] != "1" else "2")

        with pytest.raises(Invalid):
            actions.add_identifier(cast.zhang, kind="identity-card", value=wrong, acting=cast.acting(cast.clerk), reason="身份证")

    def test_a_document_may_be_wrong(self, cast: Cast) -> None:
        wrong = self.RIGHT[:17] + ("1" if self.RIGHT[17] != "1" else "2")
        made = actions.add_identifier(
            cast.zhang, kind="identity-card", value=wrong, as_printed=True, acting=cast.acting(cast.clerk), reason="判决书所载"
        )

        assert made.check_ok is False

    def test_it_refuses_the_number_of_another_record(self, cast: Cast) -> None:
        by = cast.acting(cast.clerk)
        actions.add_identifier(cast.zhang, kind="passport", value="E12345678", acting=by, reason="护照")

        with pytest.raises(Invalid):
            actions.add_identifier(cast.people["li"], kind="passport", value="e1234 5678", acting=by, reason="护照")


class TestCorrectPerson:
    def test_it_works(self, cast: Cast) -> None:
        seen = facts_of(cast.zhang)
        made = actions.correct_person(
            cast.zhang, facts=seen._replace(native_place="江城"), seen=seen, acting=cast.acting(cast.clerk), reason="户籍材料"
        )

        assert made.native_place == "江城"

    def test_two_hands_do_not_undo_each_other(self, cast: Cast) -> None:
        seen = facts_of(cast.zhang)
        actions.correct_person(cast.zhang, facts=seen._replace(native_place="江城"), seen=seen, acting=cast.acting(cast.clerk), reason="户籍材料")

        with pytest.raises(Stale) as refused:
            actions.correct_person(cast.zhang, facts=seen._replace(education="初中"), seen=seen, acting=cast.acting(cast.clerk), reason="学历证明")

        assert "林静" in str(refused.value.words)
        assert list(refused.value.fields) == ["native_place"]

    def test_it_refuses_no_difference(self, cast: Cast) -> None:
        seen = facts_of(cast.zhang)

        with pytest.raises(Invalid):
            actions.correct_person(cast.zhang, facts=seen, seen=seen, acting=cast.acting(cast.clerk), reason="更正")


class TestMerge:
    def test_it_is_undone_without_trace_in_the_records(self, cast: Cast) -> None:
        before = list(Person.objects.order_by("pk").values())
        actions.merge_persons(cast.zhang, duplicate=cast.sun, acting=INSTALLATION, reason="同一人")
        actions.undo_merge(cast.zhang, duplicate=cast.sun, acting=INSTALLATION, reason="不是同一人")

        assert list(Person.objects.order_by("pk").values()) == before

    def test_it_refuses_two_in_custody(self, cast: Cast) -> None:
        with pytest.raises(CannotMerge):
            actions.merge_persons(cast.zhang, duplicate=cast.people["li"], acting=INSTALLATION, reason="同一人")

    def test_it_refuses_itself(self, cast: Cast) -> None:
        with pytest.raises(CannotMerge):
            actions.merge_persons(cast.zhang, duplicate=cast.zhang, acting=INSTALLATION, reason="同一人")

    def test_it_refuses_a_chain(self, cast: Cast) -> None:
        actions.merge_persons(cast.zhang, duplicate=cast.sun, acting=INSTALLATION, reason="同一人")

        with pytest.raises(CannotMerge):
            actions.merge_persons(cast.sun, duplicate=cast.people["li"], acting=INSTALLATION, reason="同一人")

    def test_what_was_not_merged_is_not_undone(self, cast: Cast) -> None:
        with pytest.raises(CannotMerge):
            actions.undo_merge(cast.zhang, duplicate=cast.sun, acting=INSTALLATION, reason="撤销")

    def test_it_needs_a_fresh_sign_in(self, cast: Cast) -> None:
        cast.grant(cast.clerk, "people.merge", "b.p1")

        with pytest.raises(NeedsFreshSignIn):
            actions.merge_persons(cast.zhang, duplicate=cast.sun, acting=cast.acting(cast.clerk, fresh=False), reason="同一人")
