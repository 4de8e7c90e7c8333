from __future__ import annotations

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0002_guards"),
        ("powers", "0004_officers_sex"),
    ]

    operations = [
        migrations.CreateModel(
            name="HolidayNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("proposed", "waiting for approval"),
                            ("approved", "approved"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="proposed",
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_reason", models.TextField(blank=True)),
                ("year", models.PositiveSmallIntegerField()),
                ("document", models.TextField(help_text="document number")),
                ("issued_on", models.DateField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField(null=True)),
                ("decided_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
                ("proposed_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "holiday_notice",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("state", "approved")), expressions=[("year", "="), ("during", "&&")], name="holiday_notice_one_in_force"
                    ),
                    models.UniqueConstraint(models.F("year"), condition=models.Q(("state", "proposed")), name="holiday_notice_one_open"),
                    models.UniqueConstraint(models.F("id"), models.F("year"), name="holiday_notice_of_year"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("decided_by", models.F("proposed_by")), _negated=True), ("state", "withdrawn"), _connector="OR"),
                        name="holiday_notice_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "proposed")),
                            models.Q(models.Q(("state", "proposed"), _negated=True), ("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="holiday_notice_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("during__isnull", False), ("state", "approved")),
                            models.Q(models.Q(("state", "approved"), _negated=True), ("during__isnull", True)),
                            _connector="OR",
                        ),
                        name="holiday_notice_period_when_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("during__isnull", True), models.Q(("during__isempty", False), ("during__lower_inf", False)), _connector="OR"
                        ),
                        name="holiday_notice_period_has_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NamedDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(help_text="the notice's; a foreign key holds the two together")),
                ("day", models.DateField()),
                ("kind", models.TextField(choices=[("off", "day off"), ("working", "working weekend")])),
                ("name", models.TextField(blank=True, help_text="of the holiday")),
                ("notice", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="days", to="calendar.holidaynotice")),
            ],
            options={
                "db_table": "holiday_notice_day",
                "constraints": [
                    models.UniqueConstraint(models.F("notice"), models.F("day"), name="holiday_day_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "off"), ("day__iso_week_day__gte", 6), _connector="OR"), name="holiday_day_works_on_weekends"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("day__year", models.F("year")),
                            models.Q(
                                ("day__month", 12),
                                ("day__year", django.db.models.expressions.CombinedExpression(models.F("year"), "-", models.Value(1))),
                            ),
                            _connector="OR",
                        ),
                        name="holiday_day_within_its_year",
                    ),
                ],
            },
        ),
    ]
