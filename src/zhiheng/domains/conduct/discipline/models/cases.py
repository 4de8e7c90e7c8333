"""A case: the event, who was there, what proves it, what the person says, whether a doctor finds the person fit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Subject


class SanctionKind(models.TextChoices):
    """The sanctions of the statute. There is no other."""

    WARNING = "warning", pgettext_lazy("sanction", "warning")
    DEMERIT = "demerit", pgettext_lazy("sanction", "demerit")
    CONFINEMENT = "confinement", pgettext_lazy("sanction", "confinement")


class DisciplineCase(models.Model):
    """One person, one event. ``law`` and ``ground``: the statute of the day of the event, and the item of its list."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("case", "under inquiry")
        STUDIED = "studied", pgettext_lazy("case", "before the ward team")
        PROPOSED = "proposed", pgettext_lazy("case", "sanction proposed")
        REVIEWED = "reviewed", pgettext_lazy("case", "section has given its opinion")
        DECIDED = "decided", pgettext_lazy("case", "sanction decided")
        CLOSED = "closed", pgettext_lazy("case", "closed without a sanction")

    class Opinion(models.TextChoices):
        AGREES = "agrees", pgettext_lazy("opinion", "agrees")
        DISAGREES = "disagrees", pgettext_lazy("opinion", "disagrees")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="discipline_cases")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", help_text="where it happened")
    happened_at = models.DateTimeField()
    law = models.TextField(help_text="short name of the statute of that day")
    ground = models.PositiveSmallIntegerField(help_text="item of the statute's list")
    words = models.TextField(help_text="what happened")
    video = models.TextField(blank=True, help_text="reference of the recording")
    injuries = models.TextField(help_text="what the check for injuries found, also when nothing")
    find = models.TextField(blank=True, help_text="reference of a find that began it")
    reported_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    same_shift = models.BooleanField(help_text="reported within the shift of the event")
    investigator = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.TextField(choices=State.choices, default=State.OPEN)
    proposed = models.TextField(choices=SanctionKind.choices, blank=True)
    proposed_days = models.PositiveSmallIntegerField(null=True, help_text="of confinement")
    proposal_words = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, null=True, related_name="+")
    opinion = models.TextField(choices=Opinion.choices, blank=True)
    opinion_words = models.TextField(blank=True)
    opinion_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    opinion_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closing_words = models.TextField(blank=True)

    class Meta:
        db_table = "discipline_case"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(investigator__isnull=True) | ~Q(investigator=F("reported_by")), name="case_investigator_apart"),
            models.CheckConstraint(condition=~Q(words="") & ~Q(injuries=""), name="case_has_words"),
            models.CheckConstraint(condition=Q(reported_at__gte=F("happened_at")), name="case_reported_after"),
            models.CheckConstraint(
                condition=Q(proposed="") | (Q(proposed_by__isnull=False) & ~Q(proposal_words="") & Q(deliberation__isnull=False)),
                name="case_proposal_whole",
            ),
            models.CheckConstraint(
                condition=Q(proposed="confinement", proposed_days__isnull=False) | (~Q(proposed="confinement") & Q(proposed_days__isnull=True)),
                name="case_days_of_confinement",
            ),
            models.CheckConstraint(condition=~Q(state="closed") | (Q(closed_by__isnull=False) & ~Q(closing_words="")), name="case_closed_with_words"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["episode", "-happened_at"], name="case_episode"),
            models.Index("state", "place", name="case_state"),
        ]

    def __str__(self) -> str:
        return f"{self.episode} {self.happened_at:%Y-%m-%d}"

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()

    @property
    def over(self) -> bool:
        """Decided or closed: nothing is added any more."""
        return self.state in (self.State.DECIDED, self.State.CLOSED)


class Involved(models.Model):
    """An officer who took part in the event or saw it: no investigator, no decider."""

    case = models.ForeignKey(DisciplineCase, on_delete=models.PROTECT, related_name="involved")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "discipline_involved"
        constraints: ClassVar = [models.UniqueConstraint("case", "officer", name="involved_once")]

    def __str__(self) -> str:
        return f"{self.officer_id} in {self.case_id}"


class Evidence(models.Model):
    """One piece of evidence: words and a reference, never the recording itself."""

    class Kind(models.TextChoices):
        VIDEO = "video", pgettext_lazy("evidence", "recording")
        WITNESS = "witness", pgettext_lazy("evidence", "witness")
        THING = "thing", pgettext_lazy("evidence", "thing")
        PAPER = "paper", pgettext_lazy("evidence", "paper")
        SCENE = "scene", pgettext_lazy("evidence", "record of the scene")

    case = models.ForeignKey(DisciplineCase, on_delete=models.PROTECT, related_name="evidence")
    kind = models.TextField(choices=Kind.choices)
    words = models.TextField()
    reference = models.TextField(blank=True)
    for_person = models.BooleanField(default=False, help_text="speaks for the person")
    added_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        db_table = "discipline_evidence"
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(words=""), name="evidence_has_words")]

    def __str__(self) -> str:
        return self.words[:40]


class Hearing(models.Model):
    """The person heard: told the charge, given time, with help where wanted; signed, or the refusal to sign noted."""

    class Signature(models.TextChoices):
        SIGNED = "signed", pgettext_lazy("hearing", "signed by the person")
        HELPED = "helped", pgettext_lazy("hearing", "read out, signed with a helper")
        REFUSED = "refused", pgettext_lazy("hearing", "refused to sign")

    case = models.ForeignKey(DisciplineCase, on_delete=models.PROTECT, related_name="hearings")
    charge = models.TextField(help_text="what the person was told")
    told_at = models.DateTimeField()
    heard_at = models.DateTimeField()
    language = models.TextField(help_text="in which it was told and heard")
    helper = models.TextField(blank=True, help_text="interpreter or person of trust")
    statement = models.TextField(help_text="what the person says; silence is written as such")
    witnesses_wanted = models.TextField(blank=True, help_text="whom or what the person wants looked at")
    signature = models.TextField(choices=Signature.choices)
    refusal_words = models.TextField(blank=True, help_text="why the person did not sign, and who saw it")
    heard_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "discipline_hearing"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(heard_at__gte=F("told_at")), name="hearing_after_telling"),
            models.CheckConstraint(condition=~Q(charge="") & ~Q(statement="") & ~Q(language=""), name="hearing_whole"),
            models.CheckConstraint(condition=~Q(signature="refused") | ~Q(refusal_words=""), name="hearing_refusal_noted"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.heard_at}"


class Fitness(models.Model):
    """Whether a doctor finds the person fit to be confined: yes or no. Why is in the medical file and not here."""

    case = models.ForeignKey(DisciplineCase, on_delete=models.PROTECT, related_name="fitness")
    fit = models.BooleanField()
    advice = models.TextField(blank=True, help_text="what must be seen to; no diagnosis")
    doctor = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "discipline_fitness"
        constraints: ClassVar = [models.CheckConstraint(condition=Q(fit=True) | ~Q(advice=""), name="fitness_unfit_advises")]

    def __str__(self) -> str:
        return f"{self.case_id} {'fit' if self.fit else 'unfit'}"
