"""Comparisons of rule versions, the people that they touch, and the reasons recorded for replays that differ."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from zhiheng.engines.trail.guard import guard

OPEN = Q(state__in=("waiting", "running"))


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0002_guards'),
        ('sentence', '0005_outlook_questions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Comparison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(help_text='reading, rules_of or edition')),
                ('value', models.TextField(help_text='OQ-6=next_day, a day, or an edition')),
                ('place', models.TextField(help_text='path of the place whose people are looked at')),
                ('as_of', models.DateField(help_text='taken as the report date')),
                ('edition', models.TextField(help_text='edition of the law package that worked it out')),
                ('reason', models.TextField()),
                ('requested_at', models.DateTimeField()),
                ('requested_by', models.TextField(help_text="official's reference")),
                ('requested_label', models.TextField()),
                ('state', models.TextField(choices=[('waiting', 'waiting to begin'), ('running', 'running'), ('done', 'finished'), ('stopped', 'stopped'), ('failed', 'failed')], default='waiting')),
                ('total', models.PositiveIntegerField()),
                ('done', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('after', models.BigIntegerField(default=0)),
                ('ended_at', models.DateTimeField(null=True)),
                ('fault', models.TextField(blank=True, default='', help_text='why it failed')),
                ('impacts', models.JSONField(default=dict, help_text='impact -> people; a person may stand under several')),
                ('causes', models.JSONField(default=dict, help_text='rule -> people, each under one')),
            ],
            options={
                'db_table': 'comparison',
                'indexes': [models.Index(F('id'), condition=OPEN, name='comparison_to_work_on')],
                'constraints': [
                    models.UniqueConstraint(F('kind'), F('value'), F('place'), F('as_of'), condition=OPEN, name='comparison_asked_once'),
                    models.CheckConstraint(condition=Q(changed__lte=F('done')), name='comparison_changed_within_done'),
                    models.CheckConstraint(condition=OPEN ^ Q(ended_at__isnull=False), name='comparison_ends_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ReplayReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cause', models.TextField(help_text='id of the rule whose own value differs')),
                ('then', models.TextField()),
                ('now', models.TextField()),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.TextField(help_text="official's reference")),
            ],
            options={
                'db_table': 'replay_reason',
                'constraints': [models.UniqueConstraint(F('cause'), F('then'), F('now'), name='replay_reason_once')],
            },
        ),
        migrations.CreateModel(
            name='ComparisonRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.JSONField()),
                ('after', models.JSONField()),
                ('impacts', django.contrib.postgres.fields.ArrayField(base_field=models.TextField())),
                ('cause', models.TextField(blank=True, help_text='id of a rule; empty when no tree tells')),
                ('comparison', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='sentence.comparison')),
                ('judgment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sentence.judgment')),
                ('prison', models.ForeignKey(help_text='where the person was then', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'db_table': 'comparison_row',
                'indexes': [models.Index(F('judgment'), name='comparison_row_judgment')],
                'constraints': [
                    models.UniqueConstraint(F('comparison'), F('judgment'), name='comparison_row_once'),
                    models.CheckConstraint(condition=~Q(impacts=[]), name='comparison_row_has_impact'),
                ],
            },
        ),
        guard("comparison"),
        guard("comparison_row"),
        guard("replay_reason"),
    ]
