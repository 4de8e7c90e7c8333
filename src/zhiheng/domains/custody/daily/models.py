from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Subject


class TimetableLine(models.Model):
    """What happens at an hour in a place, for a period of days. A ward without lines of its own follows the prison's."""

    class Item(models.TextChoices):
        UNLOCK = "unlock", pgettext_lazy("timetable", "unlock")
        ROLL_CALL = "roll-call", pgettext_lazy("timetable", "roll call")
        MEAL = "meal", pgettext_lazy("timetable", "meal")
        WORK_OUT = "work-out", pgettext_lazy("timetable", "out to work")
        WORK_BACK = "work-back", pgettext_lazy("timetable", "back from work")
        CLASS = "class", pgettext_lazy("timetable", "class")
        EXERCISE = "exercise", pgettext_lazy("timetable", "open air")
        SHIFT = "shift", pgettext_lazy("timetable", "change of shift")
        LIGHTS_OUT = "lights-out", pgettext_lazy("timetable", "lights out")

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    item = models.TextField(choices=Item.choices)
    hour = models.TimeField()
    during = DateRangeField(help_text="days on which it holds")

    class Meta:
        db_table = "timetable_line"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="timetable_hour_once",
                expressions=[
                    ("place", RangeOperators.EQUAL),
                    ("item", RangeOperators.EQUAL),
                    ("hour", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hour:%H:%M} {self.get_item_display()}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"timetable:{self.place.path}", label=f"{self.place} {self}", place=self.place.path)

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which it holds; None while no end is set."""
        return self.during.upper - dt.timedelta(days=1) if self.during.upper else None


class HandOver(models.Model):
    """One ward from one shift to the next, signed by both. The figures are those of the moment of preparation."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("hand-over", "waiting to be taken over")
        TAKEN = "taken", pgettext_lazy("hand-over", "taken over")
        WITHDRAWN = "withdrawn", pgettext_lazy("hand-over", "withdrawn")

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField(null=True, help_text="the change of shift that it belongs to, by the timetable")
    on_books = models.PositiveIntegerField(help_text="people whose bed is in the ward")
    out = models.PositiveIntegerField(help_text="of these, out by an open movement")
    unresolved = models.PositiveIntegerField(help_text="discrepancies of the roll without an end")
    watched = models.TextField(blank=True, help_text="whom to watch, and why")
    keys = models.TextField(blank=True, help_text="keys, radios, instruments handed on")
    open_work = models.TextField(blank=True, help_text="what is not finished")
    given_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    counted = models.PositiveIntegerField(null=True, help_text="heads counted by the officer who takes over")
    difference = models.TextField(blank=True, help_text="why the count does not agree, and to whom it was reported")
    taken_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "hand_over"
        constraints: ClassVar = [
            models.UniqueConstraint("place", condition=Q(state="waiting"), name="hand_over_one_waiting"),
            models.CheckConstraint(condition=Q(taken_by__isnull=True) | ~Q(taken_by=F("given_by")), name="hand_over_two_people"),
            models.CheckConstraint(condition=Q(out__lte=F("on_books")), name="hand_over_out_of_books"),
            models.CheckConstraint(
                condition=~Q(state="taken") | (Q(taken_by__isnull=False) & Q(taken_at__isnull=False) & Q(counted__isnull=False)),
                name="hand_over_taken_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken") | ~Q(difference="") | Q(counted=F("on_books") - F("out")), name="hand_over_difference_explained"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["place", "-taken_at"], name="hand_over_last"),
            models.Index("place", "given_at", name="hand_over_day"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.given_at:%Y-%m-%d %H:%M}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"hand-over:{self.pk}", label=str(self.place), place=self.place.path)

    @property
    def expected(self) -> int:
        """Heads that should be in the ward."""
        return self.on_books - self.out


class EventReport(models.Model):
    """Something that happened, as the officer who saw it says it. The response to it belongs to safety."""

    class Kind(models.TextChoices):
        FIGHT = "fight", pgettext_lazy("event", "fight or assault")
        ILLNESS = "illness", pgettext_lazy("event", "illness or injury")
        SELF_HARM = "self-harm", pgettext_lazy("event", "self-harm or suicide risk")
        ESCAPE = "escape", pgettext_lazy("event", "escape or signs of it")
        FIRE = "fire", pgettext_lazy("event", "fire or smoke")
        CONTRABAND = "contraband", pgettext_lazy("event", "contraband")
        UTILITIES = "utilities", pgettext_lazy("event", "power, water, equipment")
        OTHER = "other", pgettext_lazy("event", "other")

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=Kind.choices)
    words = models.TextField(blank=True)
    token = models.UUIDField(unique=True, help_text="made by the page: a report sent twice is one report")
    occurred_at = models.DateTimeField()
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    found = models.TextField(blank=True, help_text="what was found, and where it went")
    closed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "event_report"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("reported_by")), name="event_report_two_people"),
            models.CheckConstraint(condition=Q(closed_at__isnull=True) | ~Q(found=""), name="event_report_closed_with_words"),
            models.CheckConstraint(condition=Q(occurred_at__lte=F("reported_at") + dt.timedelta(minutes=5)), name="event_report_not_ahead"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["place", "-occurred_at"], name="event_report_place"),
            models.Index("occurred_at", condition=Q(closed_at__isnull=True), name="event_report_open"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.occurred_at:%Y-%m-%d %H:%M}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"event:{self.pk}", label=f"{self.place} {self.get_kind_display()}", place=self.place.path)


class Talk(models.Model):
    """An officer spoke with a prisoner."""

    class Kind(models.TextChoices):
        ADMISSION = "admission", pgettext_lazy("talk", "on admission")
        REGULAR = "regular", pgettext_lazy("talk", "regular")
        CONCERN = "concern", pgettext_lazy("talk", "out of concern")
        CONDUCT = "conduct", pgettext_lazy("talk", "about conduct")
        FAMILY = "family", pgettext_lazy("talk", "about the family")
        RELEASE = "release", pgettext_lazy("talk", "before release")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="talks")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", help_text="the ward or prison at the time")
    kind = models.TextField(choices=Kind.choices)
    words = models.TextField()
    held_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "talk"
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(words=""), name="talk_has_words")]
        indexes: ClassVar = [models.Index(fields=["episode", "-held_at"], name="talk_last"), models.Index("place", "held_at", name="talk_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_at:%Y-%m-%d}"

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()
