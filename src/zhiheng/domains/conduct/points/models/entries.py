"""What was seen: day sheets, entries, and circumstances that change what a month gives."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.clauses.models import Clause
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Subject
from zhiheng.law.scale import Part


class DaySheet(models.Model):
    """That a group's day was recorded, days without events included. One sheet a group and day."""

    ward = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    group = models.TextField(help_text="path of the cell or sub-ward that is the group; the ward itself when it is one")
    day = models.DateField()
    key = models.UUIDField(unique=True, help_text="made on the phone; the same sheet sent again is found by it")
    covered = ArrayField(models.BigIntegerField(), help_text="episodes that the sheet speaks of")
    absent = models.JSONField(default=dict, help_text="episode -> why it does not count that day")
    submitted_by = models.TextField(help_text="official's reference")
    submitted_at = models.DateTimeField(db_default=Now())
    occurred_at = models.DateTimeField(null=True, help_text="when the officer finished it, if it was sent later")

    class Meta:
        db_table = "points_day"
        constraints = [models.UniqueConstraint("group", "day", name="points_day_once")]
        indexes = [models.Index("ward", "day", name="points_day_ward")]

    def __str__(self) -> str:
        return f"{self.group} {self.day}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"points-day:{self.pk}", label=str(self), place=self.ward.path)


class PointEntry(models.Model):
    """One addition (+) or deduction (-), in hundredths. ``raw`` as entered, ``counted`` as the law counts it, ``stands`` after corrections."""

    class Kind(models.IntegerChoices):
        DAILY = 1, pgettext_lazy("points", "daily")
        SPECIAL = 2, pgettext_lazy("points", "special bonus")
        SANCTION = 3, pgettext_lazy("points", "sanction")
        CORRECTION = 4, pgettext_lazy("points", "correction")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting for the decision")
        RETURNED = "returned", _("returned to the officer")
        REFUSED = "refused", _("not approved")
        POSTED = "posted", _("entered")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="point_entries", db_index=False)
    ward = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.DateField(help_text="first day of the month that it counts in")
    happened_on = models.DateField()
    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    part = models.PositiveSmallIntegerField(default=0, help_text="law.scale.Part; 0 where there is none")
    fact = models.UUIDField(help_text="the fact; several grounds for one fact share it")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    sanction = models.PositiveSmallIntegerField(default=0, help_text="law.scale.Sanction; 0 for none")
    raw = models.IntegerField()
    counted = models.IntegerField(default=0)
    stands = models.IntegerField(default=0)
    beyond = models.IntegerField(
        default=0,
        db_default=0,
        help_text="of an addition, what lay above the month's caps when it was entered; the total applies them",
    )
    state = models.TextField(choices=State.choices, default=State.PROPOSED)
    only_fact = models.PositiveSmallIntegerField(default=0, help_text="law.protected.Act; 0 is a breach")
    words = models.TextField(help_text="what happened")
    evidence = models.JSONField(default=list)
    excess_reason = models.TextField(blank=True, help_text="why more than 300 a year is given")
    proposed_by = models.TextField(help_text="official's reference")
    proposed_at = models.DateTimeField(db_default=Now())
    needs = models.PositiveSmallIntegerField(help_text="law.scale.Body that must decide")
    body = models.PositiveSmallIntegerField(default=0, help_text="law.scale.Body that decided; 0: nobody yet")
    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, null=True, related_name="point_entries", db_index=False)
    decided_on = models.DateField(null=True)
    decided_by = models.TextField(blank=True)
    document = models.TextField(blank=True, help_text="document of a sanction")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    hidden = models.BooleanField(default=False, help_text="kept out of notices to protect who reported (art 35)")
    rule = models.TextField(default="", help_text="rule that decided what counts")
    edition = models.TextField(default="", help_text="edition of the law package")
    bucket = models.GeneratedField(
        expression=Case(
            When(kind=1, stands__gt=0, then=F("part")),
            When(kind=1, stands__lt=0, then=F("part") + 3),
            When(kind=2, then=Value(7)),
            When(kind=3, stands=-10000, counted__lt=-10000, then=Value(8)),  # lightened: it counts as the sanction that stands
            When(kind=3, stands=-20000, counted__lt=-20000, then=Value(9)),
            When(kind=3, stands__lt=0, then=F("sanction") + 7),
            default=Value(0),
        ),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
        help_text="which sum of the month it is of: 1-3 additions and 4-6 deductions by part, 7 bonus, 8-10 sanctions, 0 none",
    )
    day_sheet = models.ForeignKey(DaySheet, on_delete=models.PROTECT, null=True, related_name="entries", db_index=False)

    class Meta:
        db_table = "points_entry"
        constraints = [
            models.CheckConstraint(condition=~Q(raw=0), name="points_entry_moves"),
            models.CheckConstraint(condition=Q(month__day=1), name="points_entry_month"),
            models.CheckConstraint(
                condition=~Q(state="posted") | (Q(body__gte=1) & Q(decided_on__isnull=False) & ~Q(decided_by="")), name="points_entry_decided"
            ),
            models.CheckConstraint(
                condition=~Q(state="posted") | Q(body__gte=F("needs")) | Q(body=1, raw__gte=-200, raw__lt=0), name="points_entry_body_suffices"
            ),
            models.CheckConstraint(condition=~Q(kind=1) | Q(raw__lt=500, raw__gt=-1000) | Q(needs=3), name="points_entry_large_to_the_group"),
            models.CheckConstraint(condition=~Q(kind=2) | Q(raw__gt=0, raw__lte=10000, needs=3), name="points_entry_bonus"),
            models.CheckConstraint(
                condition=~Q(kind=3) | Q(raw=-10000, sanction=1) | Q(raw=-20000, sanction=2) | Q(raw=-40000, sanction=3), name="points_entry_sanction"
            ),
            models.CheckConstraint(
                condition=Q(kind=4, corrects__isnull=False) | (~Q(kind=4) & Q(corrects__isnull=True)), name="points_entry_correction"
            ),
            models.CheckConstraint(condition=Q(raw__gt=0) | Q(only_fact=0), name="points_entry_no_right_deducted"),
            models.UniqueConstraint("day_sheet", "episode", "clause", "fact", name="points_entry_once_a_sheet"),
        ]
        indexes = [
            # The monthly close reads this index alone, person after person.
            models.Index("month", "episode", condition=Q(state="posted"), include=("bucket", "stands"), name="points_entry_close"),
            models.Index(fields=["episode", "-id"], name="points_entry_episode"),
            models.Index("ward", "needs", "id", condition=Q(state="proposed"), name="points_entry_waiting"),
            models.Index("ward", "month", "id", name="points_entry_ward"),
            models.Index("fact", name="points_entry_fact"),
            models.Index("deliberation", condition=Q(deliberation__isnull=False), name="points_entry_deliberation"),
        ]

    def __str__(self) -> str:
        return f"{self.episode_id} {self.happened_on} {self.raw / 100:+g}"

    @property
    def part_kind(self) -> Part | None:
        return Part(self.part) if self.part else None

    def trail_subject(self) -> Subject:
        of = self.episode.trail_subject()
        return Subject(ref=f"points-entry:{self.pk}", label=of.label, place=of.place)


