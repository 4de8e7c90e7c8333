"""The trail's pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhiheng.base.people.models import Person, Stay
from zhiheng.base.places.models import Place
from zhiheng.base.powers import policy_trail
from zhiheng.base.powers import queries as powers
from zhiheng.base.powers.models import Post, Power
from zhiheng.domains.sentence.models import Change, Determination, Judgment
from zhiheng.engines.trail import proof, queries
from zhiheng.engines.trail.acts import Subject, note_event, note_read
from zhiheng.engines.trail.keys import trail_verifier
from zhiheng.engines.trail.models import Act
from zhiheng.engines.trail.queries import Key, Line
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.lib.sheets import Sheet, Value, write_csv, write_xlsx
from zhiheng.lib.text import normalised
from zhiheng.web.access import SignedInRequest, deed, page
from zhiheng.web.formats import moment
from zhiheng.web.pages.trail import filters, words
from zhiheng.web.pages.trail.chain import LOG, require_export
from zhiheng.web.pages.trail.sealed import is_masked, masked, shown, unsealed
from zhiheng.web.parts import Cell
from zhiheng.web.tables import Column, Empty, Export, ListState, Row, Table, decode_cursor, encode_cursor

MOST_EXPORTED = 20_000


@page(policy_trail.VIEW)
def trail(request: SignedInRequest) -> HttpResponse:
    """The audit home: every act in the viewer's area, newest first, by person, object, verb, outcome, place and time."""
    state = ListState.read(request.GET, filters=filters.NAMES)
    chosen, wrong = filters.chosen(state)
    within = request.viewer.over(policy_trail.VIEW)
    found = queries.acts(chosen, within=within, after=_key(state.after), before=_key(state.before), size=state.size)
    facts = {
        "table": _table(request, state, found, by_name=bool(chosen.subject_label)),
        "wrong": wrong,
        "standing": queries.standing(),
        "may_verify": request.viewer.may(policy_trail.VERIFY),
        "refused_today": queries.refused_since(timezone.now() - dt.timedelta(days=1), within=within),
    }
    return render(request, "trail/list.html", facts)


def _table(request: SignedInRequest, state: ListState, found: queries.Page, *, by_name: bool) -> Table:
    may_export = request.viewer.may(policy_trail.EXPORT)
    return Table(
        id="trail",
        state=state,
        columns=columns(),
        rows=rows(unsealed(found.lines) if by_name else found.lines),
        next=_cursor(found.lines[-1].act) if found.more_after and found.lines else None,
        previous=_cursor(found.lines[0].act) if found.more_before and found.lines else None,
        filters=filters.shown_filters(request.viewer),
        empty=Empty(_("The trail is empty here."), _("Every act in your area appears here as soon as it is done, read or refused.")),
        export=Export(reverse("trail_export")) if may_export else None,
        saved=((_("Refusals"), "?outcome=refused"), (_("Reads"), "?outcome=read")),
        caption=_("Trail"),
    )


def columns() -> tuple[Column, ...]:
    """Time, person, post and terminal, act, object, before and after, outcome, chain."""
    return (
        Column("at", pgettext("trail", "Time"), strong=True, fixed=True),
        Column("who", _("Who")),
        Column("post", _("Post and terminal"), lesser=True),
        Column("verb", _("Act")),
        Column("what", _("On whom or what")),
        Column("change", _("Before → after"), wrap=True),
        Column("outcome", _("Outcome")),
        Column("chain", _("Chain")),
    )


def rows(lines: Sequence[Line]) -> list[Row]:
    """Acts as rows; post names are read once for all of them."""
    lines = masked(lines)
    codes = {line.act.post for line in lines if line.act.post}
    posts = {post.code: str(post) for post in Post.objects.filter(code__in=codes).select_related("place", "kind")}
    return [_row(line, posts) for line in lines]


def _row(line: Line, posts: dict[str, str]) -> Row:
    act = line.act
    refused = words.refusal_words(act.refusal) if act.refusal else ""
    cells = {
        "at": format_html('<span class="nw">{}</span>', moment(act.at)),
        "who": Cell(words.official_words(act), sub=format_html('<span class="nw">{}</span>', act.official.partition(":")[2])),
        "post": Cell(posts.get(act.post, act.post) or "—", sub=act.terminal),
        "verb": Cell(words.verb_words(act.verb), sub=words.value_words(act.reason)),
        "what": Cell(words.value_words(act.subject_label), sub=act.subject),
        "change": words.summary(line.first, line.changes) or None,
        "outcome": Cell(words.outcome_chip(act), sub=refused),
        "chain": words.chain_verdict(line.chain),
    }
    broken = line.chain == proof.State.BROKEN
    return Row(str(act.id), cells, href=reverse("trail_act", args=[act.id]), drawer="wide", mark="bad" if broken else "")


