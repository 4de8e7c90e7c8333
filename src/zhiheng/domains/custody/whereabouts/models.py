from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Subject


class Purpose(models.TextChoices):
    """Why people leave the ward. The first three lead out of the prison."""

    HOSPITAL = "hospital", pgettext_lazy("purpose", "hospital")
    COURT = "court", pgettext_lazy("purpose", "court")
    TRANSFER = "transfer", pgettext_lazy("purpose", "other prison")
    VISIT = "visit", pgettext_lazy("purpose", "visit")
    WORK = "work", pgettext_lazy("purpose", "work")
    CLASS = "class", pgettext_lazy("purpose", "class")
    CLINIC = "clinic", pgettext_lazy("purpose", "clinic")
    TALK = "talk", pgettext_lazy("purpose", "talk or inquiry")


OUTSIDE = (Purpose.HOSPITAL, Purpose.COURT, Purpose.TRANSFER)


class MovementOrder(models.Model):
    """Who goes where on a day, ordered beforehand and printed; carried out once, or withdrawn."""

    class State(models.TextChoices):
        ISSUED = "issued", pgettext_lazy("order", "issued")
        CARRIED_OUT = "carried-out", pgettext_lazy("order", "carried out")
        WITHDRAWN = "withdrawn", pgettext_lazy("order", "withdrawn")

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", help_text="the ward that they leave")
    purpose = models.TextField(choices=Purpose.choices)
    destination = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    destination_words = models.TextField(blank=True)
    leave_at = models.DateTimeField()
    back_at = models.DateTimeField()
    state = models.TextField(choices=State.choices, default=State.ISSUED)
    issued_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        db_table = "movement_order"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(back_at__gt=F("leave_at")), name="movement_order_ends_after_start"),
            models.CheckConstraint(condition=Q(destination__isnull=False) | ~Q(destination_words=""), name="movement_order_leads_somewhere"),
        ]
        indexes: ClassVar = [models.Index("place", "leave_at", name="movement_order_place")]

    def __str__(self) -> str:
        return f"{self.place_id} {self.purpose}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"movement-order:{self.pk}", label=f"{self.place.name} {self.leave_at:%Y-%m-%d}", place=self.place.path)


