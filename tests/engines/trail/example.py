"""A place and two acts on it: what the trail's tests act upon."""

from __future__ import annotations

import datetime as dt

from zhiheng.base.places.models import Place
from zhiheng.engines.trail.acts import INSTALLATION, Official, Subject, act

BUREAU = Subject("place:b", "江城市监狱管理局")
CLERK = Official("officer:310-0205", "林静", terminal="10.0.0.7", fresh_at=dt.datetime.now(dt.UTC))


@act("places.found", subject="on")
def found(name: str, *, on: Subject = BUREAU, acting: Official = INSTALLATION, reason: str = "opening") -> Place:
    return Place.objects.create(path="b", code="b", kind="bureau", name=name)


@act("places.rename", subject="place")
def rename(place: Place, *, name: str, acting: Official = INSTALLATION, reason: str = "correction", secret_word: str = "") -> Place:
    place.name = name
    place.save(update_fields=["name"])
    return place
