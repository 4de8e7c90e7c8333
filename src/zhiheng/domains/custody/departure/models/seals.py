"""Sealed records: what a person did as a minor is closed after the release, and opened only to who may ask."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Person
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Subject


class RecordSeal(models.Model):
    """A record that is to be sealed, is sealed, was left open, or was unsealed. ``identity``: what was taken out, kept nowhere else.

    ``certain``: the law leaves no choice; else a named officer decides with words.
    """

    class State(models.TextChoices):
        DUE = "due", pgettext_lazy("seal", "to be sealed")
        SEALED = "sealed", pgettext_lazy("seal", "sealed")
        LEFT_OPEN = "left-open", pgettext_lazy("seal", "not to be sealed")
        LIFTED = "lifted", pgettext_lazy("seal", "unsealed")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seals")
    prison = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", help_text="keeps the record")
    number = models.TextField(help_text="prisoner numbers, by which the sealed record is referred to")
    certain = models.BooleanField()
    basis = models.JSONField(help_text="the rule and what it was laid against")
    state = models.TextField(choices=State.choices)
    due_at = models.DateTimeField(help_text="the end of the day of release")
    identity = models.JSONField(default=list)
    words = models.TextField(blank=True, help_text="why, where the law leaves it to be decided")
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    lift_document = models.TextField(blank=True, help_text="the court's document by which the seal was lifted")
    lifted_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "record_seal"
        constraints: ClassVar = [
            models.UniqueConstraint("person", condition=Q(state__in=("due", "sealed", "left-open")), name="record_seal_one_standing"),
            models.CheckConstraint(
                condition=Q(state="due", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="due") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="record_seal_decided_whole",
            ),
            models.CheckConstraint(condition=Q(state="sealed") ^ Q(identity=[]), name="record_seal_keeps_what_it_took"),
            models.CheckConstraint(condition=Q(certain=True) | Q(state="due") | ~Q(words=""), name="record_seal_choice_has_words"),
            models.CheckConstraint(
                condition=Q(state="lifted", lifted_by__isnull=False, lifted_at__isnull=False) & ~Q(lift_document="")
                | ~Q(state="lifted") & Q(lifted_by__isnull=True, lifted_at__isnull=True),
                name="record_seal_lifted_by_a_document",
            ),
        ]
        indexes: ClassVar = [
            models.Index("due_at", condition=Q(state="due"), name="record_seal_due"),
            GinIndex(fields=["identity"], name="record_seal_identity", opclasses=["jsonb_path_ops"]),
        ]

    def __str__(self) -> str:
        return self.number

    def trail_subject(self) -> Subject:
        """By number and prison: the trail of a seal names nobody."""
        return Subject(ref=f"record-seal:{self.pk}", label=self.number, place=self.prison.path)


class SealEnquiry(models.Model):
    """Somebody entitled asked for sealed records, and an officer answered. Kept whether or not there was one."""

    class Ground(models.TextChoices):
        JUDICIAL = "judicial", pgettext_lazy("seal", "a judicial organ's case")
        PROVIDED = "provided", pgettext_lazy("seal", "an enquiry that the state provides for")

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField(choices=Ground.choices)
    organ = models.TextField()
    document = models.TextField()
    purpose = models.TextField()
    asked = models.TextField(help_text="the name asked for")
    seal = models.ForeignKey(RecordSeal, on_delete=models.PROTECT, null=True, related_name="enquiries", help_text="empty: no sealed record")
    answered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    open_until = models.DateTimeField(help_text="until when that officer may read the record for this enquiry")

    class Meta:
        db_table = "seal_enquiry"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(organ="") & ~Q(document="") & ~Q(purpose=""), name="seal_enquiry_says_who_and_why"),
            models.CheckConstraint(condition=Q(open_until__gte=models.F("answered_at")), name="seal_enquiry_opens_forward"),
        ]
        indexes: ClassVar = [models.Index(fields=["place", "-id"], name="seal_enquiry_place")]

    def __str__(self) -> str:
        return self.document

    def trail_subject(self) -> Subject:
        return Subject(ref=f"seal-enquiry:{self.pk}", label=self.document, place=self.place.path)
