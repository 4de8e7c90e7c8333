"""Releases, transfers, key persons, seals and enquiries."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0006_sealed'),
        ('places', '0002_guards'),
        ('powers', '0004_officers_sex'),
        ("reception", "0001_initial"),
        ("whereabouts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ground",
                    models.TextField(
                        choices=[
                            ("term", "the term has been served"),
                            ("parole", "parole"),
                            ("outside", "service outside prison"),
                            ("retrial", "changed or quashed on retrial"),
                            ("pardon", "pardon"),
                        ]
                    ),
                ),
                ("released_on", models.DateField()),
                ("end_on", models.DateField(help_text="the end of term that stood on the day", null=True)),
                ("document", models.TextField(blank=True, help_text="ruling or decision, for a release before the end of term")),
                ("decided_by", models.TextField(blank=True, help_text="court or authority of that ruling")),
                ("handed_to", models.TextField(blank=True, help_text="resettlement office, relative, or alone")),
                (
                    "report_within",
                    models.PositiveIntegerField(help_text="days in which to report to the police, as set on the certificate", null=True),
                ),
                ("left_open", models.JSONField(default=list)),
                ("over_days", models.PositiveIntegerField(default=0, help_text="days after the end of term: over-detention")),
                ("released_at", models.DateTimeField()),
                (
                    "certificate",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="release", to="reception.issuedpaper"),
                ),
                ("episode", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="release", to="people.episode")),
                ("released_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "release",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ground", "term"), models.Q(("document", ""), _negated=True), _connector="OR"),
                        name="release_early_has_ruling",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("ground", "term"), _negated=True), ("end_on__isnull", False), _connector="OR"),
                        name="release_term_has_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("ground", "term"), _negated=True), ("released_on__gte", models.F("end_on")), _connector="OR"),
                        name="release_not_before_the_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("grounds", models.TextField()),
                ("planned_on", models.DateField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("proposed", "waiting for approval"),
                            ("approved", "approved"),
                            ("declined", "declined"),
                            ("handed", "on the way"),
                            ("received", "received"),
                            ("withdrawn", "taken back"),
                        ],
                        default="proposed",
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_words", models.TextField(blank=True, help_text="why it was declined, or under which document approved")),
                ("papers", models.JSONField(default=list)),
                ("handed_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                ("ended_words", models.TextField(blank=True, help_text="why it was taken back, or what was missing from the papers")),
                ("decided_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="people.episode")),
                ("from_prison", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
                ("handed_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                (
                    "party",
                    models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="transfer", to="whereabouts.party"),
                ),
                ("proposed_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("taken_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("to_prison", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
            ],
            options={
                "db_table": "transfer",
                "indexes": [
                    models.Index(fields=["from_prison", "-id"], name="transfer_from"),
                    models.Index(fields=["to_prison", "-id"], name="transfer_to"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("episode"), condition=models.Q(("state__in", ("proposed", "approved", "handed"))), name="transfer_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_prison", models.F("to_prison")), _negated=True), name="transfer_leads_elsewhere"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True), models.Q(("decided_by", models.F("proposed_by")), _negated=True), _connector="OR"
                        ),
                        name="transfer_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("taken_by__isnull", True), models.Q(("taken_by", models.F("handed_by")), _negated=True), _connector="OR"),
                        name="transfer_two_signatures",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "received"), _negated=True),
                            models.Q(("handed_by__isnull", False), ("taken_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="transfer_received_signed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name='RecordSeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.TextField(help_text='prisoner numbers, by which the sealed record is referred to')),
                ('certain', models.BooleanField()),
                ('basis', models.JSONField(help_text='the rule and what it was laid against')),
                ('state', models.TextField(choices=[('due', 'to be sealed'), ('sealed', 'sealed'), ('left-open', 'not to be sealed'), ('lifted', 'unsealed')])),
                ('due_at', models.DateTimeField(help_text='the end of the day of release')),
                ('identity', models.JSONField(default=list)),
                ('words', models.TextField(blank=True, help_text='why, where the law leaves it to be decided')),
                ('decided_at', models.DateTimeField(null=True)),
                ('lift_document', models.TextField(blank=True, help_text="the court's document by which the seal was lifted")),
                ('lifted_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='people.person')),
                ('prison', models.ForeignKey(help_text='keeps the record', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
            ],
            options={
                'db_table': 'record_seal',
                'indexes': [models.Index(models.F('due_at'), condition=models.Q(('state', 'due')), name='record_seal_due'), django.contrib.postgres.indexes.GinIndex(fields=['identity'], name='record_seal_identity', opclasses=['jsonb_path_ops'])],
                'constraints': [models.UniqueConstraint(models.F('person'), condition=models.Q(('state__in', ('due', 'sealed', 'left-open'))), name='record_seal_one_standing'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'due')), models.Q(models.Q(('state', 'due'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='record_seal_decided_whole'), models.CheckConstraint(condition=models.Q(('state', 'sealed'), ('identity', []), _connector='XOR'), name='record_seal_keeps_what_it_took'), models.CheckConstraint(condition=models.Q(('certain', True), ('state', 'due'), models.Q(('words', ''), _negated=True), _connector='OR'), name='record_seal_choice_has_words'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False), ('state', 'lifted'), models.Q(('lift_document', ''), _negated=True)), models.Q(models.Q(('state', 'lifted'), _negated=True), ('lifted_at__isnull', True), ('lifted_by__isnull', True)), _connector='OR'), name='record_seal_lifted_by_a_document')],
            },
        ),
        migrations.CreateModel(
            name='SealEnquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.TextField(choices=[('judicial', "a judicial organ's case"), ('provided', 'an enquiry that the state provides for')])),
                ('organ', models.TextField()),
                ('document', models.TextField()),
                ('purpose', models.TextField()),
                ('asked', models.TextField(help_text='the name asked for')),
                ('answered_at', models.DateTimeField()),
                ('open_until', models.DateTimeField(help_text='until when that officer may read the record for this enquiry')),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('seal', models.ForeignKey(help_text='empty: no sealed record', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enquiries', to='departure.recordseal')),
            ],
            options={
                'db_table': 'seal_enquiry',
                'indexes': [models.Index(fields=['place', '-id'], name='seal_enquiry_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('organ', ''), _negated=True), models.Q(('document', ''), _negated=True), models.Q(('purpose', ''), _negated=True)), name='seal_enquiry_says_who_and_why'), models.CheckConstraint(condition=models.Q(('open_until__gte', models.F('answered_at'))), name='seal_enquiry_opens_forward')],
            },
        ),
        migrations.CreateModel(
            name='KeyPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grounds', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(choices=[('no-home', 'nowhere to live'), ('no-kin', 'no relatives to go to'), ('no-work', 'no way to earn a living'), ('ill', 'gravely ill or disabled'), ('conduct', 'facts in custody that show a danger')]))),
                ('words', models.TextField(help_text='the facts, as far as they can be checked')),
                ('review_on', models.DateField(help_text='looked at again by then')),
                ('marked_at', models.DateTimeField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('review_words', models.TextField(blank=True)),
                ('contested_at', models.DateTimeField(null=True)),
                ('contest_words', models.TextField(blank=True, help_text='what the person says against it')),
                ('answer', models.TextField(blank=True, choices=[('upheld', 'the person is right: the mark ends'), ('dismissed', 'the mark stands')])),
                ('answer_words', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='key_marks', to='people.episode')),
                ('marked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='powers.officer')),
            ],
            options={
                'db_table': 'key_person',
                'indexes': [models.Index(models.F('review_on'), condition=models.Q(('ended_at__isnull', True)), name='key_person_review')],
                'constraints': [models.UniqueConstraint(models.F('episode'), condition=models.Q(('ended_at__isnull', True)), name='key_person_one_standing'), models.CheckConstraint(condition=models.Q(models.Q(('grounds', []), _negated=True), models.Q(('words', ''), _negated=True)), name='key_person_has_reasons'), models.CheckConstraint(condition=models.Q(('contested_at__isnull', True), models.Q(('contest_words', ''), _negated=True), _connector='OR'), name='key_person_contest_has_words'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('contested_at__isnull', False), models.Q(('answer', ''), _negated=True), models.Q(('answer_words', ''), _negated=True)), _connector='OR'), name='key_person_answered_whole'), models.CheckConstraint(condition=models.Q(('answered_by__isnull', True), models.Q(('answered_by', models.F('marked_by')), _negated=True), _connector='OR'), name='key_person_answered_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='key_person_ended_by_somebody')],
            },
        ),
    ]