class Circumstance(models.Model):
    """A period, or a day, that changes what a month gives or what a grade asks. Closed by an outcome, never deleted."""

    class Kind(models.TextChoices):
        ENTRY = "entry", _("entry education")
        HOSPITAL = "hospital", _("in hospital, able to work")
        RESCUE = "rescue", _("injured in a rescue")
        SUSPENDED = "suspended", _("work suspended")
        UNABLE = "unable", _("certified unable to work")
        CONFINEMENT = "confinement", _("confinement")
        INVESTIGATION = "investigation", _("under investigation")
        ISOLATION = "isolation", _("isolated for an inquiry")
        OUTSIDE = "outside", _("temporary service outside prison")
        AWAY = "away", _("taken away by case organs")
        FINDING = "finding", _("finding under article 23 items 1 to 6")
        PROPERTY_DONE = "property-done", _("property part performed")
        PROPERTY_UNABLE = "property-unable", _("unable to perform the property part")
        PROPERTY_UNWILLING = "property-unwilling", _("able, does not perform the property part")
        PROVINCIAL_BAR = "provincial-bar", _("the province's bar on the positive grade")
        STRICT = "strict", _("scored strictly (article 19)")

    class Outcome(models.TextChoices):
        OPEN = "", _("open")
        ENDED = "ended", _("ended")
        CLEARED = "cleared", _("no violation found")
        PROVED = "proved", _("a violation was proved")
        RETURNED = "returned", _("returned without fault")
        RECALLED = "recalled", _("recalled for breach")
        CONVICTED = "convicted", _("convicted")
        KEPT = "kept", _("convicted, nothing cancelled")
        WITNESS = "witness", _("not guilty, lighter sentence or witness")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="point_circumstances")
    kind = models.TextField(choices=Kind.choices)
    during = DateRangeField()
    document = models.TextField(help_text="certificate, decision or record that it rests on")
    issuer = models.TextField(blank=True)
    outcome = models.TextField(choices=Outcome.choices, blank=True, default=Outcome.OPEN)
    labour_given = models.IntegerField(null=True, help_text="labour score of a month instead of the base, hundredths")

    class Meta:
        db_table = "points_circumstance"
        constraints = [
            ExclusionConstraint(
                name="points_circumstance_once",
                expressions=[("episode", RangeOperators.EQUAL), ("kind", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=~Q(document=""), name="points_circumstance_documented"),
        ]

    def __str__(self) -> str:
        return f"{self.episode_id} {self.kind} {self.during}"

    def trail_subject(self) -> Subject:
        of = self.episode.trail_subject()
        return Subject(ref=f"points-circumstance:{self.pk}", label=of.label, place=of.place)
