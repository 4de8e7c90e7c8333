"""Timetable, hand-overs, event reports, talks."""

import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0005_names_found_at_once'),
        ('places', '0002_guards'),
        ('powers', '0003_separation'),
    ]

    operations = [
        migrations.CreateModel(
            name='EventReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('fight', 'fight or assault'), ('illness', 'illness or injury'), ('self-harm', 'self-harm or suicide risk'), ('escape', 'escape or signs of it'), ('fire', 'fire or smoke'), ('contraband', 'contraband'), ('utilities', 'power, water, equipment'), ('other', 'other')])),
                ('words', models.TextField(blank=True)),
                ('token', models.UUIDField(help_text='made by the page: a report sent twice is one report', unique=True)),
                ('occurred_at', models.DateTimeField()),
                ('reported_at', models.DateTimeField()),
                ('found', models.TextField(blank=True, help_text='what was found, and where it went')),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('reported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
            ],
            options={
                'db_table': 'event_report',
                'indexes': [models.Index(fields=['place', '-occurred_at'], name='event_report_place'), models.Index(models.F('occurred_at'), condition=models.Q(('closed_at__isnull', True)), name='event_report_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('closed_by__isnull', True), models.Q(('closed_by', models.F('reported_by')), _negated=True), _connector='OR'), name='event_report_two_people'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('found', ''), _negated=True), _connector='OR'), name='event_report_closed_with_words'), models.CheckConstraint(condition=models.Q(('occurred_at__lte', django.db.models.expressions.CombinedExpression(models.F('reported_at'), '+', models.Value(datetime.timedelta(seconds=300))))), name='event_report_not_ahead')],
            },
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.TextField(choices=[('waiting', 'waiting to be taken over'), ('taken', 'taken over'), ('withdrawn', 'withdrawn')], default='waiting')),
                ('due_at', models.DateTimeField(help_text='the change of shift that it belongs to, by the timetable', null=True)),
                ('on_books', models.PositiveIntegerField(help_text='people whose bed is in the ward')),
                ('out', models.PositiveIntegerField(help_text='of these, out by an open movement')),
                ('unresolved', models.PositiveIntegerField(help_text='discrepancies of the roll without an end')),
                ('watched', models.TextField(blank=True, help_text='whom to watch, and why')),
                ('keys', models.TextField(blank=True, help_text='keys, radios, instruments handed on')),
                ('open_work', models.TextField(blank=True, help_text='what is not finished')),
                ('given_at', models.DateTimeField()),
                ('counted', models.PositiveIntegerField(help_text='heads counted by the officer who takes over', null=True)),
                ('difference', models.TextField(blank=True, help_text='why the count does not agree, and to whom it was reported')),
                ('taken_at', models.DateTimeField(null=True)),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
            ],
            options={
                'db_table': 'hand_over',
                'indexes': [models.Index(fields=['place', '-taken_at'], name='hand_over_last'), models.Index(models.F('place'), models.F('given_at'), name='hand_over_day')],
                'constraints': [models.UniqueConstraint(models.F('place'), condition=models.Q(('state', 'waiting')), name='hand_over_one_waiting'), models.CheckConstraint(condition=models.Q(('taken_by__isnull', True), models.Q(('taken_by', models.F('given_by')), _negated=True), _connector='OR'), name='hand_over_two_people'), models.CheckConstraint(condition=models.Q(('out__lte', models.F('on_books'))), name='hand_over_out_of_books'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken'), _negated=True), models.Q(('taken_by__isnull', False), ('taken_at__isnull', False), ('counted__isnull', False)), _connector='OR'), name='hand_over_taken_whole'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken'), _negated=True), models.Q(('difference', ''), _negated=True), ('counted', django.db.models.expressions.CombinedExpression(models.F('on_books'), '-', models.F('out'))), _connector='OR'), name='hand_over_difference_explained')],
            },
        ),
        migrations.CreateModel(
            name='Talk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('admission', 'on admission'), ('regular', 'regular'), ('concern', 'out of concern'), ('conduct', 'about conduct'), ('family', 'about the family'), ('release', 'before release')])),
                ('words', models.TextField()),
                ('held_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='talks', to='people.episode')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('place', models.ForeignKey(help_text='the ward or prison at the time', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'db_table': 'talk',
                'indexes': [models.Index(fields=['episode', '-held_at'], name='talk_last'), models.Index(models.F('place'), models.F('held_at'), name='talk_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='talk_has_words')],
            },
        ),
        migrations.CreateModel(
            name='TimetableLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.TextField(choices=[('unlock', 'unlock'), ('roll-call', 'roll call'), ('meal', 'meal'), ('work-out', 'out to work'), ('work-back', 'back from work'), ('class', 'class'), ('exercise', 'open air'), ('shift', 'change of shift'), ('lights-out', 'lights out')])),
                ('hour', models.TimeField()),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField(help_text='days on which it holds')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'db_table': 'timetable_line',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('place', '='), ('item', '='), ('hour', '='), ('during', '&&')], name='timetable_hour_once')],
            },
        ),
    ]
