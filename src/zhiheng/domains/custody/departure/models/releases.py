"""The release itself: on what ground, on which day, with which certificate, and what was still owed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.domains.custody.reception.models.papers import IssuedPaper
from zhiheng.engines.trail.acts import Subject


class Release(models.Model):
    """Never altered. ``left_open``: kinds of steps that were owed and not done on the day: they never hold a person back."""

    class Ground(models.TextChoices):
        TERM = "term", pgettext_lazy("release", "the term has been served")
        PAROLE = "parole", pgettext_lazy("release", "parole")
        OUTSIDE = "outside", pgettext_lazy("release", "service outside prison")
        RETRIAL = "retrial", pgettext_lazy("release", "changed or quashed on retrial")
        PARDON = "pardon", pgettext_lazy("release", "pardon")

    episode = models.OneToOneField(Episode, on_delete=models.PROTECT, related_name="release")
    ground = models.TextField(choices=Ground.choices)
    released_on = models.DateField()
    end_on = models.DateField(null=True, help_text="the end of term that stood on the day")
    document = models.TextField(blank=True, help_text="ruling or decision, for a release before the end of term")
    decided_by = models.TextField(blank=True, help_text="court or authority of that ruling")
    certificate = models.OneToOneField(IssuedPaper, on_delete=models.PROTECT, related_name="release")
    handed_to = models.TextField(blank=True, help_text="resettlement office, relative, or alone")
    report_within = models.PositiveIntegerField(null=True, help_text="days in which to report to the police, as set on the certificate")
    left_open = models.JSONField(default=list)
    over_days = models.PositiveIntegerField(default=0, help_text="days after the end of term: over-detention")
    released_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()

    class Meta:
        db_table = "release"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ground="term") | ~Q(document=""), name="release_early_has_ruling"),
            models.CheckConstraint(condition=~Q(ground="term") | Q(end_on__isnull=False), name="release_term_has_end"),
            models.CheckConstraint(condition=~Q(ground="term") | Q(released_on__gte=models.F("end_on")), name="release_not_before_the_end"),
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()} {self.released_on:%Y-%m-%d}"

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()
