"""Papers are issued under a number, once; a wrong one is replaced by another that names it."""

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
from zhiheng.domains.custody.reception import policy
from zhiheng.domains.custody.reception.contents import content_of
from zhiheng.domains.custody.reception.errors import PaperIssued
from zhiheng.domains.custody.reception.models import ExpectedArrival, IssuedPaper
from zhiheng.engines.trail.acts import Official, act


@act(policy.PAPERS, subject="episode")
def issue_paper(episode: Episode, *, kind: str, acting: Official, reason: str) -> IssuedPaper:
    """Issue one of the papers that accompany a person. What it says is taken from the record as it stands.

    Raises:
        PaperIssued: one of this kind stands.
        EndUnknown: a paper that names the end of term, and none is determined.
    """
    if standing(episode, kind) is not None:
        raise PaperIssued
    return issue(kind, episode, content_of(episode, kind), acting=acting)


@act(policy.PAPERS, subject="paper")
def replace_paper(paper: IssuedPaper, *, acting: Official, reason: str) -> IssuedPaper:
    """Issue a paper anew because what it said is wrong or has changed; the former one stays, void, and names its successor."""
    if IssuedPaper.objects.filter(replaces=paper).exists() or paper.episode is None:
        raise PaperIssued
    return issue(paper.kind, paper.episode, content_of(paper.episode, paper.kind), acting=acting, replaces=paper)


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


def standing(episode: Episode, kind: str) -> IssuedPaper | None:
    """The paper of a kind that is not replaced."""
    found = IssuedPaper.objects.filter(episode=episode, kind=kind, replaced_by__isnull=True)
    return found.select_related("prison", "issued_by").order_by("-pk").first()
