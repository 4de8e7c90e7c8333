"""A thing was found: recorded and sealed in one act, so that no find is without its chain."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.base.powers.officials import named
from zhiheng.domains.conduct.contraband import policy
from zhiheng.domains.conduct.contraband.actions.searches import AHEAD
from zhiheng.domains.conduct.contraband.models import Find, Handling, Search
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words


class Thing(NamedTuple):
    """What was found. ``seal``: number on the bag; ``photo``: reference of the photograph of the thing."""

    kind: str
    words: str
    quantity: Decimal
    unit: str
    seal: str
    at: dt.datetime
    spot: str = ""
    photo: str = ""


@act(policy.SEARCH, subject="place")
def record_find(place: Place, *, thing: Thing, search: Search | None = None, holder: Episode | None = None, acting: Official, reason: str) -> Find:
    """Record a find, seal it and take it into one's hands.

    Raises:
        Invalid: an unknown kind, no words, no seal, nothing found, a time in the future.
    """
    wrong = _wrong(thing)
    if wrong:
        raise Invalid(fields=wrong)
    now, officer = timezone.now(), named(acting)
    find = Find.objects.create(
        place=place, search=search, holder=holder, kind=thing.kind, words=thing.words.strip(), quantity=thing.quantity, unit=thing.unit.strip(),
        spot=thing.spot.strip(), photo=thing.photo.strip(), found_at=thing.at, recorded_at=now, found_by=officer,
    )  # fmt: skip
    Handling.objects.create(
        find=find, number=1, kind=Handling.Kind.SEALED, by=officer, to=officer, seal=thing.seal.strip(), at=thing.at, signed_by=officer, signed_at=now
    )
    return find


def _wrong(thing: Thing) -> dict[str, Words]:
    found: dict[str, Words] = {}
    if thing.kind not in Find.Kind.values:
        found["kind"] = _("Choose what was found.")
    for name in ("words", "unit", "seal"):
        if not getattr(thing, name).strip():
            found[name] = _("This cannot be empty. Fill it in.")
    if thing.quantity <= 0:
        found["quantity"] = _("How much was found must be more than nothing.")
    if thing.at > timezone.now() + AHEAD:
        found["at"] = _("The time lies in the future. Check the clock of this device.")
    return found
