"""Rewards beside the commendation that points give."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Subject


class Reward(models.Model):
    """A material reward, a merit or a major merit: proposed with its evidence, decided by another, posted in the ward."""

    class Kind(models.TextChoices):
        MATERIAL = "material", pgettext_lazy("reward", "material reward")
        MERIT = "merit", pgettext_lazy("reward", "merit")
        MAJOR = "major-merit", pgettext_lazy("reward", "major merit")

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("reward", "waiting for its decision")
        GRANTED = "granted", pgettext_lazy("reward", "granted")
        DECLINED = "declined", pgettext_lazy("reward", "declined")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="rewards")
    kind = models.TextField(choices=Kind.choices)
    happened_on = models.DateField()
    words = models.TextField(help_text="what the person did")
    evidence = models.TextField(help_text="papers and references")
    form = models.TextField(blank=True, help_text="of a material reward: what is given")
    number = models.TextField(blank=True, help_text="of the decision paper")
    state = models.TextField(choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)
    posted_on = models.DateField(null=True)
    posted_until = models.DateField(null=True)

    class Meta:
        db_table = "reward"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(evidence=""), name="reward_has_evidence"),
            models.CheckConstraint(condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="reward_two_people"),
            models.CheckConstraint(condition=~Q(kind="material") | ~Q(form=""), name="reward_material_names_it"),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True) | (~Q(state="proposed") & Q(decided_at__isnull=False)),
                name="reward_decided_once",
            ),
        ]
        indexes: ClassVar = [models.Index("episode", name="reward_episode"), models.Index("state", "proposed_at", name="reward_state")]

    def __str__(self) -> str:
        return f"{self.episode_id} {self.kind}"

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()
