"""Every table of this app is under the trail."""

from __future__ import annotations

from django.db import migrations

from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("powers", "0001_initial"), ("trail", "0002_machinery")]
    operations = [
        guard("power", key="code"),
        guard("post_kind", key="code"),
        guard("post_power"),
        guard("post"),
        guard("officer"),
        guard("holding"),
        guard("policy_change"),
    ]
