"""The first ward of the cast, its library in force, its people's months."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.cast import Cast
from zhiheng.domains.conduct.clauses import actions as library
from zhiheng.domains.conduct.clauses.example import CLAUSES, EXAMPLE
from zhiheng.domains.conduct.clauses.models import Clause
from zhiheng.domains.conduct.points.actions import days, entries, months, votes
from zhiheng.domains.conduct.points.models import PointEntry, Sheet
from zhiheng.domains.conduct.points.months import COLUMNS
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.engines.trail.acts import INSTALLATION

SEPTEMBER, OCTOBER = dt.date(2026, 9, 1), dt.date(2026, 10, 1)
__all__ = ["OCTOBER", "SEPTEMBER", "days"]


def ship(cast: Cast, *, strict_add_cap: int | None = None) -> None:
    """The example library, from 2021-10-01 on; with a cap of the province's when one is said."""
    if strict_add_cap is None:
        library.ship_example_library(cast.place("b"), second=INSTALLATION, acting=INSTALLATION, reason="the province's rules")
        return
    given = library.LibraryEntry(*EXAMPLE, tuple(library.ClauseEntry(*clause) for clause in CLAUSES), strict_add_cap=strict_add_cap)
    library.record_library(cast.place("b"), entry=given, second=INSTALLATION, acting=INSTALLATION, reason="the province's rules")


def proposal(code: str, value: int, on: dt.date = dt.date(2026, 10, 9), **more: Any) -> entries.EntryProposal:
    given: dict[str, Any] = {"words": "当日所见", "evidence": ("视频 0314",)} | more
    return entries.EntryProposal(Clause.objects.get(code=code), value, on, **given)


def propose(cast: Cast, code: str, value: int, on: dt.date = dt.date(2026, 10, 9), who: str = "zhang", **more: Any) -> PointEntry:
    return entries.propose(cast.episode(who), entry=proposal(code, value, on, **more), acting=cast.acting(cast.ward_officer), reason="当日记载")


def decide(cast: Cast, *found: PointEntry, place: str = "b.p1.w1", choice: str = "yes") -> Deliberation:
    """Every member of the body votes alike; the result is counted."""
    clerk = cast.acting(cast.ward_head)
    if place == "b.p1" and not cast.ward_head.holdings.filter(post__kind="only-points-convene").exists():
        cast.grant(cast.ward_head, "points.convene", "b.p1")
    made = entries.open_decision(cast.place(place), entries=[entry.pk for entry in found], acting=clerk, reason="周评议")
    vote(cast, made, choice)
    return entries.close_decision(made, minutes="记录", acting=clerk, reason="表决完毕")


def vote(cast: Cast, deliberation: Deliberation, choice: str = "yes") -> None:
    by_ref = {officer.ref: officer for officer in cast.officers.values()}
    verb = votes.vote_in_prison_group if deliberation.body.startswith("prison") else votes.vote_in_ward_team
    for member in deliberation.members.filter(recused=""):
        verb(deliberation, choice=choice, words="证据不足" if choice == "no" else "", acting=cast.acting(by_ref[member.official]), reason="表决")


def posted(cast: Cast, code: str, value: int, on: dt.date = dt.date(2026, 10, 9), who: str = "zhang", **more: Any) -> PointEntry:
    entry = propose(cast, code, value, on, who, **more)
    decide(cast, entry, place="b.p1" if entry.needs == 3 else "b.p1.w1")
    entry.refresh_from_db()
    return entry


def close(cast: Cast, month: dt.date, place: str = "b.p1.w1", **more: Any) -> months.Closed:
    return months.close_month(cast.place(place), month=month, acting=INSTALLATION, reason="月汇总", **more)


def line(cast: Cast, month: dt.date, who: str = "zhang") -> dict[str, int]:
    episode = cast.episode(who)
    sheet = Sheet.objects.get(ward=episode.ward_id, month=month)
    return dict(zip(COLUMNS, sheet.body.rows_of([episode.pk])[episode.pk], strict=True))


def copied(**changed: object) -> str:
    """SQL that enters the one entry again, changed, past every verb."""
    kept = [str(field.column) for field in PointEntry._meta.concrete_fields if field.column not in ("id", "bucket", "fact")]
    values = ", ".join(str(changed.get(name, f'"{name}"')) for name in kept)
    return f"insert into points_entry(fact, {', '.join(kept)}) select gen_random_uuid(), {values} from points_entry limit 1"
