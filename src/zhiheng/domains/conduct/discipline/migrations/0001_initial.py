"""Cases, sanctions with what became of them, rewards."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('objections', '0002_guards'),
        ('people', '0006_sealed'),
        ('places', '0002_guards'),
        ('powers', '0004_officers_sex'),
        ('procedure', '0003_recused_members'),
    ]

    operations = [
        migrations.CreateModel(
            name='DisciplineCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('law', models.TextField(help_text='short name of the statute of that day')),
                ('ground', models.PositiveSmallIntegerField(help_text="item of the statute's list")),
                ('words', models.TextField(help_text='what happened')),
                ('video', models.TextField(blank=True, help_text='reference of the recording')),
                ('injuries', models.TextField(help_text='what the check for injuries found, also when nothing')),
                ('find', models.TextField(blank=True, help_text='reference of a find that began it')),
                ('reported_at', models.DateTimeField()),
                ('same_shift', models.BooleanField(help_text='reported within the shift of the event')),
                ('state', models.TextField(choices=[('open', 'under inquiry'), ('studied', 'before the ward team'), ('proposed', 'sanction proposed'), ('reviewed', 'section has given its opinion'), ('decided', 'sanction decided'), ('closed', 'closed without a sanction')], default='open')),
                ('proposed', models.TextField(blank=True, choices=[('warning', 'warning'), ('demerit', 'demerit'), ('confinement', 'confinement')])),
                ('proposed_days', models.PositiveSmallIntegerField(help_text='of confinement', null=True)),
                ('proposal_words', models.TextField(blank=True)),
                ('proposed_at', models.DateTimeField(null=True)),
                ('opinion', models.TextField(blank=True, choices=[('agrees', 'agrees'), ('disagrees', 'disagrees')])),
                ('opinion_words', models.TextField(blank=True)),
                ('opinion_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closing_words', models.TextField(blank=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('deliberation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedure.deliberation')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='discipline_cases', to='people.episode')),
                ('investigator', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('opinion_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('place', models.ForeignKey(help_text='where it happened', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('reported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
            ],
            options={
                'db_table': 'discipline_case',
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('video', 'recording'), ('witness', 'witness'), ('thing', 'thing'), ('paper', 'paper'), ('scene', 'record of the scene')])),
                ('words', models.TextField()),
                ('reference', models.TextField(blank=True)),
                ('for_person', models.BooleanField(default=False, help_text='speaks for the person')),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='discipline.disciplinecase')),
            ],
            options={
                'db_table': 'discipline_evidence',
            },
        ),
        migrations.CreateModel(
            name='Fitness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fit', models.BooleanField()),
                ('advice', models.TextField(blank=True, help_text='what must be seen to; no diagnosis')),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fitness', to='discipline.disciplinecase')),
                ('doctor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
            ],
            options={
                'db_table': 'discipline_fitness',
            },
        ),
        migrations.CreateModel(
            name='Hearing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('charge', models.TextField(help_text='what the person was told')),
                ('told_at', models.DateTimeField()),
                ('heard_at', models.DateTimeField()),
                ('language', models.TextField(help_text='in which it was told and heard')),
                ('helper', models.TextField(blank=True, help_text='interpreter or person of trust')),
                ('statement', models.TextField(help_text='what the person says; silence is written as such')),
                ('witnesses_wanted', models.TextField(blank=True, help_text='whom or what the person wants looked at')),
                ('signature', models.TextField(choices=[('signed', 'signed by the person'), ('helped', 'read out, signed with a helper'), ('refused', 'refused to sign')])),
                ('refusal_words', models.TextField(blank=True, help_text='why the person did not sign, and who saw it')),
                ('recorded_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='discipline.disciplinecase')),
                ('heard_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
            ],
            options={
                'db_table': 'discipline_hearing',
            },
        ),
        migrations.CreateModel(
            name='Involved',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='involved', to='discipline.disciplinecase')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
            ],
            options={
                'db_table': 'discipline_involved',
            },
        ),
        migrations.CreateModel(
            name='Reward',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('material', 'material reward'), ('merit', 'merit'), ('major-merit', 'major merit')])),
                ('happened_on', models.DateField()),
                ('words', models.TextField(help_text='what the person did')),
                ('evidence', models.TextField(help_text='papers and references')),
                ('form', models.TextField(blank=True, help_text='of a material reward: what is given')),
                ('number', models.TextField(blank=True, help_text='of the decision paper')),
                ('state', models.TextField(choices=[('proposed', 'waiting for its decision'), ('granted', 'granted'), ('declined', 'declined')], default='proposed')),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decision_reason', models.TextField(blank=True)),
                ('posted_on', models.DateField(null=True)),
                ('posted_until', models.DateField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rewards', to='people.episode')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
            ],
            options={
                'db_table': 'reward',
            },
        ),
        migrations.CreateModel(
            name='Sanction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('warning', 'warning'), ('demerit', 'demerit'), ('confinement', 'confinement')])),
                ('days', models.PositiveSmallIntegerField(help_text='of confinement', null=True)),
                ('number', models.TextField(help_text='of the decision paper', unique=True)),
                ('facts', models.TextField(help_text='as found')),
                ('basis', models.TextField(help_text='provision, as the paper cites it')),
                ('remedy', models.TextField()),
                ('trace', models.JSONField(help_text='the rules that were asked, with their answers')),
                ('decided_at', models.DateTimeField()),
                ('decision_reason', models.TextField()),
                ('points', models.IntegerField(help_text='hundredths, below zero')),
                ('points_ref', models.TextField(blank=True, help_text='reference of the points entry; empty: points keep no ledger here')),
                ('served_at', models.DateTimeField(null=True)),
                ('signature', models.TextField(blank=True, choices=[('signed', 'received and signed'), ('refused', 'refused to sign; read out before a witness')])),
                ('served_words', models.TextField(blank=True)),
                ('posted_on', models.DateField(null=True)),
                ('posted_until', models.DateField(help_text='last day on which it must hang; empty: calendar not entered', null=True)),
                ('copied_at', models.DateTimeField(help_text='to the procuratorate', null=True)),
                ('copy_receipt', models.TextField(blank=True)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sanction', to='discipline.disciplinecase')),
                ('copied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('served_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
            ],
            options={
                'db_table': 'sanction',
            },
        ),
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
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('sanction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='discipline.sanction')),
            ],
            options={
                'db_table': 'sanction_reversal',
            },
        ),
        migrations.AddIndex(
            model_name='disciplinecase',
            index=models.Index(fields=['episode', '-happened_at'], name='case_episode'),
        ),
        migrations.AddIndex(
            model_name='disciplinecase',
            index=models.Index(models.F('state'), models.F('place'), name='case_state'),
        ),
        migrations.AddConstraint(
            model_name='disciplinecase',
            constraint=models.CheckConstraint(condition=models.Q(('investigator__isnull', True), models.Q(('investigator', models.F('reported_by')), _negated=True), _connector='OR'), name='case_investigator_apart'),
        ),
        migrations.AddConstraint(
            model_name='disciplinecase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('words', ''), _negated=True), models.Q(('injuries', ''), _negated=True)), name='case_has_words'),
        ),
        migrations.AddConstraint(
            model_name='disciplinecase',
            constraint=models.CheckConstraint(condition=models.Q(('reported_at__gte', models.F('happened_at'))), name='case_reported_after'),
        ),
        migrations.AddConstraint(
            model_name='disciplinecase',
            constraint=models.CheckConstraint(condition=models.Q(('proposed', ''), models.Q(('proposed_by__isnull', False), models.Q(('proposal_words', ''), _negated=True), ('deliberation__isnull', False)), _connector='OR'), name='case_proposal_whole'),
        ),
        migrations.AddConstraint(
            model_name='disciplinecase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('proposed', 'confinement'), ('proposed_days__isnull', False)), models.Q(models.Q(('proposed', 'confinement'), _negated=True), ('proposed_days__isnull', True)), _connector='OR'), name='case_days_of_confinement'),
        ),
        migrations.AddConstraint(
            model_name='disciplinecase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('closed_by__isnull', False), models.Q(('closing_words', ''), _negated=True)), _connector='OR'), name='case_closed_with_words'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='evidence_has_words'),
        ),
        migrations.AddConstraint(
            model_name='fitness',
            constraint=models.CheckConstraint(condition=models.Q(('fit', True), models.Q(('advice', ''), _negated=True), _connector='OR'), name='fitness_unfit_advises'),
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.CheckConstraint(condition=models.Q(('heard_at__gte', models.F('told_at'))), name='hearing_after_telling'),
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('charge', ''), _negated=True), models.Q(('statement', ''), _negated=True), models.Q(('language', ''), _negated=True)), name='hearing_whole'),
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signature', 'refused'), _negated=True), models.Q(('refusal_words', ''), _negated=True), _connector='OR'), name='hearing_refusal_noted'),
        ),
        migrations.AddConstraint(
            model_name='involved',
            constraint=models.UniqueConstraint(models.F('case'), models.F('officer'), name='involved_once'),
        ),
        migrations.AddIndex(
            model_name='reward',
            index=models.Index(models.F('episode'), name='reward_episode'),
        ),
        migrations.AddIndex(
            model_name='reward',
            index=models.Index(models.F('state'), models.F('proposed_at'), name='reward_state'),
        ),
        migrations.AddConstraint(
            model_name='reward',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('words', ''), _negated=True), models.Q(('evidence', ''), _negated=True)), name='reward_has_evidence'),
        ),
        migrations.AddConstraint(
            model_name='reward',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='reward_two_people'),
        ),
        migrations.AddConstraint(
            model_name='reward',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'material'), _negated=True), models.Q(('form', ''), _negated=True), _connector='OR'), name='reward_material_names_it'),
        ),
        migrations.AddConstraint(
            model_name='reward',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'proposed')), models.Q(models.Q(('state', 'proposed'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='reward_decided_once'),
        ),
        migrations.AddIndex(
            model_name='sanction',
            index=models.Index(fields=['-decided_at'], name='sanction_decided'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', models.F('proposed_by')), _negated=True), name='sanction_two_people'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('days__gte', 1), ('days__lte', 15), ('kind', 'confinement')), models.Q(models.Q(('kind', 'confinement'), _negated=True), ('days__isnull', True)), _connector='OR'), name='sanction_days'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('basis', ''), _negated=True), models.Q(('remedy', ''), _negated=True), models.Q(('facts', ''), _negated=True)), name='sanction_paper_whole'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(('points__lt', 0)), name='sanction_points_below_zero'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(('served_at__isnull', True), models.Q(('served_by__isnull', False), models.Q(('signature', ''), _negated=True)), _connector='OR'), name='sanction_served_whole'),
        ),
        migrations.AddIndex(
            model_name='reversal',
            index=models.Index(models.F('sanction'), name='reversal_sanction'),
        ),
        migrations.AddConstraint(
            model_name='reversal',
            constraint=models.CheckConstraint(condition=models.Q(('signed_by', models.F('decided_by')), _negated=True), name='reversal_two_people'),
        ),
        migrations.AddConstraint(
            model_name='reversal',
            constraint=models.CheckConstraint(condition=models.Q(('points_after__gte', models.F('points_before')), ('points_after__lte', 0), ('points_before__lt', 0)), name='reversal_points_lighter'),
        ),
        migrations.AddConstraint(
            model_name='reversal',
            constraint=models.CheckConstraint(condition=models.Q(('days_after__isnull', True), models.Q(('days_after__gt', 0), ('days_after__lte', models.F('days_before')), ('days_before__isnull', False)), _connector='OR'), name='reversal_days_lighter'),
        ),
        migrations.AddConstraint(
            model_name='reversal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('days_after__isnull', False), ('kind_after', 'confinement')), models.Q(models.Q(('kind_after', 'confinement'), _negated=True), ('days_after__isnull', True)), _connector='OR'), name='reversal_days_of_confinement'),
        ),
        migrations.AddConstraint(
            model_name='reversal',
            constraint=models.CheckConstraint(condition=models.Q(('points_after__gt', models.F('points_before')), ('days_after__lt', models.F('days_before')), _connector='OR'), name='reversal_lighter'),
        ),
        migrations.AddConstraint(
            model_name='reversal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind_after', ''), ('points_after', 0)), models.Q(('kind_after', 'warning'), ('points_after', -10000)), models.Q(('kind_after', 'demerit'), ('points_after', -20000)), models.Q(('kind_after', 'confinement'), ('points_after', -40000)), _connector='OR'), name='reversal_points_of_kind'),
        ),
    ]
