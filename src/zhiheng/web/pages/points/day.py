"""S7, a group's day on the phone: everybody by default, then the exceptions; a draft that survives; sent once."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from zhiheng.base.drafts.keeping import draft_of, drop_draft, keep_draft
from zhiheng.base.places.models import Place
from zhiheng.base.places.queries import place_at
from zhiheng.base.powers.models import Officer
from zhiheng.domains.conduct.clauses.models import Clause
from zhiheng.domains.conduct.clauses.queries import clauses_on
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.actions.days import DayEntry, Exceptional, RowResult, submit_day
from zhiheng.domains.conduct.points.actions.entries import EntryProposal
from zhiheng.domains.conduct.points.errors import AlreadySubmitted, NoLibrary
from zhiheng.domains.conduct.points.models import DaySheet, Sheet
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, OutsideScope, Refusal
from zhiheng.law.protected import Act
from zhiheng.web.access import SignedInRequest, deed, form_page
from zhiheng.web.formats import clock
from zhiheng.web.pages.points.clauses import clause_json, rights_json
from zhiheng.web.pages.points.group import Line, last_used, lines_of, ward_of
from zhiheng.web.pages.points.reach import reaches
from zhiheng.web.pages.points.submitted import show_submitted
from zhiheng.web.pages.points.writing import LIMITS, Page, Remark, Written, page_from_form, page_from_json, remarks

DRAFT, REFUSED = "points_day", "points_day_refused"
ANSWER_HEADER = "Zhiheng-Sheet"
EARLIEST = dt.timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Sheeting:
    """A group's day as asked for: the group, its ward, the day, and the key under which its draft is kept."""

    group: Place
    ward: Place
    day: dt.date

    @property
    def draft(self) -> str:
        return f"{self.group.path}|{self.day.isoformat()}"

    @property
    def url(self) -> str:
        return reverse("points_day", args=[self.group.path]) + "?" + urlencode({"day": self.day.isoformat()})


def asked(request: SignedInRequest, place: str, power: str) -> Sheeting:
    """The group and the day of the address; days to come and days long gone become today.

    Raises:
        OutsideScope: not a ward or a cell within reach.
    """
    group = place_at(place, request.viewer.reach.over(power))
    today = timezone.localdate()
    given = request.GET.get("day", "")
    day = _day(given) or today
    return Sheeting(group, ward_of(group), day if today - EARLIEST <= day <= today else today)


def _day(text: str) -> dt.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


@form_page(policy.VIEW)
def day(request: SignedInRequest, place: str) -> HttpResponse:
    """The sheet while it is open, what was submitted afterwards."""
    sheeting = asked(request, place, policy.RECORD if request.method == "POST" else policy.VIEW)
    submitted = DaySheet.objects.filter(group=sheeting.group.path, day=sheeting.day).first()
    me = request.viewer.officer
    if request.method == "POST":
        lines = lines_of(sheeting.group, sheeting.day)
        written = page_from_form(request.POST, lines)
        return _sent(request, sheeting, lines, written)
    if submitted is not None:
        return show_submitted(request, submitted, mine=draft_page(me, sheeting), refused=_refused(me, sheeting), late=_late(me, sheeting, submitted))
    if not reaches(request.viewer, policy.RECORD, sheeting.group.path):
        return HttpResponseRedirect(reverse("points_ward", args=[sheeting.ward.path]))  # nothing to read yet, and not theirs to write
    lines = lines_of(sheeting.group, sheeting.day)
    kept = draft_of(me, DRAFT, sheeting.draft)
    return _sheet(request, sheeting, lines, page_from_json(kept.content) if kept else Page(uuid4()), saved_at=kept.saved_at if kept else None)


@deed(policy.RECORD)
def draft(request: SignedInRequest, place: str) -> HttpResponse:
    """Keep what stands on the page, or drop it when nothing does."""
    sheeting = asked(request, place, policy.RECORD)
    try:
        written = page_from_json(json.loads(request.body[:200_000]))
    except (ValueError, RecursionError):
        return JsonResponse({"words": _("This draft cannot be read.")}, status=422)
    if written.rows:
        keep_draft(request.viewer.officer, DRAFT, sheeting.draft, written.as_json())
    else:
        drop_draft(request.viewer.officer, DRAFT, sheeting.draft)
    return JsonResponse({"saved": clock(timezone.now())})


