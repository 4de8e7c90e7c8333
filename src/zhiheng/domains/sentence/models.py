from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.engines.trail.acts import Subject
from zhiheng.law.calendar import Term


class SentenceKind(models.TextChoices):
    """Main sentences, named as in the case format (CL arts 38-51)."""

    CONTROL = "control", _("control")
    DETENTION = "detention", _("detention")
    FIXED = "fixed", _("fixed term")
    LIFE = "life", _("life")
    DEATH_REPRIEVE = "death_reprieve", _("death with reprieve")


class Termed(models.Model):
    """Three columns that hold one term; all empty = none, or unknown."""

    years = models.PositiveSmallIntegerField(null=True)
    months = models.PositiveSmallIntegerField(null=True)
    days = models.PositiveSmallIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def term(self) -> Term | None:
        """The term; None when none is recorded. An empty part of a recorded term is nought."""
        if self.years is None and self.months is None and self.days is None:
            return None
        return Term(self.years or 0, self.months or 0, self.days or 0)


class Judgment(Termed):
    """A judgment in force, as the court printed it. Terms are None for life and reprieve; a missing date is unknown."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="judgments")
    document = models.TextField(help_text="document number")
    court = models.TextField()
    offence = models.TextField()
    kind = models.TextField(choices=SentenceKind.choices)
    judged_on = models.DateField(null=True)
    final_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True, help_text="handed over to the prison")
    reprieve_served_on = models.DateField(null=True)
    printed_start = models.DateField(null=True)
    printed_end = models.DateField(null=True)
    political_rights_months = models.PositiveSmallIntegerField(null=True)
    political_rights_for_life = models.BooleanField(default=False)
    stated_credit_days = models.PositiveSmallIntegerField(null=True)
    restricted = models.BooleanField(default=False)
    whole_life = models.BooleanField(default=False)
    superseded_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="supersedes")

    class Meta:
        db_table = "judgment"
        constraints = [
            models.UniqueConstraint("episode", condition=Q(superseded_by__isnull=True), name="judgment_one_in_force"),
            models.CheckConstraint(
                condition=Q(printed_start__isnull=True) | Q(printed_end__isnull=True) | Q(printed_end__gte=F("printed_start")),
                name="judgment_printed_in_order",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("control", "detention", "fixed")) | Q(years__isnull=True, months__isnull=True, days__isnull=True),
                name="judgment_life_has_no_term",
            ),
        ]
        indexes = [models.Index("episode", name="judgment_episode")]

    def __str__(self) -> str:
        return self.document

    def trail_subject(self) -> Subject:
        """The person whom the judgment concerns, where the person is."""
        return self.episode.trail_subject()


class Count(Termed):
    """One count of a judgment: crime, and its own term (None for life or death)."""

    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="counts")
    crime = models.TextField()
    offence_date = models.DateField(null=True)

    class Meta:
        db_table = "judgment_count"

    def __str__(self) -> str:
        return self.crime


class Credit(models.Model):
    """A period of earlier deprivation of liberty, or days that do not count (``excluded``, as the court stated them)."""

    class Kind(models.TextChoices):
        CUSTODY = "custody", _("custody")
        DESIGNATED = "designated_residence", _("residential surveillance at a designated place")
        SUPERVISORY = "supervisory_detention", _("supervisory detention")
        EXCLUDED = "excluded", _("days not counted as served")

    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="credits")
    kind = models.TextField(choices=Kind.choices)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    days = models.PositiveSmallIntegerField(null=True, help_text="excluded days, as stated")
    source = models.TextField(blank=True, help_text="the document that shows it")
    withdrawn = models.BooleanField(default=False, db_default=False, help_text="entered in error: kept, no longer counted")

    class Meta:
        db_table = "credit"
        constraints = [
            models.CheckConstraint(condition=Q(last__isnull=True) | Q(last__gte=F("first")), name="credit_in_order"),
            models.CheckConstraint(
                condition=Q(kind="excluded", days__isnull=False) | (~Q(kind="excluded") & Q(first__isnull=False)), name="credit_has_extent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first}"

    def trail_subject(self) -> Subject:
        return self.judgment.trail_subject()


class Change(Termed):
    """A ruling that changed the sentence, as printed: a commutation, or life or reprieve becoming another sentence."""

    class Kind(models.TextChoices):
        COMMUTATION = "commutation", _("commutation")
        LIFE_TO_FIXED = "life_to_fixed", _("life to fixed term")
        REPRIEVE_TO_LIFE = "reprieve_to_life", _("reprieve to life")
        REPRIEVE_TO_FIXED = "reprieve_to_fixed", _("reprieve to fixed term")

    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="changes")
    kind = models.TextField(choices=Kind.choices)
    document = models.TextField()
    court = models.TextField()
    ruled_on = models.DateField()
    served_on = models.DateField(null=True)
    printed_start = models.DateField(null=True)
    printed_end = models.DateField(null=True)
    withdrawn = models.BooleanField(default=False, db_default=False, help_text="entered in error: kept, no longer counted")

    class Meta:
        db_table = "sentence_change"
        ordering = ("ruled_on", "id")
        constraints = [
            models.CheckConstraint(condition=Q(served_on__isnull=True) | Q(served_on__gte=F("ruled_on")), name="change_served_after_ruling"),
        ]

    def __str__(self) -> str:
        return self.document

    def trail_subject(self) -> Subject:
        return self.judgment.trail_subject()


class Agreement(models.TextChoices):
    AGREES = "agrees", _("agrees with the printed date")
    DIFFERS = "differs", _("differs from the printed date")
    NOT_CHECKABLE = "not_checkable", _("cannot be checked")
    INVALID = "invalid", _("contradictory")


class Determination(models.Model):
    """What was computed, from what, by which rules: recomputable for ever. Never altered; ``latest`` marks the newest."""

    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="determinations")
    at = models.DateTimeField()
    by = models.TextField(help_text="official's reference")
    edition = models.TextField(help_text="edition of the law package")
    inputs = models.JSONField()
    rules = models.JSONField(help_text="rule, instrument, commencement and digest of every rule used")
    trace = models.JSONField()
    finding = models.JSONField(help_text="the whole finding, without the trace")
    agreement = models.TextField(choices=Agreement.choices)
    start = models.DateField(null=True)
    end = models.DateField(null=True, help_text="the end that governs: printed if printed, else computed")
    computed_end = models.DateField(null=True)
    floor_end = models.DateField(null=True)
    latest = models.BooleanField(default=True)

    class Meta:
        db_table = "determination"
        constraints = [models.UniqueConstraint("judgment", condition=Q(latest=True), name="determination_one_latest")]
        indexes = [
            models.Index("end", condition=Q(latest=True), name="determination_end"),
            # The list of differences reads a few in a hundred of the newest.
            models.Index("agreement", "judgment", condition=Q(latest=True) & ~Q(agreement="agrees"), name="determination_to_look_at"),
        ]

    def __str__(self) -> str:
        return f"{self.judgment_id} {self.end}"


class Outlook(models.Model):
    """What may become of a sentence, worked out as of a day, kept so that lists of thousands need not work it out again.

    The dates are those for property items performed and no category beyond the recorded ones: the earliest that can be.
    ``hangs_on`` names the facts that nobody has recorded. One row a judgment, replaced when it is worked out anew.
    """

    judgment = models.OneToOneField(Judgment, on_delete=models.PROTECT, related_name="outlook")
    as_of = models.DateField(help_text="taken as the report date")
    at = models.DateTimeField()
    by = models.TextField(help_text="official's reference")
    edition = models.TextField(help_text="edition of the law package")
    pack = models.TextField(help_text="provisions that govern; empty when the facts contradict each other")
    standing = models.TextField(help_text="class; empty when unknown")
    report_from = models.DateField(null=True, help_text="earliest report for a commutation")
    parole_from = models.DateField(null=True, help_text="earliest parole")
    ends_on = models.DateField(null=True, help_text="the end that governs")
    bars = models.JSONField(help_text="rules that bar parole")
    amounts = models.JSONField(help_text="grade -> the most that one commutation may take off")
    hangs_on = models.JSONField(help_text="facts that are not recorded")
    refusals = models.JSONField(help_text="contradictions, in both languages")
    flags = models.JSONField(default=list, db_default=[], help_text="open questions of the law that touch it, by code")
    readings = models.JSONField(default=dict, db_default={}, help_text="question -> the reading that was taken, of every settable one")

    class Meta:
        db_table = "outlook"
        indexes = [
            # How many people a question touches: one look for each question on the page of open questions.
            GinIndex("flags", name="outlook_flags"),
            models.Index("report_from", "judgment", name="outlook_report_from"),
            models.Index("parole_from", "judgment", name="outlook_parole_from"),
        ]

    def __str__(self) -> str:
        return f"{self.judgment_id} {self.report_from}"


class RulingBatch(models.Model):
    """One file of published rulings, imported whole or not at all."""

    name = models.TextField()
    digest = models.TextField(unique=True, help_text="SHA-256 of the file: the same file is not imported twice")
    size = models.PositiveIntegerField()
    imported_at = models.DateTimeField()
    imported_by = models.TextField()
    edition = models.TextField()
    agrees = models.PositiveIntegerField()
    differs = models.PositiveIntegerField()
    not_checkable = models.PositiveIntegerField()
    invalid = models.PositiveIntegerField()
    place = models.TextField(default="", db_default="", help_text="path of the place for which it was imported")

    class Meta:
        db_table = "ruling_batch"

    def __str__(self) -> str:
        return self.name

    def trail_subject(self) -> Subject:
        return Subject(ref=f"ruling-batch:{self.digest[:12]}", label=self.name, place=self.place)


class Ruling(models.Model):
    """One row of a batch as it was given, and what the law makes of it."""

    batch = models.ForeignKey(RulingBatch, on_delete=models.PROTECT, related_name="rulings")
    line = models.PositiveIntegerField()
    code = models.TextField(help_text="the row's id")
    court = models.TextField(blank=True)
    offence = models.TextField(blank=True)
    ruled_on = models.TextField(blank=True, help_text="as printed; may lack the day")
    verdict = models.TextField(choices=Agreement.choices)
    oddity = models.BooleanField(default=False, help_text="differs, and the file itself says that the ruling is odd")
    raw = models.JSONField()
    outcome = models.JSONField(help_text="the check: printed, computed, parts, reasons in both languages, missing facts")
    trace = models.JSONField(null=True)

    class Meta:
        db_table = "ruling"
        constraints = [models.UniqueConstraint("batch", "line", name="ruling_line_once")]
        indexes = [models.Index("batch", "verdict", "line", name="ruling_by_verdict")]

    def __str__(self) -> str:
        return self.code or str(self.line)

    def trail_subject(self) -> Subject:
        return Subject(ref=f"ruling:{self.batch_id}:{self.line}", label=self.code, place=self.batch.place)


class RulingUpload(models.Model):
    """A file that waits for its uploader's decision: kept here so that what is imported is what was shown. Not a record: it expires."""

    token = models.UUIDField(primary_key=True, default=uuid.uuid4)
    official = models.TextField(help_text="reference of the uploader, who alone may open it")
    name = models.TextField()
    digest = models.TextField()
    size = models.PositiveIntegerField()
    content = models.BinaryField(help_text="emptied once imported")
    verdicts = models.TextField(help_text="one letter a row, in file order: A agrees, D differs, N not checkable, I invalid")
    uploaded_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    batch = models.ForeignKey(RulingBatch, on_delete=models.CASCADE, null=True, related_name="uploads")

    class Meta:
        db_table = "ruling_upload"
        indexes = [models.Index("expires_at", name="ruling_upload_expiry")]

    def __str__(self) -> str:
        return self.name