@page(policy_trail.VIEW)
def act(request: SignedInRequest, act_id: UUID) -> HttpResponse:
    """One act: its header, what it was called with, each row before and after, and the proof of its entry."""
    found = queries.record(act_id, within=request.viewer.reach.over(policy_trail.VIEW))
    if found is None or is_masked(found.act):
        raise OutsideScope
    found, taken_out = shown(found)
    if found.act.subject.startswith("person:"):
        subject = Subject(found.act.subject, found.act.subject_label, found.act.place)
        note_read(policy_trail.VIEW, acting=request.official, subject=subject, reason=_("one act in the trail"))
    proven = proof.prove(act_id, key=trail_verifier())
    assert proven is not None
    facts = {
        "record": found,
        "act": found.act,
        "title": words.verb_words(found.act.verb),
        "header": _header(found.act),
        "inputs": [(name, words.value_words(value)) for name, value in found.act.inputs.items()],
        "rows": [(row, [(f.field, _field(row, f.field, f.before), _field(row, f.field, f.after)) for f in row.fields]) for row in found.rows],
        "unshown": found.changes - len(found.rows),
        "taken_out": taken_out,
        "proof": proven,
        "fault": words.FAULTS.get(proven.fault, ""),
        "chain": words.chain_verdict(proven.state),
        "parts": [(words.verb_words(part.verb), part) for part in found.parts],
        "nav": "trail",
    }
    return render(request, "trail/act.html", facts)


def _field(row: queries.RowChange, field: str, value: object) -> str:
    return words.table_field(row.table, field, value)


def _header(act: Act) -> list[tuple[str, object]]:
    code, _sep, grant = act.grant.partition(" ")
    power = Power.objects.filter(pk=code).first()
    post = Post.objects.filter(code=act.post).select_related("place", "kind").first()
    place = Place.objects.filter(path=act.place).first() if act.place else None
    facts: list[tuple[str, object]] = [
        (pgettext("trail", "Time"), moment(act.at)),
        (_("Who"), Cell(words.official_words(act), beside=act.official)),
        (_("Post"), Cell(str(post), beside=act.post) if post else act.post or _("none")),
        (_("Terminal"), act.terminal),
        (_("Power"), Cell(str(power), beside=code, sub=power.basis) if power else code or _("none needed")),
        (_("Grant"), grant or _("none")),
        (_("On whom or what"), Cell(words.value_words(act.subject_label), beside=act.subject)),
        (_("Place"), Cell(str(place), beside=act.place) if place else act.place or _("bureau-wide")),
        (_("Reason"), words.value_words(act.reason)),
        (_("Outcome"), words.outcome_chip(act)),
    ]
    optional = (
        (_("Why refused"), words.refusal_words(act.refusal) if act.refusal else ""),
        (_("Second person"), act.second),
        (_("Occurred at"), moment(act.occurred_at) if act.occurred_at else ""),
    )
    return facts + [(label, value) for label, value in optional if value]


