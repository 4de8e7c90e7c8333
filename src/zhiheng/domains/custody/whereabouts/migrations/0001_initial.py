from __future__ import annotations

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0005_names_found_at_once"),
        ("places", "0002_guards"),
        ("powers", "0003_separation"),
    ]

    operations = [
        migrations.CreateModel(
            name="MovementOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.TextField(
                        choices=[
                            ("hospital", "hospital"),
                            ("court", "court"),
                            ("transfer", "other prison"),
                            ("visit", "visit"),
                            ("work", "work"),
                            ("class", "class"),
                            ("clinic", "clinic"),
                            ("talk", "talk or inquiry"),
                        ]
                    ),
                ),
                ("destination_words", models.TextField(blank=True)),
                ("leave_at", models.DateTimeField()),
                ("back_at", models.DateTimeField()),
                (
                    "state",
                    models.TextField(choices=[("issued", "issued"), ("carried-out", "carried out"), ("withdrawn", "withdrawn")], default="issued"),
                ),
                ("issued_at", models.DateTimeField()),
                ("destination", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
                ("issued_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                (
                    "place",
                    models.ForeignKey(
                        help_text="the ward that they leave", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"
                    ),
                ),
            ],
            options={
                "db_table": "movement_order",
                "indexes": [models.Index(models.F("place"), models.F("leave_at"), name="movement_order_place")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("back_at__gt", models.F("leave_at"))), name="movement_order_ends_after_start"),
                    models.CheckConstraint(
                        condition=models.Q(("destination__isnull", False), models.Q(("destination_words", ""), _negated=True), _connector="OR"),
                        name="movement_order_leads_somewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderEscort",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("order", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="escorts", to="whereabouts.movementorder")),
            ],
            options={
                "db_table": "movement_order_escort",
                "constraints": [models.UniqueConstraint(models.F("order"), models.F("officer"), name="movement_order_escort_once")],
            },
        ),
        migrations.CreateModel(
            name="OrderLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("live", models.BooleanField(default=True)),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="order_lines", to="people.episode")),
                ("order", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="whereabouts.movementorder")),
            ],
            options={
                "db_table": "movement_order_line",
                "constraints": [
                    models.UniqueConstraint(models.F("order"), models.F("episode"), name="movement_order_line_once"),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("live", True)), expressions=[("episode", "="), ("during", "&&")], name="movement_order_line_one_at_a_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.TextField(
                        choices=[
                            ("hospital", "hospital"),
                            ("court", "court"),
                            ("transfer", "other prison"),
                            ("visit", "visit"),
                            ("work", "work"),
                            ("class", "class"),
                            ("clinic", "clinic"),
                            ("talk", "talk or inquiry"),
                        ]
                    ),
                ),
                ("destination_words", models.TextField(blank=True)),
                ("left_at", models.DateTimeField(help_text="when they left")),
                ("recorded_at", models.DateTimeField(help_text="when the server was told")),
                ("expected_back", models.DateTimeField()),
                ("closed_at", models.DateTimeField(help_text="when the last of them was accounted for; open while anybody is out", null=True)),
                ("destination", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
                (
                    "order",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="party", to="whereabouts.movementorder"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        help_text="where they left from", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"
                    ),
                ),
            ],
            options={
                "db_table": "party",
                "indexes": [
                    models.Index(models.F("place"), models.F("left_at"), name="party_place"),
                    models.Index(models.F("expected_back"), condition=models.Q(("closed_at__isnull", True)), name="party_expected"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("expected_back__gt", models.F("left_at"))), name="party_back_after_leaving"),
                    models.CheckConstraint(
                        condition=models.Q(("destination__isnull", False), models.Q(("destination_words", ""), _negated=True), _connector="OR"),
                        name="party_leads_somewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("outside", models.BooleanField(help_text="out of the prison, not only out of the ward")),
                (
                    "ending",
                    models.TextField(blank=True, choices=[("back", "back"), ("handed-over", "handed over"), ("released", "released from there")]),
                ),
                ("return_recorded_at", models.DateTimeField(null=True)),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="movements", to="people.episode")),
                ("party", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="movements", to="whereabouts.party")),
            ],
            options={
                "db_table": "movement",
                "indexes": [models.Index(models.F("party"), name="movement_party")],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("episode", "="), ("during", "&&")], name="movement_one_at_a_time"
                    ),
                    models.UniqueConstraint(models.F("episode"), condition=models.Q(("ending", "")), name="movement_one_open"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("during__endswith__isnull", True), ("ending", ""), ("return_recorded_at__isnull", True)),
                            models.Q(
                                models.Q(("ending", ""), _negated=True), ("during__endswith__isnull", False), ("return_recorded_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="movement_closed_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Escort",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("party", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="escorts", to="whereabouts.party")),
            ],
            options={
                "db_table": "escort",
                "constraints": [models.UniqueConstraint(models.F("party"), models.F("officer"), name="escort_once")],
            },
        ),
        migrations.CreateModel(
            name="RollCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_at", models.DateTimeField()),
                ("occurred_at", models.DateTimeField(null=True)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("on_roll", models.PositiveIntegerField(help_text="held here on the books", null=True)),
                ("expected", models.PositiveIntegerField(help_text="should be here: held, less those out", null=True)),
                ("present", models.PositiveIntegerField(help_text="found here by name", null=True)),
                ("counted", models.PositiveIntegerField(help_text="heads counted", null=True)),
                ("reconciles", models.BooleanField(null=True)),
                ("explanation", models.TextField(blank=True)),
                ("called_off", models.BooleanField(default=False)),
                ("opened_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
                ("submitted_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "roll_call",
                "indexes": [
                    models.Index(
                        models.F("place"),
                        models.OrderBy(models.F("occurred_at"), descending=True),
                        condition=models.Q(("submitted_at__isnull", False)),
                        name="roll_call_latest",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("place"), condition=models.Q(("called_off", False), ("submitted_at__isnull", True)), name="roll_call_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("occurred_at__isnull", True),
                                ("present__isnull", True),
                                ("reconciles__isnull", True),
                                ("submitted_at__isnull", True),
                                ("submitted_by__isnull", True),
                            ),
                            models.Q(
                                ("called_off", False),
                                ("counted__isnull", False),
                                ("expected__isnull", False),
                                ("occurred_at__isnull", False),
                                ("on_roll__isnull", False),
                                ("present__isnull", False),
                                ("reconciles__isnull", False),
                                ("submitted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="roll_call_submitted_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("explanation", ""), ("reconciles", False), _negated=True), name="roll_call_difference_explained"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reconciles", True), _negated=True),
                            models.Q(("present", models.F("expected")), ("counted", models.F("present"))),
                            _connector="OR",
                        ),
                        name="roll_call_reconciles_in_figures",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Discrepancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("missing", "not found, and nobody knows why"),
                            ("unrecorded", "away without a movement on the books"),
                            ("unexpected", "here, although out on the books"),
                            ("number", "heads and names do not agree"),
                        ]
                    ),
                ),
                ("found_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("how", models.TextField(blank=True, choices=[("explained", "explained"), ("corrected", "books corrected")])),
                ("words", models.TextField(blank=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "episode",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="discrepancies", to="people.episode"),
                ),
                ("owner", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
                ("settled_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("roll", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="discrepancies", to="whereabouts.rollcall")),
            ],
            options={
                "db_table": "discrepancy",
                "indexes": [
                    models.Index(models.F("place"), models.F("due_at"), condition=models.Q(("settled_at__isnull", True)), name="discrepancy_open")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("how", ""), ("settled_at__isnull", True), ("settled_by__isnull", True)),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                models.Q(("how", ""), _negated=True),
                                models.Q(("words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="discrepancy_settled_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "number"), ("episode__isnull", False), _connector="OR"), name="discrepancy_names_its_person"
                    ),
                    models.UniqueConstraint(
                        models.F("episode"), condition=models.Q(("settled_at__isnull", True)), name="discrepancy_one_open_a_person"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("found", models.BooleanField(help_text="was here")),
                ("reason", models.TextField(blank=True, help_text="a purpose, or unexplained")),
                ("on_books", models.BooleanField(help_text="the books said here")),
                ("note", models.TextField(blank=True)),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.episode")),
                ("roll", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="whereabouts.rollcall")),
            ],
            options={
                "db_table": "roll_mark",
                "constraints": [
                    models.UniqueConstraint(models.F("roll"), models.F("episode"), name="roll_mark_once"),
                    models.CheckConstraint(
                        condition=models.Q(("found", True), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="roll_mark_absence_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "place",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="+", serialize=False, to="places.place"
                    ),
                ),
                ("held", models.IntegerField(db_default=0, default=0)),
                ("away", models.IntegerField(db_default=0, default=0, help_text="out of the ward, inside or outside the prison")),
                ("outside", models.IntegerField(db_default=0, default=0, help_text="out of the prison")),
            ],
            options={
                "db_table": "roll_tally",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("held__gte", models.F("away")), ("away__gte", models.F("outside")), ("outside__gte", 0)),
                        name="roll_tally_in_order",
                    )
                ],
            },
        ),
    ]
