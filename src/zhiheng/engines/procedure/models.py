from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhiheng.engines.trail.acts import Subject


class Deliberation(models.Model):
    """A body decides on matters, named by stable references."""

    class State(models.TextChoices):
        OPEN = "open", _("open for votes")
        CARRIED = "carried", _("carried")
        REJECTED = "rejected", _("not carried")

    body = models.TextField(help_text="stable reference of the body, such as ward-team:b.p1.w1")
    label = models.TextField(help_text="the body's name as it stood")
    place = models.TextField(help_text="path of the place that the body is of")
    matter = models.TextField(help_text="what kind of thing is decided")
    matters = models.JSONField(default=list, help_text="stable references of what is decided")
    question = models.TextField()
    held_on = models.DateField()
    chair = models.TextField(help_text="official's reference")
    share_of = models.PositiveSmallIntegerField(default=2)
    share_in = models.PositiveSmallIntegerField(default=3)
    state = models.TextField(choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(null=True)
    minutes = models.TextField(blank=True)

    class Meta:
        db_table = "deliberation"
        constraints = [
            models.CheckConstraint(condition=Q(share_of__gte=1) & Q(share_of__lte=F("share_in")), name="deliberation_share_is_one"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="deliberation_closed_has_time",
            ),
        ]
        indexes = [models.Index(fields=["body", "-held_on"], name="deliberation_body")]

    def __str__(self) -> str:
        return self.question

    def trail_subject(self) -> Subject:
        return Subject(ref=f"deliberation:{self.pk}", label=self.question, place=self.place)


class Member(models.Model):
    """A member of the body on the day. A recused one counts in the composition and has no vote."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="members")
    official = models.TextField(help_text="stable reference")
    label = models.TextField()
    recused = models.TextField(blank=True, db_default="", help_text="why this member has no vote; empty: they have one")

    class Meta:
        db_table = "deliberation_member"
        constraints = [models.UniqueConstraint("deliberation", "official", name="deliberation_member_once")]

    def __str__(self) -> str:
        return self.label


class Vote(models.Model):
    """How a member voted, and over which bytes they put their name."""

    class Choice(models.TextChoices):
        YES = "yes", pgettext_lazy("vote", "for")
        NO = "no", pgettext_lazy("vote", "against")
        ABSTAIN = "abstain", pgettext_lazy("vote", "abstains")

    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="vote")
    choice = models.TextField(choices=Choice.choices)
    words = models.TextField(blank=True, help_text="reasons; a dissent has them")
    content = models.TextField(help_text="SHA-256 of what was voted on and how, as signed")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "deliberation_vote"
        constraints = [models.CheckConstraint(condition=~Q(choice="no") | ~Q(words=""), name="deliberation_dissent_has_reasons")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.choice}"
