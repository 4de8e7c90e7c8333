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
from zhiheng.demo.life.scene import House, Keys, Moment
from zhiheng.demo.rows import Rows
from zhiheng.domains.conduct.points import totals
from zhiheng.domains.conduct.points.actions.grades import reasons_of
from zhiheng.domains.conduct.points.models import Sheet
from zhiheng.domains.conduct.points.months import COLUMNS, book_of, month_before, next_month, period_of
from zhiheng.domains.conduct.points.totals import Ward
from zhiheng.domains.conduct.points.workdays import hangs_until
from zhiheng.engines.ledger.posting import freeze
from zhiheng.law.acts.points_2021 import grading, results
from zhiheng.law.acts.points_2021.procedure import score_posting
from zhiheng.law.scale import Grade

SHARE: Final = grading.LARGEST_SHARE
_CLOSES: Final = COLUMNS.index("closes")


class Closed(NamedTuple):
    """A cycle that a month closed: whose, in which ward, and the month's line."""

    episode: int
    ward: int
    line: dict[str, int]


def closed_months(now: Moment) -> list[dt.date]:
    """The months that are totalled, the oldest first."""
    found = [now.today.replace(day=1)]
    for _ in range(MONTHS):
        found.insert(0, month_before(found[0]))
    return found[:-1]


def close_months(houses: Sequence[House], now: Moment, progress: Callable[[int, int], None]) -> None:
    """Total every month for these wards. The caller's act must be open."""
    months, paths = closed_months(now), sorted({house.prison.path for house in houses})
    for done, month in enumerate(months, 1):
        # A ward whose people all came later has no total of that month.
        here = [house for house in houses if any(one.received < next_month(month) for one in house.people)]
        wards = [Ward(house.ward.id, house.prison.id, house.ward.path, house.prison.path) for house in here]
        totals.write(totals.compute(wards, month), closed_by="installation:zhiheng")
        for path in paths:
            freeze(book_of(path), period_of(month))
        progress(done, len(months))


def grades(houses: Sequence[House], seed: int, now: Moment, keys: Keys) -> Iterator[dict[str, bytes]]:
    """Rounds, cycles with their grades and rewards, and what hangs in the wards, prison by prison."""
    newest = month_before(now.today.replace(day=1))
    first = {house.prison.id: house for house in reversed(houses)}
    for house in reversed(first.values()):
        rows = Rows()
        cycles: dict[dt.date, list[Closed]] = defaultdict(list)
        for sheet in Sheet.objects.filter(prison=house.prison.id).order_by("month", "ward").iterator():
            if sheet.month == newest:
                _notice(rows, sheet, house, now)
            for episode, line in zip(sheet.episodes, sheet.lines, strict=True):
                if line[_CLOSES]:
                    cycles[sheet.month].append(Closed(episode, sheet.ward_id, dict(zip(COLUMNS, line, strict=True))))
        for month, found in cycles.items():
            rng = Random(f"{seed}:grades:{house.prison.path}:{month}")
            _round(rows, keys, house, month, found, rng, decided=month < newest)
        yield rows.as_bytes()


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


def _notice(rows: Rows, sheet: Sheet, house: House, now: Moment) -> None:
    """Last month's scores hang in the ward from the third day of this month, as long as they must."""
    posted = min(next_month(sheet.month) + dt.timedelta(days=2), now.today)
    until = hangs_until(posted, score_posting())
    down = until + dt.timedelta(days=1)
    head = house.staff[sheet.ward_id, "ward-head"][0].ref
    rows.add(
        "points_notice", sheet.ward_id, "month", sheet.month, as_json([f"points-sheet:{sheet.pk}"]), 0, posted, until,
        down if down < now.today else None, head,
    )  # fmt: skip
