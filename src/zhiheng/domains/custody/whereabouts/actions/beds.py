"""Allocating a bed: base's verbs, whichever fits. Capacity, sex, level, separation and closed places are refused there, in words."""

from __future__ import annotations

import datetime as dt

from zhiheng.base.people.custody import move_to_bed, place_in_bed
from zhiheng.base.people.models import Episode, Stay
from zhiheng.base.places.models import Kind, Place
from zhiheng.engines.trail.acts import Official


def allocate_bed(episode: Episode, *, bed: Place, at: dt.datetime, acting: Official, reason: str) -> Stay:
    """Put somebody into a bed, from another one or from none. Raises what ``place_in_bed`` raises, and KeptApart and LevelDoesNotFit."""
    verb = move_to_bed if episode.place.kind == Kind.BED else place_in_bed
    return verb(episode, bed=bed, at=at, acting=acting, reason=reason)
