"""The monthly total of a ward, and what changes a balance between two totals."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.points.months import unpacked
from zhiheng.engines.ledger.models import Entry
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import Subject


class Sheet(models.Model):
    """The monthly total of a ward, as the ward team signs it. Never changed. Its lines stand beside it, bound by ``digest``."""

    prison = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    ward = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    people = models.PositiveIntegerField()
    digest = models.BinaryField(help_text="SHA-256 of its lines, as PostgreSQL sends them")
    edition = models.TextField()
    readings = models.JSONField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", help_text="the ledger's entry of the month")
    closed_by = models.TextField()
    closed_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "points_sheet"
        constraints = [
            models.UniqueConstraint("ward", "month", name="points_sheet_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="points_sheet_month"),
        ]
        indexes = [models.Index("month", "prison", name="points_sheet_of_prison")]

    def __str__(self) -> str:
        return f"{self.ward_id} {self.month:%Y-%m}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"points-sheet:{self.pk}", label=f"{self.ward.name} {self.month:%Y-%m}", place=self.ward.path)


class SheetLines(models.Model):
    """The lines of a sheet: for each prisoner whole numbers in the order of ``months.COLUMNS``.

    One document a ward: closing a bureau writes a few hundred rows, and the trail binds each through its sheet. Packed, four bytes a
    number, the highest first: an array of a million numbers costs PostgreSQL more to hash and to send than the close takes.
    """

    sheet = models.OneToOneField(Sheet, on_delete=models.PROTECT, primary_key=True, related_name="body")
    episodes = ArrayField(models.BigIntegerField())
    lines = models.BinaryField(help_text="line after line in the order of episodes; see rows()")

    class Meta:
        db_table = "points_sheet_lines"

    def __str__(self) -> str:
        return str(self.sheet)

    def rows(self) -> list[list[int]]:
        """The lines as whole numbers, in the order of ``episodes``."""
        found: list[list[int]] = unpacked(self.lines, len(self.episodes)).tolist()
        return found

    def rows_of(self, wanted: Collection[int]) -> dict[int, list[int]]:
        """Episode -> line, of those of the wanted who are on the sheet."""
        lines = unpacked(self.lines, len(self.episodes))
        return {episode: lines[at].tolist() for at, episode in enumerate(self.episodes) if episode in wanted}


class Adjustment(models.Model):
    """A change of one prisoner's balance or open cycle outside a month's total. The next total starts from it."""

    class Kind(models.TextChoices):
        NEW_CRIME = "new-crime", _("new crime while serving")
        RECALLED = "recalled", _("recalled from service outside prison")
        PAROLE_RECALLED = "parole-recalled", _("parole recalled")
        CONVICTED = "convicted", _("taken back and convicted")
        CREDITED = "credited", _("time away or under inquiry credited")
        PROVED = "proved", _("violation proved: no base for that time")
        CORRECTION = "correction", _("correction of an earlier month")
        RETEST = "retest", _("an earlier month tested again")
        IMPROPER = "improper", _("score gained by improper means")
        BROUGHT = "brought", _("balance brought along")
        LATE = "late", _("a month totalled later")

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="point_adjustments")
    kind = models.TextField(choices=Kind.choices)
    on = models.DateField()
    month = models.DateField(help_text="first day of the month whose total starts from it")
    delta = models.IntegerField(help_text="hundredths, as posted")
    balance = models.IntegerField(help_text="what it left")
    state = models.JSONField(help_text="the open cycle as it left it: months.STATE")
    rewards_kept = models.BooleanField(default=True)
    document = models.TextField(blank=True)
    rule = models.TextField(help_text="rule of the law that gives it")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "points_adjustment"
        constraints = [models.CheckConstraint(condition=Q(delta=0) | Q(entry__isnull=False), name="points_adjustment_posted")]
        indexes = [models.Index("month", "episode", "id", name="points_adjustment_month")]

    def __str__(self) -> str:
        return f"{self.episode_id} {self.kind} {self.delta / 100:+g}"

    def trail_subject(self) -> Subject:
        of = self.episode.trail_subject()
        return Subject(ref=f"points-adjustment:{self.pk}", label=of.label, place=of.place)
