"""Every table of this app is under the trail; a chain has no gap and no second end."""

from __future__ import annotations

from django.db import migrations

from zhiheng.domains.conduct.contraband.sql import CHAIN_FREE, CHAIN_HOLDS
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("contraband", "0001_initial"), ("trail", "0002_machinery")]
    operations = [
        guard("search_draw"),
        guard("search"),
        guard("searcher"),
        guard("find"),
        guard("handling"),
        migrations.RunSQL(CHAIN_HOLDS, CHAIN_FREE),
    ]
