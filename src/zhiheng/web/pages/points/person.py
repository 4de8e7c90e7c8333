"""One prisoner's points: balance and cycle, months by part, every entry with its provision, each month explained, the appraisal form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.objections import policy as objecting
from zhiheng.base.objections.queries import of_episode
from zhiheng.base.people.models import Episode
from zhiheng.base.places.models import Place
from zhiheng.domains.conduct.discipline.posting import under_complaint
from zhiheng.domains.conduct.grading.models import Cycle
from zhiheng.domains.conduct.grading.objecting import KINDS, contested, month_key
from zhiheng.domains.conduct.points import months as marks
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.models import Circumstance, PointEntry
from zhiheng.domains.conduct.points.queries.entries import entries_of
from zhiheng.domains.conduct.points.queries.months import MonthLine, balance_of, cycle_months, explain_month, person_months
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.acts.points_2021.general import CYCLE
from zhiheng.law.scale import Grade, Reward
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.objection_words import said
from zhiheng.web.pages.people.frame import may, opened, person_frame
from zhiheng.web.pages.points.bars import draw
from zhiheng.web.papers import official_paper
from zhiheng.web.parts import Chip, Words

SPANS = (6, 12)
ENTRIES = 60
_MARKS: Sequence[tuple[int, Words]] = (
    (marks.ENTRY, _l("entry education")), (marks.UNABLE, _l("certified unable to work")), (marks.PAUSED, _l("not appraised")),
    (marks.CREDITED, _l("credited")), (marks.DENIED, _l("base denied")), (marks.PARTIAL, _l("part of the month")),
    (marks.HOSPITAL, _l("days in hospital")), (marks.CONFINED, _l("days of confinement")),
)  # fmt: skip


@page(policy.VIEW)
def tab(request: SignedInRequest, person_id: int) -> HttpResponse:
    """The tab of the profile."""
    context = person_frame(request, person_id, tab="points", power=policy.VIEW)
    profile, viewer = context["profile"], request.viewer
    episode: Episode | None = profile.latest
    if episode is not None:
        span = 12 if request.GET.get("span") == "12" else 6
        context |= _record(episode, span) | {"span": span, "spans": SPANS}
    context |= {
        "held": profile.held,
        "may_record": profile.held and may(viewer, policy.RECORD, profile),
        "may_convene": profile.held and may(viewer, policy.CONVENE, profile),
    }
    return render(request, "points/tab.html", context)


def _record(episode: Episode, span: int) -> dict[str, Any]:
    lines = person_months(episode)
    entries = list(entries_of(episode.pk)[:ENTRIES])
    open_cycle = cycle_months(episode)
    balance = balance_of([episode.pk]).get(episode.pk, 0)
    return {
        "balance": balance,
        "cycle_full": CYCLE,
        "filled": min(100.0, max(0.0, round(balance * 100 / CYCLE, 2))),
        "low_months": sum(line.figures.low for line in open_cycle),
        "drawing": draw(lines[-span:]),
        "lines": [(line, mark_chips(line)) for line in reversed(lines[-span:])],
        "entries": entries,
        "contested": contested([entry.pk for entry in entries]),
        "complaints": under_complaint(episode.pk),
        "circumstances": Circumstance.objects.filter(episode=episode).order_by("-pk"),
        "cycles": [cycle_words(cycle) for cycle in Cycle.objects.filter(episode=episode).select_related("cancelled_by").order_by("-closed")],
        "said": said(of_episode(episode.pk, KINDS)[:20]),
    }


def mark_chips(line: MonthLine) -> list[Chip]:
    """What was special about a month."""
    return [Chip(words, "line") for bit, words in _MARKS if line.mark & bit]


def cycle_words(cycle: Cycle) -> dict[str, Any]:
    """A closed cycle with its grade and reward as kinds of the law."""
    return {
        "cycle": cycle,
        "highest": Grade(cycle.highest),
        "grade": Grade(cycle.grade) if cycle.grade is not None else None,
        "reward": Reward(cycle.reward) if cycle.reward is not None else None,
    }


@page(policy.VIEW)
def month(request: SignedInRequest, person_id: int, month: str) -> HttpResponse:
    """One month worked out again, rule by rule, beside what the sheet says."""
    asked = month_of(month)
    context = person_frame(request, person_id, tab="points", power=policy.VIEW)
    episode: Episode | None = context["episode"]
    if episode is None or asked > timezone.localdate() or asked < episode.received_on.replace(day=1):
        raise OutsideScope
    found = explain_month(episode, asked)
    entries = entries_of(episode.pk).filter(month=asked)
    tree = {"rule": "", "caption": str(_l("score of the month")), "result": found.line.score / 100, "children": list(found.trace)}
    context |= {
        "month": asked,
        "found": found,
        "entries": entries,
        "tree": tree,
        "month_key": month_key(episode.pk, asked),
        "may_object": may(request.viewer, objecting.RECORD, context["profile"]),
        "contested": contested(entry.pk for entry in entries),
        "complaints": under_complaint(episode.pk),
    }
    return render(request, "points/month.html", context)


def month_of(text: str) -> dt.date:
    try:
        found = parse_date(f"{text}-01")
    except ValueError:
        found = None
    if found is None:
        raise OutsideScope
    return found


@page(policy.VIEW)
@official_paper
def appraisal_form(request: SignedInRequest, person_id: int) -> HttpResponse:
    """计分考核表 of the last totalled month, with the boxes for the signatures."""
    profile = opened(request, person_id, policy.VIEW)
    if profile.latest is None:
        raise OutsideScope
    lines = person_months(profile.latest)
    last = lines[-1] if lines else None
    entries = list(entries_of(profile.latest.pk).filter(month=last.month, state=PointEntry.State.POSTED)) if last else []
    context = {"person": profile.person, "episode": profile.latest, "line": last, "entries": entries, **_head(profile.latest, profile.person)}
    return render(request, "points/print_form.html", context)


def _head(episode: Episode, person: Any) -> dict[str, Any]:
    ward: Place | None = episode.ward
    return {"where": f"{episode.prison} {ward or ''}".strip(), "at": timezone.now()}
