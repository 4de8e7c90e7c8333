"""Every table of this app is under the trail; what two officers signed is not changed."""

from __future__ import annotations

from django.db import migrations

from zhiheng.domains.custody.daily.sql import SIGNED_STAYS, UNSIGNED
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("daily", "0001_initial"), ("trail", "0002_machinery")]
    operations = [
        guard("timetable_line"),
        guard("hand_over"),
        guard("event_report"),
        guard("talk"),
        migrations.RunSQL(SIGNED_STAYS, UNSIGNED),
    ]
