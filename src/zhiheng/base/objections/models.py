from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Officer
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Subject
from zhiheng.law.acts.points_2021.procedure import objection_accepted
from zhiheng.law.reckoning import Truth


def _no_hand(officer: str) -> Q:
    """Nobody, or nobody who took part in the decision."""
    place = Func(F("hands"), F(officer), function="array_position", output_field=models.IntegerField())
    return Q(**{f"{officer}__isnull": True}) | Q(IsNull(place, True))


class Objection(models.Model):
    """What a person says against a decision, with its receipt, its clock, its owner and its answer. Late ones are kept and answered too."""

    class Step(models.IntegerChoices):
        REVIEW = 1, _("review")
        RE_EXAMINATION = 2, _("re-examination")

    class To(models.TextChoices):
        WARD = "ward", pgettext_lazy("addressee", "to the ward")
        PRISON = "prison", pgettext_lazy("addressee", "to the prison")
        BUREAU = "bureau", pgettext_lazy("addressee", "to the bureau")
        PROCURATORATE = "procuratorate", pgettext_lazy("addressee", "to the procuratorate")

    class Outcome(models.TextChoices):
        OPEN = "", pgettext_lazy("objection", "open")
        UPHELD = "upheld", pgettext_lazy("objection", "upheld")
        PARTLY = "partly", pgettext_lazy("objection", "upheld in part")
        DISMISSED = "dismissed", pgettext_lazy("objection", "not upheld: the decision stands")
        WITHDRAWN = "withdrawn", pgettext_lazy("objection", "withdrawn by the person")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="objections")
    against = models.TextField(help_text="stable reference of the decision: kind and key")
    kind = models.GeneratedField(
        expression=Func(F("against"), Value(":"), Value(1), function="split_part"), output_field=models.TextField(), db_persist=True
    )
    about = models.TextField(help_text="the decision in words, as it was")
    step = models.PositiveSmallIntegerField(choices=Step.choices, default=Step.REVIEW)
    first = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="second")
    to = models.TextField(choices=To.choices, db_column="addressee")
    receipt = models.TextField(unique=True)
    words = models.TextField(blank=True, help_text="what the person says; empty: no reason was given, and none is needed")
    written_by = models.TextField(blank=True, help_text="who wrote it for the person; empty: the person")
    received_on = models.DateField()
    counts_from = models.DateField(help_text="decision, notice or service; the time to object runs from this day")
    last_day = models.DateField(null=True, help_text="last day in time; empty: calendar not entered")
    in_time = models.PositiveSmallIntegerField(help_text="law.reckoning.Truth; only a plain no is late")
    forward_by = models.DateField(null=True)
    forwarded_at = models.DateTimeField(null=True)
    answer_due = models.DateField(null=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", help_text="where the next step is owed")
    owner = models.TextField(blank=True, help_text="power of whoever owes the next step; empty: nobody here")
    hands = ArrayField(models.BigIntegerField(), default=list, help_text="officers who took part in the decision")
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    outcome = models.TextField(choices=Outcome.choices, blank=True, default=Outcome.OPEN)
    opinion = models.TextField(blank=True)
    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+", help_text="signed it, or noted one from outside")
    signed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+", help_text="the second official, where one signs")
    answered_at = models.DateTimeField(null=True)
    served_on = models.DateField(null=True)
    copied_on = models.DateField(null=True, help_text="final opinions go to the procuratorate")

    class Meta:
        db_table = "objection"
        constraints: ClassVar = [
            models.UniqueConstraint("against", "step", "to", condition=Q(outcome=""), name="objection_one_open"),
            models.CheckConstraint(condition=Q(step=1, first__isnull=True) | Q(step=2, first__isnull=False), name="objection_steps"),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True, in_time=Truth.UNKNOWN)
                | Q(received_on__lte=F("last_day"), in_time=Truth.YES)
                | Q(received_on__gt=F("last_day"), in_time=Truth.NO),
                name="objection_late_is_a_plain_no",
            ),
            models.CheckConstraint(
                condition=Q(to__in=("bureau", "procuratorate")) | Q(forward_by__isnull=True, forwarded_at__isnull=True),
                name="objection_forwarded",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=("", "withdrawn"), answered_at__isnull=True, answered_by__isnull=True, opinion="")
                | Q(outcome__in=("upheld", "partly", "dismissed"), answered_at__isnull=False, answered_by__isnull=False) & ~Q(opinion=""),
                name="objection_answer_whole",
            ),
            models.CheckConstraint(condition=_no_hand("answered_by"), name="objection_answered_by_another"),
            models.CheckConstraint(
                condition=_no_hand("signed_by") & (Q(signed_by__isnull=True) | ~Q(signed_by=F("answered_by"))), name="objection_signed_by_a_third"
            ),
            models.CheckConstraint(condition=Q(served_on__isnull=True) | Q(answered_at__isnull=False), name="objection_served_answered"),
            models.CheckConstraint(condition=Q(copied_on__isnull=True) | Q(served_on__isnull=False), name="objection_copied_served"),
        ]
        indexes: ClassVar = [
            models.Index("owner", "answer_due", condition=~Q(owner=""), name="objection_owed"),
            models.Index(fields=["episode", "-id"], name="objection_episode"),
            models.Index("against", name="objection_against"),
        ]

    def __str__(self) -> str:
        return self.receipt

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()

    @property
    def key(self) -> str:
        """The key of the decision within its room."""
        return self.against.partition(":")[2]

    @property
    def outside(self) -> bool:
        """Goes on to the bureau or the procuratorate."""
        return self.to in (self.To.BUREAU, self.To.PROCURATORATE)

    @property
    def is_open(self) -> bool:
        """Waits for its answer."""
        return self.outcome == self.Outcome.OPEN

    @property
    def late(self) -> bool:
        """Came after the last day, beyond doubt."""
        return not objection_accepted(Truth(self.in_time))
