"""Outlooks kept for lists, under the trail."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):

    dependencies = [
        ('sentence', '0003_withdrawals_and_uploads'),
    ]

    operations = [
        migrations.CreateModel(
            name='Outlook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', models.DateField(help_text='taken as the report date')),
                ('at', models.DateTimeField()),
                ('by', models.TextField(help_text="official's reference")),
                ('edition', models.TextField(help_text='edition of the law package')),
                ('pack', models.TextField(help_text='provisions that govern; empty when the facts contradict each other')),
                ('standing', models.TextField(help_text='class; empty when unknown')),
                ('report_from', models.DateField(help_text='earliest report for a commutation', null=True)),
                ('parole_from', models.DateField(help_text='earliest parole', null=True)),
                ('ends_on', models.DateField(help_text='the end that governs', null=True)),
                ('bars', models.JSONField(help_text='rules that bar parole')),
                ('amounts', models.JSONField(help_text='grade -> the most that one commutation may take off')),
                ('hangs_on', models.JSONField(help_text='facts that are not recorded')),
                ('refusals', models.JSONField(help_text='contradictions, in both languages')),
                ('judgment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outlook', to='sentence.judgment')),
            ],
            options={
                'db_table': 'outlook',
                'indexes': [models.Index(models.F('report_from'), models.F('judgment'), name='outlook_report_from'), models.Index(models.F('parole_from'), models.F('judgment'), name='outlook_parole_from')],
            },
        ),
        guard("outlook"),
    ]
