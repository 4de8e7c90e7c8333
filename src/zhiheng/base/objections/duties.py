"""What objections oblige to, from one source: answers by whoever holds the room's power, forwarding and service by whoever takes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.duties import SOURCES, Due, DutySource, Words, declare
from zhiheng.base.objections import policy
from zhiheng.base.objections.models import Objection
from zhiheng.base.objections.queries import due_of, owed

_SHOWN = 50
_ANSWER = _l("Objection or complaint to answer")
_PASS_ON = _l("Objection or complaint to forward or serve")


def owed_by(power: str) -> None:
    """Whoever holds this power owes answers; several kinds may share it."""
    code = f"objection:{power}"
    if code not in SOURCES:
        declare(DutySource(code, power, _ANSWER, _open(power)))


def _open(power: str) -> Callable[[Sequence[str], dt.datetime], Iterable[Due]]:
    def found(paths: Sequence[str], at: dt.datetime) -> Iterable[Due]:
        for one in owed(paths, power)[:_SHOWN]:
            day = due_of(one)
            by = None if day is None else dt.datetime.combine(day, dt.time(23, 59), timezone.get_current_timezone())
            yield Due(_what(one), f"{one.episode.person} · {one.receipt}", str(one.pk), by)

    return found


def _what(one: Objection) -> Words:
    if one.answered_at is not None:
        return _("Answer to serve")
    return _("To forward, unopened") if one.owner == policy.RECORD else _ANSWER


declare(DutySource(f"objection:{policy.RECORD}", policy.RECORD, _PASS_ON, _open(policy.RECORD)))
