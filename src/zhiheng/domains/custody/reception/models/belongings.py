"""What a person brought, where it is, and to whom it went: lists that were signed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Subject


class PropertyList(models.Model):
    """Belongings that came in or went out together, with signatures. Never altered."""

    class Direction(models.TextChoices):
        IN = "in", pgettext_lazy("property list", "taken in")
        OUT = "out", pgettext_lazy("property list", "handed out")

    class Receiver(models.TextChoices):
        PRISONER = "prisoner", pgettext_lazy("property list", "the person")
        RELATIVE = "relative", pgettext_lazy("property list", "a relative")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="property_lists")
    direction = models.TextField(choices=Direction.choices)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    prisoner_signed = models.BooleanField()
    unsigned_why = models.TextField(blank=True)
    receiver = models.TextField(choices=Receiver.choices, blank=True)
    receiver_name = models.TextField(blank=True)
    receiver_relation = models.TextField(blank=True)
    consent = models.BooleanField(default=False, help_text="the person agreed in writing that a relative takes them")

    class Meta:
        db_table = "property_list"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(prisoner_signed=True) | ~Q(unsigned_why=""), name="property_list_signed_or_why"),
            models.CheckConstraint(
                condition=~Q(receiver="relative") | (Q(consent=True) & ~Q(receiver_name="")), name="property_list_relative_with_consent"
            ),
            models.CheckConstraint(condition=Q(direction="in", receiver="") | (Q(direction="out") & ~Q(receiver="")), name="property_list_goes_to"),
        ]
        indexes: ClassVar = [models.Index("episode", name="property_list_episode")]

    def __str__(self) -> str:
        return f"{self.get_direction_display()} {self.made_at:%Y-%m-%d}"

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()


class Belonging(models.Model):
    """One line of a list of belongings."""

    class Kind(models.TextChoices):
        CLOTHING = "clothing", pgettext_lazy("belonging", "clothing")
        VALUABLE = "valuable", pgettext_lazy("belonging", "valuables")
        DOCUMENT = "document", pgettext_lazy("belonging", "documents")
        DEVICE = "device", pgettext_lazy("belonging", "devices")
        MEDICINE = "medicine", pgettext_lazy("belonging", "medicine")
        CONTRABAND = "contraband", pgettext_lazy("belonging", "contraband")
        OTHER = "other", pgettext_lazy("belonging", "other")

    class State(models.TextChoices):
        KEPT = "kept", pgettext_lazy("belonging", "kept by the prison")
        USED = "used", pgettext_lazy("belonging", "with the person")
        CONFISCATED = "confiscated", pgettext_lazy("belonging", "confiscated")
        OUT = "out", pgettext_lazy("belonging", "handed out")

    taken_in = models.ForeignKey(PropertyList, on_delete=models.PROTECT, related_name="taken_in")
    handed_out = models.ForeignKey(PropertyList, on_delete=models.PROTECT, null=True, related_name="handed_out")
    kind = models.TextField(choices=Kind.choices)
    name = models.TextField()
    quantity = models.PositiveIntegerField(default=1)
    marks = models.TextField(blank=True, help_text="make, number, condition")
    state = models.TextField(choices=State.choices, default=State.KEPT)
    storage = models.TextField(blank=True, help_text="store, shelf, bag")

    class Meta:
        db_table = "belonging"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(quantity__gte=1) & ~Q(name=""), name="belonging_is_something"),
            models.CheckConstraint(
                condition=Q(state="out", handed_out__isnull=False) | (~Q(state="out") & Q(handed_out__isnull=True)), name="belonging_out_by_list"
            ),
            models.CheckConstraint(condition=~Q(kind="contraband") | Q(state="confiscated"), name="belonging_contraband_confiscated"),
        ]
        indexes: ClassVar = [models.Index("taken_in", name="belonging_taken_in")]

    def __str__(self) -> str:
        return self.name

    def trail_subject(self) -> Subject:
        return self.taken_in.episode.trail_subject()
