"""Cycles, rounds, regradings; interruptions, notices, reports."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import zhiheng.law.reckoning
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0006_sealed"),
        ("places", "0002_guards"),
        ("points", "0001_initial"),
        ("procedure", "0003_recused_members"),
    ]

    operations = [
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(help_text="first day of the month in which the grades are decided")),
                ("share", models.PositiveSmallIntegerField(help_text="percent that may be positive")),
                ("graded", models.PositiveIntegerField(default=0)),
                ("quota", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.TextField(
                        choices=[("open", "wards propose"), ("voting", "the prison group votes"), ("decided", "decided")], default="open"
                    ),
                ),
                ("decided_on", models.DateField(null=True)),
                ("copied_on", models.DateField(help_text="the decision went to the procuratorate", null=True)),
                (
                    "deliberation",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedure.deliberation"),
                ),
                ("prison", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
            ],
            options={
                "db_table": "points_round",
            },
        ),
        migrations.CreateModel(
            name="Cycle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("closed", models.DateField(help_text="first day of the month whose total closed it")),
                ("number", models.PositiveSmallIntegerField(db_default=1, default=1, help_text="2: closed at once with the one before it (Q3)")),
                ("balance", models.IntegerField()),
                ("carried", models.IntegerField()),
                ("highest", models.PositiveSmallIntegerField(help_text="law.scale.Grade")),
                ("bar", models.PositiveSmallIntegerField(help_text="law.reckoning.Truth: does something bar the positive grade")),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, help_text="rules that close a grade, such as PT-22-1"
                    ),
                ),
                ("low_months", models.PositiveSmallIntegerField()),
                ("months_below", models.PositiveSmallIntegerField()),
                ("rewards", models.JSONField(help_text="open grade -> reward that it brings")),
                ("proposed_grade", models.PositiveSmallIntegerField(null=True)),
                ("proposed_reason", models.TextField(blank=True)),
                ("grade", models.PositiveSmallIntegerField(null=True)),
                ("reward", models.PositiveSmallIntegerField(help_text="law.scale.Reward", null=True)),
                ("material_beside", models.BooleanField(default=False)),
                (
                    "cancelled_by",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="cancelled", to="points.adjustment"),
                ),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="point_cycles", to="people.episode")),
                ("ward", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
                ("round", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="cycles", to="grading.round")),
            ],
            options={
                "db_table": "points_cycle",
            },
        ),
        migrations.CreateModel(
            name="Interruption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("new-crime", "new crime while serving"),
                            ("recalled", "recalled from service outside prison"),
                            ("parole-recalled", "parole recalled"),
                            ("convicted", "taken back and convicted"),
                        ]
                    ),
                ),
                ("on", models.DateField(help_text="day of effect of the judgment or decision")),
                ("document", models.TextField()),
                ("own_confession", models.PositiveSmallIntegerField(default=zhiheng.law.reckoning.Truth["UNKNOWN"], help_text="law.reckoning.Truth")),
                ("protested", models.PositiveSmallIntegerField(default=zhiheng.law.reckoning.Truth["UNKNOWN"], help_text="law.reckoning.Truth")),
                ("pending", models.PositiveSmallIntegerField(default=zhiheng.law.reckoning.Truth["UNKNOWN"], help_text="law.reckoning.Truth")),
                ("closed", models.BooleanField(default=False)),
                ("put_by", models.TextField(help_text="official's reference")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "adjustment",
                    models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="interruption", to="points.adjustment"),
                ),
                ("deliberation", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedure.deliberation")),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="point_interruptions", to="people.episode")),
            ],
            options={
                "db_table": "points_interruption",
                "constraints": [
                    models.UniqueConstraint(models.F("episode"), condition=models.Q(("closed", False)), name="points_interruption_one_open"),
                    models.CheckConstraint(condition=models.Q(("document", ""), _negated=True), name="points_interruption_documented"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["new-crime", "recalled", "parole-recalled", "convicted"])), name="points_interruption_kinds"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closed", True), ("adjustment__isnull", True), _connector="OR"), name="points_interruption_closed"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.TextField(
                        choices=[
                            ("entries", "additions and deductions"),
                            ("month", "monthly scores"),
                            ("grades", "grades and rewards"),
                            ("cancellation", "cancellation of points or rewards"),
                        ]
                    ),
                ),
                ("month", models.DateField(help_text="first day of the month that it is about")),
                ("refs", models.JSONField(help_text="stable references of what is posted; entries kept back are not among them")),
                ("kept_back", models.PositiveIntegerField(default=0, help_text="entries left out to protect who reported (art 35)")),
                ("posted_on", models.DateField()),
                ("until", models.DateField(help_text="last day through which it must hang")),
                ("removed_on", models.DateField(null=True)),
                ("posted_by", models.TextField()),
                ("ward", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
            ],
            options={
                "db_table": "points_notice",
                "indexes": [models.Index(models.F("ward"), models.F("month"), name="points_notice_ward")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("removed_on__isnull", True), ("removed_on__gt", models.F("until")), _connector="OR"),
                        name="points_notice_long_enough",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Regrading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("causes", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), help_text="references of the corrections")),
                ("found_on", models.DateField()),
                ("highest", models.PositiveSmallIntegerField(help_text="law.scale.Grade, by the months as corrected")),
                ("bar", models.PositiveSmallIntegerField(help_text="law.reckoning.Truth")),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text="rules that close a grade"),
                ),
                ("low_months", models.PositiveSmallIntegerField()),
                ("months_below", models.PositiveSmallIntegerField()),
                ("rewards", models.JSONField(help_text="open grade -> reward that it brings")),
                ("short", models.BooleanField(default=False, help_text="without the cancelled points the cycle would not have closed (art 29)")),
                ("grade_before", models.PositiveSmallIntegerField()),
                ("reward_before", models.PositiveSmallIntegerField()),
                (
                    "used",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        help_text="where the first decision had gone: procuratorate:2026-11-13, points-notice:7",
                    ),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[("open", "to be decided anew"), ("voting", "the prison group votes"), ("decided", "decided")], default="open"
                    ),
                ),
                ("grade", models.PositiveSmallIntegerField(null=True)),
                ("reward", models.PositiveSmallIntegerField(null=True)),
                ("withdrawn", models.BooleanField(default=False, help_text="the reward falls although the grade stands")),
                ("second", models.TextField(blank=True, help_text="official's reference: who checked it")),
                ("decided_on", models.DateField(null=True)),
                ("copied_on", models.DateField(help_text="the new decision went to the procuratorate", null=True)),
                ("cycle", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="regradings", to="grading.cycle")),
                (
                    "deliberation",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedure.deliberation"),
                ),
            ],
            options={
                "db_table": "points_regrading",
                "indexes": [models.Index(models.F("cycle"), name="points_regrading_cycle")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("cycle"), condition=models.Q(("state", "decided"), _negated=True), name="points_regrading_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "decided"), _negated=True),
                            models.Q(
                                ("decided_on__isnull", False),
                                ("deliberation__isnull", False),
                                ("grade__isnull", False),
                                ("reward__isnull", False),
                                models.Q(("second", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="points_regrading_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("withdrawn", False), ("short", True), _connector="OR"), name="points_regrading_withdrawn"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResultsReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.TextField(choices=[("commutation", "commutation"), ("parole", "parole"), ("oversight", "asked for by the procuratorate")]),
                ),
                ("checks", models.JSONField(help_text="[{key, rule, verdict (law.reckoning.Truth), against, word}]")),
                ("content", models.JSONField(help_text="months, cycles and entries as they stood: queries.reports.Content")),
                ("reported_by", models.TextField(help_text="official's reference")),
                ("reported_by_name", models.TextField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="point_reports", to="people.episode")),
            ],
            options={
                "db_table": "points_report",
                "indexes": [models.Index(fields=["episode", "-id"], name="points_report_of")],
            },
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(models.F("prison"), models.F("month"), name="points_round_once"),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(condition=models.Q(("share__lte", 15)), name="points_round_share"),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "quota__lte",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(models.F("graded"), "*", models.F("share")), "/", models.Value(100)
                        ),
                    )
                ),
                name="points_round_quota",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "decided"), _negated=True),
                    models.Q(("decided_on__isnull", False), ("deliberation__isnull", False)),
                    _connector="OR",
                ),
                name="points_round_decided",
            ),
        ),
        migrations.AddIndex(
            model_name="cycle",
            index=models.Index(models.F("ward"), models.F("closed"), name="points_cycle_ward"),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.UniqueConstraint(models.F("episode"), models.F("closed"), models.F("number"), name="points_cycle_once"),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("balance__gte", 60000),
                    ("carried", django.db.models.expressions.CombinedExpression(models.F("balance"), "-", models.Value(60000))),
                ),
                name="points_cycle_takes_600",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__isnull", True), ("grade", models.F("highest")), models.Q(("grade", 2), ("highest", 3)), _connector="OR"),
                name="points_cycle_grade_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("grade__isnull", True), ("reward__isnull", True)),
                    models.Q(("grade", 1), ("reward", 0)),
                    models.Q(("grade", 3), ("reward", 2)),
                    models.Q(("grade", 2), ("months_below__gt", 0), ("reward", 1)),
                    models.Q(("grade", 2), ("months_below", 0), ("reward", 2)),
                    _connector="OR",
                ),
                name="points_cycle_reward",
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(("material_beside", False), ("grade", 3), _connector="OR"), name="points_cycle_material_beside"
            ),
        ),
    ]
