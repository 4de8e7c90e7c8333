"""The papers that go with a person: one of a kind stands, and a wrong one is replaced by another that names it."""

from __future__ import annotations

from zhiheng.base.people.models import Episode
from zhiheng.domains.custody.departure import policy
from zhiheng.domains.custody.departure.contents import content_of
from zhiheng.domains.custody.departure.errors import PaperIssued
from zhiheng.domains.custody.reception.actions.papers import issue
from zhiheng.domains.custody.reception.models import IssuedPaper
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


def standing(episode: Episode, kind: str) -> IssuedPaper | None:
    """The paper of a kind that is not replaced."""
    found = IssuedPaper.objects.filter(episode=episode, kind=kind, replaced_by__isnull=True)
    return found.select_related("prison", "issued_by").order_by("-pk").first()
