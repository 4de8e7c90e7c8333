"""A look at somebody: its form, what is wrong with it, and how it is written down."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.powers.models import Officer
from zhiheng.domains.conduct.seclusion.models import Check
from zhiheng.engines.trail.refusals import Invalid


class Look(NamedTuple):
    """One look. ``stop``: it must end at once; ``minutes``: outdoors."""

    kind: str
    at: dt.datetime
    words: str = ""
    minutes: int | None = None
    stop: bool = False


def refuse_wrong(look: Look, since: dt.datetime) -> None:
    """Raises Invalid for a time outside, a stop without words, outdoors without minutes."""
    if not since <= look.at <= timezone.now():
        raise Invalid(fields={"at": _("The look lies between the beginning and now.")})
    if look.stop and not look.words.strip():
        raise Invalid(fields={"words": _("Say why it must stop, without a diagnosis.")})
    if (look.kind == Check.Kind.OUTDOORS) != (look.minutes is not None):
        raise Invalid(fields={"minutes": _("Time outdoors is written in minutes, and nothing else is.")})


def made(look: Look, by: Officer, **held: Any) -> Check:
    """Write a look down."""
    return Check.objects.create(
        kind=look.kind, at=look.at, words=look.words.strip(), minutes=look.minutes, stop=look.stop, by=by, recorded_at=timezone.now(), **held
    )
