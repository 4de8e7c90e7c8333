"""Every table of this app is under the trail; PostgreSQL refuses a bed that a separation forbids."""

from __future__ import annotations

from django.db import migrations

from zhiheng.domains.custody.classing.sql import KEPT_APART, NOT_KEPT_APART
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("classing", "0001_initial"), ("trail", "0002_machinery"), ("people", "0002_guards")]
    operations = [
        guard("classification"),
        guard("separation"),
        migrations.RunSQL(KEPT_APART, NOT_KEPT_APART),
    ]
