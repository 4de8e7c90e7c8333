"""Every table of this app is under the trail; what was decided is not changed."""

from __future__ import annotations

from django.db import migrations

from zhiheng.domains.conduct.treatment.sql import DECIDED_FREE, DECIDED_STAYS
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("treatment", "0001_initial"), ("trail", "0002_machinery")]
    operations = [
        guard("treatment_level"),
        guard("treatment_review"),
        guard("treatment_recheck"),
        migrations.RunSQL(DECIDED_STAYS, DECIDED_FREE),
    ]
