"""The power list, one power with its holders, the matrix, the quarterly count, and all of them on paper."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.powers import actions, queries
from zhiheng.base.powers.models import PolicyChange, PostKind, Power, record_words
from zhiheng.base.powers.policy import POWERS_VIEW
from zhiheng.engines.trail.queries import powers_used
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.access import SignedInRequest, page
from zhiheng.web.pages.powers import rows
from zhiheng.web.parts import Cell
from zhiheng.web.tables import Column, Empty, Filter, ListState, Row, Table

SHANGHAI = timezone.get_fixed_timezone(8 * 60)


@page(None)
def powers(request: SignedInRequest) -> HttpResponse:
    """The list is open to every official: by name, provision or duty."""
    state = ListState.read(request.GET, filters=("q", "over", "needs"))
    found = queries.power_list(state.filters.get("q", ""), state.filters.get("over", ""))
    if state.filters.get("needs") == "fresh":
        found = [p for p in found if p.needs_fresh]
    if state.filters.get("needs") == "second":
        found = [p for p in found if p.needs_second]
    return render(request, "powers/list.html", {"table": _table(state, found), "tabs": rows.list_tabs()})


def _table(state: ListState, found: list[Power]) -> Table:
    over = sorted(set(Power.objects.filter(retired=False).values_list("subject_kind", flat=True)))
    return Table(
        id="powers",
        state=state,
        columns=(
            Column("name", _("Power"), strong=True, fixed=True),
            Column("over", _("Over"), lesser=True),
            Column("basis", _("Legal basis"), wrap=True),
            Column("duties", _("Duties"), wrap=True),
            Column("needs", _("Also needs")),
        ),
        rows=[_row(power) for power in found],
        total=len(found),
        filters=(
            Filter("q", _("Name, provision or duty")),
            Filter("over", _("Over"), options=[(kind, record_words(kind)) for kind in over]),
            Filter("needs", _("Also needs"), options=[("fresh", _("fresh sign-in")), ("second", _("second person"))]),
        ),
        empty=Empty(_("The power list is empty."), _("It is written when the installation is founded.")),
        caption=_("Power list"),
    )


def _row(power: Power) -> Row:
    cells = {
        "name": Cell(str(power), sub=power.code),
        "over": power.over,
        "basis": power.basis,
        "duties": power.duties,
        "needs": rows.needs(power),
    }
    return Row(power.code, cells, href=reverse("power", args=[power.code]), drawer=True)


@page(None)
def power(request: SignedInRequest, code: str) -> HttpResponse:
    """One power; its holders as far as the viewer's area goes."""
    found = Power.objects.filter(pk=code).first()
    if found is None:
        raise OutsideScope
    within = request.viewer.reach.over(POWERS_VIEW)
    holders = queries.holders_of(found, within=within)
    everybody = found in queries.own_powers()
    facts = [
        (_("Code"), found.code),
        (_("Legal basis"), found.basis),
        (_("Over"), found.over),
        (_("Duties"), found.duties),
        (_("Also needs"), rows.needs(found) or _("nothing more")),
        (_("Carried by"), _("everybody in service") if everybody else [str(kind) for kind in queries.kinds_carrying(found)] or _("no post")),
    ]
    return render(request, "powers/power.html", {"power": found, "facts": facts, "holders": holders, "everybody": everybody, "nav": "powers"})


@page(None)
def matrix(request: SignedInRequest) -> HttpResponse:
    """Kinds of post against powers, with what waits for approval."""
    return render(request, "powers/matrix.html", {"matrix": matrix_lines(), "tabs": rows.list_tabs(), "nav": "powers"})


def matrix_lines() -> dict[str, object]:
    """The matrix as lines: (power, whether everybody has it over themselves, [(kind, carries, open proposal, whether it may ever carry)])."""
    found = queries.matrix()
    waiting = {(change.kind_id, change.power_id): change for change in queries.open_changes()}
    own = {power.code for power in queries.own_powers()}

    def cell(kind: PostKind, power: Power) -> tuple[PostKind, bool, PolicyChange | None, bool]:
        return kind, found.carries(kind, power), waiting.get((kind.code, power.code)), actions.may_carry(kind, power)

    lines = [(power, power.code in own, [cell(kind, power) for kind in found.kinds]) for power in found.powers]
    return {"kinds": found.kinds, "lines": lines}


@page(POWERS_VIEW)
def used(request: SignedInRequest) -> HttpResponse:
    """How often each power was used in a quarter, within the viewer's area: counts only, nobody's name."""
    since, until = _quarter(request.GET.get("quarter", ""))
    counted = powers_used(since, until, within=request.viewer.over(POWERS_VIEW))
    lines = [(p, [counted.get((p.code, outcome), 0) for outcome in ("done", "read", "refused")]) for p in queries.power_list()]
    facts = {
        "lines": sorted(lines, key=lambda line: (-sum(line[1]), line[0].code)),
        "quarter": _name(since),
        "before": _name(since - dt.timedelta(days=1)),
        "after": _name(until) if until <= timezone.now() else "",
        "since": since.date(),
        "until": until.date() - dt.timedelta(days=1),
        "tabs": rows.list_tabs(),
        "nav": "powers",
    }
    return render(request, "powers/used.html", facts)


def _quarter(name: str) -> tuple[dt.datetime, dt.datetime]:
    """From and up to, Shanghai time; a name that is none is this quarter."""
    now = timezone.localtime(timezone.now(), SHANGHAI)
    year, number = now.year, (now.month - 1) // 3 + 1
    if len(name) == 6 and name[:4].isdecimal() and name[4] == "Q" and name[5] in "1234" and 2000 <= int(name[:4]) <= 2999:
        year, number = int(name[:4]), int(name[5])
    first = dt.datetime(year, 3 * number - 2, 1, tzinfo=SHANGHAI)
    after = dt.datetime(year + number // 4, 3 * number % 12 + 1, 1, tzinfo=SHANGHAI)
    return first, after


def _name(day: dt.datetime) -> str:
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


@page(None)
def sheet(request: SignedInRequest, what: str) -> HttpResponse:
    """The printed power list, duty list or matrix."""
    templates = {"list": "powers/sheet_list.html", "duties": "powers/sheet_duties.html", "matrix": "powers/sheet_matrix.html"}
    if what not in templates:
        raise OutsideScope
    return render(request, templates[what], {"powers": queries.power_list(), "matrix": matrix_lines(), "on": timezone.localdate()})
