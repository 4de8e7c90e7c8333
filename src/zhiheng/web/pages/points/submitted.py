"""A group's day after it was sent: what became of each row, and one's own draft beside another officer's sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.domains.conduct.clauses.models import Clause
from zhiheng.domains.conduct.clauses.queries import clauses_on
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.models import DaySheet, PointEntry
from zhiheng.law.scale import Body
from zhiheng.web.access import SignedInRequest
from zhiheng.web.pages.points.figures import points
from zhiheng.web.pages.points.writing import Page, Written


@dataclass(frozen=True, slots=True)
class Result:
    """One exception of the sheet: whose, what was entered, where it goes."""

    entry: PointEntry
    person: Any
    body: Body


@dataclass(frozen=True, slots=True)
class Left:
    """A row that is not on the sheet: refused, or entered by somebody who came second. ``url`` proposes it by itself."""

    person: Any
    written: Written
    clause: Clause | None
    words: str
    basis: str
    theirs: Sequence[PointEntry]
    url: str


def show_submitted(
    request: SignedInRequest, sheet: DaySheet, *, mine: Page | None, refused: Sequence[dict[str, Any]], late: dict[str, str]
) -> HttpResponse:
    """The sheet; ``mine`` is one's own draft of the same day, ``refused`` one's own rows that the law refused.

    ``late``: where the page's script finds a draft of the same day on this device, and where it brings it.
    """
    entries = list(sheet.entries.select_related("episode__person", "clause").order_by("id"))
    names = _names(sheet, mine, refused)
    clauses = {clause.code: clause for clause in clauses_on(sheet.day)}
    by_officer = Officer.objects.filter(number=sheet.submitted_by.removeprefix("officer:")).first()
    context = {
        "sheet": sheet,
        "by": by_officer or sheet.submitted_by,
        "own": sheet.submitted_by == request.official.ref,
        "results": [Result(entry, entry.episode.person, Body(entry.needs)) for entry in entries],
        "left": _left(sheet, mine, entries, names, clauses),
        "refused": _refused(sheet, refused, names, clauses),
        "plain": len(sheet.covered) - len({entry.episode_id for entry in entries}),
        "absent": [(names.get(int(pk)), why) for pk, why in sheet.absent.items()],
        "may_record": request.viewer.may(policy.RECORD),
        "late": late,
        "data_time": timezone.now(),
        "nav": "points_days",
    }
    return render(request, "points/submitted.html", context)


def _names(sheet: DaySheet, mine: Page | None, refused: Sequence[dict[str, Any]]) -> dict[int, Episode]:
    wanted = {*(int(pk) for pk in sheet.absent), *(mine.rows if mine else ()), *(int(row["episode"]) for row in refused)}
    known = wanted & ({*sheet.covered} | {int(pk) for pk in sheet.absent})
    return {episode.pk: episode for episode in Episode.objects.filter(pk__in=known).select_related("person")}


def _left(
    sheet: DaySheet, mine: Page | None, entries: Sequence[PointEntry], names: Mapping[int, Episode], clauses: Mapping[str, Clause]
) -> list[Left]:
    """Rows of one's own draft, each beside what the other sheet has for the same person."""
    found = []
    for pk, row in (mine.rows if mine else {}).items():
        theirs = [entry for entry in entries if entry.episode_id == pk]
        if pk in names:
            found.append(_one(sheet, names[pk], row, clauses, theirs=theirs))
    return found


def _refused(sheet: DaySheet, refused: Sequence[dict[str, Any]], names: Mapping[int, Episode], clauses: Mapping[str, Clause]) -> list[Left]:
    rows = [(names.get(int(one["episode"])), Written.from_json(one["row"]), one) for one in refused]
    return [_one(sheet, episode, row, clauses, words=str(one["words"]), basis=str(one["basis"])) for episode, row, one in rows if episode]


def _one(
    sheet: DaySheet, episode: Episode, row: Written, clauses: Mapping[str, Clause],
    *, words: str = "", basis: str = "", theirs: Sequence[PointEntry] = (),
) -> Left:  # fmt: skip
    clause = clauses.get(row.clause)
    given: dict[str, str] = {
        "clause": row.clause, "value": points(abs(row.value)), "on": sheet.day.isoformat(), "words": row.words, "evidence": row.evidence,
    }  # fmt: skip
    url = reverse("points_propose", args=[episode.person_id]) + "?" + urlencode(given)
    return Left(episode.person, row, clause, words, basis, theirs, url)
