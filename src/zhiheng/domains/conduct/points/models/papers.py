"""What leaves the appraisal on paper: the notice of a deduction on the spot, and what is reported to court and procuratorate."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.points.models.entries import PointEntry
from zhiheng.engines.trail.acts import Subject


class SpotNotice(models.Model):
    """That a prisoner was told of a deduction on the spot: signed for, or read out before a witness."""

    class Manner(models.TextChoices):
        SIGNED = "signed", pgettext_lazy("service", "received and signed")
        REFUSED = "refused", pgettext_lazy("service", "refused to sign; read out before a witness")

    entry = models.OneToOneField(PointEntry, on_delete=models.PROTECT, related_name="spot_notice")
    served_on = models.DateField()
    manner = models.TextField(choices=Manner.choices)
    witness = models.TextField(blank=True)
    served_by = models.TextField(help_text="official's reference")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "points_spot_notice"
        constraints = [models.CheckConstraint(condition=Q(manner="signed") | ~Q(witness=""), name="points_spot_notice_witnessed")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.served_on}"

    def trail_subject(self) -> Subject:
        return self.entry.trail_subject()


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
