"""The table of choices is under the trail."""

from __future__ import annotations

from django.db import migrations

from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("rule_settings", "0001_initial"), ("trail", "0002_machinery")]
    operations = [guard("setting_choice")]
