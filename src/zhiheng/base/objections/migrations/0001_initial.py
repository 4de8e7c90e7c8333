from __future__ import annotations

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0005_names_found_at_once'),
        ('places', '0002_guards'),
        ('powers', '0004_officers_sex'),
        ('procedure', '0002_machinery'),
    ]

    operations = [
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('against', models.TextField(help_text='stable reference of the decision: kind and key')),
                ('kind', models.GeneratedField(db_persist=True, expression=models.Func(models.F('against'), models.Value(':'), models.Value(1), function='split_part'), output_field=models.TextField())),
                ('about', models.TextField(help_text='the decision in words, as it was')),
                ('step', models.PositiveSmallIntegerField(choices=[(1, 'review'), (2, 're-examination')], default=1)),
                ('to', models.TextField(db_column="addressee", choices=[('ward', 'to the ward'), ('prison', 'to the prison'), ('bureau', 'to the bureau'), ('procuratorate', 'to the procuratorate')])),
                ('receipt', models.TextField(unique=True)),
                ('words', models.TextField(blank=True, help_text='what the person says; empty: no reason was given, and none is needed')),
                ('written_by', models.TextField(blank=True, help_text='who wrote it for the person; empty: the person')),
                ('received_on', models.DateField()),
                ('counts_from', models.DateField(help_text='decision, notice or service; the time to object runs from this day')),
                ('last_day', models.DateField(help_text='last day in time; empty: calendar not entered', null=True)),
                ('in_time', models.PositiveSmallIntegerField(help_text='law.reckoning.Truth; only a plain no is late')),
                ('forward_by', models.DateField(null=True)),
                ('forwarded_at', models.DateTimeField(null=True)),
                ('answer_due', models.DateField(null=True)),
                ('owner', models.TextField(blank=True, help_text='power of whoever owes the next step; empty: nobody here')),
                ('hands', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, help_text='officers who took part in the decision')),
                ('recorded_at', models.DateTimeField()),
                ('outcome', models.TextField(blank=True, choices=[('', 'open'), ('upheld', 'upheld'), ('partly', 'upheld in part'), ('dismissed', 'not upheld: the decision stands'), ('withdrawn', 'withdrawn by the person')], default='')),
                ('opinion', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('served_on', models.DateField(null=True)),
                ('copied_on', models.DateField(help_text='final opinions go to the procuratorate', null=True)),
                ('answered_by', models.ForeignKey(help_text='signed it, or noted one from outside', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('deliberation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedure.deliberation')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='people.episode')),
                ('first', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='second', to='objections.objection')),
                ('place', models.ForeignKey(help_text='where the next step is owed', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('signed_by', models.ForeignKey(help_text='the second official, where one signs', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
            ],
            options={
                'db_table': 'objection',
                'indexes': [models.Index(models.F('owner'), models.F('answer_due'), condition=models.Q(('owner', ''), _negated=True), name='objection_owed'), models.Index(fields=['episode', '-id'], name='objection_episode'), models.Index(models.F('against'), name='objection_against')],
                'constraints': [models.UniqueConstraint(models.F('against'), models.F('step'), models.F('to'), condition=models.Q(('outcome', '')), name='objection_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('first__isnull', True), ('step', 1)), models.Q(('first__isnull', False), ('step', 2)), _connector='OR'), name='objection_steps'), models.CheckConstraint(condition=models.Q(models.Q(('in_time', 1), ('last_day__isnull', True)), models.Q(('in_time', 2), ('received_on__lte', models.F('last_day'))), models.Q(('in_time', 0), ('received_on__gt', models.F('last_day'))), _connector='OR'), name='objection_late_is_a_plain_no'), models.CheckConstraint(condition=models.Q(('to__in', ('bureau', 'procuratorate')), models.Q(('forward_by__isnull', True), ('forwarded_at__isnull', True)), _connector='OR'), name='objection_forwarded'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('opinion', ''), ('outcome__in', ('', 'withdrawn'))), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('outcome__in', ('upheld', 'partly', 'dismissed')), models.Q(('opinion', ''), _negated=True)), _connector='OR'), name='objection_answer_whole'), models.CheckConstraint(condition=models.Q(('answered_by__isnull', True), django.db.models.lookups.IsNull(models.Func(models.F('hands'), models.F('answered_by'), function='array_position', output_field=models.IntegerField()), True), _connector='OR'), name='objection_answered_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('signed_by__isnull', True), django.db.models.lookups.IsNull(models.Func(models.F('hands'), models.F('signed_by'), function='array_position', output_field=models.IntegerField()), True), _connector='OR'), models.Q(('signed_by__isnull', True), models.Q(('signed_by', models.F('answered_by')), _negated=True), _connector='OR')), name='objection_signed_by_a_third'), models.CheckConstraint(condition=models.Q(('served_on__isnull', True), ('answered_at__isnull', False), _connector='OR'), name='objection_served_answered'), models.CheckConstraint(condition=models.Q(('copied_on__isnull', True), ('served_on__isnull', False), _connector='OR'), name='objection_copied_served')],
            },
        ),
    ]
