"""Days, entries, circumstances, weeks; sheets and adjustments."""

from __future__ import annotations

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clauses", "0001_initial"),
        ("ledger", "0002_machinery"),
        ("people", "0006_sealed"),
        ("places", "0002_guards"),
        ("procedure", "0003_recused_members"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("people", models.PositiveIntegerField()),
                ("digest", models.BinaryField(help_text="SHA-256 of its lines, as PostgreSQL sends them")),
                ("edition", models.TextField()),
                ("readings", models.JSONField()),
                ("closed_by", models.TextField()),
                ("closed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "entry",
                    models.ForeignKey(
                        help_text="the ledger's entry of the month",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                ("prison", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
                ("ward", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
            ],
            options={
                "db_table": "points_sheet",
            },
        ),
        migrations.CreateModel(
            name="DaySheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group", models.TextField(help_text="path of the cell or sub-ward that is the group; the ward itself when it is one")),
                ("day", models.DateField()),
                ("key", models.UUIDField(help_text="made on the phone; the same sheet sent again is found by it", unique=True)),
                (
                    "covered",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), help_text="episodes that the sheet speaks of"),
                ),
                ("absent", models.JSONField(default=dict, help_text="episode -> why it does not count that day")),
                ("submitted_by", models.TextField(help_text="official's reference")),
                ("submitted_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("occurred_at", models.DateTimeField(help_text="when the officer finished it, if it was sent later", null=True)),
                ("ward", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
            ],
            options={
                "db_table": "points_day",
            },
        ),
        migrations.CreateModel(
            name="PointEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(help_text="first day of the month that it counts in")),
                ("happened_on", models.DateField()),
                ("kind", models.PositiveSmallIntegerField(choices=[(1, "daily"), (2, "special bonus"), (3, "sanction"), (4, "correction")])),
                ("part", models.PositiveSmallIntegerField(default=0, help_text="law.scale.Part; 0 where there is none")),
                ("fact", models.UUIDField(help_text="the fact; several grounds for one fact share it")),
                ("sanction", models.PositiveSmallIntegerField(default=0, help_text="law.scale.Sanction; 0 for none")),
                ("raw", models.IntegerField()),
                ("counted", models.IntegerField(default=0)),
                ("stands", models.IntegerField(default=0)),
                (
                    "beyond",
                    models.IntegerField(
                        db_default=0,
                        default=0,
                        help_text="of an addition, what lay above the month's caps when it was entered; the total applies them",
                    ),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("proposed", "waiting for the decision"),
                            ("returned", "returned to the officer"),
                            ("refused", "not approved"),
                            ("posted", "entered"),
                        ],
                        default="proposed",
                    ),
                ),
                ("only_fact", models.PositiveSmallIntegerField(default=0, help_text="law.protected.Act; 0 is a breach")),
                ("words", models.TextField(help_text="what happened")),
                ("evidence", models.JSONField(default=list)),
                ("excess_reason", models.TextField(blank=True, help_text="why more than 300 a year is given")),
                ("proposed_by", models.TextField(help_text="official's reference")),
                ("proposed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("needs", models.PositiveSmallIntegerField(help_text="law.scale.Body that must decide")),
                ("body", models.PositiveSmallIntegerField(default=0, help_text="law.scale.Body that decided; 0: nobody yet")),
                ("decided_on", models.DateField(null=True)),
                ("decided_by", models.TextField(blank=True)),
                ("document", models.TextField(blank=True, help_text="document of a sanction")),
                ("hidden", models.BooleanField(default=False, help_text="kept out of notices to protect who reported (art 35)")),
                ("rule", models.TextField(default="", help_text="rule that decided what counts")),
                ("edition", models.TextField(default="", help_text="edition of the law package")),
                (
                    "bucket",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(kind=1, stands__gt=0, then=models.F("part")),
                            models.When(
                                kind=1, stands__lt=0, then=django.db.models.expressions.CombinedExpression(models.F("part"), "+", models.Value(3))
                            ),
                            models.When(kind=2, then=models.Value(7)),
                            models.When(counted__lt=-10000, kind=3, stands=-10000, then=models.Value(8)),
                            models.When(counted__lt=-20000, kind=3, stands=-20000, then=models.Value(9)),
                            models.When(
                                kind=3, stands__lt=0, then=django.db.models.expressions.CombinedExpression(models.F("sanction"), "+", models.Value(7))
                            ),
                            default=models.Value(0),
                        ),
                        help_text="which sum of the month it is of: 1-3 additions and 4-6 deductions by part, 7 bonus, 8-10 sanctions, 0 none",
                        output_field=models.PositiveSmallIntegerField(),
                    ),
                ),
                (
                    "clause",
                    models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clauses.clause"),
                ),
                (
                    "corrects",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="points.pointentry"),
                ),
                (
                    "day_sheet",
                    models.ForeignKey(
                        db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="points.daysheet"
                    ),
                ),
                (
                    "deliberation",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="point_entries",
                        to="procedure.deliberation",
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="point_entries", to="people.episode"),
                ),
                ("ward", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
            ],
            options={
                "db_table": "points_entry",
            },
        ),
        migrations.CreateModel(
            name="SheetLines",
            fields=[
                (
                    "sheet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="body", serialize=False, to="points.sheet"
                    ),
                ),
                ("episodes", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField())),
                ("lines", models.BinaryField(help_text="line after line in the order of episodes; see rows()")),
            ],
            options={
                "db_table": "points_sheet_lines",
            },
        ),
        migrations.CreateModel(
            name="SpotNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("served_on", models.DateField()),
                ("manner", models.TextField(choices=[("signed", "received and signed"), ("refused", "refused to sign; read out before a witness")])),
                ("witness", models.TextField(blank=True)),
                ("served_by", models.TextField(help_text="official's reference")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("entry", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="spot_notice", to="points.pointentry")),
            ],
            options={
                "db_table": "points_spot_notice",
            },
        ),
        migrations.CreateModel(
            name="WeekReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("week", models.DateField(help_text="its Monday")),
                ("deliberation", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedure.deliberation")),
                ("ward", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
            ],
            options={
                "db_table": "points_week",
            },
        ),
        migrations.CreateModel(
            name="Adjustment",
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
                            ("credited", "time away or under inquiry credited"),
                            ("proved", "violation proved: no base for that time"),
                            ("correction", "correction of an earlier month"),
                            ("retest", "an earlier month tested again"),
                            ("improper", "score gained by improper means"),
                            ("brought", "balance brought along"),
                            ("late", "a month totalled later"),
                        ]
                    ),
                ),
                ("on", models.DateField()),
                ("month", models.DateField(help_text="first day of the month whose total starts from it")),
                ("delta", models.IntegerField(help_text="hundredths, as posted")),
                ("balance", models.IntegerField(help_text="what it left")),
                ("state", models.JSONField(help_text="the open cycle as it left it: months.STATE")),
                ("rewards_kept", models.BooleanField(default=True)),
                ("document", models.TextField(blank=True)),
                ("rule", models.TextField(help_text="rule of the law that gives it")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "deliberation",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedure.deliberation"),
                ),
                ("entry", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry")),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="point_adjustments", to="people.episode")),
            ],
            options={
                "db_table": "points_adjustment",
                "indexes": [models.Index(models.F("month"), models.F("episode"), models.F("id"), name="points_adjustment_month")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("delta", 0), ("entry__isnull", False), _connector="OR"), name="points_adjustment_posted"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Circumstance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("entry", "entry education"),
                            ("hospital", "in hospital, able to work"),
                            ("rescue", "injured in a rescue"),
                            ("suspended", "work suspended"),
                            ("unable", "certified unable to work"),
                            ("confinement", "confinement"),
                            ("investigation", "under investigation"),
                            ("isolation", "isolated for an inquiry"),
                            ("outside", "temporary service outside prison"),
                            ("away", "taken away by case organs"),
                            ("finding", "finding under article 23 items 1 to 6"),
                            ("property-done", "property part performed"),
                            ("property-unable", "unable to perform the property part"),
                            ("property-unwilling", "able, does not perform the property part"),
                            ("provincial-bar", "the province's bar on the positive grade"),
                            ("strict", "scored strictly (article 19)"),
                        ]
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("document", models.TextField(help_text="certificate, decision or record that it rests on")),
                ("issuer", models.TextField(blank=True)),
                (
                    "outcome",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "open"),
                            ("ended", "ended"),
                            ("cleared", "no violation found"),
                            ("proved", "a violation was proved"),
                            ("returned", "returned without fault"),
                            ("recalled", "recalled for breach"),
                            ("convicted", "convicted"),
                            ("kept", "convicted, nothing cancelled"),
                            ("witness", "not guilty, lighter sentence or witness"),
                        ],
                        default="",
                    ),
                ),
                ("labour_given", models.IntegerField(help_text="labour score of a month instead of the base, hundredths", null=True)),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="point_circumstances", to="people.episode")),
            ],
            options={
                "db_table": "points_circumstance",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("episode", "="), ("kind", "="), ("during", "&&")], name="points_circumstance_once"
                    ),
                    models.CheckConstraint(condition=models.Q(("document", ""), _negated=True), name="points_circumstance_documented"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="daysheet",
            index=models.Index(models.F("ward"), models.F("day"), name="points_day_ward"),
        ),
        migrations.AddConstraint(
            model_name="daysheet",
            constraint=models.UniqueConstraint(models.F("group"), models.F("day"), name="points_day_once"),
        ),
        migrations.AddIndex(
            model_name="pointentry",
            index=models.Index(
                models.F("month"),
                models.F("episode"),
                condition=models.Q(("state", "posted")),
                include=("bucket", "stands"),
                name="points_entry_close",
            ),
        ),
        migrations.AddIndex(
            model_name="pointentry",
            index=models.Index(fields=["episode", "-id"], name="points_entry_episode"),
        ),
        migrations.AddIndex(
            model_name="pointentry",
            index=models.Index(
                models.F("ward"), models.F("needs"), models.F("id"), condition=models.Q(("state", "proposed")), name="points_entry_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="pointentry",
            index=models.Index(models.F("ward"), models.F("month"), models.F("id"), name="points_entry_ward"),
        ),
        migrations.AddIndex(
            model_name="pointentry",
            index=models.Index(models.F("fact"), name="points_entry_fact"),
        ),
        migrations.AddIndex(
            model_name="pointentry",
            index=models.Index(models.F("deliberation"), condition=models.Q(("deliberation__isnull", False)), name="points_entry_deliberation"),
        ),
        migrations.AddConstraint(
            model_name="pointentry",
            constraint=models.CheckConstraint(condition=models.Q(("raw", 0), _negated=True), name="points_entry_moves"),
        ),
        migrations.AddConstraint(
            model_name="pointentry",
            constraint=models.CheckConstraint(condition=models.Q(("month__day", 1)), name="points_entry_month"),
        ),
        migrations.AddConstraint(
            model_name="pointentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "posted"), _negated=True),
                    models.Q(("body__gte", 1), ("decided_on__isnull", False), models.Q(("decided_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="points_entry_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="pointentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "posted"), _negated=True),
                    ("body__gte", models.F("needs")),
                    models.Q(("body", 1), ("raw__gte", -200), ("raw__lt", 0)),
                    _connector="OR",
                ),
                name="points_entry_body_suffices",
            ),
        ),
        migrations.AddConstraint(
            model_name="pointentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", 1), _negated=True), models.Q(("raw__gt", -1000), ("raw__lt", 500)), ("needs", 3), _connector="OR"
                ),
                name="points_entry_large_to_the_group",
            ),
        ),
        migrations.AddConstraint(
            model_name="pointentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", 2), _negated=True), models.Q(("needs", 3), ("raw__gt", 0), ("raw__lte", 10000)), _connector="OR"
                ),
                name="points_entry_bonus",
            ),
        ),
        migrations.AddConstraint(
            model_name="pointentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", 3), _negated=True),
                    models.Q(("raw", -10000), ("sanction", 1)),
                    models.Q(("raw", -20000), ("sanction", 2)),
                    models.Q(("raw", -40000), ("sanction", 3)),
                    _connector="OR",
                ),
                name="points_entry_sanction",
            ),
        ),
        migrations.AddConstraint(
            model_name="pointentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrects__isnull", False), ("kind", 4)),
                    models.Q(models.Q(("kind", 4), _negated=True), ("corrects__isnull", True)),
                    _connector="OR",
                ),
                name="points_entry_correction",
            ),
        ),
        migrations.AddConstraint(
            model_name="pointentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("raw__gt", 0), ("only_fact", 0), _connector="OR"), name="points_entry_no_right_deducted"
            ),
        ),
        migrations.AddConstraint(
            model_name="pointentry",
            constraint=models.UniqueConstraint(
                models.F("day_sheet"), models.F("episode"), models.F("clause"), models.F("fact"), name="points_entry_once_a_sheet"
            ),
        ),
        migrations.AddIndex(
            model_name="sheet",
            index=models.Index(models.F("month"), models.F("prison"), name="points_sheet_of_prison"),
        ),
        migrations.AddConstraint(
            model_name="sheet",
            constraint=models.UniqueConstraint(models.F("ward"), models.F("month"), name="points_sheet_once"),
        ),
        migrations.AddConstraint(
            model_name="sheet",
            constraint=models.CheckConstraint(condition=models.Q(("month__day", 1)), name="points_sheet_month"),
        ),
        migrations.AddConstraint(
            model_name="spotnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("manner", "signed"), models.Q(("witness", ""), _negated=True), _connector="OR"),
                name="points_spot_notice_witnessed",
            ),
        ),
        migrations.AddConstraint(
            model_name="weekreview",
            constraint=models.UniqueConstraint(models.F("ward"), models.F("week"), name="points_week_once"),
        ),
        migrations.AddConstraint(
            model_name="weekreview",
            constraint=models.CheckConstraint(condition=models.Q(("week__iso_week_day", 1)), name="points_week_is_monday"),
        ),
    ]
