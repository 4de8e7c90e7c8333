"""Searches, draws, finds and their chains."""
from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0005_names_found_at_once"),
        ("places", "0002_guards"),
        ("powers", "0004_officers_sex"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("seed", models.TextField(help_text="16 hexadecimal digits")),
                ("population", models.PositiveIntegerField()),
                ("size", models.PositiveIntegerField()),
                ("drawn_at", models.DateTimeField()),
                ("drawn_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
            ],
            options={
                "db_table": "search_draw",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0), ("size__lte", models.F("population"))), name="search_draw_of_population"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Find",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("spot", models.TextField(blank=True, help_text="where exactly")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("phone", "phone or other communication"),
                            ("weapon", "weapon or sharp object"),
                            ("tool", "tool, rope, ladder"),
                            ("drug", "drug or unprescribed medicine"),
                            ("alcohol", "alcohol"),
                            ("fire", "fire-making, inflammable"),
                            ("money", "cash or valuables"),
                            ("clothes", "civilian clothes or uniform"),
                            ("print", "forbidden print"),
                            ("other", "other"),
                        ]
                    ),
                ),
                ("words", models.TextField(help_text="what it is")),
                ("quantity", models.DecimalField(decimal_places=2, max_digits=10)),
                ("unit", models.TextField()),
                ("photo", models.TextField(blank=True, help_text="reference of the photograph of the thing")),
                ("found_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("found_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                (
                    "holder",
                    models.ForeignKey(
                        help_text="suspected holder; empty: unknown",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="finds",
                        to="people.episode",
                    ),
                ),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
            ],
            options={
                "db_table": "find",
                "indexes": [
                    models.Index(fields=["place", "-found_at"], name="find_place"),
                    models.Index(models.F("holder"), name="find_holder"),
                    models.Index(fields=["kind", "-found_at"], name="find_kind"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("quantity__gt", 0)), name="find_of_something"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("words", ""), _negated=True), models.Q(("unit", ""), _negated=True)), name="find_has_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Handling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("sealed", "sealed"),
                            ("handed-on", "handed on"),
                            ("stored", "stored"),
                            ("destroyed", "destroyed"),
                            ("police", "given to the police"),
                            ("returned", "returned or kept for the owner"),
                            ("treasury", "paid into the treasury"),
                        ]
                    ),
                ),
                ("seal", models.TextField(blank=True)),
                ("words", models.TextField(blank=True, help_text="where it is kept, how it was disposed of, what is wrong with the seal")),
                ("at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(null=True)),
                ("withdrawn", models.BooleanField(default=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("find", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="handlings", to="contraband.find")),
                ("signed_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                (
                    "to",
                    models.ForeignKey(
                        help_text="who holds it afterwards; empty after a disposal",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="powers.officer",
                    ),
                ),
            ],
            options={
                "db_table": "handling",
                "constraints": [
                    models.UniqueConstraint(models.F("find"), models.F("number"), name="handling_in_order"),
                    models.UniqueConstraint(
                        models.F("find"), condition=models.Q(("signed_at__isnull", True), ("withdrawn", False)), name="handling_one_waiting"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "stored"),
                            ("kind", "sealed"),
                            ("signed_by__isnull", True),
                            models.Q(("signed_by", models.F("by")), _negated=True),
                            _connector="OR",
                        ),
                        name="handling_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "handed-on"), _negated=True),
                            models.Q(("to__isnull", False), models.Q(("to", models.F("by")), _negated=True)),
                            _connector="OR",
                        ),
                        name="handling_to_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("withdrawn", False), ("signed_at__isnull", True), _connector="OR"), name="handling_signed_stays"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Search",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(choices=[("cell", "of a cell"), ("area", "of a workplace or area"), ("body", "of the body and belongings")]),
                ),
                ("on", models.DateField()),
                ("state", models.TextField(choices=[("planned", "planned"), ("done", "done"), ("called-off", "called off")], default="planned")),
                ("planned_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(help_text="when it was made", null=True)),
                ("recorded_at", models.DateTimeField(null=True)),
                ("result", models.TextField(blank=True)),
                ("draw", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="searches", to="contraband.draw")),
                (
                    "episode",
                    models.ForeignKey(
                        help_text="whose body and belongings",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="searches",
                        to="people.episode",
                    ),
                ),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
                ("planned_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("recorded_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "search",
                "indexes": [
                    models.Index(models.F("place"), models.F("on"), name="search_place"),
                    models.Index(models.F("on"), condition=models.Q(("state", "planned")), name="search_planned"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("episode__isnull", False), ("kind", "body")),
                            models.Q(models.Q(("kind", "body"), _negated=True), ("episode__isnull", True)),
                            _connector="OR",
                        ),
                        name="search_of_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(
                                ("done_at__isnull", False),
                                ("recorded_at__isnull", False),
                                ("recorded_by__isnull", False),
                                models.Q(("result", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="search_done_whole",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="find",
            name="search",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="finds", to="contraband.search"),
        ),
        migrations.CreateModel(
            name="Searcher",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("search", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="searchers", to="contraband.search")),
            ],
            options={
                "db_table": "searcher",
                "constraints": [models.UniqueConstraint(models.F("search"), models.F("officer"), name="searcher_once")],
            },
        ),
    ]
