"""The province's clauses: what national law leaves to it, with document number and date."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from zhiheng.domains.conduct.clauses.example import EXAMPLE_PROVINCE
from zhiheng.engines.trail.acts import Subject
from zhiheng.lib.language import said


class Library(models.Model):
    """One edition of the province's detailed rules. The next one ends it; what was entered under it stays under it."""

    province = models.TextField()
    name_zh = models.TextField()
    name_en = models.TextField()
    document = models.TextField()
    issued_on = models.DateField()
    during = DateRangeField()
    positive_share = models.PositiveSmallIntegerField(default=15, help_text="percent of a round; the national limit is 15")
    strict_add_cap = models.IntegerField(null=True, help_text="hundredths a month for strict categories; none without a provincial figure")

    class Meta:
        db_table = "points_library"
        constraints = [
            ExclusionConstraint(name="points_library_one_in_force", expressions=[("during", RangeOperators.OVERLAPS)]),
            models.CheckConstraint(condition=Q(positive_share__lte=15), name="points_library_share"),
            models.CheckConstraint(condition=~Q(document=""), name="points_library_cited"),
        ]

    def __str__(self) -> str:
        return said(self.name_zh, self.name_en or self.name_zh)

    @property
    def last_day(self) -> dt.date | None:
        """The last day in force; None while no other ended it."""
        return self.during.upper - dt.timedelta(days=1) if self.during.upper else None

    @property
    def is_example(self) -> bool:
        """Comes with the product and is of no real province."""
        return self.province == EXAMPLE_PROVINCE

    def trail_subject(self) -> Subject:
        return Subject(ref=f"points-library:{self.pk}", label=self.document)


class Clause(models.Model):
    """One item of the province: what is added or deducted for what, within which values, on which evidence."""

    class Direction(models.TextChoices):
        ADD = "add", pgettext_lazy("points", "addition")
        DEDUCT = "deduct", pgettext_lazy("points", "deduction")
        SPECIAL = "special", pgettext_lazy("points", "special bonus")
        CONVERT = "convert", pgettext_lazy("points", "conduct in the detention house")

    library = models.ForeignKey(Library, on_delete=models.PROTECT, related_name="clauses")
    code = models.TextField()
    direction = models.TextField(choices=Direction.choices)
    part = models.PositiveSmallIntegerField(help_text="law.scale.Part; 0 for a special bonus")
    zh = models.TextField()
    en = models.TextField()
    lowest = models.IntegerField(help_text="hundredths, positive")
    highest = models.IntegerField()
    usual = models.IntegerField()
    evidence_zh = models.TextField()
    evidence_en = models.TextField()
    special_item = models.PositiveSmallIntegerField(null=True, help_text="item 1 to 8 of article 14")

    class Meta:
        db_table = "points_clause"
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint("library", "code", name="points_clause_once"),
            models.CheckConstraint(condition=Q(lowest__gt=0, lowest__lte=F("usual"), usual__lte=F("highest")), name="points_clause_values"),
            models.CheckConstraint(condition=Q(part__lte=3), name="points_clause_part"),
            models.CheckConstraint(
                condition=Q(direction="special", special_item__range=(1, 8), part=0, highest__lte=10000)
                | (~Q(direction="special") & Q(special_item__isnull=True, part__range=(1, 3))),
                name="points_clause_special",
            ),
        ]

    def __str__(self) -> str:
        return said(self.zh, self.en or self.zh)

    @property
    def evidence(self) -> str:
        """The evidence that the province asks for, in the reader's language."""
        return said(self.evidence_zh, self.evidence_en or self.evidence_zh)

    @property
    def sign(self) -> int:
        return -1 if self.direction == Clause.Direction.DEDUCT else 1
