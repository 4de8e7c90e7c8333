"""One person of a comparison: the figures side by side, and every step of the tree that is not the same."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.comparison import queries
from zhiheng.domains.sentence.comparison.candidate import Candidate, Kind
from zhiheng.domains.sentence.comparison.population import plain_case, readings_in_force
from zhiheng.domains.sentence.comparison.replay import recomputed
from zhiheng.domains.sentence.models import Comparison, ComparisonRow
from zhiheng.engines.trail.acts import note_read
from zhiheng.law.outlook import explain_case
from zhiheng.law.outlook.comparison import NodeChange, differing
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.pages.comparisons.report import sides_of
from zhiheng.web.pages.comparisons.words import candidate_words, cause, impact_chips, moved
from zhiheng.web.pages.sentence.outlook import Moved, steps_of

type Tree = dict[str, Any]


class Trees(NamedTuple):
    """The two trees as they are now; None where there is none (refused altogether, or nothing stored)."""

    before: Tree | None
    after: Tree | None


@page(policy.VIEW)
def person(request: SignedInRequest, comparison: int, row: int) -> HttpResponse:
    """Figures as they were kept, steps as they are computed now. A trailed read."""
    compare, view = request.viewer.over(policy.COMPARE), request.viewer.over(policy.VIEW)
    found = queries.comparison_of(comparison, compare)
    touched = queries.row_of(found, row, (compare, view))
    episode = touched.judgment.episode
    note_read(policy.VIEW, acting=request.official, subject=episode, reason=_("read what a candidate changes for the person"))
    context = {
        "comparison": found,
        "title": candidate_words(found.kind, found.value),
        "row": touched,
        "episode": episode,
        "person": episode.person,
        "chips": impact_chips(touched.impacts),
        "cause": cause(touched.cause),
        "sides": sides_of(found),
        "figures": list(moved(touched.before, touched.after)),
        "steps": steps(found, touched),
        "back": reverse("law_comparison", args=[found.pk]),
        "nav": "law_comparisons",
    }
    return render(request, "comparisons/person.html", context)


def steps(found: Comparison, touched: ComparisonRow) -> list[Moved]:
    """Node by node, from the record and the rules as they stand."""
    trees = _trees(found, touched)
    if trees.before is None or trees.after is None:
        return []
    nodes: list[NodeChange] = list(differing(trees.before, trees.after))
    return steps_of(nodes)


def _trees(found: Comparison, touched: ComparisonRow) -> Trees:
    judgment = touched.judgment
    if found.kind == Kind.EDITION:
        stored = queries.newest_determination(judgment.pk)
        return Trees(None, None) if stored is None else Trees(stored.trace or None, recomputed(stored).trace or None)
    case, in_force = plain_case(judgment, found.as_of), readings_in_force(found.as_of)(judgment.episode.place.path)
    candidate = Candidate(Kind(found.kind), found.value)
    return Trees(explain_case(case, readings=in_force).get("trace"), candidate.outlook(case, in_force).get("trace"))