@deed(policy_trail.VIEW)
def export(request: SignedInRequest) -> HttpResponse:
    """Exactly what is filtered, as XLSX (or CSV), with who, when and why on its first sheet; the export is itself kept."""
    require_export(request)
    reason = normalised(request.POST.get("reason", ""))[:200]
    if not reason:
        messages.error(request, _("Nothing was exported: a reason is needed. It is kept in the trail."))
        return HttpResponseRedirect(f"{reverse('trail')}?{request.GET.urlencode()}")
    state = ListState.read(request.GET, filters=filters.NAMES)
    chosen, _wrong = filters.chosen(state)
    lines = list(queries.every_act(chosen, within=request.viewer.over(policy_trail.VIEW), at_most=MOST_EXPORTED + 1))
    lines = unsealed(lines) if chosen.subject_label else lines
    cut = len(lines) > MOST_EXPORTED
    given = {"filters": dict(state.filters), "rows": min(len(lines), MOST_EXPORTED), "cut": cut}
    note_event("export_trail", acting=request.official, subject=LOG, reason=reason, inputs=given)
    table = [_line(line) for line in masked(lines[:MOST_EXPORTED])]
    about = _about(request, state, reason, len(table), cut=cut)
    if request.POST.get("format") == "csv":
        return _file(write_csv(_heads(), table), "csv", "text/csv; charset=utf-8")
    sheets = [Sheet(_("About"), [_("Fact"), _("Value")], about), Sheet(_("Trail"), _heads(), table)]
    return _file(write_xlsx(sheets), "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def _about(request: SignedInRequest, state: ListState, reason: str, count: int, *, cut: bool) -> list[list[Value]]:
    table = Table(id="trail", columns=(), rows=(), state=state, filters=filters.shown_filters(request.viewer))
    facts: list[list[Value]] = [
        [_("Exported by"), f"{request.viewer.name} {request.viewer.officer.number}"],
        [_("Exported at"), moment(timezone.now())],
        [_("Reason"), reason],
        [_("Rows"), count],
    ]
    if cut:
        facts.append([_("Not complete"), _("More than %(n)d rows matched; narrow the filter.") % {"n": MOST_EXPORTED}])
    return facts + [[str(f.label), value] for f, value in table.active_filters]


def _heads() -> list[str]:
    labels = [pgettext("trail", "Time"), _("Who"), _("Number"), _("Post"), _("Terminal"), _("Act"), _("Subject"), _("Reference"), _("Place")]
    return [*labels, _("Reason"), _("Outcome"), _("Why refused"), _("Before → after"), _("Rows changed"), _("Chain"), _("Act id")]


def _line(line: Line) -> list[Value]:
    act = line.act
    return [
        moment(act.at), words.official_words(act), act.official.partition(":")[2], act.post, act.terminal, words.verb_words(act.verb),
        words.value_words(act.subject_label), act.subject, act.place, words.value_words(act.reason), str(words.OUTCOMES.get(act.outcome, "")),
        act.refusal, words.summary(line.first, line.changes), line.changes, str(words.chain_verdict(line.chain).text), str(act.id),
    ]  # fmt: skip


def _file(content: bytes, ending: str, kind: str) -> HttpResponse:
    name = f"trail-{timezone.localtime():%Y%m%d-%H%M%S}.{ending}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@page(policy_trail.VIEW)
def person(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Who could have changed this person's record, who could have read it, and who did. Looking is itself kept."""
    found = Person.objects.filter(pk=person_id).first()
    if found is None:
        raise OutsideScope
    subject = found.trail_subject()
    note_read(policy_trail.VIEW, acting=request.official, subject=subject, reason=_("the person's trail"))
    facts = {
        "person": found,
        "place": Place.objects.filter(path=subject.place).first() if subject.place else None,
        "could_change": powers.could_change("person", subject.place),
        "could_read": powers.could_read("person", subject.place),
        "columns": columns(),
        "did": [(row.href, row.mark, list(row.cells.values())) for row in rows(queries.acts_on(subject.ref, tables=_rows_of(found)))],
        "nav": "trail",
    }
    return render(request, "trail/person.html", facts)


def _rows_of(person: Person) -> dict[str, Sequence[str]]:
    """The person's rows by table: a load changed them under the bureau's name."""
    judgments = Judgment.objects.filter(episode__person=person)
    found: dict[str, QuerySet[Any]] = {
        "person_name": person.names.all(),
        "identifier": person.identifiers.all(),
        "episode": person.episodes.all(),
        "stay": Stay.objects.filter(episode__person=person),
        "judgment": judgments,
        "sentence_change": Change.objects.filter(judgment__in=judgments),
        "determination": Determination.objects.filter(judgment__in=judgments),
    }
    return {"person": [str(person.pk)], **{table: [str(key) for key in rows.values_list("pk", flat=True)] for table, rows in found.items()}}


def _key(text: str | None) -> Key | None:
    """Where a page begins; nonsense begins at the newest act."""
    cursor = decode_cursor(text)
    if cursor is None or len(cursor) != 2:
        return None
    try:
        at = dt.datetime.fromisoformat(cursor[0] or "")
        return (at if at.tzinfo else at.replace(tzinfo=dt.UTC)), UUID(cursor[1] or "")
    except ValueError:
        return None


def _cursor(act: Act) -> str:
    return encode_cursor(act.at.isoformat(), act.id)
