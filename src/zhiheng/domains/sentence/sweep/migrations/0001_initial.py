"""Kept sweeps. The sweep itself is under the trail; its rows are sealed by the digest in it, written and removed in acts only, never changed."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from zhiheng.engines.trail.guard import guard

SEALED = "".join(f"""
create trigger sealed_in_acts before insert or delete on {table} for each statement execute function trail_require_act();
create trigger sealed_unchanged before update or truncate on {table} for each statement execute function trail_refuse();
""" for table in ("swept_term", "swept_outlook", "swept_refusal"))


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('sentence', '0004_outlooks'),
        ('trail', '0002_machinery'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sweep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figures', models.TextField(choices=[('terms', 'Terms'), ('outlook', 'Outlook')])),
                ('as_of', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.TextField(help_text="official's reference")),
                ('edition', models.TextField(help_text='edition of the law package')),
                ('found', models.PositiveIntegerField()),
                ('refused', models.PositiveIntegerField()),
                ('legend', models.JSONField(help_text='rules with their provisions, bits and reasons of refusal, by the numbers that rows use')),
                ('digest', models.TextField(help_text='SHA-256 of the rows in binary COPY form, by judgment, the refused ones last')),
                ('discarded', models.BooleanField(db_default=False, default=False, help_text='its rows were let go; what was sealed stays known')),
            ],
            options={
                'db_table': 'sweep',
                'indexes': [models.Index(fields=['figures', '-as_of', '-id'], name='sweep_latest')],
            },
        ),
        migrations.CreateModel(
            name='SweptOutlook',
            fields=[
                ('pk', models.CompositePrimaryKey('sweep_id', 'judgment_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('end', models.DateField(null=True)),
                ('floor_end', models.DateField(null=True)),
                ('floor_by', models.SmallIntegerField(null=True)),
                ('earliest_a', models.DateField(null=True)),
                ('earliest_b', models.DateField(null=True)),
                ('earliest_c', models.DateField(null=True)),
                ('earliest_d', models.DateField(null=True)),
                ('earliest_by', models.SmallIntegerField(null=True)),
                ('amount_months_a', models.SmallIntegerField()),
                ('amount_days_a', models.SmallIntegerField()),
                ('amount_months_b', models.SmallIntegerField()),
                ('amount_days_b', models.SmallIntegerField()),
                ('amount_months_c', models.SmallIntegerField()),
                ('amount_days_c', models.SmallIntegerField()),
                ('amount_months_d', models.SmallIntegerField()),
                ('amount_days_d', models.SmallIntegerField()),
                ('end_after_a', models.DateField(null=True)),
                ('end_after_b', models.DateField(null=True)),
                ('end_after_c', models.DateField(null=True)),
                ('end_after_d', models.DateField(null=True)),
                ('parole', models.DateField(null=True)),
                ('parole_by', models.SmallIntegerField(null=True)),
                ('bars', models.SmallIntegerField(help_text='bits')),
                ('missing', models.SmallIntegerField(help_text='bits: facts that nobody has recorded')),
                ('judgment', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sentence.judgment')),
                ('sweep', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sweep.sweep')),
            ],
            options={
                'db_table': 'swept_outlook',
            },
        ),
        migrations.CreateModel(
            name='SweptRefusal',
            fields=[
                ('pk', models.CompositePrimaryKey('sweep_id', 'judgment_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('reason', models.SmallIntegerField()),
                ('judgment', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sentence.judgment')),
                ('sweep', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sweep.sweep')),
            ],
            options={
                'db_table': 'swept_refusal',
            },
        ),
        migrations.CreateModel(
            name='SweptTerm',
            fields=[
                ('pk', models.CompositePrimaryKey('sweep_id', 'judgment_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('start', models.DateField()),
                ('end', models.DateField()),
                ('governing_end', models.DateField()),
                ('floor_end', models.DateField(null=True)),
                ('flags', models.SmallIntegerField(help_text='bits')),
                ('end_by', models.SmallIntegerField()),
                ('floor_by', models.SmallIntegerField(null=True)),
                ('judgment', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sentence.judgment')),
                ('sweep', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sweep.sweep')),
            ],
            options={
                'db_table': 'swept_term',
            },
        ),
        guard("sweep"),
        migrations.RunSQL(SEALED, migrations.RunSQL.noop),
    ]
