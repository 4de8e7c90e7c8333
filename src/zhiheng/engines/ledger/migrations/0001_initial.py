from __future__ import annotations

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner", models.TextField(help_text="stable reference, such as episode:118 or place:b.p1.w1:granted")),
                ("unit", models.TextField(help_text="what is counted, in hundredths: points, yuan, credits")),
                ("running", models.BooleanField(default=False)),
                ("may_be_negative", models.BooleanField(default=True)),
            ],
            options={
                "db_table": "ledger_account",
                "constraints": [
                    models.UniqueConstraint(models.F("owner"), models.F("unit"), name="ledger_account_once"),
                    models.CheckConstraint(
                        condition=models.Q(("may_be_negative", True), ("running", True), _connector="OR"), name="ledger_account_floor_needs_running"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("book", models.TextField(help_text="what is frozen together with its period, such as points:b.p1.w1")),
                ("period", models.TextField()),
                ("key", models.TextField(help_text="given by whoever posts; a second posting under it finds the first")),
                ("kind", models.TextField()),
                ("occurred_on", models.DateField()),
                ("reason", models.TextField(blank=True)),
                ("second", models.TextField(blank=True, help_text="the second person; a reversal needs one")),
                ("postings", models.IntegerField()),
                ("digest", models.BinaryField()),
                ("posted_by", models.TextField(default="", help_text="official of the act, set by the database")),
                ("posted_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "reverses",
                    models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reversed_by", to="ledger.entry"),
                ),
            ],
            options={
                "db_table": "ledger_entry",
                "indexes": [models.Index(models.F("book"), models.F("period"), name="ledger_entry_period")],
                "constraints": [
                    models.UniqueConstraint(models.F("book"), models.F("key"), name="ledger_entry_once"),
                    models.CheckConstraint(condition=models.Q(("postings__gte", 2)), name="ledger_entry_has_two_sides"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reverses__isnull", True),
                            models.Q(
                                models.Q(("reason", ""), _negated=True),
                                models.Q(("second", ""), _negated=True),
                                models.Q(("second", models.F("posted_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="ledger_reversal_for_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Frozen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("book", models.TextField()),
                ("period", models.TextField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "db_table": "ledger_frozen",
                "constraints": [models.UniqueConstraint(models.F("book"), models.F("period"), name="ledger_frozen_once")],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("pk", models.CompositePrimaryKey("entry_id", "line", blank=True, editable=False, primary_key=True, serialize=False)),
                ("line", models.IntegerField()),
                ("amount", models.BigIntegerField(help_text="hundredths, signed")),
                ("version", models.IntegerField(help_text="number of the posting in a running account, from 1", null=True)),
                ("balance", models.BigIntegerField(help_text="what it left in a running account", null=True)),
                (
                    "account",
                    models.ForeignKey(
                        db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="lines", to="ledger.account"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="lines", to="ledger.entry"
                    ),
                ),
            ],
            options={
                "db_table": "ledger_posting",
                "constraints": [
                    models.UniqueConstraint(models.F("account"), models.F("version"), name="ledger_posting_version"),
                    models.CheckConstraint(condition=models.Q(("amount", 0), _negated=True), name="ledger_posting_moves"),
                    models.CheckConstraint(
                        condition=models.Q(("version__isnull", True), ("version__gte", 1), _connector="OR"), name="ledger_no_negative_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("balance__isnull", True), ("version__isnull", True)),
                            models.Q(("balance__isnull", False), ("version__isnull", False)),
                            _connector="OR",
                        ),
                        name="ledger_version_with_balance",
                    ),
                ],
            },
        ),
    ]
