"""Every table of this app is under the trail; limits and looks are PostgreSQL's to hold."""

from __future__ import annotations

from django.db import migrations

from zhiheng.domains.conduct.seclusion.sql import ALL
from zhiheng.engines.trail.guard import guard

_TABLES = ("seclusion", "restraint", "watch_check", "clock_alarm")


class Migration(migrations.Migration):
    dependencies = [("seclusion", "0001_initial"), ("trail", "0002_machinery")]
    operations = [*(guard(table) for table in _TABLES), *(migrations.RunSQL(text, free) for text, free in ALL)]
