from __future__ import annotations

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("places", "0001_initial"),
        ("trail", "0002_machinery"),
    ]

    operations = [
        migrations.CreateModel(
            name="PostKind",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("name_zh", models.TextField()),
                ("name_en", models.TextField()),
            ],
            options={
                "db_table": "post_kind",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="Power",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("name_zh", models.TextField()),
                ("name_en", models.TextField()),
                ("basis", models.TextField(help_text="provision, or the internal rule until one is enacted")),
                ("subject_kind", models.TextField()),
                ("duties_zh", models.TextField()),
                ("duties_en", models.TextField()),
                ("needs_second", models.BooleanField(default=False)),
                ("needs_fresh", models.BooleanField(default=False)),
                ("retired", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "power",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="Officer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField(unique=True)),
                ("name", models.TextField()),
                ("pinyin", models.TextField(blank=True)),
                ("initials", models.TextField(blank=True)),
                (
                    "kind",
                    models.TextField(
                        choices=[("officer", "officer"), ("procurator", "procurator"), ("system", "system official")], default="officer"
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True)),
                ("synthetic", models.BooleanField(default=False)),
                (
                    "account",
                    models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="officer", to=settings.AUTH_USER_MODEL),
                ),
                ("home", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="officers", to="places.place")),
            ],
            options={
                "db_table": "officer",
                "indexes": [models.Index(models.F("pinyin"), name="officer_pinyin"), models.Index(models.F("initials"), name="officer_initials")],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.TextField(unique=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("place", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="places.place")),
                ("kind", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="powers.postkind")),
            ],
            options={
                "db_table": "post",
            },
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="powers.officer")),
                ("post", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="powers.post")),
            ],
            options={
                "db_table": "holding",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("officer", "="), ("post", "="), ("during", "&&")], name="holding_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PostPower",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("kind", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="carries", to="powers.postkind")),
                ("power", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="carried_by", to="powers.power")),
            ],
            options={
                "db_table": "post_power",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("kind", "="), ("power", "="), ("during", "&&")], name="post_power_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("add", models.BooleanField(help_text="true: the post gets the power; false: it loses it")),
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
                ("reason", models.TextField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_reason", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="powers.officer"),
                ),
                ("proposed_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="powers.officer")),
                ("kind", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="powers.postkind")),
                ("power", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="powers.power")),
            ],
            options={
                "db_table": "policy_change",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("decided_by", models.F("proposed_by")), _negated=True), ("state", "withdrawn"), _connector="OR"),
                        name="policy_change_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "proposed"), ("decided_at__isnull", False), _connector="OR"),
                        name="policy_change_decided_has_time",
                    ),
                    models.UniqueConstraint(
                        models.F("kind"), models.F("power"), condition=models.Q(("state", "proposed")), name="policy_change_one_open"
                    ),
                ],
            },
        ),
    ]
