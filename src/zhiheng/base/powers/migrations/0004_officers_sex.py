"""Women are searched by women only: whether an officer is one is recorded, and what is not recorded never counts as yes."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("powers", "0003_separation")]
    operations = [
        migrations.AddField(
            model_name="officer",
            name="sex",
            field=models.TextField(
                blank=True,
                choices=[("male", "male"), ("female", "female")],
                default="",
                help_text="empty: not recorded, and never taken as the one that is needed",
            ),
            preserve_default=False,
        ),
    ]
