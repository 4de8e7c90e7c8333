"""Every table of this app is under the trail; who decides whom, hearings and reversals are PostgreSQL's to hold."""

from __future__ import annotations

from django.db import migrations

from zhiheng.domains.conduct.discipline.sql import ALL
from zhiheng.engines.trail.guard import guard

_TABLES = (
    "discipline_case", "discipline_involved", "discipline_evidence", "discipline_hearing", "discipline_fitness", "sanction",
    "sanction_reversal", "reward",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("discipline", "0001_initial"), ("trail", "0002_machinery"), ("procedure", "0002_machinery")]
    operations = [*(guard(table) for table in _TABLES), *(migrations.RunSQL(text, free) for text, free in ALL)]
