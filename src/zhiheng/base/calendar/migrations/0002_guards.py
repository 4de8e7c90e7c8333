"""The notices are under the trail, and stay as they were entered."""

from __future__ import annotations

from django.db import migrations

from zhiheng.base.calendar.sql import NOTICES_MOVE, NOTICES_STAY
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("calendar", "0001_initial"), ("trail", "0002_machinery")]
    operations = [guard("holiday_notice"), guard("holiday_notice_day"), migrations.RunSQL(NOTICES_STAY, NOTICES_MOVE)]
