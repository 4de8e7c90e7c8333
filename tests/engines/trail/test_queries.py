from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from psycopg import Connection

from tests.cast import Cast
from zhiheng.base.powers import actions
from zhiheng.engines.trail import proof, queries
from zhiheng.engines.trail.acts import INSTALLATION, note_read
from zhiheng.engines.trail.models import Act
from zhiheng.engines.trail.proof import State
from zhiheng.engines.trail.queries import Filter
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.engines.trail.sequencer import add_checkpoint, drain
from zhiheng.lib.signing import Signer


@pytest.fixture
def acted(cast: Cast) -> Cast:
    """A read in each prison, one of them refused."""
    note_read("people.view", acting=cast.acting(cast.clerk), subject=cast.zhang, reason="核对刑期")
    note_read("people.view", acting=cast.acting(cast.other_clerk), subject=cast.chen, reason="核对刑期")
    with pytest.raises(OutsideScope):
        note_read("people.view", acting=cast.acting(cast.other_clerk), subject=cast.zhang, reason="看看")
    return cast


def seen(chosen: Filter, within: list[str]) -> list[tuple[str, str]]:
    return [(line.act.official_label, line.act.subject_label) for line in queries.acts(chosen, within=within).lines if line.act.verb == "read"]


class TestList:
    def test_newest_first(self, acted: Cast) -> None:
        assert seen(Filter(), ["b"]) == [("何芳", "张伟"), ("何芳", "陈晓"), ("林静", "张伟")]

    def test_only_what_is_within(self, acted: Cast) -> None:
        assert seen(Filter(), ["b.p2"]) == [("何芳", "陈晓")]
        assert seen(Filter(), []) == []

    def test_a_path_is_not_a_prefix_of_letters(self, acted: Cast) -> None:
        assert seen(Filter(), ["b.p"]) == []

    @pytest.mark.parametrize(
        ("chosen", "count"),
        [
            (Filter(officials=["officer:320-0205"]), 2),
            (Filter(official_label="林静"), 1),
            (Filter(subject_label="张伟"), 2),
            (Filter(outcome="refused"), 1),
            (Filter(place="b.p1"), 2),
            (Filter(verb="import_batch"), 0),
            (Filter(until=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)), 0),
            (Filter(since=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)), 3),
            (Filter(subject_label="'; drop table trail_act; --"), 0),
        ],
    )
    def test_filters(self, acted: Cast, chosen: Filter, count: int) -> None:
        assert len(seen(chosen, ["b"])) == count

    def test_pages_meet_without_gap_or_overlap(self, acted: Cast) -> None:
        whole = [line.act.id for line in queries.acts(Filter(), within=["b"]).lines]
        found, key = [], None
        while True:
            page = queries.acts(Filter(), within=["b"], after=key, size=2)
            found += [line.act.id for line in page.lines]
            if not page.more_after:
                break
            key = (page.lines[-1].act.at, page.lines[-1].act.id)

        assert found == whole
        assert [line.act.id for line in queries.every_act(Filter(), within=["b"], at_most=1000)] == whole

    def test_back_to_the_page_before(self, acted: Cast) -> None:
        first = queries.acts(Filter(), within=["b"], size=2)
        last = first.lines[-1].act
        second = queries.acts(Filter(), within=["b"], after=(last.at, last.id), size=2)
        top = second.lines[0].act

        back = queries.acts(Filter(), within=["b"], before=(top.at, top.id), size=2)

        assert [line.act for line in back.lines] == [line.act for line in first.lines]
        assert not back.more_before

    def test_a_constant_number_of_reads(self, acted: Cast, django_assert_max_num_queries: object) -> None:
        with django_assert_max_num_queries(4):  # type: ignore[operator]
            queries.acts(Filter(), within=["b"])


class TestRecord:
    def test_fields_before_and_after(self, cast: Cast) -> None:
        actions.end_holding(cast.clerk.holdings.get(), acting=INSTALLATION, reason="调离")
        act = Act.objects.get(verb="end_holding")

        found = queries.record(act.id, within=["b"])

        assert found is not None
        assert [(r.table, r.op, [f.field for f in r.fields]) for r in found.rows] == [("holding", "U", ["during"])]
        field = found.rows[0].fields[0]
        assert str(field.before).endswith(",)")
        assert not str(field.after).endswith(",)")

    def test_outside_does_not_exist(self, acted: Cast) -> None:
        act = Act.objects.get(verb="read", official_label="林静")
        assert queries.record(act.id, within=["b.p2"]) is None

    def test_parts_of_an_act(self, cast: Cast) -> None:
        act = Act.objects.filter(verb="found_post_kinds").latest("at")

        found = queries.record(act.id, within=["b"])

        assert found is not None
        assert {part.verb for part in found.parts} == {"found_post_kind"}

    def test_what_was_done_to_a_person_even_by_a_load(self, acted: Cast) -> None:
        by_name = queries.acts_on(f"person:{acted.zhang.pk}")
        with_rows = queries.acts_on(f"person:{acted.zhang.pk}", tables={"person": [str(acted.zhang.pk)]})

        assert [line.act.outcome for line in by_name] == ["refused", "read"]
        assert [line.act.verb for line in with_rows] == ["read", "read", "_found"]


