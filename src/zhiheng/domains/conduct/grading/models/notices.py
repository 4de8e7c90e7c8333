"""Notices in the ward."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.grading.workdays import LONG_ENOUGH
from zhiheng.engines.trail.acts import Subject


class Notice(models.Model):
    """What hangs in the ward, since when, until when it must, and when it came down."""

    class What(models.TextChoices):
        ENTRIES = "entries", _("additions and deductions")
        MONTH = "month", _("monthly scores")
        GRADES = "grades", _("grades and rewards")
        CANCELLATION = "cancellation", _("cancellation of points or rewards")

    ward = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    what = models.TextField(choices=What.choices)
    month = models.DateField(help_text="first day of the month that it is about")
    refs = models.JSONField(help_text="stable references of what is posted; entries kept back are not among them")
    kept_back = models.PositiveIntegerField(default=0, help_text="entries left out to protect who reported (art 35)")
    posted_on = models.DateField()
    until = models.DateField(help_text="last day through which it must hang")
    removed_on = models.DateField(null=True)
    posted_by = models.TextField()

    class Meta:
        db_table = "points_notice"
        constraints = [
            models.CheckConstraint(condition=Q(removed_on__isnull=True) | Q(removed_on__gt=F("until")), name="points_notice_long_enough"),
        ]
        indexes = [models.Index("ward", "month", name="points_notice_ward")]

    def __str__(self) -> str:
        return f"{self.ward_id} {self.what} {self.posted_on}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"points-notice:{self.pk}", label=f"{self.ward.name} {self.posted_on}", place=self.ward.path)

    @property
    def provisional(self) -> bool:
        """Whether its last day stands in for one that no calendar reached: three working days are never so many."""
        return self.until - self.posted_on == LONG_ENOUGH