class Comparison(models.Model):
    """A candidate tried on everybody on the books of a place, before it is switched on. Worked off slice by slice by the worker.

    ``total`` counts the people when it was asked for, ``done`` those looked at, ``changed`` those touched; ``after`` is the last
    judgment looked at. The counts by impact and by cause are written when it is finished.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("comparison", "waiting to begin")
        RUNNING = "running", pgettext_lazy("comparison", "running")
        DONE = "done", pgettext_lazy("comparison", "finished")
        STOPPED = "stopped", pgettext_lazy("comparison", "stopped")
        FAILED = "failed", pgettext_lazy("comparison", "failed")

    kind = models.TextField(help_text="reading, rules_of or edition")
    value = models.TextField(help_text="OQ-6=next_day, a day, or an edition")
    place = models.TextField(help_text="path of the place whose people are looked at")
    as_of = models.DateField(help_text="taken as the report date")
    edition = models.TextField(help_text="edition of the law package that worked it out")
    reason = models.TextField()
    requested_at = models.DateTimeField()
    requested_by = models.TextField(help_text="official's reference")
    requested_label = models.TextField()
    state = models.TextField(choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    after = models.BigIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    fault = models.TextField(blank=True, default="", help_text="why it failed")
    impacts = models.JSONField(default=dict, help_text="impact -> people; a person may stand under several")
    causes = models.JSONField(default=dict, help_text="rule -> people, each under one")

    class Meta:
        db_table = "comparison"
        constraints = [
            models.UniqueConstraint("kind", "value", "place", "as_of", condition=Q(state__in=("waiting", "running")), name="comparison_asked_once"),
            models.CheckConstraint(condition=Q(changed__lte=F("done")), name="comparison_changed_within_done"),
            models.CheckConstraint(condition=Q(state__in=("waiting", "running")) ^ Q(ended_at__isnull=False), name="comparison_ends_once"),
        ]
        indexes = [models.Index("id", condition=Q(state__in=("waiting", "running")), name="comparison_to_work_on")]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"

    @property
    def open(self) -> bool:
        """Whether there is still something to be done."""
        return self.state in (self.State.WAITING, self.State.RUNNING)

    def trail_subject(self) -> Subject:
        return Subject(ref=f"comparison:{self.pk}", label=str(self), place=self.place)


class ComparisonRow(models.Model):
    """A person whom the candidate touches: the figures before and after, gravest impact first, and the rule that makes it."""

    comparison = models.ForeignKey(Comparison, on_delete=models.PROTECT, related_name="rows")
    judgment = models.ForeignKey(Judgment, on_delete=models.PROTECT, related_name="+")
    prison = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", help_text="where the person was then")
    before = models.JSONField()
    after = models.JSONField()
    impacts = ArrayField(models.TextField())
    cause = models.TextField(blank=True, help_text="id of a rule; empty when no tree tells")

    class Meta:
        db_table = "comparison_row"
        constraints = [
            models.UniqueConstraint("comparison", "judgment", name="comparison_row_once"),
            models.CheckConstraint(condition=~Q(impacts=[]), name="comparison_row_has_impact"),
        ]
        indexes = [models.Index("judgment", name="comparison_row_judgment")]

    def __str__(self) -> str:
        return f"{self.comparison_id} {self.judgment_id}"


class ReplayReason(models.Model):
    """Why what is computed now differs from what was stored: said once for each change of a rule's text, whomever it touches.

    ``then`` and ``now`` are the digests of the text; where the text is the same, the editions.
    """

    cause = models.TextField(help_text="id of the rule whose own value differs")
    then = models.TextField()
    now = models.TextField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.TextField(help_text="official's reference")

    class Meta:
        db_table = "replay_reason"
        constraints = [models.UniqueConstraint("cause", "then", "now", name="replay_reason_once")]

    def __str__(self) -> str:
        return f"{self.cause} {self.then} {self.now}"
