"""What the months come to: totals by the law's own rules, posted to the ledger, and the grades of every cycle that they closed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Final, NamedTuple

from zhiheng.demo.life.bodies import Asked, deliberated, prison_group
from zhiheng.demo.life.points import MONTHS
from zhiheng.demo.life.reception import as_json
from zhiheng.demo.life.scene import SHIPPED_DAYS, House, Keys, Moment
from zhiheng.demo.rows import Rows
from zhiheng.domains.conduct.grading.queries.grades import reasons_of
from zhiheng.domains.conduct.grading.workdays import hangs_until
from zhiheng.domains.conduct.points import totals
from zhiheng.domains.conduct.points.members import Ward
from zhiheng.domains.conduct.points.models import Sheet
from zhiheng.domains.conduct.points.months import COLUMNS, book_of, month_before, next_month, period_of
from zhiheng.engines.ledger.posting import freeze
from zhiheng.law.acts.points_2021 import grading, results
from zhiheng.law.acts.points_2021.procedure import score_posting
from zhiheng.law.scale import Grade

SHARE: Final = grading.LARGEST_SHARE
_CLOSES: Final = COLUMNS.index("closes")


class Closed(NamedTuple):
    """A cycle that a month closed: whose, in which ward and prison, the month and its line."""

    episode: int
    ward: int
    prison: int
    month: dt.date
    line: dict[str, int]


def closed_months(now: Moment) -> list[dt.date]:
    """The months that are totalled, the oldest first."""
    found = [now.today.replace(day=1)]
    for _ in range(MONTHS):
        found.insert(0, month_before(found[0]))
    return found[:-1]


def close_months(houses: Sequence[House], now: Moment, progress: Callable[[int, int], None]) -> list[Closed]:
    """Total every month for these wards; the cycles that closed, in order. The caller's act must be open."""
    months, paths = closed_months(now), sorted({house.prison.path for house in houses})
    cycles: list[Closed] = []
    for done, month in enumerate(months, 1):
        # A ward whose people all came later has no total of that month.
        here = [house for house in houses if any(one.received < next_month(month) for one in house.people)]
        wards = [Ward(house.ward.id, house.prison.id, house.ward.path, house.prison.path) for house in here]
        found = totals.compute(wards, month)
        totals.write(found, closed_by="installation:zhiheng")
        cycles += _closed(found)
        for path in paths:
            freeze(book_of(path), period_of(month))
        progress(done, len(months))
    return cycles


def _closed(found: totals.Totals) -> Iterator[Closed]:
    for ward, (first, last) in zip(found.wards, found.bounds, strict=True):
        for row in range(first, last):
            line = found.lines[row].tolist()
            if line[_CLOSES]:
                yield Closed(int(found.episodes[row]), ward.pk, ward.prison, found.month, dict(zip(COLUMNS, line, strict=True)))


def grades(houses: Sequence[House], closed: Sequence[Closed], seed: int, now: Moment, keys: Keys) -> dict[str, bytes]:
    """Rounds, cycles with their grades and rewards, and the newest scores as they hang in the wards."""
    newest, rows = closed_months(now)[-1], Rows()
    prisons = {house.prison.id: house for house in reversed(houses)}
    by_round: dict[tuple[int, dt.date], list[Closed]] = defaultdict(list)
    for one in closed:
        by_round[one.prison, one.month].append(one)
    for (prison, month), found in sorted(by_round.items()):
        house = prisons[prison]
        rng = Random(f"{seed}:grades:{house.prison.path}:{month}")
        _round(rows, keys, house, month, found, rng, decided=month < newest)
    for sheet, ward in Sheet.objects.filter(month=newest).order_by("pk").values_list("pk", "ward_id"):
        _notice(rows, (sheet, ward, newest), houses[0].staff[ward, "ward-head"][0].ref, now)
    return rows.as_bytes()


def _round(rows: Rows, keys: Keys, house: House, month: dt.date, found: list[Closed], rng: Random, *, decided: bool) -> None:
    """A prison's grades of one month: within the quota, carried by its group, or with proposals of half of the wards."""
    key, quota = keys.next("points_round"), grading.positive_quota(len(found), SHARE)
    held = next_month(month) + dt.timedelta(days=12)
    body = None
    if decided:
        body = deliberated(rows, keys, prison_group(house), Asked("points-grades", [f"points-round:{key}"], f"{month:%Y年%m月}等级评定", held))
    copied = held + dt.timedelta(days=3) if decided else None
    state = "decided" if decided else "open"
    rows.add("points_round", key, house.prison.id, next_month(month), SHARE, len(found), quota, state, body, held if decided else None, copied)
    best = [one.episode for one in found if one.line["highest"] == Grade.POSITIVE]
    positive = set(rng.sample(best, min(quota, len(best))))
    for one in found:
        said = decided or one.ward % 2 == 0
        _cycle(rows, key, month, one, Grade.POSITIVE if one.episode in positive else None, said=said, decided=decided)


def _cycle(rows: Rows, key: int, month: dt.date, one: Closed, best: Grade | None, *, said: bool, decided: bool) -> None:
    line, below = one.line, one.line["months_below"]
    highest = Grade(line["highest"])
    grade = best or min(highest, Grade.QUALIFIED)
    lowest = min(highest, Grade.QUALIFIED)
    brings = {each.code: results.reward_of(each, below).code for each in Grade if lowest <= each <= highest}
    reward = results.reward_of(grade, below)
    rows.add(
        "points_cycle", one.episode, one.ward, key, month, line["closing"], line["carried"], int(highest), line["bar"],
        "{" + ",".join(f'"{reason}"' for reason in reasons_of(line)) + "}", line["low_months"], below, as_json(brings),
        int(grade) if said else None, "" if grade != Grade.POSITIVE or not said else "考核期内表现突出，无扣分。", int(grade) if decided else None,
        int(reward) if decided else None, False,
    )  # fmt: skip


def _notice(rows: Rows, sheet: tuple[int, int, dt.date], head: str, now: Moment) -> None:
    """Last month's scores hang in the ward from the third day of this month, as long as they must."""
    key, ward, month = sheet
    posted = min(next_month(month) + dt.timedelta(days=2), now.today)
    until = hangs_until(posted, score_posting(), SHIPPED_DAYS)
    down = until + dt.timedelta(days=1)
    removed = down if down < now.today else None
    rows.add("points_notice", ward, "month", month, as_json([f"points-sheet:{key}"]), 0, posted, until, removed, head)
