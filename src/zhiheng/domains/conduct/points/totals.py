"""The monthly total, for a ward or for a nation: one pass over the entries, the law's rules over columns, sheets and postings by COPY."""

from __future__ import annotations

import datetime as dt
import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from zhiheng.base.settings.queries import snapshot
from zhiheng.domains.conduct.points import months
from zhiheng.domains.conduct.points.gather import MANY, Gathered, Ids, gather, places_of, states_before
from zhiheng.domains.conduct.points.members import Ward, members
from zhiheng.domains.conduct.points.models import Sheet, SheetLines
from zhiheng.domains.conduct.points.months import COLUMNS, book_of, next_month, packed, period_of
from zhiheng.engines.ledger.posting import Draft, open_accounts, post_many
from zhiheng.law.acts.points_2021.general import CYCLE
from zhiheng.law.population.points import Whole, month_lines
from zhiheng.law.reckoning import EDITION, day_of
from zhiheng.law.scale import Readings
from zhiheng.lib.copying import array_field, columns_out, copy_rows, row

_SCORE, _CLOSES, _CARRIED, _OPENING, _CLOSING = (COLUMNS.index(name) for name in ("score", "closes", "carried", "opening", "closing"))
_LOW_BEFORE, _LOW = "low_before", COLUMNS.index("low_months")
_MARK = COLUMNS.index("mark")


@dataclass(frozen=True, slots=True)
class Totals:
    """A month computed and not yet written: a line for each of these episodes, and where each ward's begin and end.

    ``behind``: who was here before the month and has no line of the month before.
    """

    month: dt.date
    wards: Sequence[Ward]
    bounds: Sequence[tuple[int, int]]
    episodes: Ids
    lines: Whole
    readings: dict[int, Readings]
    behind: Ids

    @property
    def cycles(self) -> int:
        return int(self.lines[:, _CLOSES].sum())


def compute(wards: Sequence[Ward], month: dt.date) -> Totals:
    """Everybody whose month these wards total, ward after ward. Reads only."""
    prisons = sorted({ward.prison for ward in wards})
    episodes, of_ward, received, ended = members([ward.pk for ward in wards], prisons, month)
    states, seen = states_before(episodes, prisons, month)
    gathered = gather(episodes, received, ended, month, states)
    chosen = snapshot(next_month(month) - dt.timedelta(days=1))
    readings = {ward.prison: chosen.chosen(ward.prison_path).points for ward in wards}
    lines = _lines(gathered, month, wards, of_ward, readings)
    order = np.argsort(of_ward, kind="stable")
    edges = np.searchsorted(of_ward[order], np.arange(len(wards) + 1))
    bounds = [(int(edges[n]), int(edges[n + 1])) for n in range(len(wards))]
    behind = episodes[~seen & (received < day_of(month))]
    return Totals(month, wards, bounds, episodes[order], np.ascontiguousarray(lines[order]), readings, behind)


def write(totals: Totals, *, closed_by: str) -> None:
    """Post what the month gives and what closed cycles take, then the sheets. The caller's act must be open."""
    entries = _post(totals)
    bodies = [(array_field(totals.episodes[first:last]), packed(totals.lines[first:last])) for first, last in totals.bounds]
    sheets = Sheet.objects.bulk_create(_sheet(totals, n, entries.get(n), b"".join(body), closed_by) for n, body in enumerate(bodies))
    rows = (row([struct.pack(">q", sheet.pk), *body]) for sheet, body in zip(sheets, bodies, strict=True))
    with connection.cursor() as cursor:
        copy_rows(cursor, SheetLines._meta.db_table, ("sheet_id", "episodes", "lines"), rows)


def _lines(gathered: Gathered, month: dt.date, wards: Sequence[Ward], of_ward: NDArray[np.int64], readings: dict[int, Readings]) -> Whole:
    """The law's lines, prison by prison where readings differ; who is not appraised keeps what they had."""
    lines = np.zeros((len(gathered.episodes), len(COLUMNS)), np.int32)
    prison_of = np.array([ward.prison for ward in wards], np.int64)
    for chosen in dict.fromkeys(readings.values()):
        here = np.isin(prison_of[of_ward], [prison for prison, reading in readings.items() if reading == chosen]) & ~gathered.paused
        columns = gathered.columns if here.all() else type(gathered.columns)(*(column[here] for column in gathered.columns))
        found = month_lines(columns, day_of(month), chosen)
        lines[here, :-1] = found
    _pause(lines, gathered)
    lines[:, _MARK] = gathered.marks | np.where(gathered.paused, months.PAUSED, 0)
    return lines


