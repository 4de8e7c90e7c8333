"""Keep the outlooks of many, for lists; and of one, whenever the record of the sentence changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any

from django.utils import timezone

from zhiheng.base.places.models import Place
from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.models import Judgment, Outlook
from zhiheng.domains.sentence.outlook import earliest_of, unknown
from zhiheng.engines.trail.acts import Official, Subject, act
from zhiheng.law.reckoning import EDITION

SLICE = 500
KEPT = ("as_of", "at", "by", "edition", "pack", "standing", "report_from", "parole_from", "ends_on", "bars", "amounts", "hangs_on", "refusals")


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
        found = within.filter(pk__in=keys).select_related("episode__person").prefetch_related("counts", "credits", "changes")
        done += keep_outlooks(found.order_by("pk"), on=on, acting=acting)
    return done


def keep_outlooks(judgments: Iterable[Judgment], *, on: dt.date, acting: Official) -> int:
    """Keep the outlooks inside an act that is already open; an earlier one is replaced."""
    rows = [_made(judgment, on, acting) for judgment in judgments]
    Outlook.objects.bulk_create(rows, update_conflicts=True, unique_fields=["judgment"], update_fields=KEPT)
    return len(rows)


def _made(judgment: Judgment, on: dt.date, acting: Official) -> Outlook:
    found, missing = earliest_of(judgment, birth_date=judgment.episode.person.birth_date, on=on)
    standing = found.get("class")
    return Outlook(
        judgment=judgment,
        as_of=on,
        at=timezone.now(),
        by=acting.ref,
        edition=EDITION,
        pack=_word(found.get("rule_pack")),
        standing=_word(standing),
        report_from=_day(found.get("earliest_next_report") or found.get("earliest_first_report")),
        parole_from=_day(found.get("parole_earliest")),
        ends_on=_day(found.get("end_date")),
        bars=_known(found.get("parole_bars"), []),
        amounts=_amounts(found),
        hangs_on=list(missing),
        refusals=[{"zh": one["message_zh"], "en": one["message_en"]} for one in found.get("refusals", [])],
    )


def _amounts(found: dict[str, Any]) -> Any:
    """Now if the time has come, else on the earliest day; for life, the terms that may result."""
    for key in ("max_amount", "max_amount_at_earliest", "result_range"):
        if known := _known(found.get(key), {}):
            return known
    return {}


def _known(value: Any, otherwise: Any) -> Any:
    return otherwise if value is None or unknown(value) else value


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else None
