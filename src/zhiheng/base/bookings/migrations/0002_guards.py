"""Bookings are under the trail; nobody is in two at once; what was booked is not changed."""

from __future__ import annotations

from django.db import migrations

from zhiheng.base.bookings.sql import APART, APART_FREE, STAYS, STAYS_FREE
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("bookings", "0001_initial"), ("trail", "0002_machinery")]
    operations = [guard("booking"), migrations.RunSQL(APART, APART_FREE), migrations.RunSQL(STAYS, STAYS_FREE)]
