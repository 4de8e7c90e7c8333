from __future__ import annotations

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Deliberation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.TextField(help_text="stable reference of the body, such as ward-team:b.p1.w1")),
                ("label", models.TextField(help_text="the body's name as it stood")),
                ("place", models.TextField(help_text="path of the place that the body is of")),
                ("matter", models.TextField(help_text="what kind of thing is decided")),
                ("matters", models.JSONField(default=list, help_text="stable references of what is decided")),
                ("question", models.TextField()),
                ("held_on", models.DateField()),
                ("chair", models.TextField(help_text="official's reference")),
                ("share_of", models.PositiveSmallIntegerField(default=2)),
                ("share_in", models.PositiveSmallIntegerField(default=3)),
                (
                    "state",
                    models.TextField(choices=[("open", "open for votes"), ("carried", "carried"), ("rejected", "not carried")], default="open"),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                ("minutes", models.TextField(blank=True)),
            ],
            options={
                "db_table": "deliberation",
                "indexes": [models.Index(fields=["body", "-held_on"], name="deliberation_body")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("share_of__gte", 1), ("share_of__lte", models.F("share_in"))), name="deliberation_share_is_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("state", "open")),
                            models.Q(models.Q(("state", "open"), _negated=True), ("closed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="deliberation_closed_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("official", models.TextField(help_text="stable reference")),
                ("label", models.TextField()),
                ("deliberation", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="members", to="procedure.deliberation")),
            ],
            options={
                "db_table": "deliberation_member",
                "constraints": [models.UniqueConstraint(models.F("deliberation"), models.F("official"), name="deliberation_member_once")],
            },
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("choice", models.TextField(choices=[("yes", "for"), ("no", "against"), ("abstain", "abstains")])),
                ("words", models.TextField(blank=True, help_text="reasons; a dissent has them")),
                ("content", models.TextField(help_text="SHA-256 of what was voted on and how, as signed")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("member", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="vote", to="procedure.member")),
            ],
            options={
                "db_table": "deliberation_vote",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("choice", "no"), _negated=True), models.Q(("words", ""), _negated=True), _connector="OR"),
                        name="deliberation_dissent_has_reasons",
                    )
                ],
            },
        ),
    ]
