from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Sex
from zhiheng.engines.trail.acts import Subject

SEALED = "sealed"
"""The place of a sealed record: no post lies above it, so no power over people reaches it."""
SEALED_NAME = "记录已封存"


class Person(models.Model):
    """A human being known to the bureau. The display name and its pinyin are copies of the current legal name, kept by the acts."""

    name = models.TextField()
    pinyin = models.TextField(help_text="syllables apart by a space, lower case, no tones")
    initials = models.TextField(help_text="first letters of the syllables")
    sex = models.TextField(choices=Sex.choices)
    birth_date = models.DateField(null=True, blank=True)
    native_place = models.TextField(blank=True)
    education = models.TextField(blank=True)
    synthetic = models.BooleanField(default=False)
    sealed_at = models.DateTimeField(null=True, blank=True, help_text="from when the record is sealed; see sealing")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")

    class Meta:
        db_table = "person"
        constraints = [
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True) | Q(pinyin="", initials="", birth_date__isnull=True, native_place="", education=""),
                name="person_sealed_says_nothing",
            )
        ]

    def __str__(self) -> str:
        return str(_("sealed record")) if self.sealed_at else self.name

    def trail_subject(self) -> Subject:
        """The person where the latest episode is: see ``subject_at``."""
        latest = self.episodes.select_related("place", "prison").order_by("-received_on").first()
        return self.subject_at(latest)

    def subject_at(self, latest: Episode | None) -> Subject:
        """In custody, the person is where they are; released, the record is with the prison that held them last (ward officers
        lose sight of it); never received, it is known bureau-wide only. A sealed record lies where no post reaches."""
        if self.sealed_at:
            return Subject(ref=f"person:{self.pk}", label=SEALED_NAME, place=SEALED)
        held = latest and (latest.place if latest.ended_on is None else latest.prison)
        place = held.path if held else ""
        return Subject(ref=f"person:{self.pk}", label=self.name, place=place)


class Name(models.Model):
    """A name the person has or had. Search reads this table: legal names, aliases and former names alike."""

    class Kind(models.TextChoices):
        LEGAL = "legal", _("legal name")
        ALIAS = "alias", _("alias")
        FORMER = "former", _("former name")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    kind = models.TextField(choices=Kind.choices)
    name = models.TextField()
    pinyin = models.TextField()
    initials = models.TextField()
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "person_name"
        constraints = [
            models.UniqueConstraint("person", condition=Q(kind="legal", until__isnull=True), name="name_one_legal"),
            models.CheckConstraint(condition=~Q(name=""), name="name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    def trail_subject(self) -> Subject:
        return self.person.trail_subject()


class Identifier(models.Model):
    """An official number: identity card, passport ... ``value`` is shown masked; revealing it is a trailed read."""

    class Kind(models.TextChoices):
        IDENTITY_CARD = "identity-card", _("identity card")
        PASSPORT = "passport", _("passport")
        OTHER = "other", pgettext_lazy("identifier", "other document")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    kind = models.TextField(choices=Kind.choices)
    value = models.TextField()
    check_ok = models.BooleanField(null=True, help_text="the standard's check digit holds; unknown where there is none")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "identifier"
        constraints = [models.UniqueConstraint("kind", "value", condition=Q(ended_on__isnull=True), name="identifier_once")]
        indexes = [models.Index("value", name="identifier_value")]

    def __str__(self) -> str:
        return f"{self.kind} {self.masked}"

    def trail_subject(self) -> Subject:
        return self.person.trail_subject()

    @property
    def masked(self) -> str:
        """First three and last four characters, the rest starred."""
        return self.value[:3] + "*" * max(0, len(self.value) - 7) + self.value[-4:] if len(self.value) > 7 else "*" * len(self.value)


class Episode(models.Model):
    """A custody episode: from reception to release. ``place`` is where the person is now; ``prison`` and ``ward`` are read off it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="episodes")
    number = models.TextField(unique=True, help_text="prisoner number")
    prison = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    ward = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", null=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    # Copies for lists of a million rows: sorted and filtered here without a join.
    sort_key = models.TextField(help_text="pinyin of the person's name")
    sex = models.TextField(choices=Sex.choices)

    class Meta:
        db_table = "episode"
        constraints = [
            ExclusionConstraint(
                name="episode_one_open",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (
                        models.Func(F("received_on"), F("ended_on"), models.Value("[]"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("received_on")), name="episode_ends_after_start"),
        ]
        indexes = [
            models.Index("prison", "sort_key", "id", condition=Q(ended_on__isnull=True), name="episode_prison_sorted"),
            models.Index("ward", "sort_key", "id", condition=Q(ended_on__isnull=True), name="episode_ward_sorted"),
            models.Index("sort_key", "id", condition=Q(ended_on__isnull=True), name="episode_sorted"),
            models.Index("prison", "number", condition=Q(ended_on__isnull=True), name="episode_prison_number"),
            models.Index("prison", "received_on", "id", condition=Q(ended_on__isnull=True), name="episode_prison_received"),
            models.Index("received_on", "id", condition=Q(ended_on__isnull=True), name="episode_received"),
            models.Index("prison", "sort_key", "id", condition=Q(ended_on__isnull=False), name="episode_prison_released"),
            models.Index("sort_key", "id", condition=Q(ended_on__isnull=False), name="episode_released"),
            models.Index("person", name="episode_person"),
            models.Index("place", condition=Q(ended_on__isnull=True), name="episode_place"),
        ]

    def __str__(self) -> str:
        return self.number

    def trail_subject(self) -> Subject:
        return self.person.subject_at(self)


class Stay(models.Model):
    """An episode in a bed (or, outside the wards, in a room) for a period."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="stays")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="stays")
    during = DateTimeRangeField()

    class Meta:
        db_table = "stay"
        constraints = [
            ExclusionConstraint(
                name="stay_one_place_at_a_time", expressions=[("episode", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)]
            ),
            ExclusionConstraint(name="stay_one_person_a_bed", expressions=[("place", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)]),
        ]

    def __str__(self) -> str:
        return f"{self.episode_id} in {self.place_id}"
