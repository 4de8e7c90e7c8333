"""The personal electronic file: volumes, sections, numbered items, versions. The bytes lie beside the database, by their digest."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Subject


class Volume(models.TextChoices):
    """The two volumes of a prisoner's file."""

    MAIN = "main", pgettext_lazy("file", "main volume")
    SUB = "sub", pgettext_lazy("file", "sub volume")


class Section(models.TextChoices):
    """Sections, main volume first, in the order of the catalogue."""

    JUDGMENT = "judgment", pgettext_lazy("file", "judgments")
    EXECUTION = "execution", pgettext_lazy("file", "execution notice and case-closing form")
    INDICTMENT = "indictment", pgettext_lazy("file", "indictment")
    RULING = "ruling", pgettext_lazy("file", "rulings that change the sentence")
    INTAKE = "intake", pgettext_lazy("file", "intake form and notices")
    PHOTOGRAPH = "photograph", pgettext_lazy("file", "photograph (place of the paper print)")
    APPRAISAL = "appraisal", pgettext_lazy("file", "appraisals in prison")
    RELEASE = "release", pgettext_lazy("file", "release papers")
    COPY = "copy", pgettext_lazy("file", "copies of judgments")
    POINTS = "points", pgettext_lazy("file", "points, rewards and penalties")
    YEARLY = "yearly", pgettext_lazy("file", "yearly appraisals")
    VERIFIED = "verified", pgettext_lazy("file", "verified material")
    PROGRESS = "progress", pgettext_lazy("file", "matters in progress")


SUB_SECTIONS = (Section.COPY, Section.POINTS, Section.YEARLY, Section.VERIFIED, Section.PROGRESS)


def volume_of(section: str) -> Volume:
    """The volume in which a section lies."""
    return Volume.SUB if section in SUB_SECTIONS else Volume.MAIN


class FileItem(models.Model):
    """One numbered item of the file. Its content is its newest version; without one, the paper alone is kept."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="file_items")
    volume = models.TextField(choices=Volume.choices)
    section = models.TextField(choices=Section.choices)
    number = models.PositiveIntegerField(help_text="within its section, from 1")
    title = models.TextField()
    document = models.TextField(blank=True, help_text="document number")
    dated = models.DateField(null=True)
    pages = models.PositiveIntegerField()
    source = models.TextField(help_text="who made it")
    added_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        db_table = "file_item"
        constraints: ClassVar = [
            models.UniqueConstraint("episode", "section", "number", name="file_item_numbered_once"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(source="") & Q(pages__gte=1) & Q(number__gte=1), name="file_item_is_described"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                name="file_item_withdrawn_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()


class FileVersion(models.Model):
    """The content of an item at a time: digest, kind and size; the bytes are in the store. Never altered."""

    item = models.ForeignKey(FileItem, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    digest = models.TextField(help_text="SHA-256 of the content, in hex: its address in the store")
    media = models.TextField(help_text="media type, read from the content itself")
    size = models.PositiveIntegerField(help_text="bytes")
    name = models.TextField(help_text="name of the file as it was handed in")
    added_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        db_table = "file_version"
        constraints: ClassVar = [
            models.UniqueConstraint("item", "number", name="file_version_numbered_once"),
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="file_version_digest_form"),
        ]
        indexes: ClassVar = [models.Index("digest", name="file_version_digest")]

    def __str__(self) -> str:
        return f"{self.item_id}/{self.number}"

    def trail_subject(self) -> Subject:
        return self.item.trail_subject()
