from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Subject


class SettingChoice(models.Model):
    """A reading of an open question, proposed for a place, and what became of the proposal. Never altered once it has ended.

    ``during``: the days on which it is in force, set when a second person approves it; the end is that of the next choice, or of
    its withdrawal. What it replaced stays beside it.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting for approval")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    question = models.TextField(help_text="code in law.questions")
    reading = models.TextField(help_text="code of the reading")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="setting_choices")
    since = models.DateField(help_text="proposed first day")
    during = DateRangeField(null=True)
    document = models.TextField(help_text="document number")
    reason = models.TextField()
    state = models.TextField(choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)
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
            models.CheckConstraint(condition=~Q(decided_by=F("proposed_by")) | Q(state="withdrawn"), name="setting_choice_two_people"),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="proposed") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="setting_choice_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", during__isnull=False) | (~Q(state="approved") & Q(during__isnull=True)),
                name="setting_choice_period_when_approved",
            ),
            # An empty period would be in force on no day; one without a first day would reach back over what was determined.
            models.CheckConstraint(
                condition=Q(during__isnull=True) | Q(during__isempty=False, during__lower_inf=False), name="setting_choice_period_has_days"
            ),
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
