"""Sweeps that are kept: what was found of everybody on a day, row by row, and the seal over it.

The rows of a sweep are not records but what follows from the records: millions in one act. The trail keeps the sweep with the SHA-256 of
its rows instead of a line for each of them; ``queries.is_as_kept`` compares.
"""

from __future__ import annotations

from django.db import models

from zhiheng.domains.sentence.models import Judgment
from zhiheng.engines.trail.acts import Subject


class Sweep(models.Model):
    """One sweep: as of when, by whom, by which edition of the rules, and what the numbers in its rows mean."""

    class Figures(models.TextChoices):
        TERMS = "terms"
        OUTLOOK = "outlook"

    figures = models.TextField(choices=Figures.choices)
    as_of = models.DateField()
    at = models.DateTimeField()
    by = models.TextField(help_text="official's reference")
    edition = models.TextField(help_text="edition of the law package")
    found = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    legend = models.JSONField(help_text="rules with their provisions, bits and reasons of refusal, by the numbers that rows use")
    digest = models.TextField(help_text="SHA-256 of the rows in binary COPY form, by judgment, the refused ones last")
    discarded = models.BooleanField(default=False, db_default=False, help_text="its rows were let go; what was sealed stays known")

    class Meta:
        db_table = "sweep"
        indexes = [models.Index(fields=["figures", "-as_of", "-id"], name="sweep_latest")]

    def __str__(self) -> str:
        return f"{self.figures} {self.as_of}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"sweep:{self.pk}", label=str(self))


class SweptRow(models.Model):
    """A row of a sweep. No foreign key is checked row by row: judgments are never removed, and the digest seals the rows."""

    pk = models.CompositePrimaryKey("sweep_id", "judgment_id")
    sweep = models.ForeignKey(Sweep, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    judgment = models.ForeignKey(Judgment, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.sweep_id} {self.judgment_id}"


class SweptTerm(SweptRow):
    """Start, ends and floor; ``*_by`` number the deciding rules and ``flags`` the flags of the legend."""

    start = models.DateField()
    end = models.DateField()
    governing_end = models.DateField()
    floor_end = models.DateField(null=True)
    flags = models.SmallIntegerField(help_text="bits")
    end_by = models.SmallIntegerField()
    floor_by = models.SmallIntegerField(null=True)

    class Meta:
        db_table = "swept_term"


class SweptOutlook(SweptRow):
    """The main figures of an outlook with the rules that decided them; grade by grade (A to D) where there is one for each."""

    end = models.DateField(null=True)
    floor_end = models.DateField(null=True)
    floor_by = models.SmallIntegerField(null=True)
    earliest_a = models.DateField(null=True)
    earliest_b = models.DateField(null=True)
    earliest_c = models.DateField(null=True)
    earliest_d = models.DateField(null=True)
    earliest_by = models.SmallIntegerField(null=True)
    amount_months_a = models.SmallIntegerField()
    amount_days_a = models.SmallIntegerField()
    amount_months_b = models.SmallIntegerField()
    amount_days_b = models.SmallIntegerField()
    amount_months_c = models.SmallIntegerField()
    amount_days_c = models.SmallIntegerField()
    amount_months_d = models.SmallIntegerField()
    amount_days_d = models.SmallIntegerField()
    end_after_a = models.DateField(null=True)
    end_after_b = models.DateField(null=True)
    end_after_c = models.DateField(null=True)
    end_after_d = models.DateField(null=True)
    parole = models.DateField(null=True)
    parole_by = models.SmallIntegerField(null=True)
    bars = models.SmallIntegerField(help_text="bits")
    missing = models.SmallIntegerField(help_text="bits: facts that nobody has recorded")

    class Meta:
        db_table = "swept_outlook"


class SweptRefusal(SweptRow):
    """A judgment that could not be computed, by the number of the reason."""

    reason = models.SmallIntegerField()

    class Meta:
        db_table = "swept_refusal"
