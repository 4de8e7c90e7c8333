from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("powers", "0003_separation")]
    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page", models.TextField(help_text="name of the page's address")),
                ("key", models.TextField(help_text="what the page is about, such as a group and a day")),
                ("content", models.JSONField()),
                ("saved_at", models.DateTimeField(auto_now=True, db_index=True)),
                (
                    "officer",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="powers.officer"),
                ),
            ],
            options={
                "db_table": "draft",
                "constraints": [models.UniqueConstraint(models.F("officer"), models.F("page"), models.F("key"), name="draft_once")],
            },
        ),
    ]
