"""Every table is under the trail or says why not; every model is spoken of in a test or says why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

TESTS = Path(__file__).resolve().parents[1]

# Tables without a guard, and why.
UNGUARDED = {
    "trail_act": "the trail itself: append-only, written by the database's own functions",
    "trail_change": "the trail itself",
    "trail_entry": "the trail itself",
    "trail_pending": "the sequencer's queue",
    "trail_leaf": "the trail itself",
    "trail_node": "the trail itself",
    "trail_checkpoint": "the trail itself",
    "ledger_posting": "bound by number and digest to its entry, which is guarded; written only within an act, never changed",
    "points_sheet_lines": "bound by digest to its sheet, which is guarded; written only within an act, never changed",
    "account_terminal": "technical: a browser seen before; gives nothing by itself",
    "account_failure": "technical: counts wrong guesses, each of which is an event of the trail",
    "auth_permission": "the framework's; unused: powers are the permission system",
    "auth_group": "the framework's; unused",
    "auth_group_permissions": "the framework's; unused",
    "django_content_type": "the framework's",
    "django_session": "the framework's: sessions begin and end with events of the trail",
    "django_migrations": "the framework's",
    "account_emailaddress": "the sign-in library's; unused",
    "account_emailconfirmation": "the sign-in library's; unused",
    "mfa_authenticator": "the sign-in library's: a second factor added or removed is an event of the trail",
    "usersessions_usersession": "the sign-in library's: the list of open sessions",
    "roll_tally": "derived: follows every stay and movement by PostgreSQL's own triggers; the application's role cannot write it",
    "swept_term": "millions of rows that follow from the records: written and removed in acts only, never changed, sealed by the sweep's digest",
    "swept_outlook": "as swept_term",
    "swept_refusal": "as swept_term",
    "draft": "what an officer has entered and not sent: no record, seen by nobody else, gone when sent",
    "ruling_upload": "a file held between preview and import; removed when it expires",
}
# Models that no test names, and why.
UNTESTED: dict[str, str] = {}


def _ours() -> list[type[Model]]:
    return [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("zhiheng.")]


@pytest.mark.django_db
def test_every_table_is_guarded_or_exempt() -> None:
    with connection.cursor() as cursor:
        cursor.execute("""
            select c.relname, count(t.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            left join pg_trigger t on t.tgrelid = c.oid and t.tgenabled = 'O' and t.tgname in
              ('trail_guard', 'trail_no_truncate', 'trail_keep_insert', 'trail_keep_update', 'trail_keep_delete')
            where c.relkind in ('r', 'p') group by 1""")
        counts = dict(cursor.fetchall())

    assert {name for name, triggers in counts.items() if triggers not in (0, 5)} == set()
    assert {name for name, triggers in counts.items() if triggers == 0} - set(UNGUARDED) == set()
    assert {name for name in UNGUARDED if counts.get(name)} == set()


def test_every_model_is_tested_or_exempt() -> None:
    text = "\n".join(p.read_text() for p in TESTS.rglob("*.py") if p != Path(__file__))
    assert {m.__name__ for m in _ours() if m.__name__ not in text} - set(UNTESTED) == set()


def test_apps_stay_small() -> None:
    for config in apps.get_app_configs():
        if config.name.startswith("zhiheng."):
            assert len(list(config.get_models())) <= 12, config.name


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
