"""The list of who may be reported for commutation, or paroled, in a quarter; with why not yet, row by row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, cast

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhiheng.base.people import policy as people_policy
from zhiheng.base.places.models import Place
from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.actions import work_out
from zhiheng.domains.sentence.eligibility import AT_ONCE, FIELDS, EligibilityQuery, Of, Period, count_eligible, eligible, quarter_of, to_work_out
from zhiheng.domains.sentence.models import Outlook
from zhiheng.engines.trail.acts import Subject, authorise, note_event
from zhiheng.engines.trail.refusals import Invalid, OutsideScope, Unsupported
from zhiheng.law.kinds import Standing
from zhiheng.lib import sheets
from zhiheng.web.access import SignedInRequest, deed, page
from zhiheng.web.outlook_words import GRADES, bar_words, briefly, class_words, grade_words, pack_words, plain_words, said
from zhiheng.web.pages.people.listing import EXPORT_AT_MOST
from zhiheng.web.parts import Cell, Chip
from zhiheng.web.tables import Column, Empty, Export, Filter, ListState, Row, Table, decode_cursor, encode_cursor

FILTERS: Final = ("of", "period", "ward", "standing")
OPEN: Final = "open"
QUARTERS_AHEAD: Final = 6


@page(policy.VIEW)
def eligible_list(request: SignedInRequest) -> HttpResponse:
    """Filtered by what, quarter, ward and class; each row opens the outlook."""
    state, today = _state(request), timezone.localdate()
    paths = request.viewer.over(policy.VIEW)
    query = _query(state, today, (paths,))
    found = eligible(query)
    last = found.rows[-1] if found.more else None
    table = Table(
        id="eligible",
        caption=_("Who may be reported"),
        state=state,
        columns=_columns(query.of),
        rows=[_row(row, query.of, today) for row in found.rows],
        next=encode_cursor(_day(last, query.of), last.judgment_id) if last else None,
        total=count_eligible(query),
        filters=_filters(paths, today),
        empty=Empty(
            _("Nobody in this quarter"),
            _("People appear here when their earliest day falls into the quarter. Choose another quarter, or work the outlooks out first."),
        ),
        saved=((_("Parole in this quarter"), "?of=parole"), (_("Open since before this quarter"), f"?period={OPEN}")),
        export=Export(reverse("eligible_export")) if request.viewer.may(people_policy.EXPORT) else None,
    )
    waiting = to_work_out(paths, on=today)
    context = {
        "table": table,
        "query": query,
        "waiting": min(len(waiting), AT_ONCE),
        "waiting_more": len(waiting) > AT_ONCE,
        "may_work_out": request.viewer.may(policy.DETERMINE),
        "data_time": timezone.now(),
    }
    return render(request, "sentence/eligible.html", context)


@deed(policy.DETERMINE)
def work_out_now(request: SignedInRequest) -> HttpResponse:
    """Work out what is waiting within the viewer's area, two thousand at most; the act is kept."""
    paths, today = request.viewer.over(policy.DETERMINE), timezone.localdate()
    done = 0
    for path in paths:
        waiting = to_work_out([path], on=today)[: AT_ONCE - done]
        if waiting:
            place = Place.objects.get(path=path)
            done += work_out(place, waiting, on=today, acting=request.official, reason=_("list of who may be reported"))
    words = ngettext("%(count)d outlook was worked out.", "%(count)d outlooks were worked out.", done) % {"count": done}
    messages.success(request, words)
    return HttpResponseRedirect(reverse("eligible"))


@deed(people_policy.EXPORT)
def export(request: SignedInRequest) -> HttpResponse:
    """Exactly the filtered rows, for a reason; the export is kept, and the file says who, when and by which filters."""
    reason = request.POST.get("reason", "").strip()
    if not request.viewer.may(policy.VIEW):
        raise OutsideScope
    if not reason or len(reason) > 200:
        raise Invalid(_("State in at most 200 characters what the export is for. Nothing was exported."))
    state, reach = _state(request), request.viewer.over(people_policy.EXPORT)
    query = _query(state, timezone.localdate(), (request.viewer.over(policy.VIEW), reach))
    subject = Subject(ref="sentence:eligible", label=str(_("list of who may be reported")), place=min(reach, key=len))
    authorise(request.official, people_policy.EXPORT, subject)
    if count_eligible(query) > EXPORT_AT_MOST:
        raise Unsupported(_("More than 20,000 rows. Narrow the list by a filter; nothing was exported."))
    rows = list(_every_row(query))
    inputs = {"power": people_policy.EXPORT, "filters": dict(state.filters), "rows": len(rows)}
    note_event("export", acting=request.official, subject=subject, reason=reason, inputs=inputs)
    return _file(request, state, query, reason, rows)


