"""A sanction as decided and served, and what became of it after complaints."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import ngettext, pgettext_lazy

from zhiheng.base.objections.models import Objection
from zhiheng.base.powers.models import Officer
from zhiheng.domains.conduct.discipline.models.cases import DisciplineCase, SanctionKind
from zhiheng.engines.trail.acts import Subject


class Sanction(models.Model):
    """The decision of a case: its paper, its points, its service, posting and copy."""

    class Signature(models.TextChoices):
        SIGNED = "signed", pgettext_lazy("service", "received and signed")
        REFUSED = "refused", pgettext_lazy("service", "refused to sign; read out before a witness")

    case = models.OneToOneField(DisciplineCase, on_delete=models.PROTECT, related_name="sanction")
    kind = models.TextField(choices=SanctionKind.choices)
    days = models.PositiveSmallIntegerField(null=True, help_text="of confinement")
    number = models.TextField(unique=True, help_text="of the decision paper")
    facts = models.TextField(help_text="as found")
    basis = models.TextField(help_text="provision, as the paper cites it")
    remedy = models.TextField()
    trace = models.JSONField(help_text="the rules that were asked, with their answers")
    proposed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    decision_reason = models.TextField()
    points = models.IntegerField(help_text="hundredths, below zero")
    points_ref = models.TextField(blank=True, help_text="reference of the points entry; empty: points keep no ledger here")
    served_at = models.DateTimeField(null=True)
    served_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    signature = models.TextField(choices=Signature.choices, blank=True)
    served_words = models.TextField(blank=True)
    posted_on = models.DateField(null=True)
    posted_until = models.DateField(null=True, help_text="last day on which it must hang; empty: calendar not entered")
    copied_at = models.DateTimeField(null=True, help_text="to the procuratorate")
    copied_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    copy_receipt = models.TextField(blank=True)

    class Meta:
        db_table = "sanction"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(decided_by=F("proposed_by")), name="sanction_two_people"),
            models.CheckConstraint(
                condition=Q(kind="confinement", days__gte=1, days__lte=15) | (~Q(kind="confinement") & Q(days__isnull=True)), name="sanction_days"
            ),
            models.CheckConstraint(condition=~Q(basis="") & ~Q(remedy="") & ~Q(facts=""), name="sanction_paper_whole"),
            models.CheckConstraint(condition=Q(points__lt=0), name="sanction_points_below_zero"),
            models.CheckConstraint(
                condition=Q(served_at__isnull=True) | (Q(served_by__isnull=False) & ~Q(signature="")), name="sanction_served_whole"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-decided_at"], name="sanction_decided")]

    def __str__(self) -> str:
        return self.number

    def trail_subject(self) -> Subject:
        return self.case.trail_subject()

    @property
    def kind_words(self) -> str:
        """The sanction with its days, as it was decided."""
        days = ngettext("%(n)d day", "%(n)d days", self.days) % {"n": self.days} if self.days else ""
        return f"{self.get_kind_display()} {days}".strip()

    @property
    def kind_now(self) -> str:
        """The kind that stays after complaints; empty when it was set aside."""
        last = self._lightened()
        return last.kind_after if last else self.kind

    @property
    def points_now(self) -> int:
        """Hundredths that stay after complaints; 0 when it was set aside."""
        last = self._lightened()
        return last.points_after if last else self.points

    @property
    def days_now(self) -> int | None:
        """Days of confinement that stay after complaints."""
        last = self._lightened()
        return last.days_after if last else self.days

    @property
    def set_aside(self) -> bool:
        """Nothing of it stands; the decision stays on record."""
        return not self.kind_now

    def _lightened(self) -> Reversal | None:
        return max(self.reversals.all(), key=lambda one: one.pk, default=None)


class Reversal(models.Model):
    """A complaint was upheld: what stays of the sanction, never more than before. Signed by two who took no part; never changed."""

    sanction = models.ForeignKey(Sanction, on_delete=models.PROTECT, related_name="reversals")
    objection = models.OneToOneField(Objection, on_delete=models.PROTECT, related_name="reversal")
    kind_after = models.TextField(choices=SanctionKind.choices, blank=True, help_text="the sanction that stays; empty: set aside")
    points_before = models.IntegerField(help_text="hundredths, below zero")
    points_after = models.IntegerField(help_text="hundredths; 0: set aside")
    days_before = models.PositiveSmallIntegerField(null=True, help_text="of confinement")
    days_after = models.PositiveSmallIntegerField(null=True)
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        db_table = "sanction_reversal"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(signed_by=F("decided_by")), name="reversal_two_people"),
            models.CheckConstraint(
                condition=Q(points_before__lt=0, points_after__gte=F("points_before"), points_after__lte=0), name="reversal_points_lighter"
            ),
            models.CheckConstraint(
                condition=Q(days_after__isnull=True) | Q(days_after__gt=0, days_after__lte=F("days_before"), days_before__isnull=False),
                name="reversal_days_lighter",
            ),
            models.CheckConstraint(
                condition=Q(kind_after="confinement", days_after__isnull=False) | (~Q(kind_after="confinement") & Q(days_after__isnull=True)),
                name="reversal_days_of_confinement",
            ),
            models.CheckConstraint(condition=Q(points_after__gt=F("points_before")) | Q(days_after__lt=F("days_before")), name="reversal_lighter"),
            models.CheckConstraint(
                condition=Q(kind_after="", points_after=0)
                | Q(kind_after="warning", points_after=-10000)
                | Q(kind_after="demerit", points_after=-20000)
                | Q(kind_after="confinement", points_after=-40000),
                name="reversal_points_of_kind",
            ),
        ]
        indexes: ClassVar = [models.Index("sanction", name="reversal_sanction")]

    def __str__(self) -> str:
        return f"{self.sanction_id} {self.points_after / 100:g}"

    def trail_subject(self) -> Subject:
        return self.sanction.trail_subject()