class OrderLine(models.Model):
    """One person on an order. ``live`` while the order stands, so that nobody is ordered to two places at a time."""

    order = models.ForeignKey(MovementOrder, on_delete=models.PROTECT, related_name="lines")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="order_lines")
    during = DateTimeRangeField()
    live = models.BooleanField(default=True)

    class Meta:
        db_table = "movement_order_line"
        constraints: ClassVar = [
            models.UniqueConstraint("order", "episode", name="movement_order_line_once"),
            ExclusionConstraint(
                name="movement_order_line_one_at_a_time",
                expressions=[("episode", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(live=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.episode_id} on {self.order_id}"


class OrderEscort(models.Model):
    """An officer who is to take them."""

    order = models.ForeignKey(MovementOrder, on_delete=models.PROTECT, related_name="escorts")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "movement_order_escort"
        constraints: ClassVar = [models.UniqueConstraint("order", "officer", name="movement_order_escort_once")]

    def __str__(self) -> str:
        return f"{self.officer_id} for {self.order_id}"


class Party(models.Model):
    """People who leave together under the same officers. Each person's own movement says when they came back."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", help_text="where they left from")
    purpose = models.TextField(choices=Purpose.choices)
    destination = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    destination_words = models.TextField(blank=True)
    left_at = models.DateTimeField(help_text="when they left")
    recorded_at = models.DateTimeField(help_text="when the server was told")
    expected_back = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, help_text="when the last of them was accounted for; open while anybody is out")
    order = models.OneToOneField(MovementOrder, on_delete=models.PROTECT, null=True, related_name="party")

    class Meta:
        db_table = "party"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(expected_back__gt=F("left_at")), name="party_back_after_leaving"),
            models.CheckConstraint(condition=Q(destination__isnull=False) | ~Q(destination_words=""), name="party_leads_somewhere"),
        ]
        indexes: ClassVar = [
            models.Index("place", "left_at", name="party_place"),
            models.Index("expected_back", condition=Q(closed_at__isnull=True), name="party_expected"),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.purpose}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"party:{self.pk}", label=f"{self.place.name} {Purpose(self.purpose).value}", place=self.place.path)

    @property
    def outside(self) -> bool:
        """Whether they left the prison."""
        return self.purpose in OUTSIDE


class Escort(models.Model):
    """An officer who takes the party and brings it back."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="escorts")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "escort"
        constraints: ClassVar = [models.UniqueConstraint("party", "officer", name="escort_once")]

    def __str__(self) -> str:
        return f"{self.officer_id} with {self.party_id}"


class Movement(models.Model):
    """One person out of the ward, from leaving to return. ``during`` is when it happened; ``return_recorded_at`` when it was told."""

    class Ending(models.TextChoices):
        BACK = "back", pgettext_lazy("movement", "back")
        HANDED_OVER = "handed-over", pgettext_lazy("movement", "handed over")
        RELEASED = "released", pgettext_lazy("movement", "released from there")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="movements")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="movements")
    during = DateTimeRangeField()
    outside = models.BooleanField(help_text="out of the prison, not only out of the ward")
    ending = models.TextField(choices=Ending.choices, blank=True)
    return_recorded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "movement"
        constraints: ClassVar = [
            ExclusionConstraint(name="movement_one_at_a_time", expressions=[("episode", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)]),
            models.UniqueConstraint("episode", condition=Q(ending=""), name="movement_one_open"),
            models.CheckConstraint(
                condition=Q(ending="", during__endswith__isnull=True, return_recorded_at__isnull=True)
                | (~Q(ending="") & Q(during__endswith__isnull=False, return_recorded_at__isnull=False)),
                name="movement_closed_whole",
            ),
        ]
        indexes: ClassVar = [models.Index("party", name="movement_party")]

    def __str__(self) -> str:
        return f"{self.episode_id} with {self.party_id}"


class Tally(models.Model):
    """How many are held, away and outside, per ward (or prison, for those without a ward).

    Kept by PostgreSQL with every change of an episode or a movement, never written by the application; ``queries.tally`` recounts it.
    """

    place = models.OneToOneField(Place, on_delete=models.PROTECT, primary_key=True, related_name="+")
    held = models.IntegerField(default=0, db_default=0)
    away = models.IntegerField(default=0, db_default=0, help_text="out of the ward, inside or outside the prison")
    outside = models.IntegerField(default=0, db_default=0, help_text="out of the prison")

    class Meta:
        db_table = "roll_tally"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(held__gte=F("away")) & Q(away__gte=F("outside")) & Q(outside__gte=0), name="roll_tally_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.place_id}: {self.held}"


class RollCall(models.Model):
    """Names checked and heads counted at a place. ``occurred_at``: when it was counted; ``submitted_at``: when the server was told."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    occurred_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    on_roll = models.PositiveIntegerField(null=True, help_text="held here on the books")
    expected = models.PositiveIntegerField(null=True, help_text="should be here: held, less those out")
    present = models.PositiveIntegerField(null=True, help_text="found here by name")
    counted = models.PositiveIntegerField(null=True, help_text="heads counted")
    reconciles = models.BooleanField(null=True)
    explanation = models.TextField(blank=True)
    called_off = models.BooleanField(default=False)
    acknowledged_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, help_text="when command said that it knows of a count that does not reconcile")
    acknowledged_words = models.TextField(blank=True)

    class Meta:
        db_table = "roll_call"
        constraints: ClassVar = [
            models.UniqueConstraint("place", condition=Q(submitted_at__isnull=True, called_off=False), name="roll_call_one_open"),
            models.CheckConstraint(
                condition=Q(
                    submitted_at__isnull=True, submitted_by__isnull=True, occurred_at__isnull=True, present__isnull=True, reconciles__isnull=True
                )
                | Q(
                    submitted_by__isnull=False, occurred_at__isnull=False, on_roll__isnull=False, expected__isnull=False, present__isnull=False,
                    counted__isnull=False, reconciles__isnull=False, called_off=False,
                ),
                name="roll_call_submitted_whole",
            ),
            models.CheckConstraint(condition=~Q(reconciles=False, explanation=""), name="roll_call_difference_explained"),
            models.CheckConstraint(
                condition=~Q(reconciles=True) | (Q(present=F("expected")) & Q(counted=F("present"))), name="roll_call_reconciles_in_figures"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_by__isnull=True, acknowledged_at__isnull=True)
                | (Q(reconciles=False, acknowledged_by__isnull=False, acknowledged_at__isnull=False) & ~Q(acknowledged_words="")),
                name="roll_call_acknowledged_whole",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_by__isnull=True) | ~Q(acknowledged_by=F("submitted_by")), name="roll_call_acknowledged_by_another"
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index("occurred_at", condition=Q(reconciles=False, acknowledged_at__isnull=True), name="roll_call_unacknowledged"),
            models.Index("place", F("occurred_at").desc(), condition=Q(submitted_at__isnull=False), name="roll_call_latest"),
            models.Index(F("occurred_at").desc(), condition=Q(submitted_at__isnull=False), name="roll_call_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.opened_at:%Y-%m-%d %H:%M}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"roll-call:{self.pk}", label=self.place.name, place=self.place.path)


class RollMark(models.Model):
    """An exception of a roll call: who was not as the books had it, or was away as they had it."""

    roll = models.ForeignKey(RollCall, on_delete=models.PROTECT, related_name="marks")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="+")
    found = models.BooleanField(help_text="was here")
    reason = models.TextField(blank=True, help_text="a purpose, or unexplained")
    on_books = models.BooleanField(help_text="the books said here")
    note = models.TextField(blank=True)

    class Meta:
        db_table = "roll_mark"
        constraints: ClassVar = [
            models.UniqueConstraint("roll", "episode", name="roll_mark_once"),
            models.CheckConstraint(condition=Q(found=True) | ~Q(reason=""), name="roll_mark_absence_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.episode_id} at {self.roll_id}"


class Discrepancy(models.Model):
    """Where books, names and heads disagree, or somebody is not back in time. Somebody owns it, it has a clock, and a named officer
    settles it with words. Found by a roll call (``roll``), or by the watch over those who are out (``party``)."""

    class Kind(models.TextChoices):
        MISSING = "missing", _("not found, and nobody knows why")
        UNRECORDED = "unrecorded", _("away without a movement on the books")
        UNEXPECTED = "unexpected", _("here, although out on the books")
        NUMBER = "number", _("heads and names do not agree")
        OVERDUE = "overdue", _("not back in time")

    class How(models.TextChoices):
        EXPLAINED = "explained", _("explained")
        CORRECTED = "corrected", _("books corrected")

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    roll = models.ForeignKey(RollCall, on_delete=models.PROTECT, null=True, related_name="discrepancies")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="discrepancies")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, null=True, related_name="discrepancies")
    kind = models.TextField(choices=Kind.choices)
    found_at = models.DateTimeField()
    due_at = models.DateTimeField()
    owner = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    how = models.TextField(choices=How.choices, blank=True)
    words = models.TextField(blank=True)
    settled_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "discrepancy"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, how="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(how="") & ~Q(words="")),
                name="discrepancy_settled_whole",
            ),
            models.CheckConstraint(condition=Q(kind="number") | Q(episode__isnull=False), name="discrepancy_names_its_person"),
            models.CheckConstraint(
                condition=Q(kind="overdue", party__isnull=False, roll__isnull=True)
                | (~Q(kind="overdue") & Q(party__isnull=True, roll__isnull=False)),
                name="discrepancy_found_by_one",
            ),
            models.UniqueConstraint("episode", condition=Q(settled_at__isnull=True), name="discrepancy_one_open_a_person"),
        ]
        indexes: ClassVar = [models.Index("place", "due_at", condition=Q(settled_at__isnull=True), name="discrepancy_open")]

    def __str__(self) -> str:
        return f"{self.kind} {self.place_id}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"discrepancy:{self.pk}", label=f"{self.place.name} {self.kind}", place=self.place.path)
