"""Objections are under the trail; PostgreSQL keeps what was said as it was said."""

from __future__ import annotations

from django.db import migrations

from zhiheng.base.objections.sql import STAYS, STAYS_FREE
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("objections", "0001_initial"), ("trail", "0002_machinery")]
    operations = [guard("objection"), migrations.RunSQL(STAYS, STAYS_FREE)]
