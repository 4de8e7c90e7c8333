"""Tampering as a database superuser, one way at a time: each is found and the first bad record is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.database import Connection
from tests.engines.trail.example import found, rename
from zhiheng.base.places.models import Place
from zhiheng.engines.trail.acts import INSTALLATION, Official, Subject, act
from zhiheng.engines.trail.models import Checkpoint, Leaf, Pending
from zhiheng.engines.trail.sequencer import add_checkpoint, drain, sequence_once
from zhiheng.engines.trail.verify import Report, verify
from zhiheng.lib.signing import Signer

pytestmark = pytest.mark.django_db(transaction=True)

type Verify = Callable[[], Report]


@pytest.fixture
def history(signer: Signer, journal: Path) -> Place:
    """A place renamed nine times, in the log, signed."""
    place = found("江城 0")
    for number in range(1, 10):
        rename(place, name=f"江城 {number}")
    drain()
    add_checkpoint(signer, journal)
    return place


@pytest.fixture
def check(signer: Signer, journal: Path) -> Verify:
    return lambda: verify(key=signer, journal=journal)


@pytest.fixture
def tamper(admin_connection: Connection) -> Callable[[str], None]:
    def run(sql: str) -> None:
        admin_connection.execute("set session_replication_role = replica")
        admin_connection.execute(sql.encode())
        admin_connection.execute("set session_replication_role = origin")

    return run


def test_it_works(history: Place, check: Verify) -> None:
    report = check()

    assert report.ok, report.faults
    assert (report.entries, report.changes, report.checkpoint) == (10, 10, 10)
    assert report.rows >= 1


@pytest.mark.parametrize(
    ("sql", "kind", "words"),
    [
        pytest.param("update place set name = '别处'", "rows", "name: 江城 9 → 别处", id="record altered"),
        pytest.param("delete from place", "rows", "place:1 vanished|vanished without an act", id="record dropped"),
        pytest.param(
            "insert into place(path, code, kind, use, name, name_en, capacity_certified, capacity_working, capacity_now)"
            " values ('x', 'x', 'bureau', 'general', 'x', '', 0, 0, 0)",
            "rows",
            "appeared without an act",
            id="record smuggled in",
        ),
        pytest.param("update trail_act set reason = 'other' where verb = 'found'", "acts", "is not as it was signed", id="act altered"),
        pytest.param("update trail_act set official = 'officer:9' where verb = 'found'", "acts", "is not as it was signed", id="author altered"),
        pytest.param("delete from trail_act where id = (select max(id::text) from trail_act)::uuid", "whole", "which is gone", id="act dropped"),
        pytest.param(
            "update trail_change set after = jsonb_set(after, '{name}', '\"x\"') where op = 'I'",
            "acts",
            "is not as it was signed",
            id="change altered",
        ),
        pytest.param("delete from trail_change where op = 'I'", "acts", "added, dropped or altered", id="change dropped"),
        pytest.param("update trail_entry set body = replace(body, '江城', '河城') where id % 7 = 3", "log", "was altered", id="entry altered"),
        pytest.param(
            "update trail_entry set body = 'gone' where id = (select max(id) from trail_entry)", "log", "was altered", id="entry no longer readable"
        ),
        pytest.param("update trail_entry set body = '{}'", "acts", "is not as it was signed", id="entries emptied"),
        pytest.param("delete from trail_entry where id = (select min(id) from trail_entry)", "log", "was altered or removed", id="entry dropped"),
        pytest.param("delete from trail_leaf where seq = 4", "log", "gap at place 4", id="leaf dropped"),
        pytest.param(
            "update trail_leaf a set entry = -b.entry, hash = b.hash from trail_leaf b where a.seq in (2, 3) and b.seq = 5 - a.seq",
            "log",
            "was altered or removed",
            id="leaves exchanged",
        ),
        pytest.param("update trail_node set hash = sha256('x') where level = 3", "log", "level 3", id="tree altered"),
        pytest.param("update trail_checkpoint set root = sha256('x')", "signed", "not what was signed", id="checkpoint altered"),
        pytest.param("update trail_checkpoint set signature = sha256('x')", "signed", "is false", id="signature forged"),
        pytest.param("alter table place disable trigger trail_guard", "rows", "lost its guard", id="guard disabled"),
        pytest.param("drop trigger trail_keep_update on place", "rows", "lost its guard", id="history trigger dropped"),
    ],
)
def test_tampering_is_found_and_named(
    history: Place, check: Verify, tamper: Callable[[str], None], admin_connection: Connection, sql: str, kind: str, words: str
) -> None:
    tamper(sql)
    try:
        report = check()
    finally:
        admin_connection.execute("alter table place enable trigger trail_guard")
        _mend(admin_connection)

    assert not report.ok
    assert any(f.check == kind and any(w in f.words for w in words.split("|")) for f in report.faults), report.faults


def _mend(admin: Connection) -> None:
    admin.execute("create or replace trigger trail_keep_update after update on place referencing old table as old_rows new table as new_rows"
                  " for each statement execute function trail_keep_update('id')")  # fmt: skip


def test_a_log_cut_short_with_its_checkpoints_is_found(history: Place, check: Verify, tamper: Callable[[str], None]) -> None:
    for sql in (
        "delete from trail_checkpoint",
        "delete from trail_node where level = 1 and idx > 3",
        "delete from trail_change where act_id in (select e.act_id from trail_entry e join trail_leaf l on l.entry = e.id where l.seq > 7)",
        "delete from trail_act where id in (select e.act_id from trail_entry e join trail_leaf l on l.entry = e.id where l.seq > 7)",
        "delete from trail_entry where id in (select entry from trail_leaf where seq > 7)",
        "delete from trail_leaf where seq > 7",
        "update place set name = '江城 7'",
    ):
        tamper(sql)

    report = check()

    assert "cut short" in report.faults[0].words, report.faults


def test_a_whole_log_rewritten_is_found_by_its_signature(history: Place, check: Verify, tamper: Callable[[str], None]) -> None:
    tamper("update trail_entry set body = replace(body, 'opening', 'closing')")
    tamper("update trail_leaf l set hash = sha256('\\x00'::bytea || convert_to(e.body, 'UTF8')) from trail_entry e where e.id = l.entry")
    for level in range(1, 4):
        below = "trail_leaf" if level == 1 else "trail_node"
        on = "seq" if level == 1 else "idx"
        only = "" if level == 1 else f"and a.level = {level - 1} and b.level = {level - 1}"
        tamper(
            f"update trail_node n set hash = sha256('\\x01'::bytea || a.hash || b.hash) from {below} a, {below} b"
            f" where n.level = {level} and a.{on} = 2 * n.idx and b.{on} = 2 * n.idx + 1 {only}"
        )

    report = check()

    assert report.faults[0].check == "signed", report.faults


def test_an_entry_that_was_never_sequenced_is_found(history: Place, check: Verify, tamper: Callable[[str], None]) -> None:
    rename(history, name="甲")
    tamper("delete from trail_pending")

    assert "never given a place" in check().faults[0].words


def test_a_sequencer_that_stopped_is_told(history: Place, check: Verify, tamper: Callable[[str], None]) -> None:
    rename(history, name="甲")
    tamper("update trail_pending set since = since - interval '1 minute'")

    assert "is the worker running" in check().faults[0].words


def test_what_waits_a_moment_is_no_fault(history: Place, check: Verify) -> None:
    rename(history, name="甲")

    report = check()

    assert report.ok
    assert report.pending == 1


def test_a_bulk_load_altered_later_is_found(check: Verify, tamper: Callable[[str], None]) -> None:
    @act("places.load", subject="on", bulk=True)
    def load(*, on: Subject, acting: Official, reason: str) -> None:
        Place.objects.create(path="b", code="b", kind="bureau", name="江城")

    load(on=Subject("place:b", "b"), acting=INSTALLATION, reason="test")
    drain()
    assert check().ok

    tamper("update place set name = '别处'")

    assert "was altered outside any act" in check().faults[0].words


@pytest.mark.parametrize("batches", [[1] * 17, [5, 1, 1, 9], [3, 13], [16], [17], [2, 2, 2, 2, 2]])
def test_the_tree_is_the_same_however_it_grew(batches: list[int], check: Verify) -> None:
    place = found("江城")
    for number in range(sum(batches) - 1):
        rename(place, name=f"江城 {number}")

    assert [sequence_once(size) for size in batches] == batches

    assert check().ok
    assert list(Leaf.objects.order_by("seq").values_list("seq", flat=True)) == list(range(sum(batches)))
    assert not Pending.objects.exists()


def test_a_checkpoint_is_signed_once_per_size(history: Place, signer: Signer, journal: Path) -> None:
    assert add_checkpoint(signer, journal) == 0
    rename(history, name="甲")
    drain()

    assert add_checkpoint(signer, journal) == 11

    assert list(Checkpoint.objects.order_by("size").values_list("size", flat=True)) == [10, 11]
    assert len(journal.read_text().splitlines()) == 2
