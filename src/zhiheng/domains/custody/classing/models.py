from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode, Person
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Subject


class Level(models.TextChoices):
    """How securely a person is held."""

    HIGH = "high", pgettext_lazy("level", "high security")
    MEDIUM = "medium", pgettext_lazy("level", "medium security")
    LOW = "low", pgettext_lazy("level", "low security")


class Phase(models.TextChoices):
    """Where in the sentence a person is."""

    INTAKE = "intake", pgettext_lazy("phase", "intake")
    SERVING = "serving", pgettext_lazy("phase", "serving")
    RELEASE = "release", pgettext_lazy("phase", "pre-release")


class Need(models.TextChoices):
    """The kind of ward that fits; the codes are those of a place's use."""

    GENERAL = "general", pgettext_lazy("ward need", "general ward")
    INTAKE = "intake", pgettext_lazy("ward need", "intake ward")
    RELEASE = "release", pgettext_lazy("ward need", "release preparation ward")
    CARE = "care", pgettext_lazy("ward need", "ward for the elderly, ill or disabled")
    HIGH = "high", pgettext_lazy("ward need", "high security ward")


class Classification(models.Model):
    """Level, phase and ward need of an episode: what the schedule gave, what was proposed, who decided."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting for a second officer")
        IN_FORCE = "in-force", _("in force")
        REPLACED = "replaced", _("replaced by a later one")
        DECLINED = "declined", pgettext_lazy("classification", "declined")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="classifications")
    schedule = models.TextField(help_text="code of the schedule that was applied")
    level = models.TextField(choices=Level.choices)
    phase = models.TextField(choices=Phase.choices)
    need = models.TextField(choices=Need.choices)
    scheduled_level = models.TextField(choices=Level.choices, help_text="what the schedule gave")
    scheduled_need = models.TextField(choices=Need.choices)
    facts = models.JSONField(help_text="the facts asked and read, as they stood")
    grounds = models.JSONField(help_text="lines of the schedule that held, or whose fact nobody knows")
    override_reason = models.TextField(blank=True)
    review_on = models.DateField()
    state = models.TextField(choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)
    since = models.DateField(null=True, help_text="in force from")
    until = models.DateField(null=True, help_text="last day in force")

    class Meta:
        db_table = "classification"
        constraints: ClassVar = [
            models.UniqueConstraint("episode", condition=Q(state="in-force"), name="classification_one_in_force"),
            models.UniqueConstraint("episode", condition=Q(state="proposed"), name="classification_one_proposed"),
            models.CheckConstraint(condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="classification_two_people"),
            models.CheckConstraint(
                condition=(Q(level=F("scheduled_level")) & Q(need=F("scheduled_need"))) | ~Q(override_reason=""),
                name="classification_departure_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True) | (~Q(state="proposed") & Q(decided_at__isnull=False)),
                name="classification_decided_once",
            ),
            models.CheckConstraint(condition=Q(state__in=("proposed", "declined")) | Q(since__isnull=False), name="classification_has_first_day"),
        ]
        indexes: ClassVar = [
            models.Index("review_on", condition=Q(state="in-force"), name="classification_review"),
            models.Index("episode", name="classification_episode"),
        ]

    def __str__(self) -> str:
        return f"{self.episode_id} {self.level}"

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()

    @property
    def departs(self) -> bool:
        """Whether it differs from what the schedule gave."""
        return (self.level, self.need) != (self.scheduled_level, self.scheduled_need)


class Separation(models.Model):
    """Two people who share no cell, or no ward, for a period. ``low`` is the person with the lower id, so that a pair is one row."""

    class Reach(models.TextChoices):
        CELL = "cell", pgettext_lazy("separation", "not in one cell")
        WARD = "ward", pgettext_lazy("separation", "not in one ward")

    low = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    high = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reach = models.TextField(choices=Reach.choices)
    grounds = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True, help_text="last day; open until ended")
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "separation"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="separation_of_two"),
            models.CheckConstraint(condition=~Q(grounds=""), name="separation_has_grounds"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="separation_ends_after_start"),
            ExclusionConstraint(
                name="separation_once",
                expressions=[
                    ("low", RangeOperators.EQUAL),
                    ("high", RangeOperators.EQUAL),
                    (
                        models.Func(F("since"), F("until"), models.Value("[]"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        indexes: ClassVar = [models.Index("high", name="separation_high")]

    def __str__(self) -> str:
        return f"{self.low_id} - {self.high_id}"

    def trail_subject(self) -> Subject:
        return self.low.trail_subject()

    def holds_on(self, day: dt.date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)
