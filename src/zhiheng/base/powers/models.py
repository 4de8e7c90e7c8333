from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from zhiheng.base.places.models import Place
from zhiheng.engines.trail.acts import Subject


def record_words(kind: str) -> str:
    """The kind of record that a power is over, in words."""
    words = {
        "person": pgettext("record", "prisoner"),
        "place": pgettext("record", "place"),
        "post": pgettext("record", "post"),
        "post kind": pgettext("record", "kind of post"),
        "power list": pgettext("record", "power list"),
        "account": pgettext("record", "account"),
        "own account": pgettext("record", "one's own account"),
    }
    return words.get(kind, kind)


class Sex(models.TextChoices):
    """Of officers and of those in custody: the law lets women be searched and kept by women only."""

    MALE = "male", pgettext_lazy("sex", "male")
    FEMALE = "female", pgettext_lazy("sex", "female")


class Power(models.Model):
    """A power as the list prints it. Rows follow the code (``catalogue``); the lawyers' words live with the verb they permit."""

    code = models.TextField(primary_key=True)
    name_zh = models.TextField()
    name_en = models.TextField()
    basis = models.TextField(help_text="provision, or the internal rule until one is enacted")
    subject_kind = models.TextField()
    duties_zh = models.TextField()
    duties_en = models.TextField()
    needs_second = models.BooleanField(default=False)
    needs_fresh = models.BooleanField(default=False)
    administration = models.TextField(blank=True, help_text="accounts, policy or trail: the administration that alone does this")
    common = models.BooleanField(default=False, help_text="every post may carry it")
    retired = models.BooleanField(default=False)

    class Meta:
        db_table = "power"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name_zh if (get_language() or "zh").startswith("zh") else self.name_en

    @property
    def duties(self) -> str:
        """The duties that come with it, in the reader's language."""
        return self.duties_zh if (get_language() or "zh").startswith("zh") else self.duties_en

    @property
    def over(self) -> str:
        """The kind of record that it is over, in the reader's language."""
        return record_words(self.subject_kind)

    def trail_subject(self) -> Subject:
        return Subject(ref=f"power:{self.code}", label=self.name_zh)


class PostKind(models.Model):
    """A kind of post: duty commander, ward officer, penalty-execution clerk ..."""

    class Administration(models.TextChoices):
        NONE = "", _("none")
        ACCOUNTS = "accounts", _("accounts")
        POLICY = "policy", _("policy")
        TRAIL = "trail", _("trail")

    code = models.TextField(primary_key=True)
    name_zh = models.TextField()
    name_en = models.TextField()
    administration = models.TextField(choices=Administration.choices, blank=True, help_text="one of the three separate administrations")
    holder = models.TextField(default="officer", help_text="who may hold it: officer, procurator or system (Officer.Kind)")

    class Meta:
        db_table = "post_kind"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name_zh if (get_language() or "zh").startswith("zh") else self.name_en

    def trail_subject(self) -> Subject:
        return Subject(ref=f"post-kind:{self.code}", label=self.name_zh)


class PostPower(models.Model):
    """That a kind of post carries a power, for a period."""

    kind = models.ForeignKey(PostKind, on_delete=models.PROTECT, related_name="carries")
    power = models.ForeignKey(Power, on_delete=models.PROTECT, related_name="carried_by")
    during = DateTimeRangeField()

    class Meta:
        db_table = "post_power"
        constraints = [
            ExclusionConstraint(
                name="post_power_once",
                expressions=[("kind", RangeOperators.EQUAL), ("power", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.power_id}"


class Post(models.Model):
    """A post at a place; its powers reach that place and everything below it."""

    kind = models.ForeignKey(PostKind, on_delete=models.PROTECT, related_name="posts")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="posts")
    code = models.TextField(unique=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "post"

    def __str__(self) -> str:
        return f"{self.place} {self.kind}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"post:{self.code}", label=f"{self.place.name} {self.kind.name_zh}", place=self.place.path)


class Officer(models.Model):
    """Somebody who can hold a post: an officer of the service, a procurator, or a system official."""

    class Kind(models.TextChoices):
        OFFICER = "officer", _("officer")
        PROCURATOR = "procurator", _("procurator")
        SYSTEM = "system", _("system official")

    number = models.TextField(unique=True)
    name = models.TextField()
    pinyin = models.TextField(blank=True)
    initials = models.TextField(blank=True)
    kind = models.TextField(choices=Kind.choices, default=Kind.OFFICER)
    sex = models.TextField(choices=Sex.choices, blank=True, help_text="empty: not recorded, and never taken as the one that is needed")
    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="officer")
    home = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="officers")
    left_on = models.DateField(null=True, blank=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "officer"
        indexes: ClassVar = [models.Index("pinyin", name="officer_pinyin"), models.Index("initials", name="officer_initials")]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"{self.kind}:{self.number}" if self.kind == self.Kind.SYSTEM else f"officer:{self.number}"

    def trail_subject(self) -> Subject:
        return Subject(ref=self.ref, label=self.name, place=self.home.path)


class Holding(models.Model):
    """An officer holds a post for a period. Two officers may hold one post; nobody holds the same post twice at a time."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    during = DateTimeRangeField()

    class Meta:
        db_table = "holding"
        constraints = [
            ExclusionConstraint(
                name="holding_once",
                expressions=[("officer", RangeOperators.EQUAL), ("post", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} at {self.post_id}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"holding:{self.pk}", label=f"{self.officer} {self.post.trail_subject().label}", place=self.post.place.path)


class PolicyChange(models.Model):
    """A proposed change of what a kind of post carries. Takes effect when a second policy administrator approves it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting for approval")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    kind = models.ForeignKey(PostKind, on_delete=models.PROTECT, related_name="changes")
    power = models.ForeignKey(Power, on_delete=models.PROTECT, related_name="changes")
    add = models.BooleanField(help_text="true: the post gets the power; false: it loses it")
    state = models.TextField(choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="proposals")
    proposed_at = models.DateTimeField()
    reason = models.TextField()
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="decisions")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        db_table = "policy_change"
        constraints = [
            models.CheckConstraint(condition=~Q(decided_by=models.F("proposed_by")) | Q(state="withdrawn"), name="policy_change_two_people"),
            models.CheckConstraint(condition=Q(state="proposed") | Q(decided_at__isnull=False), name="policy_change_decided_has_time"),
            models.UniqueConstraint("kind", "power", condition=Q(state="proposed"), name="policy_change_one_open"),
        ]

    def __str__(self) -> str:
        return f"{'+' if self.add else '-'}{self.power_id} {self.kind_id}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"policy-change:{self.pk}", label=f"{self.kind.name_zh} {self.power.name_zh}")
