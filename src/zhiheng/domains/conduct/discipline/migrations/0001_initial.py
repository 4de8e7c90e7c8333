from __future__ import annotations

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0005_names_found_at_once"),
        ("places", "0002_guards"),
        ("powers", "0004_officers_sex"),
        ("procedure", "0002_machinery"),
    ]

    operations = [
        migrations.CreateModel(
            name="DisciplineCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_at", models.DateTimeField()),
                ("law", models.TextField(help_text="short name of the statute of that day")),
                ("ground", models.PositiveSmallIntegerField(help_text="item of the statute's list")),
                ("words", models.TextField(help_text="what happened")),
                ("video", models.TextField(blank=True, help_text="reference of the recording")),
                ("injuries", models.TextField(help_text="what the check for injuries found, also when nothing")),
                ("find", models.TextField(blank=True, help_text="reference of a find that began it")),
                ("reported_at", models.DateTimeField()),
                ("same_shift", models.BooleanField(help_text="reported within the shift of the event")),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("open", "under inquiry"),
                            ("studied", "before the ward team"),
                            ("proposed", "sanction proposed"),
                            ("reviewed", "section has given its opinion"),
                            ("decided", "sanction decided"),
                            ("closed", "closed without a sanction"),
                        ],
                        default="open",
                    ),
                ),
                ("proposed", models.TextField(blank=True, choices=[("warning", "warning"), ("demerit", "demerit"), ("confinement", "confinement")])),
                ("proposed_days", models.PositiveSmallIntegerField(help_text="of confinement", null=True)),
                ("proposal_words", models.TextField(blank=True)),
                ("proposed_at", models.DateTimeField(null=True)),
                ("opinion", models.TextField(blank=True, choices=[("agrees", "agrees"), ("disagrees", "disagrees")])),
                ("opinion_words", models.TextField(blank=True)),
                ("opinion_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closing_words", models.TextField(blank=True)),
                ("closed_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                (
                    "deliberation",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedure.deliberation"),
                ),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="discipline_cases", to="people.episode")),
                ("investigator", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("opinion_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                (
                    "place",
                    models.ForeignKey(
                        help_text="where it happened", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place"
                    ),
                ),
                ("proposed_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("reported_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "discipline_case",
                "indexes": [
                    models.Index(fields=["episode", "-happened_at"], name="case_episode"),
                    models.Index(models.F("state"), models.F("place"), name="case_state"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("investigator__isnull", True), models.Q(("investigator", models.F("reported_by")), _negated=True), _connector="OR"
                        ),
                        name="case_investigator_apart",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("words", ""), _negated=True), models.Q(("injuries", ""), _negated=True)), name="case_has_words"
                    ),
                    models.CheckConstraint(condition=models.Q(("reported_at__gte", models.F("happened_at"))), name="case_reported_after"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proposed", ""),
                            models.Q(
                                ("proposed_by__isnull", False), models.Q(("proposal_words", ""), _negated=True), ("deliberation__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="case_proposal_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("proposed", "confinement"), ("proposed_days__isnull", False)),
                            models.Q(models.Q(("proposed", "confinement"), _negated=True), ("proposed_days__isnull", True)),
                            _connector="OR",
                        ),
                        name="case_days_of_confinement",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(("closed_by__isnull", False), models.Q(("closing_words", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="case_closed_with_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("video", "recording"),
                            ("witness", "witness"),
                            ("thing", "thing"),
                            ("paper", "paper"),
                            ("scene", "record of the scene"),
                        ]
                    ),
                ),
                ("words", models.TextField()),
                ("reference", models.TextField(blank=True)),
                ("for_person", models.BooleanField(default=False, help_text="speaks for the person")),
                ("added_at", models.DateTimeField()),
                ("added_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="discipline.disciplinecase")),
            ],
            options={
                "db_table": "discipline_evidence",
                "constraints": [models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="evidence_has_words")],
            },
        ),
        migrations.CreateModel(
            name="Fitness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fit", models.BooleanField()),
                ("advice", models.TextField(blank=True, help_text="what must be seen to; no diagnosis")),
                ("at", models.DateTimeField()),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="fitness", to="discipline.disciplinecase")),
                ("doctor", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "discipline_fitness",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("fit", True), models.Q(("advice", ""), _negated=True), _connector="OR"), name="fitness_unfit_advises"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hearing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("charge", models.TextField(help_text="what the person was told")),
                ("told_at", models.DateTimeField()),
                ("heard_at", models.DateTimeField()),
                ("language", models.TextField(help_text="in which it was told and heard")),
                ("helper", models.TextField(blank=True, help_text="interpreter or person of trust")),
                ("statement", models.TextField(help_text="what the person says; silence is written as such")),
                ("witnesses_wanted", models.TextField(blank=True, help_text="whom or what the person wants looked at")),
                (
                    "signature",
                    models.TextField(
                        choices=[("signed", "signed by the person"), ("helped", "read out, signed with a helper"), ("refused", "refused to sign")]
                    ),
                ),
                ("refusal_words", models.TextField(blank=True, help_text="why the person did not sign, and who saw it")),
                ("recorded_at", models.DateTimeField()),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="hearings", to="discipline.disciplinecase")),
                ("heard_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "discipline_hearing",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("heard_at__gte", models.F("told_at"))), name="hearing_after_telling"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("charge", ""), _negated=True),
                            models.Q(("statement", ""), _negated=True),
                            models.Q(("language", ""), _negated=True),
                        ),
                        name="hearing_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signature", "refused"), _negated=True), models.Q(("refusal_words", ""), _negated=True), _connector="OR"
                        ),
                        name="hearing_refusal_noted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Involved",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="involved", to="discipline.disciplinecase")),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "discipline_involved",
                "constraints": [models.UniqueConstraint(models.F("case"), models.F("officer"), name="involved_once")],
            },
        ),
        migrations.CreateModel(
            name="Restraint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "gear",
                    models.TextField(
                        choices=[("handcuffs", "handcuffs"), ("belt", "restraint belt"), ("jacket", "restraint jacket"), ("bed", "restraint bed")]
                    ),
                ),
                (
                    "ground",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "escort: outside hospital, special leave, transfer"),
                            (2, "signs of, or to stop, riot, escape, assault, self-harm, suicide"),
                            (3, "serious breach disturbing order that must be prevented"),
                        ]
                    ),
                ),
                ("words", models.TextField(help_text="the danger, and why nothing less is enough")),
                ("video", models.TextField(help_text="reference of the recording; the law asks for one")),
                ("started_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("trace", models.JSONField(default=list)),
                ("stopped_at", models.DateTimeField(null=True)),
                ("stop_words", models.TextField(blank=True)),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="restraints", to="people.episode")),
                ("started_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("stopped_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "restraint",
                "indexes": [models.Index(models.F("started_at"), name="restraint_started")],
                "constraints": [
                    models.UniqueConstraint(models.F("episode"), condition=models.Q(("stopped_at__isnull", True)), name="restraint_one_open"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("words", ""), _negated=True), models.Q(("video", ""), _negated=True)),
                        name="restraint_has_words_and_recording",
                    ),
                    models.CheckConstraint(condition=models.Q(("ground__in", (1, 2, 3))), name="restraint_ground_listed"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stopped_at__isnull", True),
                            models.Q(
                                ("stopped_by__isnull", False),
                                models.Q(("stop_words", ""), _negated=True),
                                ("stopped_at__gte", models.F("started_at")),
                            ),
                            _connector="OR",
                        ),
                        name="restraint_stopped_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField(choices=[("material", "material reward"), ("merit", "merit"), ("major-merit", "major merit")])),
                ("happened_on", models.DateField()),
                ("words", models.TextField(help_text="what the person did")),
                ("evidence", models.TextField(help_text="papers and references")),
                ("form", models.TextField(blank=True, help_text="of a material reward: what is given")),
                ("number", models.TextField(blank=True, help_text="of the decision paper")),
                (
                    "state",
                    models.TextField(
                        choices=[("proposed", "waiting for its decision"), ("granted", "granted"), ("declined", "declined")], default="proposed"
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_reason", models.TextField(blank=True)),
                ("posted_on", models.DateField(null=True)),
                ("posted_until", models.DateField(null=True)),
                ("decided_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rewards", to="people.episode")),
                ("proposed_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "reward",
                "indexes": [
                    models.Index(models.F("episode"), name="reward_episode"),
                    models.Index(models.F("state"), models.F("proposed_at"), name="reward_state"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("words", ""), _negated=True), models.Q(("evidence", ""), _negated=True)),
                        name="reward_has_evidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True), models.Q(("decided_by", models.F("proposed_by")), _negated=True), _connector="OR"
                        ),
                        name="reward_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("kind", "material"), _negated=True), models.Q(("form", ""), _negated=True), _connector="OR"),
                        name="reward_material_names_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "proposed")),
                            models.Q(models.Q(("state", "proposed"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="reward_decided_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sanction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField(choices=[("warning", "warning"), ("demerit", "demerit"), ("confinement", "confinement")])),
                ("days", models.PositiveSmallIntegerField(help_text="of confinement", null=True)),
                ("number", models.TextField(help_text="of the decision paper", unique=True)),
                ("facts", models.TextField(help_text="as found")),
                ("basis", models.TextField(help_text="provision, as the paper cites it")),
                ("remedy", models.TextField()),
                ("trace", models.JSONField(help_text="the rules that were asked, with their answers")),
                ("decided_at", models.DateTimeField()),
                ("decision_reason", models.TextField()),
                ("points", models.IntegerField(help_text="hundredths, below zero")),
                ("points_ref", models.TextField(blank=True, help_text="reference of the points entry; empty: points keep no ledger here")),
                ("served_at", models.DateTimeField(null=True)),
                (
                    "signature",
                    models.TextField(
                        blank=True, choices=[("signed", "received and signed"), ("refused", "refused to sign; read out before a witness")]
                    ),
                ),
                ("served_words", models.TextField(blank=True)),
                ("posted_on", models.DateField(null=True)),
                ("posted_until", models.DateField(help_text="last day on which it must hang; empty: calendar not entered", null=True)),
                ("copied_at", models.DateTimeField(help_text="to the procuratorate", null=True)),
                ("copy_receipt", models.TextField(blank=True)),
                ("case", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="sanction", to="discipline.disciplinecase")),
                ("copied_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("decided_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("proposed_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("served_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "sanction",
                "indexes": [models.Index(fields=["-decided_at"], name="sanction_decided")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("decided_by", models.F("proposed_by")), _negated=True), name="sanction_two_people"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("days__gte", 1), ("days__lte", 15), ("kind", "confinement")),
                            models.Q(models.Q(("kind", "confinement"), _negated=True), ("days__isnull", True)),
                            _connector="OR",
                        ),
                        name="sanction_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", ""), _negated=True), models.Q(("remedy", ""), _negated=True), models.Q(("facts", ""), _negated=True)
                        ),
                        name="sanction_paper_whole",
                    ),
                    models.CheckConstraint(condition=models.Q(("points__lt", 0)), name="sanction_points_below_zero"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("served_at__isnull", True),
                            models.Q(("served_by__isnull", False), models.Q(("signature", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="sanction_served_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[("confinement", "confinement"), ("inquiry", "isolation for an inquiry"), ("protection", "protective separation")]
                    ),
                ),
                ("grounds", models.TextField()),
                (
                    "consent",
                    models.TextField(blank=True, help_text="protective separation: the person's request or consent, or why it could not be had"),
                ),
                ("first", models.DateField()),
                ("days", models.PositiveSmallIntegerField(help_text="as decided")),
                ("until", models.DateField()),
                ("started_at", models.DateTimeField()),
                ("trace", models.JSONField(default=list)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_words", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="seclusions", to="discipline.disciplinecase"
                    ),
                ),
                ("ended_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="seclusions", to="people.episode")),
                ("ordered_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("place", models.ForeignKey(help_text="the cell", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
                (
                    "sanction",
                    models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="seclusion", to="discipline.sanction"),
                ),
            ],
            options={
                "db_table": "seclusion",
                "indexes": [
                    models.Index(models.F("episode"), condition=models.Q(("ended_at__isnull", True)), name="seclusion_open"),
                    models.Index(models.F("first"), name="seclusion_first"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("days__gte", 1), ("days__lte", 15)), name="seclusion_fifteen_days"),
                    models.CheckConstraint(condition=models.Q(("until__gte", models.F("first"))), name="seclusion_until_after_first"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("kind", "confinement"), _negated=True), ("sanction__isnull", False), _connector="OR"),
                        name="seclusion_confinement_is_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("kind", "inquiry"), _negated=True), ("case__isnull", False), _connector="OR"),
                        name="seclusion_inquiry_has_case",
                    ),
                    models.CheckConstraint(condition=models.Q(("grounds", ""), _negated=True), name="seclusion_has_grounds"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            models.Q(("ended_by__isnull", False), models.Q(("ended_words", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="seclusion_ended_whole",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("episode", "="),
                            (
                                models.Func(
                                    models.F("first"),
                                    models.F("until"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="seclusion_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockAlarm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clock", models.TextField()),
                ("due_at", models.DateTimeField()),
                ("stage", models.PositiveSmallIntegerField(choices=[(1, "comes near"), (2, "missed"), (3, "missed and not mended")])),
                ("raised_at", models.DateTimeField()),
                ("climbed_at", models.DateTimeField(null=True)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("words", models.TextField(blank=True, help_text="what is being done")),
                ("settled_at", models.DateTimeField(null=True)),
                ("acknowledged_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                (
                    "restraint",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="alarms", to="discipline.restraint"),
                ),
                (
                    "seclusion",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="alarms", to="discipline.seclusion"),
                ),
            ],
            options={
                "db_table": "clock_alarm",
                "indexes": [models.Index(condition=models.Q(("settled_at__isnull", True)), fields=["-stage", "due_at"], name="alarm_open")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("restraint__isnull", True), ("seclusion__isnull", False)),
                            models.Q(("restraint__isnull", False), ("seclusion__isnull", True)),
                            _connector="OR",
                        ),
                        name="alarm_of_one",
                    ),
                    models.UniqueConstraint(
                        models.F("seclusion"),
                        models.F("clock"),
                        models.F("due_at"),
                        condition=models.Q(("seclusion__isnull", False)),
                        name="alarm_of_seclusion_once",
                    ),
                    models.UniqueConstraint(
                        models.F("restraint"),
                        models.F("clock"),
                        models.F("due_at"),
                        condition=models.Q(("restraint__isnull", False)),
                        name="alarm_of_restraint_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("acknowledged_at__isnull", True),
                            models.Q(("acknowledged_by__isnull", False), models.Q(("words", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="alarm_acknowledged_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("doctor", "doctor"),
                            ("officer", "officer: person, cell, food, water"),
                            ("contact", "talk or other human contact"),
                            ("outdoors", "time outdoors"),
                            ("warden", "review by the warden"),
                            ("approval", "approved again by the warden"),
                        ]
                    ),
                ),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField(help_text="outdoors", null=True)),
                ("stop", models.BooleanField(default=False, help_text="must end at once")),
                ("words", models.TextField(blank=True, help_text="what was seen; no diagnosis")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                (
                    "restraint",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="discipline.restraint"),
                ),
                (
                    "seclusion",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="discipline.seclusion"),
                ),
            ],
            options={
                "db_table": "watch_check",
                "indexes": [
                    models.Index(models.F("seclusion"), models.F("at"), name="check_seclusion"),
                    models.Index(models.F("restraint"), models.F("at"), name="check_restraint"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("restraint__isnull", True), ("seclusion__isnull", False)),
                            models.Q(("restraint__isnull", False), ("seclusion__isnull", True)),
                            _connector="OR",
                        ),
                        name="check_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("kind", "outdoors"), _negated=True), ("minutes__isnull", False), _connector="OR"),
                        name="check_outdoors_has_minutes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stop", False), models.Q(("words", ""), _negated=True), _connector="OR"), name="check_stop_has_words"
                    ),
                ],
            },
        ),
    ]
