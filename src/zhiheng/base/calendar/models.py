from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zhiheng.base.places.models import Place
from zhiheng.base.powers.proposals import Proposal, in_force_when_approved, two_people
from zhiheng.engines.trail.acts import Subject


class HolidayNotice(Proposal):
    """The State Council's notice of a year as one person entered it, and what became of the entry.

    ``during``: the days on which it is in force, from its approval to that of the notice which replaces it. It holds for the whole
    installation; ``place`` is the bureau that entered it. Its content never changes (trigger ``holiday_notice_stays``).
    """

    year = models.PositiveSmallIntegerField()
    document = models.TextField(help_text="document number")
    issued_on = models.DateField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    during = DateRangeField(null=True)

    class Meta:
        db_table = "holiday_notice"
        constraints = [
            ExclusionConstraint(
                name="holiday_notice_one_in_force",
                expressions=[("year", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(state="approved"),
            ),
            models.UniqueConstraint("year", condition=Q(state="proposed"), name="holiday_notice_one_open"),
            models.UniqueConstraint("id", "year", name="holiday_notice_of_year"),  # what a named day's own year refers to
            *two_people("holiday_notice"),
            *in_force_when_approved("holiday_notice"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.document}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"holiday-notice:{self.pk}", label=str(self), place=self.place.path)


class NamedDay(models.Model):
    """A day that a notice names. It lies in the notice's year, or in the December before: a New Year's holiday reaches back."""

    class Kind(models.TextChoices):
        OFF = "off", _("day off")
        WORKING = "working", _("working weekend")

    notice = models.ForeignKey(HolidayNotice, on_delete=models.PROTECT, related_name="days")
    year = models.PositiveSmallIntegerField(help_text="the notice's; a foreign key holds the two together")
    day = models.DateField()
    kind = models.TextField(choices=Kind.choices)
    name = models.TextField(blank=True, help_text="of the holiday")

    class Meta:
        db_table = "holiday_notice_day"
        constraints = [
            models.UniqueConstraint("notice", "day", name="holiday_day_once"),  # a day off is no working weekend
            models.CheckConstraint(condition=Q(kind="off") | Q(day__iso_week_day__gte=6), name="holiday_day_works_on_weekends"),
            models.CheckConstraint(condition=Q(day__year=F("year")) | Q(day__year=F("year") - 1, day__month=12), name="holiday_day_within_its_year"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"
