"""The notice of a deduction on the spot, reports of results, interruptions before the prison group."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.functions.datetime
import zhiheng.law.reckoning
from django.db import migrations, models

from zhiheng.domains.conduct.points import sql
from zhiheng.engines.trail.guard import guard


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_names_found_at_once'),
        ('points', '0003_regradings'),
        ('procedure', '0002_machinery'),
    ]

    operations = [
        migrations.CreateModel(
            name='Interruption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('new-crime', 'new crime while serving'), ('recalled', 'recalled from service outside prison'), ('parole-recalled', 'parole recalled'), ('convicted', 'taken back and convicted')])),
                ('on', models.DateField(help_text='day of effect of the judgment or decision')),
                ('document', models.TextField()),
                ('own_confession', models.PositiveSmallIntegerField(default=zhiheng.law.reckoning.Truth['UNKNOWN'], help_text='law.reckoning.Truth')),
                ('protested', models.PositiveSmallIntegerField(default=zhiheng.law.reckoning.Truth['UNKNOWN'], help_text='law.reckoning.Truth')),
                ('pending', models.PositiveSmallIntegerField(default=zhiheng.law.reckoning.Truth['UNKNOWN'], help_text='law.reckoning.Truth')),
                ('closed', models.BooleanField(default=False)),
                ('put_by', models.TextField(help_text="official's reference")),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('adjustment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interruption', to='points.adjustment')),
                ('deliberation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedure.deliberation')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='point_interruptions', to='people.episode')),
            ],
            options={
                'db_table': 'points_interruption',
                'constraints': [models.UniqueConstraint(models.F('episode'), condition=models.Q(('closed', False)), name='points_interruption_one_open'), models.CheckConstraint(condition=models.Q(('document', ''), _negated=True), name='points_interruption_documented'), models.CheckConstraint(condition=models.Q(('kind__in', ['new-crime', 'recalled', 'parole-recalled', 'convicted'])), name='points_interruption_kinds'), models.CheckConstraint(condition=models.Q(('closed', True), ('adjustment__isnull', True), _connector='OR'), name='points_interruption_closed')],
            },
        ),
        migrations.CreateModel(
            name='ResultsReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.TextField(choices=[('commutation', 'commutation'), ('parole', 'parole'), ('oversight', 'asked for by the procuratorate')])),
                ('checks', models.JSONField(help_text='[{key, rule, verdict (law.reckoning.Truth), against, word}]')),
                ('content', models.JSONField(help_text='months, cycles and entries as they stood: queries.reports.Content')),
                ('reported_by', models.TextField(help_text="official's reference")),
                ('reported_by_name', models.TextField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='point_reports', to='people.episode')),
            ],
            options={
                'db_table': 'points_report',
                'indexes': [models.Index(fields=['episode', '-id'], name='points_report_of')],
            },
        ),
        migrations.CreateModel(
            name='SpotNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('served_on', models.DateField()),
                ('manner', models.TextField(choices=[('signed', 'received and signed'), ('refused', 'refused to sign; read out before a witness')])),
                ('witness', models.TextField(blank=True)),
                ('served_by', models.TextField(help_text="official's reference")),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='spot_notice', to='points.pointentry')),
            ],
            options={
                'db_table': 'points_spot_notice',
                'constraints': [models.CheckConstraint(condition=models.Q(('manner', 'signed'), models.Q(('witness', ''), _negated=True), _connector='OR'), name='points_spot_notice_witnessed')],
            },
        ),
        guard("points_spot_notice"),
        guard("points_interruption"),
        guard("points_report"),
        migrations.RunSQL(sql.PAPERS, migrations.RunSQL.noop),
    ]