def _pause(lines: Whole, gathered: Gathered) -> None:
    """A month that does not count leaves the balance and the open cycle as they were."""
    away = gathered.paused
    opening = gathered.columns.opening[away]
    for column in (_OPENING, _CLOSING, _CARRIED):
        lines[away, column] = opening
    first = gathered.columns._fields.index(_LOW_BEFORE)
    for offset in range(9):  # the cycle's eight figures and the grade before
        lines[away, _LOW + offset] = gathered.columns[first + offset][away]


# --- writing --------------------------------------------------------------------------------------------------------


def _post(totals: Totals) -> dict[int, int]:
    """Number of the ward -> the ledger's entry of its month."""
    accounts = _accounts(totals.episodes)
    contra = _contra(totals.wards)
    drafts, of_ward = [], []
    for n, (first, last) in enumerate(totals.bounds):
        mine, lines = accounts[first:last], totals.lines[first:last]
        for kind, amounts in (("month", lines[:, _SCORE]), ("cycle", -CYCLE * lines[:, _CLOSES].astype(np.int64))):
            draft = _draft(totals, n, kind, mine, amounts.astype(np.int64), contra[kind, totals.wards[n].path])
            if draft is not None:
                drafts.append(draft)
                of_ward.append((n, kind))
    posted = post_many(drafts)
    return {n: entry for (n, kind), entry in zip(of_ward, posted, strict=True) if kind == "month"}


def _draft(totals: Totals, n: int, kind: str, accounts: Ids, amounts: Ids, contra: int) -> Draft | None:
    moved = amounts != 0
    if not moved.any():
        return None
    sums = int(amounts.sum())
    ward = totals.wards[n]
    lines = (np.append(accounts[moved], contra), np.append(amounts[moved], -sums)) if sums else (accounts[moved], amounts[moved])
    period = period_of(totals.month)
    day = next_month(totals.month) - dt.timedelta(days=1)
    return Draft(book_of(ward.prison_path), period, f"{kind} {ward.path} {period}", kind, day, *lines)


def _contra(wards: Sequence[Ward]) -> dict[tuple[str, str], int]:
    """The accounts that grant a ward's points and take them back when a cycle closes."""
    owners = {("month", ward.path): f"place:{ward.path}:granted" for ward in wards}
    owners |= {("cycle", ward.path): f"place:{ward.path}:settled" for ward in wards}
    found = open_accounts(list(owners.values()), months.UNIT)
    return {key: found[owner] for key, owner in owners.items()}


_ACCOUNTS = "select substr(owner, 9)::bigint as episode, id from ledger_account where unit = 'points' and {which} order by 1"


def _accounts(episodes: Ids) -> Ids:
    """The account of each episode; who has none gets one."""
    found = _known_accounts(episodes)
    missing = np.setdiff1d(episodes, found["episode"])
    if len(missing):
        open_accounts([months.owner_of(int(episode)) for episode in missing], months.UNIT)
        found = _known_accounts(episodes)
    order = np.argsort(episodes)
    at, known = places_of(episodes[order], found["episode"])
    accounts = np.zeros(len(episodes), np.int64)
    accounts[order[at]] = found["id"][known]
    return accounts


def _known_accounts(episodes: Ids) -> dict[str, Ids]:
    listed = ", ".join(f"'{months.owner_of(int(episode))}'" for episode in episodes) if len(episodes) <= MANY else ""
    which = f"owner in ({listed or 'null'})" if len(episodes) <= MANY else "owner like 'episode:%'"
    with connection.cursor() as cursor:
        return columns_out(cursor, _ACCOUNTS.format(which=which), ("episode", "id"))


def _sheet(totals: Totals, n: int, entry: int | None, body: bytes, closed_by: str) -> Sheet:
    ward = totals.wards[n]
    readings = {name: reading.code for name, reading in totals.readings[ward.prison]._asdict().items()}
    first, last = totals.bounds[n]
    return Sheet(
        prison_id=ward.prison, ward_id=ward.pk, month=totals.month, people=last - first, digest=hashlib.sha256(body).digest(), edition=EDITION,
        readings=readings, entry_id=entry, closed_by=closed_by,
    )  # fmt: skip


def wards_with_sheet(wards: Sequence[Ward], month: dt.date) -> set[int]:
    """Keys of the wards whose month is totalled."""
    return set(Sheet.objects.filter(month=month, ward__in=[ward.pk for ward in wards]).values_list("ward_id", flat=True))


__all__ = ["Totals", "Ward", "compute", "wards_with_sheet", "write"]
