"""A person goes from one prison to another within the bureau."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.domains.custody.whereabouts.models import Party
from zhiheng.engines.trail.acts import Subject


class Transfer(models.Model):
    """Proposed, approved above both prisons, handed over with its papers, received. ``papers``: [{title, pages}], signed by both sides.

    Until it is received the person is on the books of the prison that sends.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("transfer", "waiting for approval")
        APPROVED = "approved", pgettext_lazy("transfer", "approved")
        DECLINED = "declined", pgettext_lazy("transfer", "declined")
        HANDED = "handed", pgettext_lazy("transfer", "on the way")
        RECEIVED = "received", pgettext_lazy("transfer", "received")
        WITHDRAWN = "withdrawn", pgettext_lazy("transfer", "taken back")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="transfers")
    from_prison = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    to_prison = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    grounds = models.TextField()
    planned_on = models.DateField()
    state = models.TextField(choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_words = models.TextField(blank=True, help_text="why it was declined, or under which document approved")
    papers = models.JSONField(default=list)
    party = models.OneToOneField(Party, on_delete=models.PROTECT, null=True, related_name="transfer")
    handed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    handed_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    ended_words = models.TextField(blank=True, help_text="why it was taken back, or what was missing from the papers")

    class Meta:
        db_table = "transfer"
        constraints: ClassVar = [
            models.UniqueConstraint("episode", condition=Q(state__in=("proposed", "approved", "handed")), name="transfer_one_open"),
            models.CheckConstraint(condition=~Q(from_prison=F("to_prison")), name="transfer_leads_elsewhere"),
            models.CheckConstraint(condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="transfer_two_people"),
            models.CheckConstraint(condition=Q(taken_by__isnull=True) | ~Q(taken_by=F("handed_by")), name="transfer_two_signatures"),
            models.CheckConstraint(
                condition=~Q(state="received") | Q(handed_by__isnull=False, taken_by__isnull=False), name="transfer_received_signed"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["from_prison", "-id"], name="transfer_from"),
            models.Index(fields=["to_prison", "-id"], name="transfer_to"),
        ]

    def __str__(self) -> str:
        return f"{self.from_prison} → {self.to_prison}"

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()

    @property
    def open(self) -> bool:
        """Whether it still has an end before it."""
        return self.state in (self.State.PROPOSED, self.State.APPROVED, self.State.HANDED)
