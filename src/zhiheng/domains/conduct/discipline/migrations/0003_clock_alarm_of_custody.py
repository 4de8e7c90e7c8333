"""An alarm may be over custody itself: somebody held beyond the end of term."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("discipline", "0002_guards")]
    operations = [
        migrations.AddField(
            "clockalarm",
            "episode",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="clock_alarms", to="people.episode"),
        ),
        migrations.RemoveConstraint("clockalarm", "alarm_of_one"),
        migrations.AddConstraint(
            "clockalarm",
            models.CheckConstraint(
                condition=Q(seclusion__isnull=False, restraint__isnull=True, episode__isnull=True)
                | Q(seclusion__isnull=True, restraint__isnull=False, episode__isnull=True)
                | Q(seclusion__isnull=True, restraint__isnull=True, episode__isnull=False),
                name="alarm_of_one",
            ),
        ),
        migrations.AddConstraint(
            "clockalarm",
            models.UniqueConstraint("episode", "clock", "due_at", condition=Q(episode__isnull=False), name="alarm_of_episode_once"),
        ),
    ]
