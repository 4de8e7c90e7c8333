"""A sanction as decided and served, and the person's complaint against it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

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


class Complaint(models.Model):
    """What the person says against a sanction, with a receipt code. Late ones are kept and answered too."""

    class To(models.TextChoices):
        PRISON = "prison", pgettext_lazy("complaint", "to the prison")
        BUREAU = "bureau", pgettext_lazy("complaint", "to the bureau")
        PROCURATORATE = "procuratorate", pgettext_lazy("complaint", "to the procuratorate")

    class Outcome(models.TextChoices):
        UPHELD = "upheld", pgettext_lazy("complaint", "upheld")
        PARTLY = "partly", pgettext_lazy("complaint", "upheld in part")
        DISMISSED = "dismissed", pgettext_lazy("complaint", "not upheld")

    sanction = models.ForeignKey(Sanction, on_delete=models.PROTECT, related_name="complaints")
    to = models.TextField(choices=To.choices)
    receipt = models.TextField(unique=True)
    words = models.TextField()
    made_on = models.DateField()
    in_time = models.BooleanField(null=True, help_text="empty: not known, and not held against the person")
    forward_by = models.DateField(null=True)
    forwarded_at = models.DateTimeField(null=True)
    answer_due = models.DateField(null=True)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    outcome = models.TextField(choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "sanction_complaint"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="complaint_has_words"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, outcome="") | (Q(answered_by__isnull=False) & ~Q(outcome="") & ~Q(answer="")),
                name="complaint_answer_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index("answer_due", condition=Q(answered_at__isnull=True), name="complaint_due"),
            models.Index("made_on", name="complaint_made"),
        ]

    def __str__(self) -> str:
        return self.receipt

    def trail_subject(self) -> Subject:
        return self.sanction.trail_subject()
