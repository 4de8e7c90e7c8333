"""Guards, and what PostgreSQL itself refuses."""

from __future__ import annotations

from django.db import migrations

from zhiheng.domains.conduct.grading import sql
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("grading", "0001_initial"), ("trail", "0002_machinery"), ("procedure", "0002_machinery")]
    operations = [
        *(migrations.RunSQL(text, migrations.RunSQL.noop) for text in sql.ALL),
        guard("points_round"),
        guard("points_cycle"),
        guard("points_regrading"),
        guard("points_interruption"),
        guard("points_notice"),
        guard("points_report"),
    ]
