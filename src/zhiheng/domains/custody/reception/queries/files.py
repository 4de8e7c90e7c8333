"""The personal file: its catalogue, what is missing from it, and how long it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Prefetch

from zhiheng.base.people.models import Episode
from zhiheng.domains.custody.reception.models import FileItem, FileVersion, Section, Volume
from zhiheng.domains.custody.reception.models.files import volume_of
from zhiheng.domains.sentence.queries import sentence_card
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.acts.ministry_rules.release_1999 import file_retention
from zhiheng.law.procedure_kinds import Retention

WANTED = (Section.JUDGMENT, Section.EXECUTION, Section.INDICTMENT, Section.INTAKE, Section.PHOTOGRAPH)
"""Sections that every file has from the admission on; release papers are wanted once the person has left."""


class Part(NamedTuple):
    """A section with its items, withdrawn ones in their place."""

    section: Section
    items: Sequence[FileItem]
    retention: Retention


class Catalogue(NamedTuple):
    """The file of an episode. ``missing``: sections that should hold something and do not."""

    parts: Sequence[Part]
    missing: Sequence[Section]

    @property
    def pages(self) -> int:
        """Pages of everything that was not withdrawn."""
        return sum(item.pages for part in self.parts for item in part.items if item.withdrawn_at is None)

    @property
    def volumes(self) -> list[tuple[Volume, list[Part]]]:
        """Main volume, sub volume, each with its sections."""
        return [(volume, [part for part in self.parts if volume_of(part.section) == volume]) for volume in Volume]


def catalogue(episode: Episode) -> Catalogue:
    """Two queries, and the sentence's for the retention class."""
    versions = Prefetch("versions", FileVersion.objects.select_related("added_by").order_by("-number"))
    items = list(FileItem.objects.filter(episode=episode).select_related("added_by").prefetch_related(versions).order_by("number"))
    years = _years(episode)
    parts = [Part(section, [item for item in items if item.section == section], retention(section, years)) for section in Section]
    held = {item.section for item in items if item.withdrawn_at is None}
    wanted = [*WANTED, Section.RELEASE] if episode.ended_on else WANTED
    return Catalogue([part for part in parts if part.items], [section for section in wanted if section not in held])


def retention(section: Section, years: int | None) -> Retention:
    """How long a section is kept after release, by the older rule on files. ``years`` of the sentence; None: nobody knows, so the longer class."""
    return file_retention(years or 0, False, section in (Section.JUDGMENT, Section.RELEASE), years is None)


def _years(episode: Episode) -> int | None:
    """Years of the sentence as pronounced; life and reprieve count as the longest."""
    card = sentence_card(episode.pk)
    if card is None:
        return None
    return 15 if card.original is None else card.original.years


def item_at(episode: Episode, pk: int) -> FileItem:
    """One item of the file with its versions. OutsideScope when there is none."""
    versions = Prefetch("versions", FileVersion.objects.select_related("added_by").order_by("-number"))
    found = FileItem.objects.filter(episode=episode, pk=pk).select_related("added_by", "withdrawn_by").prefetch_related(versions).first()
    if found is None:
        raise OutsideScope
    return found


def version_at(episode: Episode, pk: int) -> FileVersion:
    """One version of an item of this file. OutsideScope when there is none."""
    found = FileVersion.objects.filter(pk=pk, item__episode=episode).select_related("item").first()
    if found is None:
        raise OutsideScope
    return found
