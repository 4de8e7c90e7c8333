"""What became of a sanction after complaints."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from zhiheng.domains.conduct.discipline.sql import REVERSALS
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):

    dependencies = [
        ('discipline', '0004_how_late_an_alarm_rang'),
        ('objections', '0002_guards'),
        ('powers', '0004_officers_sex'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reversal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind_after', models.TextField(blank=True, choices=[('warning', 'warning'), ('demerit', 'demerit'), ('confinement', 'confinement')], help_text='the sanction that stays; empty: set aside')),
                ('points_before', models.IntegerField(help_text='hundredths, below zero')),
                ('points_after', models.IntegerField(help_text='hundredths; 0: set aside')),
                ('days_before', models.PositiveSmallIntegerField(help_text='of confinement', null=True)),
                ('days_after', models.PositiveSmallIntegerField(null=True)),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('objection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='objections.objection')),
                ('sanction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='discipline.sanction')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
            ],
            options={
                'db_table': 'sanction_reversal',
                'indexes': [models.Index(models.F('sanction'), name='reversal_sanction')],
                'constraints': [models.CheckConstraint(condition=models.Q(('signed_by', models.F('decided_by')), _negated=True), name='reversal_two_people'), models.CheckConstraint(condition=models.Q(('points_after__gte', models.F('points_before')), ('points_after__lte', 0), ('points_before__lt', 0)), name='reversal_points_lighter'), models.CheckConstraint(condition=models.Q(('days_after__isnull', True), models.Q(('days_after__gt', 0), ('days_after__lte', models.F('days_before')), ('days_before__isnull', False)), _connector='OR'), name='reversal_days_lighter'), models.CheckConstraint(condition=models.Q(models.Q(('days_after__isnull', False), ('kind_after', 'confinement')), models.Q(models.Q(('kind_after', 'confinement'), _negated=True), ('days_after__isnull', True)), _connector='OR'), name='reversal_days_of_confinement'), models.CheckConstraint(condition=models.Q(('points_after__gt', models.F('points_before')), ('days_after__lt', models.F('days_before')), _connector='OR'), name='reversal_lighter'), models.CheckConstraint(condition=models.Q(models.Q(('kind_after', ''), ('points_after', 0)), models.Q(('kind_after', 'warning'), ('points_after', -10000)), models.Q(('kind_after', 'demerit'), ('points_after', -20000)), models.Q(('kind_after', 'confinement'), ('points_after', -40000)), _connector='OR'), name='reversal_points_of_kind')],
            },
        ),
        guard("sanction_reversal"),
        *(migrations.RunSQL(there, back) for there, back in REVERSALS),
    ]