@deed(policy.RECORD)
def discard(request: SignedInRequest, place: str) -> HttpResponse:
    """Throw one's own draft and one's own refused rows away."""
    sheeting = asked(request, place, policy.RECORD)
    drop_draft(request.viewer.officer, DRAFT, sheeting.draft)
    drop_draft(request.viewer.officer, REFUSED, sheeting.draft)
    return HttpResponseRedirect(sheeting.url)


def draft_page(officer: Officer, sheeting: Sheeting) -> Page | None:
    """The officer's draft of the sheet, if one is kept."""
    kept = draft_of(officer, DRAFT, sheeting.draft)
    return page_from_json(kept.content) if kept else None


def _refused(officer: Officer, sheeting: Sheeting) -> list[dict[str, Any]]:
    kept = draft_of(officer, REFUSED, sheeting.draft)
    return kept.content if kept and isinstance(kept.content, list) else []


def _late(me: Officer, sheeting: Sheeting, submitted: DaySheet) -> dict[str, str]:
    url = reverse("points_day_draft", args=[sheeting.group.path]) + "?" + urlencode({"day": sheeting.day.isoformat()})
    return {"name": sheeting.draft, "key": str(submitted.key), "url": url, "secret": device_key(me)}


# --- sending --------------------------------------------------------------------------------------------------------


def _sent(request: SignedInRequest, sheeting: Sheeting, lines: Sequence[Line], written: Page) -> HttpResponse:
    clauses = {clause.code: clause for clause in clauses_on(sheeting.day)}
    told = _told(lines, written, clauses, sheeting.day)
    if request.POST.get("step") == "check":
        return _sheet(request, sheeting, lines, written, told=told, only_changed=True)
    if any(remark.kind == "bad" for found in told.values() for remark in found):
        return _stopped(request, sheeting, lines, written, told, _("Some rows are not complete. Nothing was submitted; everything is kept."))
    return _submitted(request, sheeting, lines, written, clauses)


def _submitted(request: SignedInRequest, sheeting: Sheeting, lines: Sequence[Line], written: Page, clauses: Mapping[str, Clause]) -> HttpResponse:
    me = request.viewer.officer
    try:
        if not clauses:
            raise NoLibrary
        entry = _entry(sheeting, lines, written, clauses)
        done = submit_day(sheeting.ward, sheet=entry, occurred_at=written.finished, acting=request.official, reason=_("day's record"))
    except AlreadySubmitted:
        keep_draft(me, DRAFT, sheeting.draft, written.as_json())
        return _to(request, sheeting.url)
    except (OutsideScope, NeedsFreshSignIn):
        raise
    except Refusal as refusal:
        words = "; ".join(str(said) for said in refusal.fields.values()) or str(refusal.words)
        return _stopped(request, sheeting, lines, written, {}, words, refusal.status)
    drop_draft(me, DRAFT, sheeting.draft)
    _keep_refused(me, sheeting, written, done.rows)
    return _to(request, sheeting.url)


def _entry(sheeting: Sheeting, lines: Sequence[Line], written: Page, clauses: Mapping[str, Clause]) -> DayEntry:
    counted = tuple(line.episode for line in lines if not line.why)
    absent = {line.episode: str(line.why) for line in lines if line.why}
    exceptions = tuple(
        Exceptional(line.episode, proposal(row, clauses[row.clause], sheeting.day, written, line.episode))
        for line in lines
        if (row := written.rows.get(line.episode)) is not None and row.changed and not line.why
    )
    return DayEntry(sheeting.group.path, sheeting.day, written.key, counted, absent, exceptions)


def proposal(row: Written, clause: Clause, day: dt.date, written: Page, episode: int) -> EntryProposal:
    """A row as the act takes it. Without words of its own the clause says what happened; the evidence of a small one is the day's record."""
    evidence = row.evidence or str(_("the day's record"))
    return EntryProposal(
        clause, abs(row.value), day, row.words or clause.zh, (evidence,), fact=written.fact(episode), only_fact=Act(row.only_fact)
    )  # fmt: skip


