"""Arrivals, steps, identity, examinations, belongings, files, papers."""
from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0005_names_found_at_once"),
        ("places", "0002_guards"),
        ("powers", "0004_officers_sex"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExpectedArrival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("sex", models.TextField(choices=[("male", "male"), ("female", "female")])),
                ("birth_date", models.DateField(null=True)),
                (
                    "origin",
                    models.TextField(
                        choices=[("sentenced", "newly sentenced"), ("recalled", "recalled: probation, parole or service outside was revoked")],
                        default="sentenced",
                    ),
                ),
                ("sender", models.TextField(help_text="the police or court that sends the person")),
                ("document", models.TextField(blank=True, help_text="number of the judgment or ruling")),
                ("papers_received_on", models.DateField(help_text="when the police received the court's papers: their month begins", null=True)),
                ("expected_on", models.DateField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("expected", "expected"),
                            ("supplement", "the court supplements"),
                            ("refused", "refused in writing"),
                            ("accepted", "papers in order"),
                            ("admitted", "admitted"),
                            ("withdrawn", "will not come"),
                        ],
                        default="expected",
                    ),
                ),
                ("arrived_at", models.DateTimeField(null=True)),
                ("papers", models.JSONField(default=dict)),
                ("wrongful_risk", models.BooleanField(help_text="person and papers do not match, or the sentence is in error", null=True)),
                ("decision_words", models.TextField(blank=True)),
                ("decision", models.JSONField(default=dict, help_text="the rule that decided, with its inputs")),
                ("decided_at", models.DateTimeField(null=True)),
                ("copied_on", models.DateField(help_text="a copy of the refusal went to the procuratorate", null=True)),
                ("disagreed_on", models.DateField(help_text="the procuratorate's written disagreement", null=True)),
                ("disagreement", models.TextField(blank=True, help_text="its document number")),
                ("registered_at", models.DateTimeField()),
                ("decided_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                (
                    "episode",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="expected_arrival", to="people.episode"
                    ),
                ),
                ("prison", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
                ("registered_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "expected_arrival",
                "indexes": [
                    models.Index(
                        models.F("prison"),
                        models.F("expected_on"),
                        condition=models.Q(("state__in", ("expected", "supplement", "accepted", "refused"))),
                        name="arrival_open",
                    ),
                    models.Index(fields=["prison", "-id"], name="arrival_prison"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("name", ""), _negated=True), models.Q(("sender", ""), _negated=True)),
                        name="arrival_has_name_and_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(models.Q(("decision_words", ""), _negated=True), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="arrival_refused_in_writing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("episode__isnull", False), ("state", "admitted")),
                            models.Q(models.Q(("state", "admitted"), _negated=True), ("episode__isnull", True)),
                            _connector="OR",
                        ),
                        name="arrival_admitted_has_episode",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("disagreed_on__isnull", True), models.Q(("disagreement", ""), _negated=True), _connector="OR"),
                        name="arrival_disagreement_is_written",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FileItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("volume", models.TextField(choices=[("main", "main volume"), ("sub", "sub volume")])),
                (
                    "section",
                    models.TextField(
                        choices=[
                            ("judgment", "judgments"),
                            ("execution", "execution notice and case-closing form"),
                            ("indictment", "indictment"),
                            ("ruling", "rulings that change the sentence"),
                            ("intake", "intake form and notices"),
                            ("photograph", "photograph (place of the paper print)"),
                            ("appraisal", "appraisals in prison"),
                            ("release", "release papers"),
                            ("copy", "copies of judgments"),
                            ("points", "points, rewards and penalties"),
                            ("yearly", "yearly appraisals"),
                            ("verified", "verified material"),
                            ("progress", "matters in progress"),
                        ]
                    ),
                ),
                ("number", models.PositiveIntegerField(help_text="within its section, from 1")),
                ("title", models.TextField()),
                ("document", models.TextField(blank=True, help_text="document number")),
                ("dated", models.DateField(null=True)),
                ("pages", models.PositiveIntegerField()),
                ("source", models.TextField(help_text="who made it")),
                ("added_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_why", models.TextField(blank=True)),
                ("added_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="file_items", to="people.episode")),
                ("withdrawn_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "file_item",
                "constraints": [
                    models.UniqueConstraint(models.F("episode"), models.F("section"), models.F("number"), name="file_item_numbered_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True), models.Q(("source", ""), _negated=True), ("pages__gte", 1), ("number__gte", 1)
                        ),
                        name="file_item_is_described",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(
                                ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False), models.Q(("withdrawn_why", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="file_item_withdrawn_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FileVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("digest", models.TextField(help_text="SHA-256 of the content, in hex: its address in the store")),
                ("media", models.TextField(help_text="media type, read from the content itself")),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("name", models.TextField(help_text="name of the file as it was handed in")),
                ("added_at", models.DateTimeField()),
                ("added_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="reception.fileitem")),
            ],
            options={
                "db_table": "file_version",
                "indexes": [models.Index(models.F("digest"), name="file_version_digest")],
                "constraints": [
                    models.UniqueConstraint(models.F("item"), models.F("number"), name="file_version_numbered_once"),
                    models.CheckConstraint(condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="file_version_digest_form"),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentityDoubt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField(choices=[("name", "false name"), ("address", "false address"), ("identity", "false identity")])),
                ("words", models.TextField(help_text="what does not fit")),
                ("due_on", models.DateField()),
                ("raised_at", models.DateTimeField()),
                (
                    "outcome",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("unfounded", "the record is true"),
                            ("corrected", "was false; the record is corrected"),
                            ("not-established", "could not be established; handed on to the police"),
                        ],
                    ),
                ),
                ("established", models.TextField(blank=True, help_text="the true name, address or identity")),
                ("outcome_words", models.TextField(blank=True, help_text="on what ground")),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="identity_doubts", to="people.episode")),
                ("owner", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("raised_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "identity_doubt",
                "indexes": [models.Index(models.F("due_on"), models.F("id"), condition=models.Q(("outcome", "")), name="identity_doubt_open")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("episode"), models.F("kind"), condition=models.Q(("outcome", "")), name="identity_doubt_one_open"
                    ),
                    models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="identity_doubt_has_words"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("outcome", "")),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("outcome_words", ""), _negated=True),
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="identity_doubt_closed_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentityCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.TextField(
                        choices=[
                            ("papers", "person against the court's papers"),
                            ("card", "identity document"),
                            ("household", "household register"),
                            ("questions", "questions to the person"),
                            ("relatives", "letter to relatives"),
                            ("police", "letter to the police"),
                        ]
                    ),
                ),
                ("result", models.TextField(choices=[("agrees", "agrees"), ("differs", "differs"), ("unclear", "unclear")])),
                ("words", models.TextField(blank=True)),
                ("source", models.TextField(blank=True, help_text="document or office asked")),
                ("made_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="identity_checks", to="people.episode")),
                ("officer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                (
                    "doubt",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="reception.identitydoubt"),
                ),
            ],
            options={
                "db_table": "identity_check",
                "indexes": [models.Index(models.F("episode"), name="identity_check_episode")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("result", "agrees"), models.Q(("words", ""), _negated=True), _connector="OR"),
                        name="identity_check_says_what_differs",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IssuedPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("refusal", "refusal of admission"),
                            ("family", "notice to the family"),
                            ("certificate", "release certificate"),
                            ("police-notice", "notice of release to the police"),
                            ("justice-notice", "notice of release to the resettlement office"),
                            ("hand-over", "hand-over form"),
                            ("property", "list of returned belongings"),
                        ]
                    ),
                ),
                ("year", models.PositiveIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("digest", models.TextField(help_text="SHA-256 of the content, in hex")),
                ("issued_on", models.DateField()),
                ("issued_at", models.DateTimeField()),
                (
                    "arrival",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="issued_papers", to="reception.expectedarrival"
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="issued_papers", to="people.episode"),
                ),
                ("issued_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("prison", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.place")),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="replaced_by", to="reception.issuedpaper"
                    ),
                ),
            ],
            options={
                "db_table": "issued_paper",
                "indexes": [models.Index(models.F("episode"), name="issued_paper_episode")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("prison"), models.F("kind"), models.F("year"), models.F("number"), name="issued_paper_numbered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("arrival__isnull", True), ("episode__isnull", False)),
                            models.Q(("arrival__isnull", False), ("episode__isnull", True)),
                            _connector="OR",
                        ),
                        name="issued_paper_about_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PropertyList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("direction", models.TextField(choices=[("in", "taken in"), ("out", "handed out")])),
                ("made_at", models.DateTimeField()),
                ("prisoner_signed", models.BooleanField()),
                ("unsigned_why", models.TextField(blank=True)),
                ("receiver", models.TextField(blank=True, choices=[("prisoner", "the person"), ("relative", "a relative")])),
                ("receiver_name", models.TextField(blank=True)),
                ("receiver_relation", models.TextField(blank=True)),
                ("consent", models.BooleanField(default=False, help_text="the person agreed in writing that a relative takes them")),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="property_lists", to="people.episode")),
                ("made_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "property_list",
                "indexes": [models.Index(models.F("episode"), name="property_list_episode")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("prisoner_signed", True), models.Q(("unsigned_why", ""), _negated=True), _connector="OR"),
                        name="property_list_signed_or_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("receiver", "relative"), _negated=True),
                            models.Q(("consent", True), models.Q(("receiver_name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="property_list_relative_with_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("direction", "in"), ("receiver", "")),
                            models.Q(("direction", "out"), models.Q(("receiver", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="property_list_goes_to",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Belonging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("clothing", "clothing"),
                            ("valuable", "valuables"),
                            ("document", "documents"),
                            ("device", "devices"),
                            ("medicine", "medicine"),
                            ("contraband", "contraband"),
                            ("other", "other"),
                        ]
                    ),
                ),
                ("name", models.TextField()),
                ("quantity", models.PositiveIntegerField(default=1)),
                ("marks", models.TextField(blank=True, help_text="make, number, condition")),
                (
                    "state",
                    models.TextField(
                        choices=[("kept", "kept by the prison"), ("used", "with the person"), ("confiscated", "confiscated"), ("out", "handed out")],
                        default="kept",
                    ),
                ),
                ("storage", models.TextField(blank=True, help_text="store, shelf, bag")),
                (
                    "handed_out",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="handed_out", to="reception.propertylist"),
                ),
                ("taken_in", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="taken_in", to="reception.propertylist")),
            ],
            options={
                "db_table": "belonging",
                "indexes": [models.Index(models.F("taken_in"), name="belonging_taken_in")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 1), models.Q(("name", ""), _negated=True)), name="belonging_is_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handed_out__isnull", False), ("state", "out")),
                            models.Q(models.Q(("state", "out"), _negated=True), ("handed_out__isnull", True)),
                            _connector="OR",
                        ),
                        name="belonging_out_by_list",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("kind", "contraband"), _negated=True), ("state", "confiscated"), _connector="OR"),
                        name="belonging_contraband_confiscated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceptionStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("procedure", models.TextField(choices=[("admission", "admission"), ("release", "release")])),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("papers", "papers checked"),
                            ("identity", "identity checked"),
                            ("search", "body and belongings searched"),
                            ("examination", "first medical examination"),
                            ("examination-whole", "complete medical examination"),
                            ("rights", "rights and duties told"),
                            ("file", "file opened"),
                            ("family", "family or guardian notified"),
                            ("visits", "relatives told how to visit"),
                            ("education", "entry education completed"),
                            ("ward", "ward assigned"),
                            ("check-90", "release date checked 90 days before"),
                            ("exit-education", "exit education begun"),
                            ("check-30", "release date checked 30 days before"),
                            ("assessment", "assessment before release"),
                            ("police-notice", "police notified of the release"),
                            ("justice-notice", "resettlement office notified"),
                            ("check-7", "release date checked 7 days before"),
                            ("check-1", "release date checked 1 day before"),
                            ("rights-notice", "police told of the deprivation of political rights"),
                            ("hand-over", "handed over to the resettlement office"),
                            ("property", "belongings and wages returned"),
                        ]
                    ),
                ),
                ("due_at", models.DateTimeField(help_text="the last moment in time; empty when no calendar reaches it", null=True)),
                ("basis", models.JSONField(default=dict)),
                ("for_end", models.DateField(help_text="the end of term that a step before release was done for", null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField(null=True)),
                ("output", models.TextField(blank=True)),
                ("document", models.TextField(blank=True)),
                ("details", models.JSONField(default=dict)),
                ("second_at", models.DateTimeField(null=True)),
                ("done_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reception_steps", to="people.episode")),
                ("second_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
            ],
            options={
                "db_table": "reception_step",
                "indexes": [
                    models.Index(models.F("due_at"), models.F("id"), condition=models.Q(("done_at__isnull", True)), name="reception_step_open"),
                    models.Index(models.F("episode"), name="reception_step_episode"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("episode"), models.F("kind"), models.F("for_end"), name="reception_step_once", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False), models.Q(("output", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="reception_step_done_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_by__isnull", True),
                            models.Q(("done_by__isnull", False), models.Q(("second_by", models.F("done_by")), _negated=True)),
                            _connector="OR",
                        ),
                        name="reception_step_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("for_end__isnull", False), ("procedure", "release")),
                            models.Q(("for_end__isnull", True), ("procedure", "admission")),
                            _connector="OR",
                        ),
                        name="reception_step_release_has_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryExamination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stage", models.TextField(choices=[("first", "first"), ("whole", "complete")])),
                ("at", models.DateTimeField()),
                (
                    "fitness",
                    models.TextField(
                        choices=[
                            ("fit", "fit"),
                            ("limited", "fit with limits"),
                            ("care", "needs care"),
                            ("outside", "conditions of service outside prison may be met"),
                        ]
                    ),
                ),
                ("limits", models.TextField(blank=True, help_text="what officers must heed: no upper bunk, no heavy work; no diagnosis")),
                ("injuries", models.TextField(help_text="what was asked and seen; 'none' is an answer")),
                ("illness", models.TextField(blank=True)),
                ("disability", models.TextField(blank=True)),
                ("treatment_complaint", models.TextField(blank=True, help_text="ill-treatment before admission that the person speaks of")),
                ("proposal", models.TextField(blank=True, help_text="number of the written proposal on service outside prison")),
                ("prisoner_signed", models.BooleanField()),
                ("doctor", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="powers.officer")),
                ("episode", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="entry_examinations", to="people.episode")),
                (
                    "present",
                    models.ForeignKey(
                        help_text="the second officer who signed",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="powers.officer",
                    ),
                ),
            ],
            options={
                "db_table": "entry_examination",
                "constraints": [
                    models.UniqueConstraint(models.F("episode"), models.F("stage"), name="entry_examination_once"),
                    models.CheckConstraint(condition=models.Q(("injuries", ""), _negated=True), name="entry_examination_injuries_asked"),
                    models.CheckConstraint(
                        condition=models.Q(("present__isnull", True), models.Q(("present", models.F("doctor")), _negated=True), _connector="OR"),
                        name="entry_examination_two_people",
                    ),
                ],
            },
        ),
    ]
