"""Weekly reviews, notices in the ward, and objections in two steps."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.points.models.entries import PointEntry
from zhiheng.domains.conduct.points.models.grades import Cycle
from zhiheng.domains.conduct.points.workdays import LONG_ENOUGH
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

    @property
    def provisional(self) -> bool:
        """Whether its last day stands in for one that no calendar reached: three working days are never so many."""
        return self.until - self.posted_on == LONG_ENOUGH

    def trail_subject(self) -> Subject:
        return Subject(ref=f"points-notice:{self.pk}", label=f"{self.ward.name} {self.posted_on}", place=self.ward.path)


class Objection(models.Model):
    """A prisoner's objection to an entry, a monthly score or a grade. The first step goes to the ward team, the second to the prison group."""

    class Step(models.IntegerChoices):
        REVIEW = 1, _("review")
        RE_EXAMINATION = 2, _("re-examination")

    class Outcome(models.TextChoices):
        OPEN = "", pgettext_lazy("objection", "open")
        UPHELD = "kept", pgettext_lazy("objection", "the decision stands")
        CHANGED = "changed", pgettext_lazy("objection", "the decision is changed")
        WITHDRAWN = "withdrawn", pgettext_lazy("objection", "withdrawn by the prisoner")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="point_objections")
    ward = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    step = models.PositiveSmallIntegerField(choices=Step.choices)
    first = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="second")
    entry = models.ForeignKey(PointEntry, on_delete=models.PROTECT, null=True, related_name="objections")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, null=True, related_name="objections")
    month = models.DateField(null=True, help_text="a monthly score: first day of the month")
    receipt = models.TextField(unique=True)
    text = models.TextField()
    written_by = models.TextField(help_text="the prisoner, or who wrote it for them")
    counts_from = models.DateField(help_text="day of the decision or of the notice; for the second step, of service")
    received_on = models.DateField()
    last_day = models.DateField(null=True, help_text="last day in time; unknown without a calendar")
    in_time = models.PositiveSmallIntegerField(help_text="law.reckoning.Truth; only a plain no is late")
    accepted = models.BooleanField(help_text="late ones are kept and go on as complaints")
    answer_due = models.DateField(null=True)
    outcome = models.TextField(choices=Outcome.choices, blank=True, default=Outcome.OPEN)
    value = models.IntegerField(null=True, help_text="what the entry should have been, hundredths")
    opinion = models.TextField(blank=True)
    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    served_on = models.DateField(null=True)
    copied_on = models.DateField(null=True, help_text="final opinions go to the procuratorate")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "points_objection"
        constraints = [
            models.CheckConstraint(
                condition=Q(entry__isnull=False, cycle__isnull=True, month__isnull=True)
                | Q(entry__isnull=True, cycle__isnull=False, month__isnull=True)
                | Q(entry__isnull=True, cycle__isnull=True, month__isnull=False),
                name="points_objection_one_target",
            ),
            models.CheckConstraint(condition=Q(step=1, first__isnull=True) | Q(step=2, first__isnull=False), name="points_objection_steps"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome="withdrawn") | (Q(answered_on__isnull=False) & ~Q(opinion="")), name="points_objection_answered"
            ),
            models.CheckConstraint(condition=Q(accepted=True) | Q(in_time=0), name="points_objection_doubt_is_accepted"),
        ]
        indexes = [
            models.Index("ward", "answer_due", condition=Q(outcome="", accepted=True), name="points_objection_due"),
            models.Index("episode", condition=Q(outcome="", accepted=True), name="points_objection_open"),
        ]

    def __str__(self) -> str:
        return self.receipt

    def trail_subject(self) -> Subject:
        of = self.episode.trail_subject()
        return Subject(ref=f"points-objection:{self.pk}", label=of.label, place=of.place)
