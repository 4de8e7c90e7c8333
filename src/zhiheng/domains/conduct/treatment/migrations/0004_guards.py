"""What a re-check lists is under the trail; the grade that a level rests on is not changed."""

from __future__ import annotations

from django.db import migrations

from zhiheng.domains.conduct.treatment.sql import GRADE_FREE, GRADE_STAYS
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("treatment", "0003_decided_grades_and_bookings"), ("trail", "0002_machinery")]
    operations = [guard("treatment_recheck_item"), migrations.RunSQL(GRADE_STAYS, GRADE_FREE)]
