from __future__ import annotations

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0005_names_found_at_once"),
        ("powers", "0003_separation"),
    ]

    operations = [
        migrations.CreateModel(
            name="Classification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("schedule", models.TextField(help_text="code of the schedule that was applied")),
                ("level", models.TextField(choices=[("high", "high security"), ("medium", "medium security"), ("low", "low security")])),
                ("phase", models.TextField(choices=[("intake", "intake"), ("serving", "serving"), ("release", "pre-release")])),
                (
                    "need",
                    models.TextField(
                        choices=[
                            ("general", "general ward"),
                            ("intake", "intake ward"),
                            ("release", "release preparation ward"),
                            ("care", "ward for the elderly, ill or disabled"),
                            ("high", "high security ward"),
                        ]
                    ),
                ),
                (
                    "scheduled_level",
                    models.TextField(
                        choices=[("high", "high security"), ("medium", "medium security"), ("low", "low security")],
                        help_text="what the schedule gave",
                    ),
                ),
                (
                    "scheduled_need",
                    models.TextField(
                        choices=[
                            ("general", "general ward"),
                            ("intake", "intake ward"),
                            ("release", "release preparation ward"),
                            ("care", "ward for the elderly, ill or disabled"),
                            ("high", "high security ward"),
                        ]
                    ),
                ),
                ("facts", models.JSONField(help_text="the facts asked and read, as they stood")),
                ("grounds", models.JSONField(help_text="lines of the schedule that held, or whose fact nobody knows")),
                ("override_reason", models.TextField(blank=True)),
                ("review_on", models.DateField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("proposed", "waiting for a second officer"),
                            ("in-force", "in force"),
                            ("replaced", "replaced by a later one"),
                            ("declined", "declined"),
                        ],
                        default="proposed",
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_reason", models.TextField(blank=True)),
                ("since", models.DateField(help_text="in force from", null=True)),
                ("until", models.DateField(help_text="last day in force", null=True)),
                ("decided_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="classifications", to="people.episode")),
                ("proposed_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "classification",
                "indexes": [
                    models.Index(models.F("review_on"), condition=models.Q(("state", "in-force")), name="classification_review"),
                    models.Index(models.F("episode"), name="classification_episode"),
                ],
                "constraints": [
                    models.UniqueConstraint(models.F("episode"), condition=models.Q(("state", "in-force")), name="classification_one_in_force"),
                    models.UniqueConstraint(models.F("episode"), condition=models.Q(("state", "proposed")), name="classification_one_proposed"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True), models.Q(("decided_by", models.F("proposed_by")), _negated=True), _connector="OR"
                        ),
                        name="classification_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", models.F("scheduled_level")), ("need", models.F("scheduled_need"))),
                            models.Q(("override_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="classification_departure_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "proposed")),
                            models.Q(models.Q(("state", "proposed"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="classification_decided_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("proposed", "declined")), ("since__isnull", False), _connector="OR"),
                        name="classification_has_first_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Separation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reach", models.TextField(choices=[("cell", "not in one cell"), ("ward", "not in one ward")])),
                ("grounds", models.TextField()),
                ("since", models.DateField()),
                ("until", models.DateField(help_text="last day; open until ended", null=True)),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("ended_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("high", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person")),
                ("low", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person")),
            ],
            options={
                "db_table": "separation",
                "indexes": [models.Index(models.F("high"), name="separation_high")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("low__lt", models.F("high"))), name="separation_of_two"),
                    models.CheckConstraint(condition=models.Q(("grounds", ""), _negated=True), name="separation_has_grounds"),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="separation_ends_after_start",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("low", "="),
                            ("high", "="),
                            (
                                models.Func(
                                    models.F("since"),
                                    models.F("until"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="separation_once",
                    ),
                ],
            },
        ),
    ]
