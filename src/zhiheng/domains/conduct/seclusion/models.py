"""Who is held alone and who is restrained, every look at them, and the clocks that were missed."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.domains.conduct.discipline.models import DisciplineCase, Sanction
from zhiheng.engines.trail.acts import Subject


class Seclusion(models.Model):
    """Days held alone, both ends counted. ``until``: the last lawful day, shortened when it ends early; never moved later."""

    class Kind(models.TextChoices):
        CONFINEMENT = "confinement", pgettext_lazy("seclusion", "confinement")
        INQUIRY = "inquiry", pgettext_lazy("seclusion", "isolation for an inquiry")
        PROTECTION = "protection", pgettext_lazy("seclusion", "protective separation")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="seclusions")
    kind = models.TextField(choices=Kind.choices)
    sanction = models.OneToOneField(Sanction, on_delete=models.PROTECT, null=True, related_name="seclusion")
    case = models.ForeignKey(DisciplineCase, on_delete=models.PROTECT, null=True, related_name="seclusions")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", help_text="the cell")
    grounds = models.TextField()
    consent = models.TextField(blank=True, help_text="protective separation: the person's request or consent, or why it could not be had")
    first = models.DateField()
    days = models.PositiveSmallIntegerField(help_text="as decided")
    until = models.DateField()
    started_at = models.DateTimeField()
    ordered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    trace = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    ended_words = models.TextField(blank=True)

    class Meta:
        db_table = "seclusion"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=15), name="seclusion_fifteen_days"),
            models.CheckConstraint(condition=Q(until__gte=F("first")), name="seclusion_until_after_first"),
            models.CheckConstraint(condition=~Q(kind="confinement") | Q(sanction__isnull=False), name="seclusion_confinement_is_decided"),
            models.CheckConstraint(condition=~Q(kind="inquiry") | Q(case__isnull=False), name="seclusion_inquiry_has_case"),
            models.CheckConstraint(condition=~Q(grounds=""), name="seclusion_has_grounds"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | (Q(ended_by__isnull=False) & ~Q(ended_words="")), name="seclusion_ended_whole"
            ),
            ExclusionConstraint(
                name="seclusion_once",
                expressions=[
                    ("episode", RangeOperators.EQUAL),
                    (
                        models.Func(F("first"), F("until"), models.Value("[]"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        indexes: ClassVar = [
            models.Index("episode", condition=Q(ended_at__isnull=True), name="seclusion_open"),
            models.Index("first", name="seclusion_first"),
        ]

    def __str__(self) -> str:
        return f"{self.episode_id} {self.kind} {self.first}"

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()


class Restraint(models.Model):
    """Restraint gear on a person, from its start to its stop. The list of gear holds nothing that is banned."""

    class Gear(models.TextChoices):
        HANDCUFFS = "handcuffs", pgettext_lazy("gear", "handcuffs")
        BELT = "belt", pgettext_lazy("gear", "restraint belt")
        JACKET = "jacket", pgettext_lazy("gear", "restraint jacket")
        BED = "bed", pgettext_lazy("gear", "restraint bed")

    class Ground(models.IntegerChoices):
        ESCORT = 1, pgettext_lazy("restraint", "escort: outside hospital, special leave, transfer")
        DANGER = 2, pgettext_lazy("restraint", "signs of, or to stop, riot, escape, assault, self-harm, suicide")
        BREACH = 3, pgettext_lazy("restraint", "serious breach disturbing order that must be prevented")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="restraints")
    gear = models.TextField(choices=Gear.choices)
    ground = models.PositiveSmallIntegerField(choices=Ground.choices)
    words = models.TextField(help_text="the danger, and why nothing less is enough")
    video = models.TextField(help_text="reference of the recording; the law asks for one")
    started_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    started_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    trace = models.JSONField(default=list)
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    stop_words = models.TextField(blank=True)

    class Meta:
        db_table = "restraint"
        constraints: ClassVar = [
            models.UniqueConstraint("episode", condition=Q(stopped_at__isnull=True), name="restraint_one_open"),
            models.CheckConstraint(condition=~Q(words="") & ~Q(video=""), name="restraint_has_words_and_recording"),
            models.CheckConstraint(condition=Q(ground__in=(1, 2, 3)), name="restraint_ground_listed"),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | (Q(stopped_by__isnull=False) & ~Q(stop_words="") & Q(stopped_at__gte=F("started_at"))),
                name="restraint_stopped_whole",
            ),
        ]
        indexes: ClassVar = [models.Index("started_at", name="restraint_started")]

    def __str__(self) -> str:
        return f"{self.episode_id} {self.gear}"

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()


class Check(models.Model):
    """One look at somebody alone or restrained. A doctor's stop is final: nobody overrides it."""

    class Kind(models.TextChoices):
        DOCTOR = "doctor", pgettext_lazy("check", "doctor")
        OFFICER = "officer", pgettext_lazy("check", "officer: person, cell, food, water")
        CONTACT = "contact", pgettext_lazy("check", "talk or other human contact")
        OUTDOORS = "outdoors", pgettext_lazy("check", "time outdoors")
        WARDEN = "warden", pgettext_lazy("check", "review by the warden")
        APPROVAL = "approval", pgettext_lazy("check", "approved again by the warden")

    seclusion = models.ForeignKey(Seclusion, on_delete=models.PROTECT, null=True, related_name="checks")
    restraint = models.ForeignKey(Restraint, on_delete=models.PROTECT, null=True, related_name="checks")
    kind = models.TextField(choices=Kind.choices)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField(null=True, help_text="outdoors")
    stop = models.BooleanField(default=False, help_text="must end at once")
    words = models.TextField(blank=True, help_text="what was seen; no diagnosis")

    class Meta:
        db_table = "watch_check"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(seclusion__isnull=False, restraint__isnull=True) | Q(seclusion__isnull=True, restraint__isnull=False),
                name="check_of_one",
            ),
            models.CheckConstraint(condition=~Q(kind="outdoors") | Q(minutes__isnull=False), name="check_outdoors_has_minutes"),
            models.CheckConstraint(condition=Q(stop=False) | ~Q(words=""), name="check_stop_has_words"),
        ]
        indexes: ClassVar = [models.Index("seclusion", "at", name="check_seclusion"), models.Index("restraint", "at", name="check_restraint")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"


class ClockAlarm(models.Model):
    """A clock that came near its limit or ran past it: kept, climbing, acknowledged by name, settled when the clock is met.

    It is over days alone, over restraint, or over custody itself: ``episode`` of somebody held beyond the end of term.
    """

    class Stage(models.IntegerChoices):
        NEAR = 1, pgettext_lazy("alarm", "comes near")
        OVER = 2, pgettext_lazy("alarm", "missed")
        GRAVE = 3, pgettext_lazy("alarm", "missed and not mended")

    seclusion = models.ForeignKey(Seclusion, on_delete=models.PROTECT, null=True, related_name="alarms")
    restraint = models.ForeignKey(Restraint, on_delete=models.PROTECT, null=True, related_name="alarms")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, null=True, related_name="clock_alarms")
    clock = models.TextField()
    due_at = models.DateTimeField()
    stage = models.PositiveSmallIntegerField(choices=Stage.choices)
    raised_at = models.DateTimeField()
    climbed_at = models.DateTimeField(null=True)
    late = models.DurationField(null=True, help_text="how much later than it should it rang last: nobody watched; empty: in time")
    acknowledged_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True, help_text="what is being done")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "clock_alarm"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(seclusion__isnull=False, restraint__isnull=True, episode__isnull=True)
                | Q(seclusion__isnull=True, restraint__isnull=False, episode__isnull=True)
                | Q(seclusion__isnull=True, restraint__isnull=True, episode__isnull=False),
                name="alarm_of_one",
            ),
            models.UniqueConstraint("seclusion", "clock", "due_at", condition=Q(seclusion__isnull=False), name="alarm_of_seclusion_once"),
            models.UniqueConstraint("restraint", "clock", "due_at", condition=Q(restraint__isnull=False), name="alarm_of_restraint_once"),
            models.UniqueConstraint("episode", "clock", "due_at", condition=Q(episode__isnull=False), name="alarm_of_episode_once"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | (Q(acknowledged_by__isnull=False) & ~Q(words="")), name="alarm_acknowledged_whole"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-stage", "due_at"], condition=Q(settled_at__isnull=True), name="alarm_open")]

    def __str__(self) -> str:
        return f"{self.clock} {self.due_at}"

    @property
    def about(self) -> Episode:
        """Whose clock it is."""
        held = self.seclusion or self.restraint
        found = self.episode if held is None else held.episode
        assert found is not None
        return found

    def trail_subject(self) -> Subject:
        return self.about.trail_subject()
