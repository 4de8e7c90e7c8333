"""Guards and the checks that PostgreSQL itself makes."""

from __future__ import annotations

from django.db import migrations

from zhiheng.engines.ledger import sql
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("trail", "0002_machinery")]
    operations = [
        guard("ledger_account"),
        guard("ledger_entry"),
        guard("ledger_frozen"),
        *(migrations.RunSQL(text, migrations.RunSQL.noop) for text in sql.ALL),
    ]
