"""Every table of this app is under the trail; what was signed, done or issued is not changed. Medical words leave no picture."""

from __future__ import annotations

from django.db import migrations

from zhiheng.domains.custody.reception.sql import (
    LISTED_STAYS,
    SIGNED_STAYS,
    STEPS_MOVE,
    STEPS_STAY,
    UNLISTED,
    UNSIGNED,
)
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("reception", "0001_initial"), ("trail", "0002_machinery")]
    operations = [
        guard("expected_arrival"),
        guard("reception_step"),
        guard("identity_doubt"),
        guard("identity_check"),
        guard("entry_examination", omit=("injuries", "illness", "disability", "treatment_complaint")),
        guard("property_list"),
        guard("belonging"),
        guard("file_item"),
        guard("file_version"),
        guard("issued_paper"),
        migrations.RunSQL(STEPS_STAY, STEPS_MOVE),
        migrations.RunSQL(SIGNED_STAYS, UNSIGNED),
        migrations.RunSQL(LISTED_STAYS, UNLISTED),
    ]
