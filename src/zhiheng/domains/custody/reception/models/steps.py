"""What is owed once to a person on the way in and on the way out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Subject


class Procedure(models.TextChoices):
    """Which way the step leads."""

    ADMISSION = "admission", pgettext_lazy("procedure", "admission")
    RELEASE = "release", pgettext_lazy("procedure", "release")


class StepKind(models.TextChoices):
    """The steps, in the order of the table of procedures."""

    PAPERS = "papers", pgettext_lazy("step", "papers checked")
    IDENTITY = "identity", pgettext_lazy("step", "identity checked")
    SEARCH = "search", pgettext_lazy("step", "body and belongings searched")
    EXAMINATION = "examination", pgettext_lazy("step", "first medical examination")
    EXAMINATION_WHOLE = "examination-whole", pgettext_lazy("step", "complete medical examination")
    RIGHTS = "rights", pgettext_lazy("step", "rights and duties told")
    FILE = "file", pgettext_lazy("step", "file opened")
    FAMILY = "family", pgettext_lazy("step", "family or guardian notified")
    VISITS = "visits", pgettext_lazy("step", "relatives told how to visit")
    EDUCATION = "education", pgettext_lazy("step", "entry education completed")
    WARD = "ward", pgettext_lazy("step", "ward assigned")
    CHECK_90 = "check-90", pgettext_lazy("step", "release date checked 90 days before")
    EXIT_EDUCATION = "exit-education", pgettext_lazy("step", "exit education begun")
    CHECK_30 = "check-30", pgettext_lazy("step", "release date checked 30 days before")
    ASSESSMENT = "assessment", pgettext_lazy("step", "assessment before release")
    POLICE_NOTICE = "police-notice", pgettext_lazy("step", "police notified of the release")
    JUSTICE_NOTICE = "justice-notice", pgettext_lazy("step", "resettlement office notified")
    CHECK_7 = "check-7", pgettext_lazy("step", "release date checked 7 days before")
    CHECK_1 = "check-1", pgettext_lazy("step", "release date checked 1 day before")
    RIGHTS_NOTICE = "rights-notice", pgettext_lazy("step", "police told of the deprivation of political rights")
    HAND_OVER = "hand-over", pgettext_lazy("step", "handed over to the resettlement office")
    PROPERTY = "property", pgettext_lazy("step", "belongings and wages returned")


class ReceptionStep(models.Model):
    """One step. Opened with its clock at admission; a step before release is written when it is done, for the end that stood then.

    ``basis``: provision, rule and limit as the law gave them on the day. ``details``: who was told, in which language, what was found.
    """

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="reception_steps")
    procedure = models.TextField(choices=Procedure.choices)
    kind = models.TextField(choices=StepKind.choices)
    due_at = models.DateTimeField(null=True, help_text="the last moment in time; empty when no calendar reaches it")
    basis = models.JSONField(default=dict)
    for_end = models.DateField(null=True, help_text="the end of term that a step before release was done for")
    done_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    output = models.TextField(blank=True)
    document = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    second_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "reception_step"
        constraints: ClassVar = [
            models.UniqueConstraint("episode", "kind", "for_end", name="reception_step_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True) | (Q(done_at__isnull=False, done_by__isnull=False) & ~Q(output="")),
                name="reception_step_done_whole",
            ),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True) | (Q(done_by__isnull=False) & ~Q(second_by=F("done_by"))), name="reception_step_two_people"
            ),
            models.CheckConstraint(condition=Q(procedure="release", for_end__isnull=False) | Q(procedure="admission", for_end__isnull=True),
                                   name="reception_step_release_has_end"),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index("due_at", "id", condition=Q(done_at__isnull=True), name="reception_step_open"),
            models.Index("episode", name="reception_step_episode"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()

    @property
    def late(self) -> bool:
        """Whether it was done after its time."""
        return self.done_at is not None and self.due_at is not None and self.done_at > self.due_at
