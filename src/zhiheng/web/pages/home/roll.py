"""How the viewer's places stand at this moment, in one line: the live roll from above."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.urls import reverse

from zhiheng.domains.custody.whereabouts.queries.tally import Line, board
from zhiheng.web.official import Viewer
from zhiheng.web.pages.whereabouts.board import COUNTED_WITHIN
from zhiheng.web.pages.whereabouts.reach import level_of


class Roll(NamedTuple):
    """The figures of one place and where they are read in full."""

    line: Line
    url: str


def roll_of(viewer: Viewer, now: dt.datetime) -> Roll | None:
    """The line of the viewer's place; None where several places have nothing in common."""
    places = level_of(viewer)
    if len(places) != 1:
        return None
    return Roll(board(places, now, since=now - COUNTED_WITHIN)[places[0].pk], reverse("roll_place", args=[places[0].path]))
