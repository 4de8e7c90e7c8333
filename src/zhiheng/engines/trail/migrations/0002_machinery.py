"""Guard, history, entry, sequencing and roles: the trail inside PostgreSQL."""

from __future__ import annotations

from django.db import migrations

from zhiheng.engines.trail import sql


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [migrations.RunSQL(text, migrations.RunSQL.noop) for text in sql.ALL]
