"""What leaves the appraisal on paper for court and procuratorate."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.engines.trail.acts import Subject


class ResultsReport(models.Model):
    """Results, rewards and their evidence as reported for one prisoner (art 41): the checks, the words on what no record says. Never changed."""

    class Purpose(models.TextChoices):
        COMMUTATION = "commutation", pgettext_lazy("report", "commutation")
        PAROLE = "parole", pgettext_lazy("report", "parole")
        OVERSIGHT = "oversight", pgettext_lazy("report", "asked for by the procuratorate")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="point_reports")
    purpose = models.TextField(choices=Purpose.choices)
    checks = models.JSONField(help_text="[{key, rule, verdict (law.reckoning.Truth), against, word}]")
    content = models.JSONField(help_text="months, cycles and entries as they stood: queries.reports.Content")
    reported_by = models.TextField(help_text="official's reference")
    reported_by_name = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "points_report"
        indexes = [models.Index(fields=["episode", "-id"], name="points_report_of")]

    def __str__(self) -> str:
        return f"{self.episode_id} {self.purpose}"

    def trail_subject(self) -> Subject:
        of = self.episode.trail_subject()
        return Subject(ref=f"points-report:{self.pk}", label=of.label, place=of.place)
