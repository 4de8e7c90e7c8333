"""Closed cycles, their grades and rewards."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.points.models.months import Adjustment
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Subject


class Round(models.Model):
    """The grades of a prison in one month: every cycle that its wards closed the month before."""

    class State(models.TextChoices):
        OPEN = "open", _("wards propose")
        VOTING = "voting", _("the prison group votes")
        DECIDED = "decided", _("decided")

    prison = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="first day of the month in which the grades are decided")
    share = models.PositiveSmallIntegerField(help_text="percent that may be positive")
    graded = models.PositiveIntegerField(default=0)
    quota = models.PositiveIntegerField(default=0)
    state = models.TextField(choices=State.choices, default=State.OPEN)
    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    copied_on = models.DateField(null=True, help_text="the decision went to the procuratorate")

    class Meta:
        db_table = "points_round"
        constraints = [
            models.UniqueConstraint("prison", "month", name="points_round_once"),
            models.CheckConstraint(condition=Q(share__lte=15), name="points_round_share"),
            models.CheckConstraint(condition=Q(quota__lte=F("graded") * F("share") / 100), name="points_round_quota"),
            models.CheckConstraint(
                condition=~Q(state="decided") | Q(deliberation__isnull=False, decided_on__isnull=False), name="points_round_decided"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prison_id} {self.month:%Y-%m}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"points-round:{self.pk}", label=f"{self.prison.name} {self.month:%Y-%m}", place=self.prison.path)


class Cycle(models.Model):
    """A closed cycle of 600: the highest grade still open by law, what the ward proposed, what was decided, the reward."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="point_cycles")
    ward = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="cycles")
    closed = models.DateField(help_text="first day of the month whose total closed it")
    number = models.PositiveSmallIntegerField(default=1, db_default=1, help_text="2: closed at once with the one before it (Q3)")
    balance = models.IntegerField()
    carried = models.IntegerField()
    highest = models.PositiveSmallIntegerField(help_text="law.scale.Grade")
    bar = models.PositiveSmallIntegerField(help_text="law.reckoning.Truth: does something bar the positive grade")
    reasons = ArrayField(models.TextField(), default=list, help_text="rules that close a grade, such as PT-22-1")
    low_months = models.PositiveSmallIntegerField()
    months_below = models.PositiveSmallIntegerField()
    rewards = models.JSONField(help_text="open grade -> reward that it brings")
    proposed_grade = models.PositiveSmallIntegerField(null=True)
    proposed_reason = models.TextField(blank=True)
    grade = models.PositiveSmallIntegerField(null=True)
    reward = models.PositiveSmallIntegerField(null=True, help_text="law.scale.Reward")
    material_beside = models.BooleanField(default=False)
    cancelled_by = models.ForeignKey(Adjustment, on_delete=models.PROTECT, null=True, related_name="cancelled")

    class Meta:
        db_table = "points_cycle"
        constraints = [
            models.UniqueConstraint("episode", "closed", "number", name="points_cycle_once"),
            models.CheckConstraint(condition=Q(balance__gte=60000, carried=F("balance") - 60000), name="points_cycle_takes_600"),
            models.CheckConstraint(condition=Q(grade__isnull=True) | Q(grade=F("highest")) | Q(grade=2, highest=3), name="points_cycle_grade_open"),
            models.CheckConstraint(
                condition=Q(grade__isnull=True, reward__isnull=True)
                | Q(grade=1, reward=0)
                | Q(grade=3, reward=2)
                | Q(grade=2, reward=1, months_below__gt=0)
                | Q(grade=2, reward=2, months_below=0),
                name="points_cycle_reward",
            ),
            models.CheckConstraint(condition=Q(material_beside=False) | Q(grade=3), name="points_cycle_material_beside"),
        ]
        indexes = [models.Index("ward", "closed", name="points_cycle_ward")]

    def __str__(self) -> str:
        return f"{self.episode_id} {self.closed:%Y-%m}"

    def trail_subject(self) -> Subject:
        of = self.episode.trail_subject()
        return Subject(ref=f"points-cycle:{self.pk}", label=of.label, place=of.place)


class Regrading(models.Model):
    """A graded cycle of which a month was corrected afterwards: as the law has it now, and what the prison group decides anew.

    The first decision stays on record here, with where it had gone by then: those papers are named, never altered.
    """

    class State(models.TextChoices):
        OPEN = "open", _("to be decided anew")
        VOTING = "voting", _("the prison group votes")
        DECIDED = "decided", _("decided")

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="regradings")
    causes = ArrayField(models.TextField(), help_text="references of the corrections")
    found_on = models.DateField()
    highest = models.PositiveSmallIntegerField(help_text="law.scale.Grade, by the months as corrected")
    bar = models.PositiveSmallIntegerField(help_text="law.reckoning.Truth")
    reasons = ArrayField(models.TextField(), default=list, help_text="rules that close a grade")
    low_months = models.PositiveSmallIntegerField()
    months_below = models.PositiveSmallIntegerField()
    rewards = models.JSONField(help_text="open grade -> reward that it brings")
    short = models.BooleanField(default=False, help_text="without the cancelled points the cycle would not have closed (art 29)")
    grade_before = models.PositiveSmallIntegerField()
    reward_before = models.PositiveSmallIntegerField()
    used = ArrayField(models.TextField(), default=list, help_text="where the first decision had gone: procuratorate:2026-11-13, points-notice:7")
    state = models.TextField(choices=State.choices, default=State.OPEN)
    grade = models.PositiveSmallIntegerField(null=True)
    reward = models.PositiveSmallIntegerField(null=True)
    withdrawn = models.BooleanField(default=False, help_text="the reward falls although the grade stands")
    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, null=True, related_name="+")
    second = models.TextField(blank=True, help_text="official's reference: who checked it")
    decided_on = models.DateField(null=True)
    copied_on = models.DateField(null=True, help_text="the new decision went to the procuratorate")

    class Meta:
        db_table = "points_regrading"
        constraints = [
            models.UniqueConstraint("cycle", condition=~Q(state="decided"), name="points_regrading_one_open"),
            models.CheckConstraint(
                condition=~Q(state="decided")
                | (Q(grade__isnull=False, reward__isnull=False, deliberation__isnull=False, decided_on__isnull=False) & ~Q(second="")),
                name="points_regrading_decided",
            ),
            models.CheckConstraint(condition=Q(withdrawn=False) | Q(short=True), name="points_regrading_withdrawn"),
        ]
        indexes = [models.Index("cycle", name="points_regrading_cycle")]

    def __str__(self) -> str:
        return f"{self.cycle} {self.state}"

    def trail_subject(self) -> Subject:
        of = self.cycle.trail_subject()
        return Subject(ref=f"points-regrading:{self.pk}", label=of.label, place=of.place)
