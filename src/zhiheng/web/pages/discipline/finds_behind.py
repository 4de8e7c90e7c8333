"""The find that a case began with: which may be named, and the way from the case to its chain of custody."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.urls import reverse

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.contraband import policy
from zhiheng.domains.conduct.contraband.models import Find
from zhiheng.domains.conduct.contraband.queries import finds
from zhiheng.web.access import SignedInRequest
from zhiheng.web.formats import moment

AT_MOST = 50
_REFERENCE = re.compile(r"find:(\d{1,12})")


class Behind(NamedTuple):
    """A find as a case names it: its words and, for those who may read it, its address."""

    words: str
    url: str = ""


def finds_of(request: SignedInRequest, episode: Episode) -> list[tuple[str, str]]:
    """Choices ``find:12`` with words: what is suspected to be this person's, newest first, as far as the viewer may read."""
    found = finds(request.viewer.reach.over(policy.VIEW)).filter(holder=episode, struck_at__isnull=True)
    return [(f"find:{one.pk}", _words(one)) for one in found[:AT_MOST]]


def behind(request: SignedInRequest, reference: str) -> Behind:
    """What a reference stands for; the reference itself where it names no find that the viewer may read."""
    named = _REFERENCE.fullmatch(reference)
    one = finds(request.viewer.reach.over(policy.VIEW)).filter(pk=int(named[1])).first() if named else None
    return Behind(_words(one), reverse("find_one", args=[one.pk])) if one else Behind(reference)


def _words(one: Find) -> str:
    return f"{one.get_kind_display()} {one.words[:40]} · {moment(one.found_at)}"
