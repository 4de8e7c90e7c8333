"""Every table of this app is under the trail; what was decided or answered is not changed. What a seal took out leaves no picture."""

from __future__ import annotations

from django.db import migrations

from zhiheng.domains.custody.departure.sql import RELEASE_MOVES, RELEASE_STAYS, SEAL_GOES_ON, SEAL_MOVES, TRANSFER_GOES_ON, TRANSFER_MOVES
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):
    dependencies = [("departure", "0001_initial"), ("reception", "0002_guards"), ("trail", "0002_machinery")]
    operations = [
        guard("transfer"),
        guard("release"),
        guard("record_seal", omit=("identity",)),
        guard("seal_enquiry"),
        guard("key_person"),
        migrations.RunSQL(TRANSFER_GOES_ON, TRANSFER_MOVES),
        migrations.RunSQL(RELEASE_STAYS, RELEASE_MOVES),
        migrations.RunSQL(SEAL_GOES_ON, SEAL_MOVES),
    ]
