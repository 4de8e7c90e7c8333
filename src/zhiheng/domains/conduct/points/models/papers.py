"""What the prisoner is handed: the notice of a deduction on the spot."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

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
