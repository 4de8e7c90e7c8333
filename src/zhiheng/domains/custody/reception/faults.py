"""What ``zhiheng verify`` proves of the files: every content is still there, and is what was filed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from zhiheng.domains.custody.reception.errors import NoSuchContent
from zhiheng.domains.custody.reception.store import content
from zhiheng.engines.trail.verify import Fault, Progress, Report

# One line a digest: the same content may be filed in many places, and is read back once. The first that names it stands for all.
_CONTENTS = """
select v.digest, min(v.size), min(v.size) = max(v.size), min(v.id), min(e.number), min(i.title), count(*) from file_version v
join file_item i on i.id = v.item_id join episode e on e.id = i.episode_id group by v.digest order by min(v.id)
"""


def content_faults(cursor: Any, report: Report, tell: Progress) -> Iterator[Fault]:
    """A content that is gone, cannot be read, is not what its digest says, or has not the size on record."""
    cursor.execute(_CONTENTS)
    rows = cursor.fetchall()
    for done, (digest, size, one_size, version, number, title, places) in enumerate(rows):
        tell(_("contents"), done, len(rows))
        if one_size and _whole(digest, size):
            continue
        words = _("The content of %(title)s in the file of %(number)s is missing, or is not what was filed (used in %(places)s places).")
        yield Fault("contents", f"file_version:{version}", words % {"title": title, "number": number, "places": places})
    tell(_("contents"), len(rows), len(rows))


def _whole(digest: str, size: int) -> bool:
    try:
        return len(content(digest)) == size
    except (NoSuchContent, OSError):
        return False
