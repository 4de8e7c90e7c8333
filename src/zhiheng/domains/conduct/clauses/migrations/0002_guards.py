"""Guards."""

from __future__ import annotations

from django.db import migrations

from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("clauses", "0001_initial"), ("trail", "0002_machinery")]
    operations = [
        guard("points_library"),
        guard("points_clause"),
    ]
