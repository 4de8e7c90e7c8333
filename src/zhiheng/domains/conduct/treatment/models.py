from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhiheng.base.bookings.models import Booking
from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Subject


class TreatmentLevel(models.Model):
    """A level of treatment of an episode: what the schedule gave, what was proposed, who decided, from when to when."""

    class Code(models.TextChoices):
        STRICT = "strict", pgettext_lazy("treatment", "strict management")
        OBSERVED = "observed", pgettext_lazy("treatment", "observation")
        GENERAL = "general", pgettext_lazy("treatment", "general")
        LENIENT = "lenient", pgettext_lazy("treatment", "lenient")

    class Grade(models.TextChoices):
        POSITIVE = "positive", pgettext_lazy("grade", "positive")
        QUALIFIED = "qualified", pgettext_lazy("grade", "qualified")
        UNQUALIFIED = "unqualified", pgettext_lazy("grade", "unqualified")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting for its decision")
        IN_FORCE = "in-force", _("in force")
        REPLACED = "replaced", _("replaced by a later one")
        DECLINED = "declined", pgettext_lazy("treatment", "declined")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="treatment_levels")
    schedule = models.TextField(help_text="code of the schedule that was applied")
    level = models.TextField(choices=Code.choices)
    scheduled = models.TextField(choices=Code.choices, help_text="what the schedule gave")
    before = models.TextField(choices=Code.choices, blank=True, help_text="the level in force when it was proposed")
    rank_change = models.SmallIntegerField(default=0, help_text="below zero: lower than before")
    facts = models.JSONField(help_text="the facts as they stood")
    grounds = models.JSONField(help_text="conditions of the schedule as they turned out")
    grade = models.TextField(choices=Grade.choices, blank=True, db_default="", help_text="the grade that it rests on; empty: not known")
    points_grade = models.TextField(choices=Grade.choices, blank=True, db_default="", help_text="what the points appraisal decided last")
    points_grade_on = models.DateField(null=True, help_text="day of that decision")
    points_ref = models.TextField(blank=True, db_default="", help_text="stable reference of the cycle that was graded")
    grade_why = models.TextField(blank=True, db_default="", help_text="why another grade than that of the points appraisal")
    words = models.TextField(help_text="why, as the person reads it")
    override_reason = models.TextField(blank=True)
    review_on = models.DateField()
    ends_by = models.DateField(null=True, help_text="last day at most; strict management has one")
    state = models.TextField(choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)
    since = models.DateField(null=True, help_text="in force and announced from")
    until = models.DateField(null=True, help_text="last day in force")
    objection_until = models.DateField(null=True)

    class Meta:
        db_table = "treatment_level"
        constraints: ClassVar = [
            models.UniqueConstraint("episode", condition=Q(state="in-force"), name="treatment_one_in_force"),
            models.UniqueConstraint("episode", condition=Q(state="proposed"), name="treatment_one_proposed"),
            models.CheckConstraint(condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="treatment_two_people"),
            models.CheckConstraint(condition=Q(level=F("scheduled")) | ~Q(override_reason=""), name="treatment_departure_has_reason"),
            models.CheckConstraint(condition=Q(grade=F("points_grade")) | ~Q(grade_why=""), name="treatment_grade_has_reason"),
            models.CheckConstraint(condition=~Q(words=""), name="treatment_has_words"),
            models.CheckConstraint(condition=~Q(level="strict") | Q(ends_by__isnull=False), name="treatment_strict_has_last_day"),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True) | (~Q(state="proposed") & Q(decided_at__isnull=False)),
                name="treatment_decided_once",
            ),
            models.CheckConstraint(condition=Q(state__in=("proposed", "declined")) | Q(since__isnull=False), name="treatment_has_first_day"),
        ]
        indexes: ClassVar = [
            models.Index("review_on", condition=Q(state="in-force"), name="treatment_review_by"),
            models.Index("episode", name="treatment_episode"),
            models.Index("since", condition=Q(rank_change__lt=0), name="treatment_drops"),
        ]

    def __str__(self) -> str:
        return f"{self.episode_id} {self.level}"

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()


class TreatmentReview(models.Model):
    """A level was looked at again and kept, with reasons."""

    treatment = models.ForeignKey(TreatmentLevel, on_delete=models.PROTECT, related_name="reviews")
    words = models.TextField()
    next_on = models.DateField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "treatment_review"
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(words=""), name="treatment_review_has_words")]

    def __str__(self) -> str:
        return f"{self.treatment_id} {self.at}"


class Recheck(models.Model):
    """An entitlement that fell below what was booked under the former level: each of ``items`` is kept, moved or called off by a person."""

    class Entitlement(models.TextChoices):
        VISITS = "visits", _("visits a month")
        VISIT_MINUTES = "visit_minutes", _("minutes of a visit")
        CALLS = "calls", _("family calls a month")
        CALL_MINUTES = "call_minutes", _("minutes of a call")
        SPENDING = "spending", _("spending a month, yuan")

    treatment = models.ForeignKey(TreatmentLevel, on_delete=models.PROTECT, related_name="rechecks")
    entitlement = models.TextField(choices=Entitlement.choices)
    before = models.PositiveIntegerField()
    after = models.PositiveIntegerField()
    due_on = models.DateField()
    outcome = models.TextField(blank=True, help_text="what was kept, moved or called off, and who was told")
    done_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "treatment_recheck"
        constraints: ClassVar = [
            models.UniqueConstraint("treatment", "entitlement", name="treatment_recheck_once"),
            models.CheckConstraint(condition=Q(after__lt=F("before")), name="treatment_recheck_of_less"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | (Q(done_by__isnull=False) & ~Q(outcome="")), name="treatment_recheck_done_whole"
            ),
        ]
        indexes: ClassVar = [models.Index("due_on", condition=Q(done_at__isnull=True), name="treatment_recheck_open")]

    def __str__(self) -> str:
        return f"{self.treatment_id} {self.entitlement}"

    def trail_subject(self) -> Subject:
        return self.treatment.trail_subject()


class RecheckItem(models.Model):
    """A booking that lies above the level that came into force."""

    recheck = models.ForeignKey(Recheck, on_delete=models.PROTECT, related_name="items")
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "treatment_recheck_item"
        constraints: ClassVar = [models.UniqueConstraint("recheck", "booking", name="treatment_recheck_item_once")]

    def __str__(self) -> str:
        return f"{self.recheck_id} {self.booking_id}"

    def trail_subject(self) -> Subject:
        return self.recheck.trail_subject()
