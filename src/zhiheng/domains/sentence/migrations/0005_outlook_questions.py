"""A kept outlook says which open questions touch it, and which readings were taken."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sentence", "0004_outlooks")]
    operations = [
        migrations.AddField(
            "outlook",
            "flags",
            models.JSONField(default=list, db_default=[], help_text="open questions of the law that touch it, by code"),
        ),
        migrations.AddField(
            "outlook",
            "readings",
            models.JSONField(default=dict, db_default={}, help_text="question -> the reading that was taken, of every settable one"),
        ),
        migrations.AddIndex("outlook", GinIndex("flags", name="outlook_flags")),
    ]
