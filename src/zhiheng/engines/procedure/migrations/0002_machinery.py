"""Guards and the checks that PostgreSQL itself makes."""

from __future__ import annotations

from django.db import migrations

from zhiheng.engines.procedure import sql
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("procedure", "0001_initial"), ("trail", "0002_machinery")]
    operations = [
        guard("deliberation"),
        guard("deliberation_member"),
        guard("deliberation_vote"),
        *(migrations.RunSQL(text, migrations.RunSQL.noop) for text in sql.ALL),
    ]
