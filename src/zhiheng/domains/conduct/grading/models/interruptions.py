"""What may cancel points and rewards, put before the prison group."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.points.models.months import Adjustment
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Subject
from zhiheng.law.reckoning import Truth

Kind = Adjustment.Kind
KINDS = (Kind.NEW_CRIME, Kind.RECALLED, Kind.PAROLE_RECALLED, Kind.CONVICTED)


class Interruption(models.Model):
    """A new crime, a recall or a conviction: what the prison group was asked, and what it left of the account. One at a time for a person."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="point_interruptions")
    kind = models.TextField(choices=[(kind.value, kind.label) for kind in KINDS])
    on = models.DateField(help_text="day of effect of the judgment or decision")
    document = models.TextField()
    own_confession = models.PositiveSmallIntegerField(default=Truth.UNKNOWN, help_text="law.reckoning.Truth")
    protested = models.PositiveSmallIntegerField(default=Truth.UNKNOWN, help_text="law.reckoning.Truth")
    pending = models.PositiveSmallIntegerField(default=Truth.UNKNOWN, help_text="law.reckoning.Truth")
    deliberation = models.OneToOneField(Deliberation, on_delete=models.PROTECT, related_name="+")
    adjustment = models.OneToOneField(Adjustment, on_delete=models.PROTECT, null=True, related_name="interruption")
    closed = models.BooleanField(default=False)
    put_by = models.TextField(help_text="official's reference")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "points_interruption"
        constraints = [
            models.UniqueConstraint("episode", condition=Q(closed=False), name="points_interruption_one_open"),
            models.CheckConstraint(condition=~Q(document=""), name="points_interruption_documented"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in KINDS]), name="points_interruption_kinds"),
            models.CheckConstraint(condition=Q(closed=True) | Q(adjustment__isnull=True), name="points_interruption_closed"),
        ]

    def __str__(self) -> str:
        return f"{self.episode_id} {self.kind}"

    def trail_subject(self) -> Subject:
        of = self.episode.trail_subject()
        return Subject(ref=f"points-interruption:{self.pk}", label=of.label, place=of.place)
