"""Editions and clauses."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Library",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("province", models.TextField()),
                ("name_zh", models.TextField()),
                ("name_en", models.TextField()),
                ("document", models.TextField()),
                ("issued_on", models.DateField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("positive_share", models.PositiveSmallIntegerField(default=15, help_text="percent of a round; the national limit is 15")),
                (
                    "strict_add_cap",
                    models.IntegerField(help_text="hundredths a month for strict categories; none without a provincial figure", null=True),
                ),
            ],
            options={
                "db_table": "points_library",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(expressions=[("during", "&&")], name="points_library_one_in_force"),
                    models.CheckConstraint(condition=models.Q(("positive_share__lte", 15)), name="points_library_share"),
                    models.CheckConstraint(condition=models.Q(("document", ""), _negated=True), name="points_library_cited"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Clause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.TextField()),
                (
                    "direction",
                    models.TextField(
                        choices=[
                            ("add", "addition"),
                            ("deduct", "deduction"),
                            ("special", "special bonus"),
                            ("convert", "conduct in the detention house"),
                        ]
                    ),
                ),
                ("part", models.PositiveSmallIntegerField(help_text="law.scale.Part; 0 for a special bonus")),
                ("zh", models.TextField()),
                ("en", models.TextField()),
                ("lowest", models.IntegerField(help_text="hundredths, positive")),
                ("highest", models.IntegerField()),
                ("usual", models.IntegerField()),
                ("evidence_zh", models.TextField()),
                ("evidence_en", models.TextField()),
                ("special_item", models.PositiveSmallIntegerField(help_text="item 1 to 8 of article 14", null=True)),
                ("library", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="clauses", to="clauses.library")),
            ],
            options={
                "db_table": "points_clause",
                "ordering": ("code",),
                "constraints": [
                    models.UniqueConstraint(models.F("library"), models.F("code"), name="points_clause_once"),
                    models.CheckConstraint(
                        condition=models.Q(("lowest__gt", 0), ("lowest__lte", models.F("usual")), ("usual__lte", models.F("highest"))),
                        name="points_clause_values",
                    ),
                    models.CheckConstraint(condition=models.Q(("part__lte", 3)), name="points_clause_part"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("direction", "special"), ("highest__lte", 10000), ("part", 0), ("special_item__range", (1, 8))),
                            models.Q(models.Q(("direction", "special"), _negated=True), ("part__range", (1, 3)), ("special_item__isnull", True)),
                            _connector="OR",
                        ),
                        name="points_clause_special",
                    ),
                ],
            },
        ),
    ]
