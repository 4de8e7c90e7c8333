"""Papers as they were issued."""

from __future__ import annotations

from zhiheng.base.people.models import Episode
from zhiheng.domains.custody.reception.models import IssuedPaper
from zhiheng.engines.trail.refusals import OutsideScope


def papers_of(episode: Episode) -> list[IssuedPaper]:
    """Papers issued about a person, newest first; a void one has ``replaced_by``."""
    found = IssuedPaper.objects.filter(episode=episode).select_related("prison", "issued_by", "replaced_by__prison")
    return list(found.order_by("-issued_at", "-pk"))


def paper_at(pk: int) -> IssuedPaper:
    """One paper. OutsideScope when there is none."""
    related = ("prison", "issued_by", "episode__person", "episode__place", "episode__prison", "arrival__prison", "replaced_by__prison")
    found = IssuedPaper.objects.filter(pk=pk).select_related(*related).first()
    if found is None:
        raise OutsideScope
    return found
