"""Grades decided anew, cycles that close at once, what lay beyond a cap; the last months and the strictly scored."""

from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from zhiheng.domains.conduct.points import sql
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_names_found_at_once'),
        ('places', '0002_guards'),
        ('points', '0002_machinery'),
        ('procedure', '0002_machinery'),
    ]

    operations = [
        migrations.CreateModel(
            name='Regrading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('causes', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), help_text='references of the corrections')),
                ('found_on', models.DateField()),
                ('highest', models.PositiveSmallIntegerField(help_text='law.scale.Grade, by the months as corrected')),
                ('bar', models.PositiveSmallIntegerField(help_text='law.reckoning.Truth')),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='rules that close a grade')),
                ('low_months', models.PositiveSmallIntegerField()),
                ('months_below', models.PositiveSmallIntegerField()),
                ('rewards', models.JSONField(help_text='open grade -> reward that it brings')),
                ('short', models.BooleanField(default=False, help_text='without the cancelled points the cycle would not have closed (art 29)')),
                ('grade_before', models.PositiveSmallIntegerField()),
                ('reward_before', models.PositiveSmallIntegerField()),
                ('used', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='where the first decision had gone: procuratorate:2026-11-13, points-notice:7')),
                ('state', models.TextField(choices=[('open', 'to be decided anew'), ('voting', 'the prison group votes'), ('decided', 'decided')], default='open')),
                ('grade', models.PositiveSmallIntegerField(null=True)),
                ('reward', models.PositiveSmallIntegerField(null=True)),
                ('withdrawn', models.BooleanField(default=False, help_text='the reward falls although the grade stands')),
                ('second', models.TextField(blank=True, help_text="official's reference: who checked it")),
                ('decided_on', models.DateField(null=True)),
                ('copied_on', models.DateField(help_text='the new decision went to the procuratorate', null=True)),
            ],
            options={
                'db_table': 'points_regrading',
            },
        ),
        migrations.RemoveConstraint(
            model_name='cycle',
            name='points_cycle_once',
        ),
        migrations.AddField(
            model_name='cycle',
            name='number',
            field=models.PositiveSmallIntegerField(db_default=1, default=1, help_text='2: closed at once with the one before it (Q3)'),
        ),
        migrations.AddField(
            model_name='pointentry',
            name='beyond',
            field=models.IntegerField(db_default=0, default=0, help_text="of an addition, what lay above the month's caps when it was entered; the total applies them"),
        ),
        migrations.AlterField(
            model_name='adjustment',
            name='kind',
            field=models.TextField(choices=[('new-crime', 'new crime while serving'), ('recalled', 'recalled from service outside prison'), ('parole-recalled', 'parole recalled'), ('convicted', 'taken back and convicted'), ('credited', 'time away or under inquiry credited'), ('proved', 'violation proved: no base for that time'), ('correction', 'correction of an earlier month'), ('retest', 'an earlier month tested again'), ('improper', 'score gained by improper means'), ('brought', 'balance brought along'), ('late', 'a month totalled later')]),
        ),
        migrations.AlterField(
            model_name='circumstance',
            name='kind',
            field=models.TextField(choices=[('entry', 'entry education'), ('hospital', 'in hospital, able to work'), ('rescue', 'injured in a rescue'), ('suspended', 'work suspended'), ('unable', 'certified unable to work'), ('confinement', 'confinement'), ('investigation', 'under investigation'), ('isolation', 'isolated for an inquiry'), ('outside', 'temporary service outside prison'), ('away', 'taken away by case organs'), ('finding', 'finding under article 23 items 1 to 6'), ('property-done', 'property part performed'), ('property-unable', 'unable to perform the property part'), ('property-unwilling', 'able, does not perform the property part'), ('provincial-bar', "the province's bar on the positive grade"), ('strict', 'scored strictly (article 19)')]),
        ),
        migrations.AddConstraint(
            model_name='cycle',
            constraint=models.UniqueConstraint(models.F('episode'), models.F('closed'), models.F('number'), name='points_cycle_once'),
        ),
        migrations.AddField(
            model_name='regrading',
            name='cycle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regradings', to='points.cycle'),
        ),
        migrations.AddField(
            model_name='regrading',
            name='deliberation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedure.deliberation'),
        ),
        migrations.AddIndex(
            model_name='regrading',
            index=models.Index(models.F('cycle'), name='points_regrading_cycle'),
        ),
        migrations.AddConstraint(
            model_name='regrading',
            constraint=models.UniqueConstraint(models.F('cycle'), condition=models.Q(('state', 'decided'), _negated=True), name='points_regrading_one_open'),
        ),
        migrations.AddConstraint(
            model_name='regrading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'decided'), _negated=True), models.Q(('decided_on__isnull', False), ('deliberation__isnull', False), ('grade__isnull', False), ('reward__isnull', False), models.Q(('second', ''), _negated=True)), _connector='OR'), name='points_regrading_decided'),
        ),
        migrations.AddConstraint(
            model_name='regrading',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn', False), ('short', True), _connector='OR'), name='points_regrading_withdrawn'),
        ),
        *(migrations.RunSQL(text, migrations.RunSQL.noop) for text in sql.LATER),
        guard('points_regrading'),
    ]
