from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0005_names_found_at_once"),
        ("powers", "0004_officers_sex"),
    ]

    operations = [
        migrations.CreateModel(
            name="TreatmentLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("schedule", models.TextField(help_text="code of the schedule that was applied")),
                (
                    "level",
                    models.TextField(
                        choices=[("strict", "strict management"), ("observed", "observation"), ("general", "general"), ("lenient", "lenient")]
                    ),
                ),
                (
                    "scheduled",
                    models.TextField(
                        choices=[("strict", "strict management"), ("observed", "observation"), ("general", "general"), ("lenient", "lenient")],
                        help_text="what the schedule gave",
                    ),
                ),
                (
                    "before",
                    models.TextField(
                        blank=True,
                        choices=[("strict", "strict management"), ("observed", "observation"), ("general", "general"), ("lenient", "lenient")],
                        help_text="the level in force when it was proposed",
                    ),
                ),
                ("rank_change", models.SmallIntegerField(default=0, help_text="below zero: lower than before")),
                ("facts", models.JSONField(help_text="the facts as they stood")),
                ("grounds", models.JSONField(help_text="conditions of the schedule as they turned out")),
                ("words", models.TextField(help_text="why, as the person reads it")),
                ("override_reason", models.TextField(blank=True)),
                ("review_on", models.DateField()),
                ("ends_by", models.DateField(help_text="last day at most; strict management has one", null=True)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("proposed", "waiting for its decision"),
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
                ("since", models.DateField(help_text="in force and announced from", null=True)),
                ("until", models.DateField(help_text="last day in force", null=True)),
                ("objection_until", models.DateField(null=True)),
                ("decided_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="treatment_levels", to="people.episode")),
                ("proposed_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "treatment_level",
                "indexes": [
                    models.Index(models.F("review_on"), condition=models.Q(("state", "in-force")), name="treatment_review_by"),
                    models.Index(models.F("episode"), name="treatment_episode"),
                    models.Index(models.F("since"), condition=models.Q(("rank_change__lt", 0)), name="treatment_drops"),
                ],
                "constraints": [
                    models.UniqueConstraint(models.F("episode"), condition=models.Q(("state", "in-force")), name="treatment_one_in_force"),
                    models.UniqueConstraint(models.F("episode"), condition=models.Q(("state", "proposed")), name="treatment_one_proposed"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True), models.Q(("decided_by", models.F("proposed_by")), _negated=True), _connector="OR"
                        ),
                        name="treatment_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level", models.F("scheduled")), models.Q(("override_reason", ""), _negated=True), _connector="OR"),
                        name="treatment_departure_has_reason",
                    ),
                    models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="treatment_has_words"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("level", "strict"), _negated=True), ("ends_by__isnull", False), _connector="OR"),
                        name="treatment_strict_has_last_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "proposed")),
                            models.Q(models.Q(("state", "proposed"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="treatment_decided_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("proposed", "declined")), ("since__isnull", False), _connector="OR"),
                        name="treatment_has_first_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entitlement",
                    models.TextField(
                        choices=[
                            ("visits", "visits a month"),
                            ("visit_minutes", "minutes of a visit"),
                            ("calls", "family calls a month"),
                            ("call_minutes", "minutes of a call"),
                            ("spending", "spending a month, yuan"),
                        ]
                    ),
                ),
                ("before", models.PositiveIntegerField()),
                ("after", models.PositiveIntegerField()),
                ("booked", models.JSONField(default=list, help_text="references and words of what is known to be booked")),
                ("power", models.TextField()),
                ("due_on", models.DateField()),
                ("outcome", models.TextField(blank=True, help_text="what was kept, moved or called off, and who was told")),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("treatment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rechecks", to="treatment.treatmentlevel")),
            ],
            options={
                "db_table": "treatment_recheck",
                "indexes": [models.Index(models.F("due_on"), condition=models.Q(("done_at__isnull", True)), name="treatment_recheck_open")],
                "constraints": [
                    models.UniqueConstraint(models.F("treatment"), models.F("entitlement"), name="treatment_recheck_once"),
                    models.CheckConstraint(condition=models.Q(("after__lt", models.F("before"))), name="treatment_recheck_of_less"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", True), models.Q(("done_by__isnull", False), models.Q(("outcome", ""), _negated=True)), _connector="OR"
                        ),
                        name="treatment_recheck_done_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TreatmentReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField()),
                ("next_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("treatment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="treatment.treatmentlevel")),
            ],
            options={
                "db_table": "treatment_review",
                "constraints": [models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="treatment_review_has_words")],
            },
        ),
    ]
