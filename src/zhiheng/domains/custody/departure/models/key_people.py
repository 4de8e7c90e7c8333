"""People about to leave who must be collected: marked with reasons by a named officer, reviewed, and open to contest. There is no score."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Subject


class KeyPerson(models.Model):
    """One mark, from when it was made until it ends. What the person says against it stays with it, and another officer answers."""

    class Ground(models.TextChoices):
        NO_HOME = "no-home", pgettext_lazy("key person", "nowhere to live")
        NO_KIN = "no-kin", pgettext_lazy("key person", "no relatives to go to")
        NO_WORK = "no-work", pgettext_lazy("key person", "no way to earn a living")
        ILL = "ill", pgettext_lazy("key person", "gravely ill or disabled")
        CONDUCT = "conduct", pgettext_lazy("key person", "facts in custody that show a danger")

    class Answer(models.TextChoices):
        UPHELD = "upheld", pgettext_lazy("key person", "the person is right: the mark ends")
        DISMISSED = "dismissed", pgettext_lazy("key person", "the mark stands")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="key_marks")
    grounds = ArrayField(models.TextField(choices=Ground.choices))
    words = models.TextField(help_text="the facts, as far as they can be checked")
    review_on = models.DateField(help_text="looked at again by then")
    marked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    review_words = models.TextField(blank=True)
    contested_at = models.DateTimeField(null=True)
    contest_words = models.TextField(blank=True, help_text="what the person says against it")
    answer = models.TextField(choices=Answer.choices, blank=True)
    answer_words = models.TextField(blank=True)
    answered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "key_person"
        constraints: ClassVar = [
            models.UniqueConstraint("episode", condition=Q(ended_at__isnull=True), name="key_person_one_standing"),
            models.CheckConstraint(condition=~Q(grounds=[]) & ~Q(words=""), name="key_person_has_reasons"),
            models.CheckConstraint(condition=Q(contested_at__isnull=True) | ~Q(contest_words=""), name="key_person_contest_has_words"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False, contested_at__isnull=False, answered_by__isnull=False) & ~Q(answer="") & ~Q(answer_words="")),
                name="key_person_answered_whole",
            ),
            models.CheckConstraint(condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("marked_by")), name="key_person_answered_by_another"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="key_person_ended_by_somebody",
            ),
        ]
        indexes: ClassVar = [models.Index("review_on", condition=Q(ended_at__isnull=True), name="key_person_review")]

    def __str__(self) -> str:
        return "、".join(str(self.Ground(one).label) for one in self.grounds)

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()
