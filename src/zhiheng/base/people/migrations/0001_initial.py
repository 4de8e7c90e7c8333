from __future__ import annotations

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
        ("trail", "0002_machinery"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("pinyin", models.TextField(help_text="syllables apart by a space, lower case, no tones")),
                ("initials", models.TextField(help_text="first letters of the syllables")),
                ("sex", models.TextField(choices=[("male", "male"), ("female", "female")])),
                ("birth_date", models.DateField(blank=True, null=True)),
                ("native_place", models.TextField(blank=True)),
                ("education", models.TextField(blank=True)),
                ("synthetic", models.BooleanField(default=False)),
                (
                    "merged_into",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="merged", to="people.person"),
                ),
            ],
            options={
                "db_table": "person",
            },
        ),
        migrations.CreateModel(
            name="Episode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField(help_text="prisoner number", unique=True)),
                ("received_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("sort_key", models.TextField(help_text="pinyin of the person's name")),
                ("sex", models.TextField(choices=[("male", "male"), ("female", "female")])),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
                ("prison", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
                ("ward", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="episodes", to="people.person")),
            ],
            options={
                "db_table": "episode",
                "indexes": [
                    models.Index(
                        models.F("prison"),
                        models.F("sort_key"),
                        models.F("id"),
                        condition=models.Q(("ended_on__isnull", True)),
                        name="episode_prison_sorted",
                    ),
                    models.Index(
                        models.F("ward"),
                        models.F("sort_key"),
                        models.F("id"),
                        condition=models.Q(("ended_on__isnull", True)),
                        name="episode_ward_sorted",
                    ),
                    models.Index(models.F("sort_key"), models.F("id"), condition=models.Q(("ended_on__isnull", True)), name="episode_sorted"),
                    models.Index(models.F("person"), name="episode_person"),
                    models.Index(models.F("place"), condition=models.Q(("ended_on__isnull", True)), name="episode_place"),
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("person", "="),
                            (
                                models.Func(
                                    models.F("received_on"),
                                    models.F("ended_on"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="episode_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_on__isnull", True), ("ended_on__gte", models.F("received_on")), _connector="OR"),
                        name="episode_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="stays", to="people.episode")),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="stays", to="places.place")),
            ],
            options={
                "db_table": "stay",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("episode", "="), ("during", "&&")], name="stay_one_place_at_a_time"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("place", "="), ("during", "&&")], name="stay_one_person_a_bed"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Name",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField(choices=[("legal", "legal name"), ("alias", "alias"), ("former", "former name")])),
                ("name", models.TextField()),
                ("pinyin", models.TextField()),
                ("initials", models.TextField()),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="names", to="people.person")),
            ],
            options={
                "db_table": "person_name",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("person"), condition=models.Q(("kind", "legal"), ("until__isnull", True)), name="name_one_legal"
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="name_not_empty"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Identifier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField(choices=[("identity-card", "identity card"), ("passport", "passport"), ("other", "other document")])),
                ("value", models.TextField()),
                ("check_ok", models.BooleanField(help_text="the standard's check digit holds; unknown where there is none", null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="identifiers", to="people.person")),
            ],
            options={
                "db_table": "identifier",
                "indexes": [models.Index(models.F("value"), name="identifier_value")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("kind"), models.F("value"), condition=models.Q(("ended_on__isnull", True)), name="identifier_once"
                    )
                ],
            },
        ),
    ]
