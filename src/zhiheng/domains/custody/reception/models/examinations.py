"""The medical examination on entry. Its words are read with their own power only; custody sees whether a person is fit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Subject


class EntryExamination(models.Model):
    """One examination. ``injuries`` and the lines after it are medical: omitted from the trail's pictures."""

    class Stage(models.TextChoices):
        FIRST = "first", pgettext_lazy("examination", "first")
        WHOLE = "whole", pgettext_lazy("examination", "complete")

    class Fitness(models.TextChoices):
        FIT = "fit", pgettext_lazy("fitness", "fit")
        LIMITED = "limited", pgettext_lazy("fitness", "fit with limits")
        CARE = "care", pgettext_lazy("fitness", "needs care")
        OUTSIDE = "outside", pgettext_lazy("fitness", "conditions of service outside prison may be met")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="entry_examinations")
    stage = models.TextField(choices=Stage.choices)
    at = models.DateTimeField()
    fitness = models.TextField(choices=Fitness.choices)
    limits = models.TextField(blank=True, help_text="what officers must heed: no upper bunk, no heavy work; no diagnosis")
    injuries = models.TextField(help_text="what was asked and seen; 'none' is an answer")
    illness = models.TextField(blank=True)
    disability = models.TextField(blank=True)
    treatment_complaint = models.TextField(blank=True, help_text="ill-treatment before admission that the person speaks of")
    proposal = models.TextField(blank=True, help_text="number of the written proposal on service outside prison")
    doctor = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    present = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+", help_text="the second officer who signed")
    prisoner_signed = models.BooleanField()

    class Meta:
        db_table = "entry_examination"
        constraints: ClassVar = [
            models.UniqueConstraint("episode", "stage", name="entry_examination_once"),
            models.CheckConstraint(condition=~Q(injuries=""), name="entry_examination_injuries_asked"),
            models.CheckConstraint(condition=Q(present__isnull=True) | ~Q(present=F("doctor")), name="entry_examination_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.at:%Y-%m-%d}"

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()
