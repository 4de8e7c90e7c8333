"""Weekly reviews."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from zhiheng.base.places.models import Place
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Subject


class WeekReview(models.Model):
    """The ward team's review of a week."""

    ward = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    week = models.DateField(help_text="its Monday")
    deliberation = models.OneToOneField(Deliberation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "points_week"
        constraints = [
            models.UniqueConstraint("ward", "week", name="points_week_once"),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="points_week_is_monday"),
        ]

    def __str__(self) -> str:
        return f"{self.ward_id} {self.week}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"points-week:{self.pk}", label=f"{self.ward.name} {self.week}", place=self.ward.path)
