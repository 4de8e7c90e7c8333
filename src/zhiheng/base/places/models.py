from __future__ import annotations

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.acts import Subject
from zhiheng.lib.fields import PathField


class Kind(models.TextChoices):
    """What a place is."""

    BUREAU = "bureau", pgettext_lazy("place", "bureau")
    PRISON = "prison", pgettext_lazy("place", "prison")
    WARD = "ward", pgettext_lazy("place", "ward")
    CELL = "cell", pgettext_lazy("place", "cell")
    BED = "bed", pgettext_lazy("place", "bed")
    POST = "post", pgettext_lazy("place", "post")
    ROOM = "room", pgettext_lazy("place", "room")


class Use(models.TextChoices):
    """What a place serves now; a cell may change its use without changing its kind."""

    GENERAL = "general", _("general")
    INTAKE = "intake", _("intake")
    RELEASE = "release", _("release preparation")
    CARE = "care", _("elderly, ill or disabled")
    HIGH = "high", _("high security")
    WORK = "work", _("workplace")
    CLASS = "class", _("classroom")
    CLINIC = "clinic", _("clinic")
    CONFINEMENT = "confinement", _("confinement")
    OFFICE = "office", _("office")


class Place(models.Model):
    """One node of the place tree. Capacities count beds: certified by the standard, working in practice, usable now."""

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = PathField(unique=True)
    code = models.TextField(help_text="letters, digits, - and _; unique under its parent")
    kind = models.TextField(choices=Kind.choices)
    use = models.TextField(choices=Use.choices, default=Use.GENERAL)
    name = models.TextField()
    name_en = models.TextField(blank=True)
    capacity_certified = models.PositiveIntegerField(default=0)
    capacity_working = models.PositiveIntegerField(default=0)
    capacity_now = models.PositiveIntegerField(default=0)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "place"
        indexes = [GistIndex("path", name="place_path_gist"), models.Index("kind", "path", name="place_kind")]
        constraints = [
            models.UniqueConstraint("parent", "code", name="place_code_once"),
            models.CheckConstraint(condition=Q(code__regex=r"^[A-Za-z0-9_-]{1,40}$"), name="place_code_form"),
            models.CheckConstraint(
                condition=Q(capacity_working__lte=F("capacity_certified")) | Q(capacity_certified=0),
                name="place_working_within_certified",
            ),
            models.CheckConstraint(
                condition=(Q(kind=Kind.BUREAU) & Q(parent__isnull=True)) | (~Q(kind=Kind.BUREAU) & Q(parent__isnull=False)),
                name="place_root_is_bureau",
            ),
        ]

    def __str__(self) -> str:
        """The name in the reader's language; the trail and official papers use ``name``."""
        return self.name if (get_language() or "zh").startswith("zh") else self.name_en or self.name

    @property
    def in_full(self) -> str:
        """The name as it is told outside its ward: every ward has a cell 101."""
        return str(self) if self.parent is None or self.kind not in (Kind.CELL, Kind.BED) else f"{self.parent} {self}"

    def trail_subject(self) -> Subject:
        return Subject(ref=f"place:{self.path}", label=self.name, place=self.path)
