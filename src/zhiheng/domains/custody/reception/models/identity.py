"""Whether a person is who the papers say: checks, and doubts until they have an outcome."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Subject


class IdentityDoubt(models.Model):
    """A name, an address or an identity that may be false: whose task it is to find out, until when, and what was found."""

    class Kind(models.TextChoices):
        NAME = "name", pgettext_lazy("doubt", "false name")
        ADDRESS = "address", pgettext_lazy("doubt", "false address")
        IDENTITY = "identity", pgettext_lazy("doubt", "false identity")

    class Outcome(models.TextChoices):
        UNFOUNDED = "unfounded", pgettext_lazy("doubt", "the record is true")
        CORRECTED = "corrected", pgettext_lazy("doubt", "was false; the record is corrected")
        NOT_ESTABLISHED = "not-established", pgettext_lazy("doubt", "could not be established; handed on to the police")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="identity_doubts")
    kind = models.TextField(choices=Kind.choices)
    words = models.TextField(help_text="what does not fit")
    owner = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    raised_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    outcome = models.TextField(choices=Outcome.choices, blank=True)
    established = models.TextField(blank=True, help_text="the true name, address or identity")
    outcome_words = models.TextField(blank=True, help_text="on what ground")
    closed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "identity_doubt"
        constraints: ClassVar = [
            models.UniqueConstraint("episode", "kind", condition=Q(outcome=""), name="identity_doubt_one_open"),
            models.CheckConstraint(condition=~Q(words=""), name="identity_doubt_has_words"),
            models.CheckConstraint(
                condition=Q(outcome="", closed_at__isnull=True)
                | (~Q(outcome="") & ~Q(outcome_words="") & Q(closed_at__isnull=False, closed_by__isnull=False)),
                name="identity_doubt_closed_whole",
            ),
        ]
        indexes: ClassVar = [models.Index("due_on", "id", condition=Q(outcome=""), name="identity_doubt_open")]

    def __str__(self) -> str:
        return self.get_kind_display()

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()


class IdentityCheck(models.Model):
    """One look at whether person and papers match: in which way, against which source, with which result."""

    class Way(models.TextChoices):
        PAPERS = "papers", pgettext_lazy("check", "person against the court's papers")
        CARD = "card", pgettext_lazy("check", "identity document")
        HOUSEHOLD = "household", pgettext_lazy("check", "household register")
        QUESTIONS = "questions", pgettext_lazy("check", "questions to the person")
        RELATIVES = "relatives", pgettext_lazy("check", "letter to relatives")
        POLICE = "police", pgettext_lazy("check", "letter to the police")

    class Result(models.TextChoices):
        AGREES = "agrees", pgettext_lazy("check", "agrees")
        DIFFERS = "differs", pgettext_lazy("check", "differs")
        UNCLEAR = "unclear", pgettext_lazy("check", "unclear")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="identity_checks")
    doubt = models.ForeignKey(IdentityDoubt, on_delete=models.PROTECT, null=True, related_name="checks")
    way = models.TextField(choices=Way.choices)
    result = models.TextField(choices=Result.choices)
    words = models.TextField(blank=True)
    source = models.TextField(blank=True, help_text="document or office asked")
    made_on = models.DateField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "identity_check"
        constraints: ClassVar = [models.CheckConstraint(condition=Q(result="agrees") | ~Q(words=""), name="identity_check_says_what_differs")]
        indexes: ClassVar = [models.Index("episode", name="identity_check_episode")]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.made_on:%Y-%m-%d}"

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()
