"""Report results, rewards and their evidence for one prisoner (art 41), after the file has been held against itself."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.grading import policy
from zhiheng.domains.conduct.grading.errors import ChecksFail, ObjectionOpen, WordNeeded
from zhiheng.domains.conduct.grading.models import ResultsReport
from zhiheng.domains.conduct.grading.queries.reports import Check, checks_of, content_of, open_objections
from zhiheng.engines.trail.acts import Official, act
from zhiheng.law.reckoning import RULES, Truth
from zhiheng.lib.language import said


@act(policy.REPORT, subject="episode")
def report_results(episode: Episode, *, purpose: ResultsReport.Purpose, words: Mapping[str, str], acting: Official, reason: str) -> ResultsReport:
    """Keep a report as it goes out. A check that fails blocks it; where the records cannot say, the official says why it may go all the same.

    ``words``: key of a check that is unknown -> the official's own words, kept with their name.

    Raises:
        ObjectionOpen, ChecksFail, WordNeeded.
    """
    if open_objections(episode):
        raise ObjectionOpen(basis="PT-D8-contested")
    found = checks_of(episode, timezone.localdate())
    _refuse_failed(found)
    lacking = [one.key for one in found if one.verdict == Truth.UNKNOWN and not words.get(one.key, "").strip()]
    if lacking:
        raise WordNeeded(fields={f"word_{key}": WordNeeded.words for key in lacking})
    checks = [one._asdict() | {"word": words.get(one.key, "").strip() if one.verdict == Truth.UNKNOWN else ""} for one in found]
    return ResultsReport.objects.create(
        episode=episode, purpose=purpose, checks=checks, content=content_of(episode), reported_by=acting.ref, reported_by_name=acting.label
    )


def _refuse_failed(found: list[Check]) -> None:
    failed = [one for one in found if one.verdict == Truth.NO]
    if failed:
        basis = RULES[failed[0].rule].provision
        raise ChecksFail([one.against for one in failed], said(basis.zh, basis.en))