def _keep_refused(me: Officer, sheeting: Sheeting, written: Page, rows: Sequence[RowResult]) -> None:
    """Rows that the law refused stay with their words until the officer has mended or dropped them."""
    refused = [
        {"episode": row.episode, "row": written.rows[row.episode].as_json(), "words": str(row.words), "basis": row.basis}
        for row in rows
        if row.entry is None and row.episode in written.rows
    ]
    if refused:
        keep_draft(me, REFUSED, sheeting.draft, refused)


def _to(request: HttpRequest, url: str) -> HttpResponse:
    """Where to go: as a redirect, or in words for the page's own script."""
    return JsonResponse({"to": url}) if ANSWER_HEADER in request.headers else HttpResponseRedirect(url)


def _stopped(
    request: SignedInRequest, sheeting: Sheeting, lines: Sequence[Line], written: Page, told: dict[int, list[Remark]], words: str, status: int = 422
) -> HttpResponse:
    if ANSWER_HEADER in request.headers:
        rows = {pk: [remark.words for remark in found if remark.kind == "bad"] for pk, found in told.items()}
        return JsonResponse({"words": words, "rows": {pk: found for pk, found in rows.items() if found}}, status=status)
    return _sheet(request, sheeting, lines, written, told=told, words=words, status=status)


# --- the sheet ------------------------------------------------------------------------------------------------------


def _told(lines: Sequence[Line], written: Page, clauses: Mapping[str, Clause], day: dt.date) -> dict[int, list[Remark]]:
    rows = [(line, written.rows[line.episode]) for line in lines if line.episode in written.rows and not line.why]
    return {line.episode: remarks(line, row, clauses, day, unreadable=line.episode in written.nonsense) for line, row in rows}


@dataclass(frozen=True, slots=True)
class Row:
    """A line with what stands on it."""

    line: Line
    written: Written
    clause: Clause | None
    remarks: Sequence[Remark]

    @property
    def caps(self) -> str:
        return json.dumps(self.line.caps)

    @property
    def adds(self) -> str:
        return json.dumps(self.line.adds)


def _sheet(
    request: SignedInRequest, sheeting: Sheeting, lines: Sequence[Line], written: Page,
    *, told: Mapping[int, list[Remark]] | None = None, words: str = "", only_changed: bool = False,
    saved_at: dt.datetime | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    clauses = clauses_on(sheeting.day)
    by_code = {clause.code: clause for clause in clauses}
    remarked = told if told is not None else _told(lines, written, by_code, sheeting.day)
    rows = [_row(line, written, by_code, remarked) for line in lines]
    counted = [row for row in rows if not row.line.why]
    context: dict[str, Any] = {
        "sheeting": sheeting,
        "closed": Sheet.objects.filter(ward=sheeting.ward, month=sheeting.day.replace(day=1)).exists(),
        "rows": rows,
        "written": written,
        "counted": len(counted),
        "changed": sum(1 for row in counted if row.written.changed),
        "away": len(rows) - len(counted),
        "clauses": [clause for clause in clauses if clause.direction in ("add", "deduct")],
        "clause_data": clause_json(clauses, last_used(request.official.ref, clauses)),
        "rights": rights_json(sheeting.day),
        "limits": LIMITS,
        "device_key": device_key(request.viewer.officer),
        "words": words,
        "only_changed": only_changed,
        "saved_at": saved_at,
        "yesterday": sheeting.day - dt.timedelta(days=1),
        "data_time": timezone.now(),
        "nav": "points_days",
    }
    return render(request, "points/sheet.html", context, status=status)


def _row(line: Line, written: Page, clauses: Mapping[str, Clause], told: Mapping[int, list[Remark]]) -> Row:
    row = written.rows.get(line.episode, Written())
    return Row(line, row, clauses.get(row.clause), told.get(line.episode, ()))


def device_key(officer: Officer) -> str:
    """What drafts on this officer's devices are encrypted with: given only inside their session, kept on no device in readable form.

    The same in the officer's next session, so that a draft made without a network outlives the session's end.
    """
    made = hmac.digest(settings.SECRET_KEY.encode(), f"device-draft:{officer.ref}".encode(), hashlib.sha256)
    return base64.b64encode(made).decode()