def _state(request: SignedInRequest) -> ListState:
    """What the address says, with what it leaves out: commutation, in the present quarter."""
    state = ListState.read(request.GET, filters=FILTERS, size=50)
    today = timezone.localdate()
    return replace(state, filters={"of": "commutation", "period": _key(today.year, (today.month + 2) // 3), **state.filters})


def _key(year: int, number: int) -> str:
    return f"{year}-{number}"


def _query(state: ListState, today: dt.date, paths: tuple[list[str], ...]) -> EligibilityQuery:
    """What the address asks; what it asks wrongly is taken as not asked."""
    of, ward, standing = (state.filters.get(name, "") for name in ("of", "ward", "standing"))
    kind = cast(Of, of if of in FIELDS else "commutation")
    return EligibilityQuery(
        period=_period(state.filters.get("period", ""), today),
        of=kind,
        paths=paths,
        ward=int(ward) if ward.isascii() and ward.isdigit() and len(ward) < 19 else None,
        standing=standing if any(standing == one.code for one in Standing) else "",
        after=_after(state.after),
        size=state.size,
    )


def _period(asked: str, today: dt.date) -> Period:
    """``2026-4`` a quarter, ``open`` all days before the present quarter; otherwise the present one."""
    present = quarter_of(today)
    if asked == OPEN and present.first is not None:
        return Period(None, present.first - dt.timedelta(1))
    found = re.fullmatch(r"(20\d\d|21[0-4]\d)-([1-4])", asked, re.ASCII)
    return Period.quarter(int(found[1]), int(found[2])) if found else present


def _after(cursor: str | None) -> tuple[dt.date, int] | None:
    """The row a cursor stands at; a damaged cursor shows the first page."""
    values = decode_cursor(cursor)
    if values is None or len(values) != 2 or not re.fullmatch(r"\d{1,18}", values[1] or "", re.ASCII):
        return None
    try:
        return dt.date.fromisoformat(values[0] or ""), int(values[1] or 0)
    except ValueError:
        return None


def _columns(of: Of) -> tuple[Column, ...]:
    amount = (Column("amount", _("At most"), num=True),) if of == "commutation" else ()
    return (
        Column("name", _("Name"), strong=True, fixed=True),
        Column("ward", _("Ward")),
        Column("standing", _("Class"), lesser=True),
        Column("day", _("Earliest report") if of == "commutation" else _("Earliest parole"), num=True),
        Column("state", _("As things stand")),
        Column("why", _("Why not yet"), wrap=True),
        *amount,
        Column("pack", _("Provisions that govern"), lesser=True, shown=False),
        Column("as_of", _("As of"), num=True, lesser=True),
    )


def _filters(paths: list[str], today: dt.date) -> tuple[Filter, ...]:
    wards = Place.objects.filter(kind="ward", path__under_any=paths).select_related("parent").order_by("path")
    return (
        Filter("of", _("For"), options=[("commutation", _("commutation")), ("parole", _("parole"))]),
        Filter("period", _("Quarter"), options=[(OPEN, _("before this quarter")), *_quarters(today)]),
        Filter("ward", _("Ward"), options=[(str(place.pk), f"{place.parent} {place}") for place in wards]),
        Filter("standing", _("Class"), options=[(one.code, class_words(one.code)) for one in Standing]),
    )


def _quarters(today: dt.date) -> Iterator[tuple[str, str]]:
    first = today.year * 4 + (today.month - 1) // 3
    for count in range(first, first + QUARTERS_AHEAD):
        year, number = count // 4, count % 4 + 1
        yield _key(year, number), _("%(year)d, quarter %(number)d") % {"year": year, "number": number}


def _day(row: Outlook, of: Of) -> dt.date | None:
    return row.report_from if of == "commutation" else row.parole_from


def _row(row: Outlook, of: Of, today: dt.date) -> Row:
    episode, day = row.judgment.episode, _day(row, of)
    return Row(
        key=str(row.judgment_id),
        href=reverse("outlook", args=[episode.person_id]),
        drawer="wide",
        cells={
            "name": Cell(episode.person.name, sub=episode.number),
            "ward": str(episode.ward) if episode.ward else None,
            "standing": class_words(row.standing),
            "day": day,
            "state": _standing_chip(row, day, today),
            "why": why_not_yet(row, of, today),
            "amount": _amount(row, of),
            "pack": pack_words(row.pack),
            "as_of": row.as_of,
        },
    )


def _standing_chip(row: Outlook, day: dt.date | None, today: dt.date) -> Chip:
    """Never "eligible": unrecorded facts are for people to find."""
    if day is not None and row.ends_on is not None and day > row.ends_on:
        return Chip(_("not in this term"), "line")
    if day is not None and day > today:
        return Chip(_("from %(day)s") % {"day": day}, "line", "clock")
    return Chip(_("to check"), "warn", "unk") if row.hangs_on else Chip(_("times have run"), "info", "check")


def why_not_yet(row: Outlook, of: Of, today: dt.date) -> str:
    """What still stands in the way: time, contradictions, facts that nobody recorded."""
    day = _day(row, of)
    found = [said(one) for one in row.refusals]
    if day is not None and day > today:
        left = (day - today).days
        found.append(ngettext("%(count)d day to go", "%(count)d days to go", left) % {"count": left})
    if day is not None and row.ends_on is not None and day > row.ends_on:
        found.append(_("the term ends before, on %(day)s") % {"day": row.ends_on})
    elif of == "commutation" and _nothing_left(row):
        found.append(_("the floor or the end of the term leaves nothing to take off"))
    if of == "parole":
        found += [bar_words(bar) for bar in row.bars]
    if row.hangs_on:
        found.append(_("not recorded: %(facts)s") % {"facts": briefly(row.hangs_on)})
    return _("; ").join(found)


def _nothing_left(row: Outlook) -> bool:
    amounts = [amount for amount in row.amounts.values() if "years" in amount]
    return bool(amounts) and not any(any(amount.values()) for amount in amounts)


def _amount(row: Outlook, of: Of) -> Cell | None:
    """The most for plain repentance or merit; that of the highest grade beneath."""
    known = [grade for grade in GRADES if grade in row.amounts and "kind" not in row.amounts[grade]]
    if of != "commutation" or not known:
        return None
    least, most = known[0], known[-1]
    beneath = f"{grade_words(most)} {plain_words(row.amounts[most])}" if most != least else ""
    return Cell(plain_words(row.amounts[least]), sub=beneath)


def _every_row(query: EligibilityQuery) -> Iterator[Outlook]:
    at = replace(query, size=1000, after=None)
    while True:
        found = eligible(at)
        yield from found.rows
        if not found.more:
            return
        last = found.rows[-1]
        day = _day(last, query.of)
        assert day is not None  # rows are found by their day
        at = replace(at, after=(day, last.judgment_id))


def _file(request: SignedInRequest, state: ListState, query: EligibilityQuery, reason: str, rows: list[Outlook]) -> HttpResponse:
    now = timezone.localtime()
    header = [_("Name"), _("Prisoner number"), _("Prison"), _("Ward"), _("Class"), _("Earliest day"), _("Why not yet"), _("At most"), _("As of")]
    body = [_values(row, query.of, now.date()) for row in rows]
    name = f"eligible-{now:%Y%m%d-%H%M%S}"
    if request.GET.get("format") == "csv":
        return _download(sheets.write_csv(header, body), sheets.CSV, f"{name}.csv")
    told: list[tuple[sheets.Value, ...]] = [
        (_("Exported by"), f"{request.official.label} {request.official.ref}"),
        (_("Time"), now.replace(tzinfo=None)),
        (_("Reason"), reason),
        (_("Filters"), _("; ").join(f"{key} = {value}" for key, value in state.filters.items()) or _("none")),
        (_("Rows"), len(rows)),
        (_("Days counted for"), _("property items performed, or none")),
        (_("Notice"), _("Personal data. This export is kept in the trail; do not pass it on.")),
    ]
    book = sheets.write_xlsx([sheets.Sheet(_("About this file"), [], told), sheets.Sheet(_("Who may be reported"), header, body)])
    return _download(book, sheets.XLSX, f"{name}.xlsx")


def _values(row: Outlook, of: Of, today: dt.date) -> tuple[sheets.Value, ...]:
    episode, amount = row.judgment.episode, _amount(row, of)
    ward = str(episode.ward) if episode.ward else ""
    most = str(amount.main) if amount else ""
    return (
        episode.person.name, episode.number, str(episode.prison), ward, class_words(row.standing), _day(row, of),
        why_not_yet(row, of, today), most, row.as_of,
    )  # fmt: skip


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"})
