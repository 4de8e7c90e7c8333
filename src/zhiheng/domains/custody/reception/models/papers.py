"""Papers that the prison issues under a number of its own."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.domains.custody.reception.models.arrivals import ExpectedArrival
from zhiheng.engines.trail.acts import Subject


class IssuedPaper(models.Model):
    """A paper as it was issued. ``content`` is all that it says; ``digest`` seals it. Never altered: a wrong one is replaced."""

    class Kind(models.TextChoices):
        REFUSAL = "refusal", pgettext_lazy("paper", "refusal of admission")
        FAMILY = "family", pgettext_lazy("paper", "notice to the family")
        CERTIFICATE = "certificate", pgettext_lazy("paper", "release certificate")
        POLICE_NOTICE = "police-notice", pgettext_lazy("paper", "notice of release to the police")
        JUSTICE_NOTICE = "justice-notice", pgettext_lazy("paper", "notice of release to the resettlement office")
        HAND_OVER = "hand-over", pgettext_lazy("paper", "hand-over form")
        PROPERTY = "property", pgettext_lazy("paper", "list of returned belongings")

    prison = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=Kind.choices)
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, null=True, related_name="issued_papers")
    arrival = models.ForeignKey(ExpectedArrival, on_delete=models.PROTECT, null=True, related_name="issued_papers")
    content = models.JSONField()
    digest = models.TextField(help_text="SHA-256 of the content, in hex")
    issued_on = models.DateField()
    issued_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        db_table = "issued_paper"
        constraints: ClassVar = [
            models.UniqueConstraint("prison", "kind", "year", "number", name="issued_paper_numbered_once"),
            models.CheckConstraint(
                condition=Q(episode__isnull=False, arrival__isnull=True) | Q(episode__isnull=True, arrival__isnull=False),
                name="issued_paper_about_one",
            ),
        ]
        indexes: ClassVar = [models.Index("episode", name="issued_paper_episode")]

    def __str__(self) -> str:
        return self.document

    @property
    def document(self) -> str:
        """Its number as printed: （2026）东湾释字第12号."""
        return f"（{self.year}）{self.prison.name.removesuffix('监狱')}{NUMBER_WORDS[self.kind]}字第{self.number}号"

    def trail_subject(self) -> Subject:
        if self.episode:
            return self.episode.trail_subject()
        place = self.arrival.trail_subject().place if self.arrival else self.prison.path
        return Subject(f"paper:{self.pk}", self.document, place)


NUMBER_WORDS = {
    "refusal": "拒收", "family": "收通", "certificate": "释", "police-notice": "释通", "justice-notice": "释帮",
    "hand-over": "释交", "property": "释物",
}  # fmt: skip
"""The word of each kind in a document number."""
