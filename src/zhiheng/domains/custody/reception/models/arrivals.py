"""Who is expected, with which papers, and what was decided at the door."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import SEALED, SEALED_NAME, Episode
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer, Sex
from zhiheng.engines.trail.acts import Subject


class PaperState(models.TextChoices):
    """How a paper of admission stands at the door."""

    RECEIVED = "received", pgettext_lazy("paper", "received, in order")
    WRONG = "wrong", pgettext_lazy("paper", "received, with an error")
    MISSING = "missing", pgettext_lazy("paper", "missing")
    NOT_NEEDED = "not-needed", pgettext_lazy("paper", "not needed here")


class ExpectedArrival(models.Model):
    """A person whom the police or a court will bring. ``papers``: kind of paper -> PaperState."""

    class State(models.TextChoices):
        EXPECTED = "expected", pgettext_lazy("arrival", "expected")
        SUPPLEMENT = "supplement", pgettext_lazy("arrival", "the court supplements")
        REFUSED = "refused", pgettext_lazy("arrival", "refused in writing")
        ACCEPTED = "accepted", pgettext_lazy("arrival", "papers in order")
        ADMITTED = "admitted", pgettext_lazy("arrival", "admitted")
        WITHDRAWN = "withdrawn", pgettext_lazy("arrival", "will not come")

    class Origin(models.TextChoices):
        SENTENCED = "sentenced", pgettext_lazy("arrival", "newly sentenced")
        RECALLED = "recalled", pgettext_lazy("arrival", "recalled: probation, parole or service outside was revoked")

    class Paper(models.TextChoices):
        INDICTMENT = "indictment", pgettext_lazy("paper", "indictment copy")
        JUDGMENT = "judgment", pgettext_lazy("paper", "judgment")
        NOTICE = "notice", pgettext_lazy("paper", "execution notice")
        CLOSING_FORM = "closing_form", pgettext_lazy("paper", "case-closing form")
        PROPERTY = "property_papers", pgettext_lazy("paper", "papers on the property item")
        RECALL = "recall_papers", pgettext_lazy("paper", "revocation and recall papers")

    prison = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    sex = models.TextField(choices=Sex.choices)
    birth_date = models.DateField(null=True)
    origin = models.TextField(choices=Origin.choices, default=Origin.SENTENCED)
    sender = models.TextField(help_text="the police or court that sends the person")
    document = models.TextField(blank=True, help_text="number of the judgment or ruling")
    papers_received_on = models.DateField(null=True, help_text="when the police received the court's papers: their month begins")
    expected_on = models.DateField()
    state = models.TextField(choices=State.choices, default=State.EXPECTED)
    arrived_at = models.DateTimeField(null=True)
    papers = models.JSONField(default=dict)
    wrongful_risk = models.BooleanField(null=True, help_text="person and papers do not match, or the sentence is in error")
    decision_words = models.TextField(blank=True)
    decision = models.JSONField(default=dict, help_text="the rule that decided, with its inputs")
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    copied_on = models.DateField(null=True, help_text="a copy of the refusal went to the procuratorate")
    disagreed_on = models.DateField(null=True, help_text="the procuratorate's written disagreement")
    disagreement = models.TextField(blank=True, help_text="its document number")
    episode = models.OneToOneField(Episode, on_delete=models.PROTECT, null=True, related_name="expected_arrival")
    registered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        db_table = "expected_arrival"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(sender=""), name="arrival_has_name_and_sender"),
            models.CheckConstraint(
                condition=~Q(state="refused") | (~Q(decision_words="") & Q(decided_by__isnull=False)), name="arrival_refused_in_writing"
            ),
            models.CheckConstraint(condition=Q(state="admitted", episode__isnull=False) | (~Q(state="admitted") & Q(episode__isnull=True)),
                                   name="arrival_admitted_has_episode"),
            models.CheckConstraint(condition=Q(disagreed_on__isnull=True) | ~Q(disagreement=""), name="arrival_disagreement_is_written"),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index("prison", "expected_on", condition=Q(state__in=("expected", "supplement", "accepted", "refused")), name="arrival_open"),
            models.Index(fields=["prison", "-id"], name="arrival_prison"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.expected_on:%Y-%m-%d}"

    def trail_subject(self) -> Subject:
        """At the prison; what is left of somebody whose record is sealed lies where no post reaches."""
        sealed = self.name == SEALED_NAME and self.episode_id is not None
        return Subject(ref=f"arrival:{self.pk}", label=self.name, place=SEALED if sealed else self.prison.path)

    @property
    def open(self) -> bool:
        """Whether something may still be decided."""
        return self.state not in (self.State.ADMITTED, self.State.WITHDRAWN)
