"""One prisoner's account: every figure down to the entries and the provisions, on the screen and as a statement to take along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.discipline.posting import under_complaint
from zhiheng.domains.conduct.grading.objecting import contested
from zhiheng.domains.conduct.grading.queries.account import Movement, Piece, account_of
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.models import PointEntry
from zhiheng.domains.conduct.points.months import first_of, month_before
from zhiheng.domains.conduct.points.queries.entries import entries_of
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.acts.points_2021.general import CYCLE
from zhiheng.lib.language import said
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.pages.people.frame import opened, person_frame
from zhiheng.web.pages.points.person import cycle_words, mark_chips
from zhiheng.web.papers import official_paper
from zhiheng.web.parts import Chip
from zhiheng.web.rules import RuleWords, rule_words

YEAR = 12


class PieceLine(NamedTuple):
    """A share of a month: what it is, on which rules, the entries behind it."""

    words: str
    rules: tuple[RuleWords, ...]
    amount: int
    entries: tuple[PointEntry, ...]
    lost: int


class AccountLine(NamedTuple):
    """A movement as a page has it."""

    moved: Movement
    words: str
    rule: RuleWords | None
    pieces: tuple[PieceLine, ...]
    chips: Sequence[Chip]


@page(policy.VIEW)
def account(request: SignedInRequest, person_id: int) -> HttpResponse:
    """The account, the newest movement first; each opens into what made it."""
    context = person_frame(request, person_id, tab="points", power=policy.VIEW)
    episode: Episode | None = context["profile"].latest
    if episode is None:
        raise OutsideScope
    whole = request.GET.get("span") == "all"
    context |= _account(episode, whole=whole) | {"whole": whole}
    context["lines"] = context["lines"][::-1]
    return render(request, "points/account.html", context)


@page(policy.VIEW)
@official_paper
def statement(request: SignedInRequest, person_id: int) -> HttpResponse:
    """对账单: opening balance, every movement with its reasons, closing balance, what waits, how to object. A4, to be signed for."""
    profile = opened(request, person_id, policy.VIEW)
    episode = profile.latest
    if episode is None:
        raise OutsideScope
    where = f"{episode.prison} {episode.ward or ''}".strip()
    context = _account(episode, whole=request.GET.get("span") == "all")
    context |= {"person": profile.person, "episode": episode, "where": where, "at": timezone.now()}
    return render(request, "points/print_statement.html", context)


def _account(episode: Episode, *, whole: bool) -> dict[str, Any]:
    """The movements, of the last twelve months unless the whole is asked, and what is not totalled yet."""
    moved = account_of(episode)
    first = None if whole or not moved else _months_back(moved[-1].period, YEAR)
    shown = [one for one in moved if first is None or one.period > first]
    before = len(moved) - len(shown)
    last = max((one.period for one in moved if one.kind == "month"), default=None)
    open_entries = entries_of(episode.pk).filter(state__in=(PointEntry.State.PROPOSED, PointEntry.State.POSTED), bucket__gt=0)
    since = list(open_entries.filter(month__gt=last) if last else open_entries)
    return {
        "lines": [line_of(one) for one in shown],
        "opening": moved[before - 1].balance if before else 0,
        "from_month": shown[0].period if shown else None,
        "to_month": last,
        "balance": moved[-1].balance if moved else 0,
        "cycle_full": CYCLE,
        "earlier": before,
        "since": since,
        "contested": contested(entry.pk for entry in (*since, *(entry for one in shown for piece in one.pieces for entry in piece.entries))),
        "complaints": under_complaint(episode.pk),
        "cycles": [cycle_words(one.cycle) for one in moved if one.cycle is not None],
    }


def _months_back(month: dt.date, count: int) -> dt.date:
    for _turn in range(count):
        month = month_before(first_of(month))
    return month


def line_of(moved: Movement) -> AccountLine:
    """The words of a movement."""
    rule = "PT-C4" if moved.kind == "cycle" else moved.adjustment.rule if moved.adjustment else ""
    chips = mark_chips(moved.month) if moved.month else []
    pieces = tuple(_piece(piece) for piece in moved.pieces)
    return AccountLine(moved, _movement_words(moved), rule_words(rule) if rule else None, pieces, chips)


def _movement_words(moved: Movement) -> str:
    month = f"{moved.period:%Y-%m}"
    if moved.kind == "month":
        return _("Score of %(month)s") % {"month": month}
    if moved.kind == "cycle":
        return _("Cycle closed: 600 taken off")
    return str(moved.adjustment.get_kind_display()) if moved.adjustment else moved.kind


def _piece(piece: Piece) -> PieceLine:
    return PieceLine(_piece_words(piece), tuple(rule_words(rule) for rule in piece.rules), piece.amount, piece.entries, piece.lost)


def _piece_words(piece: Piece) -> str:
    part = said(piece.part.zh, piece.part.en) if piece.part else ""
    if piece.kind == "add":
        return _("Additions, %(part)s") % {"part": part}
    if piece.kind == "off":
        return _("Deductions, %(part)s") % {"part": part}
    if piece.kind == "sanction":
        return _("Sanction: %(sanction)s") % {"sanction": said(piece.sanction.zh, piece.sanction.en)} if piece.sanction else _("Sanctions")
    return _("Special bonus") if piece.kind == "special" else _("Base given")
