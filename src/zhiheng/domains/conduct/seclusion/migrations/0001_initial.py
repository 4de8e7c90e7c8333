"""Days alone, restraints, the looks at them, the alarms of their clocks."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('discipline', '0001_initial'),
        ('people', '0006_sealed'),
        ('places', '0002_guards'),
        ('powers', '0004_officers_sex'),
    ]

    operations = [
        migrations.CreateModel(
            name='Restraint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gear', models.TextField(choices=[('handcuffs', 'handcuffs'), ('belt', 'restraint belt'), ('jacket', 'restraint jacket'), ('bed', 'restraint bed')])),
                ('ground', models.PositiveSmallIntegerField(choices=[(1, 'escort: outside hospital, special leave, transfer'), (2, 'signs of, or to stop, riot, escape, assault, self-harm, suicide'), (3, 'serious breach disturbing order that must be prevented')])),
                ('words', models.TextField(help_text='the danger, and why nothing less is enough')),
                ('video', models.TextField(help_text='reference of the recording; the law asks for one')),
                ('started_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('trace', models.JSONField(default=list)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('stop_words', models.TextField(blank=True)),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='restraints', to='people.episode')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('stopped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
            ],
            options={
                'db_table': 'restraint',
            },
        ),
        migrations.CreateModel(
            name='Seclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('confinement', 'confinement'), ('inquiry', 'isolation for an inquiry'), ('protection', 'protective separation')])),
                ('grounds', models.TextField()),
                ('consent', models.TextField(blank=True, help_text="protective separation: the person's request or consent, or why it could not be had")),
                ('first', models.DateField()),
                ('days', models.PositiveSmallIntegerField(help_text='as decided')),
                ('until', models.DateField()),
                ('started_at', models.DateTimeField()),
                ('trace', models.JSONField(default=list)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_words', models.TextField(blank=True)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seclusions', to='discipline.disciplinecase')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seclusions', to='people.episode')),
                ('ordered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('place', models.ForeignKey(help_text='the cell', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('sanction', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seclusion', to='discipline.sanction')),
            ],
            options={
                'db_table': 'seclusion',
            },
        ),
        migrations.CreateModel(
            name='ClockAlarm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clock', models.TextField()),
                ('due_at', models.DateTimeField()),
                ('stage', models.PositiveSmallIntegerField(choices=[(1, 'comes near'), (2, 'missed'), (3, 'missed and not mended')])),
                ('raised_at', models.DateTimeField()),
                ('climbed_at', models.DateTimeField(null=True)),
                ('late', models.DurationField(help_text='how much later than it should it rang last: nobody watched; empty: in time', null=True)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('words', models.TextField(blank=True, help_text='what is being done')),
                ('settled_at', models.DateTimeField(null=True)),
                ('acknowledged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('episode', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clock_alarms', to='people.episode')),
                ('restraint', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alarms', to='seclusion.restraint')),
                ('seclusion', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alarms', to='seclusion.seclusion')),
            ],
            options={
                'db_table': 'clock_alarm',
            },
        ),
        migrations.CreateModel(
            name='Check',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('doctor', 'doctor'), ('officer', 'officer: person, cell, food, water'), ('contact', 'talk or other human contact'), ('outdoors', 'time outdoors'), ('warden', 'review by the warden'), ('approval', 'approved again by the warden')])),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('minutes', models.PositiveSmallIntegerField(help_text='outdoors', null=True)),
                ('stop', models.BooleanField(default=False, help_text='must end at once')),
                ('words', models.TextField(blank=True, help_text='what was seen; no diagnosis')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('restraint', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='seclusion.restraint')),
                ('seclusion', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='seclusion.seclusion')),
            ],
            options={
                'db_table': 'watch_check',
            },
        ),
        migrations.AddIndex(
            model_name='restraint',
            index=models.Index(models.F('started_at'), name='restraint_started'),
        ),
        migrations.AddConstraint(
            model_name='restraint',
            constraint=models.UniqueConstraint(models.F('episode'), condition=models.Q(('stopped_at__isnull', True)), name='restraint_one_open'),
        ),
        migrations.AddConstraint(
            model_name='restraint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('words', ''), _negated=True), models.Q(('video', ''), _negated=True)), name='restraint_has_words_and_recording'),
        ),
        migrations.AddConstraint(
            model_name='restraint',
            constraint=models.CheckConstraint(condition=models.Q(('ground__in', (1, 2, 3))), name='restraint_ground_listed'),
        ),
        migrations.AddConstraint(
            model_name='restraint',
            constraint=models.CheckConstraint(condition=models.Q(('stopped_at__isnull', True), models.Q(('stopped_by__isnull', False), models.Q(('stop_words', ''), _negated=True), ('stopped_at__gte', models.F('started_at'))), _connector='OR'), name='restraint_stopped_whole'),
        ),
        migrations.AddIndex(
            model_name='seclusion',
            index=models.Index(models.F('episode'), condition=models.Q(('ended_at__isnull', True)), name='seclusion_open'),
        ),
        migrations.AddIndex(
            model_name='seclusion',
            index=models.Index(models.F('first'), name='seclusion_first'),
        ),
        migrations.AddConstraint(
            model_name='seclusion',
            constraint=models.CheckConstraint(condition=models.Q(('days__gte', 1), ('days__lte', 15)), name='seclusion_fifteen_days'),
        ),
        migrations.AddConstraint(
            model_name='seclusion',
            constraint=models.CheckConstraint(condition=models.Q(('until__gte', models.F('first'))), name='seclusion_until_after_first'),
        ),
        migrations.AddConstraint(
            model_name='seclusion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'confinement'), _negated=True), ('sanction__isnull', False), _connector='OR'), name='seclusion_confinement_is_decided'),
        ),
        migrations.AddConstraint(
            model_name='seclusion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'inquiry'), _negated=True), ('case__isnull', False), _connector='OR'), name='seclusion_inquiry_has_case'),
        ),
        migrations.AddConstraint(
            model_name='seclusion',
            constraint=models.CheckConstraint(condition=models.Q(('grounds', ''), _negated=True), name='seclusion_has_grounds'),
        ),
        migrations.AddConstraint(
            model_name='seclusion',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), models.Q(('ended_by__isnull', False), models.Q(('ended_words', ''), _negated=True)), _connector='OR'), name='seclusion_ended_whole'),
        ),
        migrations.AddConstraint(
            model_name='seclusion',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('episode', '='), (models.Func(models.F('first'), models.F('until'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='seclusion_once'),
        ),
        migrations.AddIndex(
            model_name='clockalarm',
            index=models.Index(condition=models.Q(('settled_at__isnull', True)), fields=['-stage', 'due_at'], name='alarm_open'),
        ),
        migrations.AddConstraint(
            model_name='clockalarm',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('episode__isnull', True), ('restraint__isnull', True), ('seclusion__isnull', False)), models.Q(('episode__isnull', True), ('restraint__isnull', False), ('seclusion__isnull', True)), models.Q(('episode__isnull', False), ('restraint__isnull', True), ('seclusion__isnull', True)), _connector='OR'), name='alarm_of_one'),
        ),
        migrations.AddConstraint(
            model_name='clockalarm',
            constraint=models.UniqueConstraint(models.F('seclusion'), models.F('clock'), models.F('due_at'), condition=models.Q(('seclusion__isnull', False)), name='alarm_of_seclusion_once'),
        ),
        migrations.AddConstraint(
            model_name='clockalarm',
            constraint=models.UniqueConstraint(models.F('restraint'), models.F('clock'), models.F('due_at'), condition=models.Q(('restraint__isnull', False)), name='alarm_of_restraint_once'),
        ),
        migrations.AddConstraint(
            model_name='clockalarm',
            constraint=models.UniqueConstraint(models.F('episode'), models.F('clock'), models.F('due_at'), condition=models.Q(('episode__isnull', False)), name='alarm_of_episode_once'),
        ),
        migrations.AddConstraint(
            model_name='clockalarm',
            constraint=models.CheckConstraint(condition=models.Q(('acknowledged_at__isnull', True), models.Q(('acknowledged_by__isnull', False), models.Q(('words', ''), _negated=True)), _connector='OR'), name='alarm_acknowledged_whole'),
        ),
        migrations.AddIndex(
            model_name='check',
            index=models.Index(models.F('seclusion'), models.F('at'), name='check_seclusion'),
        ),
        migrations.AddIndex(
            model_name='check',
            index=models.Index(models.F('restraint'), models.F('at'), name='check_restraint'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('restraint__isnull', True), ('seclusion__isnull', False)), models.Q(('restraint__isnull', False), ('seclusion__isnull', True)), _connector='OR'), name='check_of_one'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'outdoors'), _negated=True), ('minutes__isnull', False), _connector='OR'), name='check_outdoors_has_minutes'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(('stop', False), models.Q(('words', ''), _negated=True), _connector='OR'), name='check_stop_has_words'),
        ),
    ]
