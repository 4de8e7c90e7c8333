"""New names wait in a list that every search reads through, until it is full or vacuum comes: let it be eight pages, not five hundred."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0004_list_orders")]
    operations = [
        migrations.RunSQL(
            "alter index person_name_grams set (gin_pending_list_limit = 64); select gin_clean_pending_list('person_name_grams')",
            "alter index person_name_grams reset (gin_pending_list_limit)",
        )
    ]
