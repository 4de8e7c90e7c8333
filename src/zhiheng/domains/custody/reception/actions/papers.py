"""A paper is issued under the next number of its prison, kind and year, and stays as it was issued."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.reception.models import ExpectedArrival, IssuedPaper
from zhiheng.engines.trail.acts import Official


def issue(
    kind: str, about: Episode | ExpectedArrival, content: Mapping[str, Any], *, acting: Official, replaces: IssuedPaper | None = None
) -> IssuedPaper:
    """Inside an open act: the paper, under the next number of its prison, kind and year. One at a time for each."""
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"paper:{about.prison_id}:{kind}:{today.year}"])
    last = IssuedPaper.objects.filter(prison=about.prison_id, kind=kind, year=today.year).aggregate(last=Max("number"))["last"] or 0
    said = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return IssuedPaper.objects.create(
        prison=about.prison, kind=kind, year=today.year, number=last + 1, content=content, digest=hashlib.sha256(said.encode()).hexdigest(),
        episode=about if isinstance(about, Episode) else None, arrival=about if isinstance(about, ExpectedArrival) else None,
        issued_on=today, issued_by=named(acting), issued_at=timezone.now(), replaces=replaces,
    )  # fmt: skip
