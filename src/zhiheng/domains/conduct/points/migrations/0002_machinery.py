"""Guards, and what PostgreSQL itself refuses."""

from __future__ import annotations

from django.db import migrations

from zhiheng.domains.conduct.points import sql
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("points", "0001_initial"), ("trail", "0002_machinery"), ("procedure", "0002_machinery"), ("ledger", "0002_machinery")]
    operations = [
        *(migrations.RunSQL(text, migrations.RunSQL.noop) for text in sql.ALL),
        guard("points_day"),
        guard("points_entry"),
        guard("points_circumstance"),
        guard("points_sheet"),
        guard("points_adjustment"),
        guard("points_week"),
        guard("points_spot_notice"),
    ]
