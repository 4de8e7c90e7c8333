from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Subject


class Booking(models.Model):
    """One visit or call (``amount`` in minutes, from ``at`` on) or one sum to spend (``amount`` in yuan) of a person on a day."""

    class Kind(models.TextChoices):
        VISIT = "visit", pgettext_lazy("booking", "visit")
        CALL = "call", pgettext_lazy("booking", "family call")
        SPENDING = "spending", pgettext_lazy("booking", "spending")

    class State(models.TextChoices):
        BOOKED = "booked", pgettext_lazy("booking", "booked")
        KEPT = "kept", pgettext_lazy("booking", "looked at again, kept")
        MOVED = "moved", pgettext_lazy("booking", "moved to another day")
        CALLED_OFF = "called-off", pgettext_lazy("booking", "called off")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="bookings")
    kind = models.TextField(choices=Kind.choices)
    on = models.DateField()
    at = models.TimeField(null=True, help_text="a sum to spend has none")
    amount = models.PositiveIntegerField(help_text="minutes; yuan")
    words = models.TextField(help_text="with whom, or for what")
    ref = models.TextField(blank=True, help_text="reference of the record in the room that holds the details; empty: booked at the ward's desk")
    state = models.TextField(choices=State.choices, default=State.BOOKED)
    instead_of = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="moved_to")
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, help_text="when it was kept, moved or called off")
    looked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    looked_words = models.TextField(blank=True, help_text="why, and who was told")

    class Meta:
        db_table = "booking"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="booking_of_something"),
            models.CheckConstraint(condition=~Q(words=""), name="booking_has_words"),
            models.CheckConstraint(
                condition=Q(kind="spending", at__isnull=True) | (~Q(kind="spending") & Q(at__isnull=False)), name="booking_has_its_hour"
            ),
            models.CheckConstraint(
                condition=Q(state="booked", looked_at__isnull=True, looked_by__isnull=True)
                | (~Q(state="booked") & Q(looked_at__isnull=False, looked_by__isnull=False) & ~Q(looked_words="")),
                name="booking_looked_at_whole",
            ),
            models.UniqueConstraint("ref", condition=~Q(ref="") & Q(state__in=("booked", "kept")), name="booking_ref_once"),
        ]
        indexes: ClassVar = [models.Index("episode", "on", name="booking_episode"), models.Index("on", name="booking_day")]

    def __str__(self) -> str:
        return f"{self.episode_id} {self.kind} {self.on}"

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()

    @property
    def begins(self) -> dt.datetime:
        """The hour that is booked; a sum to spend is there from the beginning of its day."""
        return timezone.make_aware(dt.datetime.combine(self.on, self.at or dt.time()))

    @property
    def stands(self) -> bool:
        """Neither moved nor called off."""
        return self.state in STANDING


STANDING = (Booking.State.BOOKED, Booking.State.KEPT)
