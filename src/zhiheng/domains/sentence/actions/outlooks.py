"""Keep the outlooks of many, for lists; and of one, whenever the record of the sentence changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import batched

from zhiheng.base.places.models import Place
from zhiheng.base.settings.queries import snapshot
from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.kept import outlook_row
from zhiheng.domains.sentence.models import Judgment, Outlook
from zhiheng.engines.trail.acts import Official, Subject, act

SLICE = 500
KEPT = (
    "as_of", "at", "by", "edition", "pack", "standing", "report_from", "parole_from", "ends_on", "bars", "amounts", "hangs_on", "refusals",
    "flags", "readings",
)  # fmt: skip


@act(policy.DETERMINE, subject="subject", secret=("judgments",), bulk=True)
def work_out(subject: Subject | Place, judgments: Sequence[int], *, on: dt.date, acting: Official, reason: str) -> int:
    """Work out the outlooks of judgments in force within the subject's place, as of ``on``; returns how many.

    Judgments elsewhere are left alone, whoever names them. The trail keeps a digest of each row.
    """
    place = subject.path if isinstance(subject, Place) else subject.place
    within = Judgment.objects.filter(superseded_by__isnull=True)
    if place:
        within = within.filter(episode__place__path__under=place)
    done = 0
    for keys in batched(judgments, SLICE, strict=False):
        found = within.filter(pk__in=keys).select_related("episode__person", "episode__place").prefetch_related("counts", "credits", "changes")
        done += keep_outlooks(found.order_by("pk"), on=on, acting=acting)
    return done


def keep_outlooks(judgments: Iterable[Judgment], *, on: dt.date, acting: Official) -> int:
    """Keep the outlooks inside an act that is already open; an earlier one is replaced. Takes the readings in force on the day."""
    chosen = snapshot(on).chosen
    rows = [outlook_row(one, on=on, by=acting.ref, readings=chosen(one.episode.place.path).sentence) for one in judgments]
    Outlook.objects.bulk_create(rows, update_conflicts=True, unique_fields=["judgment"], update_fields=KEPT)
    return len(rows)
