"""Tables under the trail; the tally that follows every change; what PostgreSQL refuses in the last resort."""

from __future__ import annotations

from django.db import migrations

from zhiheng.domains.custody.whereabouts.sql import NO_TALLY, NOT_OUT_AND_ENDED, OUT_AND_ENDED, TALLY
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("whereabouts", "0001_initial"), ("trail", "0002_machinery"), ("people", "0002_guards")]
    operations = [
        guard("movement_order"),
        guard("movement_order_line"),
        guard("movement_order_escort"),
        guard("party"),
        guard("escort"),
        guard("movement"),
        guard("roll_call"),
        guard("roll_mark"),
        guard("discrepancy"),
        migrations.RunSQL(TALLY, NO_TALLY),
        migrations.RunSQL(OUT_AND_ENDED, NOT_OUT_AND_ENDED),
    ]
