"""An outlook as the row that lists read: what is kept of the law's answer, and what of it stays empty."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from zhiheng.domains.sentence.models import Judgment, Outlook
from zhiheng.domains.sentence.outlook import earliest_of, unknown
from zhiheng.law.choices import DEFAULTS, Readings, reading_codes
from zhiheng.law.reckoning import EDITION


def outlook_row(judgment: Judgment, *, on: dt.date, by: str, readings: Readings = DEFAULTS) -> Outlook:
    """The outlook as of ``on``, worked out and not yet saved. Reads the person, so load ``episode__person`` when there are many."""
    found, missing = earliest_of(judgment, birth_date=judgment.episode.person.birth_date, on=on, readings=readings)
    standing = found.get("class")
    return Outlook(
        judgment=judgment,
        as_of=on,
        at=timezone.now(),
        by=by,
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
        flags=[question["code"] for question in found.get("open_questions", [])],
        readings=reading_codes(readings),
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
