from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("trail", "0002_machinery"),
    ]

    operations = [
        migrations.CreateModel(
            name="RulingBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("digest", models.TextField(help_text="SHA-256 of the file: the same file is not imported twice", unique=True)),
                ("size", models.PositiveIntegerField()),
                ("imported_at", models.DateTimeField()),
                ("imported_by", models.TextField()),
                ("edition", models.TextField()),
                ("agrees", models.PositiveIntegerField()),
                ("differs", models.PositiveIntegerField()),
                ("not_checkable", models.PositiveIntegerField()),
                ("invalid", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "ruling_batch",
            },
        ),
        migrations.CreateModel(
            name="Judgment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.TextField(help_text="document number")),
                ("court", models.TextField()),
                ("offence", models.TextField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("control", "control"),
                            ("detention", "detention"),
                            ("fixed", "fixed term"),
                            ("life", "life"),
                            ("death_reprieve", "death with reprieve"),
                        ]
                    ),
                ),
                ("years", models.PositiveSmallIntegerField(null=True)),
                ("months", models.PositiveSmallIntegerField(null=True)),
                ("days", models.PositiveSmallIntegerField(null=True)),
                ("judged_on", models.DateField(null=True)),
                ("final_on", models.DateField(null=True)),
                ("delivered_on", models.DateField(help_text="handed over to the prison", null=True)),
                ("reprieve_served_on", models.DateField(null=True)),
                ("printed_start", models.DateField(null=True)),
                ("printed_end", models.DateField(null=True)),
                ("political_rights_months", models.PositiveSmallIntegerField(null=True)),
                ("political_rights_for_life", models.BooleanField(default=False)),
                ("stated_credit_days", models.PositiveSmallIntegerField(null=True)),
                ("restricted", models.BooleanField(default=False)),
                ("whole_life", models.BooleanField(default=False)),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="judgments", to="people.episode")),
                (
                    "superseded_by",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="supersedes", to="sentence.judgment"),
                ),
            ],
            options={
                "db_table": "judgment",
                "indexes": [models.Index(models.F("episode"), name="judgment_episode")],
                "constraints": [
                    models.UniqueConstraint(models.F("episode"), condition=models.Q(("superseded_by__isnull", True)), name="judgment_one_in_force"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("printed_start__isnull", True),
                            ("printed_end__isnull", True),
                            ("printed_end__gte", models.F("printed_start")),
                            _connector="OR",
                        ),
                        name="judgment_printed_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("control", "detention", "fixed")),
                            models.Q(("days__isnull", True), ("months__isnull", True), ("years__isnull", True)),
                            _connector="OR",
                        ),
                        name="judgment_life_has_no_term",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Determination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("by", models.TextField(help_text="official's reference")),
                ("edition", models.TextField(help_text="edition of the law package")),
                ("inputs", models.JSONField()),
                ("rules", models.JSONField(help_text="rule, instrument, commencement and digest of every rule used")),
                ("trace", models.JSONField()),
                ("finding", models.JSONField(help_text="the whole finding, without the trace")),
                (
                    "agreement",
                    models.TextField(
                        choices=[
                            ("agrees", "agrees with the printed date"),
                            ("differs", "differs from the printed date"),
                            ("not_checkable", "cannot be checked"),
                            ("invalid", "contradictory"),
                        ]
                    ),
                ),
                ("start", models.DateField(null=True)),
                ("end", models.DateField(help_text="the end that governs: printed if printed, else computed", null=True)),
                ("computed_end", models.DateField(null=True)),
                ("floor_end", models.DateField(null=True)),
                ("latest", models.BooleanField(default=True)),
                ("judgment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="determinations", to="sentence.judgment")),
            ],
            options={
                "db_table": "determination",
                "indexes": [models.Index(models.F("end"), condition=models.Q(("latest", True)), name="determination_end")],
                "constraints": [models.UniqueConstraint(models.F("judgment"), condition=models.Q(("latest", True)), name="determination_one_latest")],
            },
        ),
        migrations.CreateModel(
            name="Credit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("custody", "custody"),
                            ("designated_residence", "residential surveillance at a designated place"),
                            ("supervisory_detention", "supervisory detention"),
                            ("excluded", "days not counted as served"),
                        ]
                    ),
                ),
                ("first", models.DateField(null=True)),
                ("last", models.DateField(null=True)),
                ("days", models.PositiveSmallIntegerField(help_text="excluded days, as stated", null=True)),
                ("source", models.TextField(blank=True, help_text="the document that shows it")),
                ("judgment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="credits", to="sentence.judgment")),
            ],
            options={
                "db_table": "credit",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last__isnull", True), ("last__gte", models.F("first")), _connector="OR"), name="credit_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("days__isnull", False), ("kind", "excluded")),
                            models.Q(models.Q(("kind", "excluded"), _negated=True), ("first__isnull", False)),
                            _connector="OR",
                        ),
                        name="credit_has_extent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Count",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("crime", models.TextField()),
                ("offence_date", models.DateField(null=True)),
                ("years", models.PositiveSmallIntegerField(null=True)),
                ("months", models.PositiveSmallIntegerField(null=True)),
                ("days", models.PositiveSmallIntegerField(null=True)),
                ("judgment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="counts", to="sentence.judgment")),
            ],
            options={
                "db_table": "judgment_count",
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("commutation", "commutation"),
                            ("life_to_fixed", "life to fixed term"),
                            ("reprieve_to_life", "reprieve to life"),
                            ("reprieve_to_fixed", "reprieve to fixed term"),
                        ]
                    ),
                ),
                ("document", models.TextField()),
                ("court", models.TextField()),
                ("ruled_on", models.DateField()),
                ("served_on", models.DateField(null=True)),
                ("years", models.PositiveSmallIntegerField(null=True)),
                ("months", models.PositiveSmallIntegerField(null=True)),
                ("days", models.PositiveSmallIntegerField(null=True)),
                ("printed_start", models.DateField(null=True)),
                ("printed_end", models.DateField(null=True)),
                ("judgment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="sentence.judgment")),
            ],
            options={
                "db_table": "sentence_change",
                "ordering": ("ruled_on", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("served_on__isnull", True), ("served_on__gte", models.F("ruled_on")), _connector="OR"),
                        name="change_served_after_ruling",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ruling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.PositiveIntegerField()),
                ("code", models.TextField(help_text="the row's id")),
                ("court", models.TextField(blank=True)),
                ("offence", models.TextField(blank=True)),
                ("ruled_on", models.TextField(blank=True, help_text="as printed; may lack the day")),
                (
                    "verdict",
                    models.TextField(
                        choices=[
                            ("agrees", "agrees with the printed date"),
                            ("differs", "differs from the printed date"),
                            ("not_checkable", "cannot be checked"),
                            ("invalid", "contradictory"),
                        ]
                    ),
                ),
                ("oddity", models.BooleanField(default=False, help_text="differs, and the file itself says that the ruling is odd")),
                ("raw", models.JSONField()),
                ("outcome", models.JSONField(help_text="the check: printed, computed, parts, reasons in both languages, missing facts")),
                ("trace", models.JSONField(null=True)),
                ("batch", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rulings", to="sentence.rulingbatch")),
            ],
            options={
                "db_table": "ruling",
                "indexes": [models.Index(models.F("batch"), models.F("verdict"), models.F("line"), name="ruling_by_verdict")],
                "constraints": [models.UniqueConstraint(models.F("batch"), models.F("line"), name="ruling_line_once")],
            },
        ),
    ]
