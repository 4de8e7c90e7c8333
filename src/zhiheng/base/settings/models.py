from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.base.powers.proposals import Proposal, in_force_when_approved, two_people
from zhiheng.engines.trail.acts import Subject


class SettingChoice(Proposal):
    """A reading of an open question, proposed for a place, and what became of the proposal. Never altered once it has ended.

    ``during``: the days on which it is in force, set when a second person approves it; the end is that of the next choice, or of
    its withdrawal. What it replaced stays beside it.
    """

    question = models.TextField(help_text="code in law.questions")
    reading = models.TextField(help_text="code of the reading")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="setting_choices")
    since = models.DateField(help_text="proposed first day")
    during = DateRangeField(null=True)
    document = models.TextField(help_text="document number")
    withdrawn_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.TextField(blank=True)

    class Meta:
        db_table = "setting_choice"
        constraints = [
            ExclusionConstraint(
                name="setting_choice_one_in_force",
                expressions=[("question", RangeOperators.EQUAL), ("place", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(state="approved"),
            ),
            models.UniqueConstraint("question", "place", condition=Q(state="proposed"), name="setting_choice_one_open"),
            *two_people("setting_choice"),
            *in_force_when_approved("setting_choice"),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(state__in=("approved", "withdrawn"), withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="setting_choice_withdrawn_by_somebody",
            ),
        ]
        indexes = [models.Index("question", "place", name="setting_choice_question")]

    def __str__(self) -> str:
        return f"{self.question}={self.reading} {self.place_id}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"setting-choice:{self.pk}", label=f"{self.question} {self.place.name}", place=self.place.path)
