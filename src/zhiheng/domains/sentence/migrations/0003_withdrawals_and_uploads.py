from __future__ import annotations

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sentence", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="RulingUpload",
            fields=[
                ("token", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("official", models.TextField(help_text="reference of the uploader, who alone may open it")),
                ("name", models.TextField()),
                ("digest", models.TextField()),
                ("size", models.PositiveIntegerField()),
                ("content", models.BinaryField(help_text="emptied once imported")),
                ("verdicts", models.TextField(help_text="one letter a row, in file order: A agrees, D differs, N not checkable, I invalid")),
                ("uploaded_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "db_table": "ruling_upload",
                "indexes": [models.Index(models.F("expires_at"), name="ruling_upload_expiry")],
            },
        ),
        migrations.AddField(
            model_name="change",
            name="withdrawn",
            field=models.BooleanField(db_default=False, default=False, help_text="entered in error: kept, no longer counted"),
        ),
        migrations.AddField(
            model_name="credit",
            name="withdrawn",
            field=models.BooleanField(db_default=False, default=False, help_text="entered in error: kept, no longer counted"),
        ),
        migrations.AddField(
            model_name="rulingbatch",
            name="place",
            field=models.TextField(db_default="", default="", help_text="path of the place for which it was imported"),
        ),
        migrations.AddIndex(
            model_name="determination",
            index=models.Index(
                models.F("agreement"),
                models.F("judgment"),
                condition=models.Q(("latest", True), models.Q(("agreement", "agrees"), _negated=True)),
                name="determination_to_look_at",
            ),
        ),
        migrations.AddField(
            model_name="rulingupload",
            name="batch",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="uploads", to="sentence.rulingbatch"),
        ),
    ]
