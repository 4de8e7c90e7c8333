"""Floor 2: a filed objection reduces nothing, whatever it is against; filing asks nobody for a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone

from tests.base.objections.said import say
from tests.cast import Cast
from tests.domains.conduct import files
from tests.domains.conduct.points import ward
from tests.domains.custody.papers import classify
from zhiheng.base.objections.grounds import grounds
from zhiheng.base.objections.models import Objection
from zhiheng.domains.conduct.grading.objecting import month_key
from zhiheng.domains.conduct.treatment.actions import Wish, decide_level, propose_level
from zhiheng.web.pages.objections.filing import FileForm

OWN = {"objection", "act", "row_change"}  # the objection itself, and the trail


def _sanction(cast: Cast) -> str:
    files.staff(cast)
    return str(files.served(cast, kind="warning").pk)


def _level(cast: Cast) -> str:
    made = propose_level(cast.episode("zhang"), wish=Wish("x"), on=timezone.localdate(), **files.by(cast, "ward_officer"))
    return str(decide_level(made, **files.by(cast, "warden")).pk)


def _month(cast: Cast) -> str:
    ward.ship(cast)
    ward.close(cast, ward.OCTOBER)
    return month_key(cast.episode("zhang").pk, ward.OCTOBER)


def _entry(cast: Cast) -> str:
    ward.ship(cast)
    return str(ward.posted(cast, "D104", 3_00).pk)


DECISIONS: dict[str, Callable[[Cast], str]] = {
    "classification": lambda cast: str(classify(cast, "zhang").pk),
    "treatment": _level,
    "sanction": _sanction,
    "points-entry": _entry,
    "points-month": _month,
}
TRIED_ELSEWHERE = {"points-grade"}  # tests/domains/conduct/grading/test_grades.py: the same ground as the other two of points


def state() -> dict[str, str]:
    """A digest of every table that a person's record is made of."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' and not starts_with(tablename, 'trail_')")
        for (table,) in cursor.fetchall():
            cursor.execute(f"select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from \"{table}\" t")
            found[table] = cursor.fetchone()[0]
    return found


@pytest.mark.parametrize("kind", DECISIONS)
def test_filing_changes_no_record_but_the_objection(cast: Cast, kind: str) -> None:
    against = f"{kind}:{DECISIONS[kind](cast)}"
    before = state()
    say(cast, against, words="")
    after = state()

    assert {table for table in after if after[table] != before[table]} <= OWN


def test_every_kind_is_tried() -> None:
    assert {ground.kind for ground in grounds()} == set(DECISIONS) | TRIED_ELSEWHERE


def test_the_form_asks_for_no_reason() -> None:
    form = FileForm({"to": "prison", "received_on": "2026-11-20"}, inside=Objection.To.PRISON)
    assert form.is_valid(), form.errors
