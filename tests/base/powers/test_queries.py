from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from zhiheng.base.powers import actions, queries
from zhiheng.base.powers.models import PostKind, Power
from zhiheng.engines.trail.acts import INSTALLATION


def numbers(holders: list[queries.Holder]) -> set[str]:
    return {h.officer.number for h in holders}


def test_the_powers_of_a_person_name_post_place_and_period(cast: Cast) -> None:
    grants = queries.grants_of(cast.clerk)

    assert {g.power.code for g in grants} >= {"people.view", "rulings.import", "sentence.record"}
    assert {(g.post.kind_id, str(g.post.place.path), g.until) for g in grants} == {("penalty-clerk", "b.p1", None)}


def test_an_officer_without_a_post_has_none(cast: Cast) -> None:
    assert queries.grants_of(cast.idle) == []


def test_holders_only_within_the_area_asked_for(cast: Cast) -> None:
    power = Power.objects.get(pk="rulings.import")

    assert numbers(queries.holders_of(power, within=["b"])) == {cast.clerk.number, cast.other_clerk.number}
    assert numbers(queries.holders_of(power, within=["b.p2"])) == {cast.other_clerk.number}
    assert queries.holders_of(power, within=[]) == []


def test_who_could_have_changed_a_person(cast: Cast) -> None:
    from zhiheng.base.people import actions as _  # noqa: F401  # its verbs say which powers change a person

    could = queries.could_change("person", "b.p1.w1.c1.b1")

    assert cast.clerk.number in numbers(could)
    assert not numbers(could) & {cast.other_clerk.number, cast.other_ward_officer.number, cast.admin_trail.number, cast.inspector.number}


def test_who_could_only_read_a_person(cast: Cast) -> None:
    could = queries.could_read("person", "b.p1.w1.c1.b1")

    assert {cast.inspector.number, cast.procurator.number, cast.warden.number} <= numbers(could)
    assert cast.other_ward_officer.number not in numbers(could)


def test_the_matrix_is_what_posts_carry(cast: Cast) -> None:
    matrix = queries.matrix()
    clerk, gate = PostKind.objects.get(pk="penalty-clerk"), PostKind.objects.get(pk="gate")
    imports = Power.objects.get(pk="rulings.import")

    assert matrix.carries(clerk, imports)
    assert not matrix.carries(gate, imports)


def test_search_in_names_provisions_and_duties(cast: Cast) -> None:
    assert [p.code for p in queries.power_list("导入公开裁定")] == ["rulings.import"]
    assert "rulings.import" in [p.code for p in queries.power_list("公开裁定核对")]
    assert queries.power_list("'; drop table power; --") == []


def test_the_last_holder_is_missed(cast: Cast) -> None:
    held = cast.clerk.holdings.get()
    assert "rulings.import" in [p.code for p in queries.left_without(held)]

    actions.assign_post(cast.reviewer, held.post, acting=INSTALLATION, reason="second clerk")

    assert "rulings.import" not in [p.code for p in queries.left_without(held)]


def test_a_constant_number_of_queries(cast: Cast) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        queries.holders_of(Power.objects.get(pk="people.view"), within=["b"])

    assert len(few) <= 4


def test_officers_by_name_number_pinyin_and_initials(cast: Cast) -> None:
    for typed in ("林静", "310-0205", "lin", "lj", "３１０-０２０５"):
        assert cast.clerk in queries.officers_within(["b.p1"], typed), typed
    assert queries.officers_within(["b.p2"], "林静") == []