def test_powers_used_are_counted(acted: Cast) -> None:
    year = dt.timedelta(days=365)
    now = dt.datetime.now(dt.UTC)

    counted = queries.powers_used(now - year, now + year, within=["b"])

    assert counted["people.view", "read"] == 2
    assert counted["people.view", "refused"] == 1
    assert queries.powers_used(now - year, now + year, within=["b.p2"])["people.view", "read"] == 1


def test_every_verb_once(acted: Cast) -> None:
    assert queries.verbs() == sorted(set(Act.objects.values_list("verb", flat=True)))


@pytest.mark.django_db(transaction=True)
class TestProof:
    def test_waiting_placed_signed(self, cast: Cast, signer: Signer) -> None:
        act = Act.objects.latest("at").id
        assert proof.prove(act).state == State.WAITING  # type: ignore[union-attr]
        drain()
        assert proof.prove(act).state == State.PLACED  # type: ignore[union-attr]
        size = add_checkpoint(signer)

        found = proof.prove(act, key=signer)

        assert found is not None
        assert (found.state, found.checkpoint, found.signature, found.fault) == (State.SIGNED, size, True, "")
        assert {line.chain for line in queries.acts(Filter(), within=["b"]).lines} == {State.SIGNED}

    @pytest.mark.parametrize(
        ("harm", "fault"),
        [
            ("update trail_act set reason = 'nothing' where id = %s", "header"),
            ("update trail_change set after = jsonb_set(after, '{name}', '\"x\"') where act_id = %s", "changes"),
            ("delete from trail_change where act_id = %s", "header"),
            ("update trail_entry set body = 'gone' where act_id = %s", "header"),
            ("update trail_leaf set hash = '\\x00' where entry = (select id from trail_entry where act_id = %s)", "leaf"),
        ],
    )
    def test_a_tampered_entry_is_broken_and_named(self, cast: Cast, signer: Signer, admin_connection: Connection, harm: str, fault: str) -> None:
        actions.register_officer(cast.place("b.p1"), number="310-0999", name="龚雪", acting=INSTALLATION, reason="入职")
        drain()
        add_checkpoint(signer)
        act = Act.objects.get(verb="register_officer").id
        admin_connection.execute("set session_replication_role = replica")
        admin_connection.execute(harm, [act])  # type: ignore[arg-type]

        found = proof.prove(act, key=signer)

        assert found is not None
        assert (found.state, found.fault) == (State.BROKEN, fault)
        assert [line.chain for line in queries.acts(Filter(verb="register_officer"), within=["b"]).lines] == [State.BROKEN]

    def test_a_rewritten_log_does_not_lead_to_the_signed_root(self, cast: Cast, signer: Signer, admin_connection: Connection) -> None:
        drain()
        add_checkpoint(signer)
        act = Act.objects.earliest("at").id
        admin_connection.execute("set session_replication_role = replica")
        admin_connection.execute("update trail_leaf set hash = '\\x00' where seq = 1")

        assert proof.prove(act).fault == "root"  # type: ignore[union-attr]

    def test_every_place_of_logs_of_every_size(self, cast: Cast, signer: Signer) -> None:
        drain()
        add_checkpoint(signer)
        for act in Act.objects.all():
            found = proof.prove(act.id, key=signer)
            assert found is not None
            assert found.state == State.SIGNED, act


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 100])
def test_a_path_holds_every_other_leaf_once(size: int) -> None:
    for place in range(size):
        beside = [leaf for _left, nodes in proof.path(place, size) for level, index in nodes for leaf in range(index << level, (index + 1) << level)]
        assert sorted([*beside, place]) == list(range(size))


def test_an_act_that_does_not_exist_has_no_proof(cast: Cast) -> None:
    assert proof.prove(UUID(int=0)) is None
