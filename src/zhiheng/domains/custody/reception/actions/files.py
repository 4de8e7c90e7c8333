"""The personal file: items are numbered once, contents have versions, nothing is taken out without leaving its place."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.reception import policy
from zhiheng.domains.custody.reception.errors import ItemWithdrawn
from zhiheng.domains.custody.reception.models import FileItem, FileVersion, Section
from zhiheng.domains.custody.reception.models.files import volume_of
from zhiheng.domains.custody.reception.store import Upload, keep
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words

OLDEST = dt.date(1900, 1, 1)


class Described(NamedTuple):
    """One item as the catalogue has it."""

    section: str
    title: str
    pages: int
    source: str
    document: str = ""
    dated: dt.date | None = None


@act(policy.FILE_ADD, subject="episode", secret=("upload",))
def add_item(episode: Episode, *, described: Described, upload: Upload | None = None, acting: Official, reason: str) -> FileItem:
    """Add an item under the next number of its section, with its content or for the paper alone. Locks the episode.

    Raises:
        Invalid: what has no title, source or pages; content of a kind that is not kept; content for the place of the photograph.
    """
    wrong = _wrong(described, upload)
    if wrong:
        raise Invalid(fields=wrong)
    locked = Episode.objects.select_for_update(no_key=True).get(pk=episode.pk)
    last = FileItem.objects.filter(episode=locked, section=described.section).aggregate(last=Max("number"))["last"] or 0
    words = {name: getattr(described, name).strip() for name in ("title", "source", "document")}
    item = FileItem.objects.create(
        episode=locked, volume=volume_of(described.section), section=described.section, number=last + 1, pages=described.pages,
        dated=described.dated, added_by=named(acting), added_at=timezone.now(), **words,
    )  # fmt: skip
    if upload is not None:
        _new_version(item, upload, acting)
    return item


@act(policy.FILE_ADD, subject="item", secret=("upload",))
def add_version(item: FileItem, *, upload: Upload, acting: Official, reason: str) -> FileVersion:
    """Give an item a newer content; the former versions stay. The same content again is refused.

    Raises:
        ItemWithdrawn, and Invalid as for ``add_item``.
    """
    item = _locked(item)
    if item.section == Section.PHOTOGRAPH:
        raise Invalid(fields={"upload": _NO_PICTURE})
    return _new_version(item, upload, acting)


@act(policy.FILE_WITHDRAW, subject="item")
def withdraw_item(item: FileItem, *, acting: Official, reason: str) -> FileItem:
    """Withdraw an item: it keeps its number and can be read, marked withdrawn, with the reason.

    Raises:
        ItemWithdrawn: it was already.
        Invalid: no reason.
    """
    item = _locked(item)
    if not reason.strip():
        raise Invalid(fields={"reason": _("Give the reason.")})
    item.withdrawn_by, item.withdrawn_at, item.withdrawn_why = named(acting), timezone.now(), reason.strip()
    item.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    return item


_NO_PICTURE = _("The photograph stays on paper; the file holds its place only, and no picture.")


def _wrong(described: Described, upload: Upload | None) -> dict[str, Words]:
    wrong: dict[str, Words] = {}
    if described.section not in Section.values:
        wrong["section"] = _("Choose a section.")
    if not described.title.strip() or len(described.title) > 200:
        wrong["title"] = _("Give the title of the document, in at most 200 characters.")
    if not described.source.strip():
        wrong["source"] = _("Say who made it.")
    if not 1 <= described.pages <= 5000:
        wrong["pages"] = _("Count the pages: 1 to 5,000.")
    if described.dated is not None and not OLDEST <= described.dated <= timezone.localdate():
        wrong["dated"] = _("This lies in the future. Check the day.")
    if upload is not None and described.section == Section.PHOTOGRAPH:
        wrong["upload"] = _NO_PICTURE
    return wrong


def _new_version(item: FileItem, upload: Upload, acting: Official) -> FileVersion:
    stored = keep(upload)
    last = item.versions.order_by("-number").first()
    if last is not None and last.digest == stored.digest:
        raise Invalid(fields={"upload": _("This is the content that the item has already. Nothing was saved.")})
    return FileVersion.objects.create(
        item=item, number=last.number + 1 if last else 1, **stored._asdict(), name=upload.name[:200], added_by=named(acting),
        added_at=timezone.now(),
    )  # fmt: skip


def _locked(item: FileItem) -> FileItem:
    found = FileItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if found.withdrawn_at is not None:
        raise ItemWithdrawn
    return found
