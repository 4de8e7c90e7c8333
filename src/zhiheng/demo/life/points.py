"""What was seen and entered in the points appraisal: additions, deductions, bonuses, sanctions, and the circumstances that count.

Only entries are drawn here. What a month comes to is worked out by the law afterwards (``months``), so that every figure agrees with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from zhiheng.demo.life.bodies import Asked, deliberated, ward_team
from zhiheng.demo.life.discipline import Sanctioned
from zhiheng.demo.life.objections import Said, said
from zhiheng.demo.life.reception import as_json
from zhiheng.demo.life.scene import Scene, Staying, clock
from zhiheng.domains.conduct.clauses.models import Clause
from zhiheng.domains.conduct.grading import objecting
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.counting import body_needed
from zhiheng.law.reckoning import EDITION
from zhiheng.law.scale import Body

MONTHS: Final = 36
LATELY: Final = 3  # months with more entries, as a page shows them day by day
SHEETS: Final = 12  # days of day sheets
WEEKS: Final = 8  # weeks reviewed by the ward's team
OFTEN: Final = {"A": 0.2, "D": 0.1}  # entries a person a month; lately three times as many
PROPERTY: Final = (("property-done", 0.55), ("property-unable", 0.2), ("property-unwilling", 0.08))
TEXT: Final = "当日被褥已按要求叠放，检查时是同舍人员临时翻动。"
KIND: Final = {"daily": 1, "special": 2, "sanction": 3}


def entries(scene: Scene, clauses: Sequence[Clause], sanctions: Sequence[Sanctioned]) -> None:
    """The ward's entries month by month, what waits for a decision now, the days without events, and the circumstances."""
    for one in scene.house.people:
        _circumstances(scene, one)
    for sanction in sanctions:
        _sanction(scene, sanction)
    first = scene.now.today.replace(day=1)
    for ago in range(MONTHS, -1, -1):
        month = _months_before(first, ago)
        last = min(_months_before(first, ago - 1) - dt.timedelta(days=5), scene.now.day(4))
        body = _body(scene, month) if 0 < ago < LATELY else None
        for one in scene.house.people:
            if one.received + dt.timedelta(days=70) < month and last > month:
                _month(scene, clauses, one, (month, last), body, LATELY if ago <= LATELY else 1)
    _waiting(scene, clauses)
    _days(scene)
    _weeks(scene)


def _body(scene: Scene, month: dt.date) -> int:
    """The ward team's decision at the end of a month."""
    asked = Asked("points-entries", [], f"{month:%Y年%m月}加扣分事项", month + dt.timedelta(days=26))
    return deliberated(scene.rows, scene.keys, ward_team(scene.house), asked)


def _month(scene: Scene, clauses: Sequence[Clause], one: Staying, days: tuple[dt.date, dt.date], body: int | None, often: int) -> None:
    """Somebody's entries of a month, decided within three days."""
    rng, (first, last) = scene.rng, days
    for initial, share in OFTEN.items():
        if rng.random() < share * often:
            clause = rng.choice([one for one in clauses if one.code[0] == initial])
            day = first + dt.timedelta(days=rng.randrange((last - first).days))
            _entry(scene, one, clause, day, "posted", body)
    if rng.random() < 0.0012 * often:
        clause = rng.choice([one for one in clauses if one.code in ("S2", "S4", "S5")])
        _entry(scene, one, clause, first + dt.timedelta(days=3), "posted", None)


def _entry(scene: Scene, one: Staying, clause: Clause, day: dt.date, state: str, deliberation: int | None) -> int:
    """One entry under a clause; a small deduction was decided on the spot."""
    rng, house = scene.rng, scene.house
    value = clause.usual
    raw, needs = clause.sign * value, body_needed(clause, value)
    spot = -200 <= raw < 0 and rng.random() < 0.7
    proposer = rng.choice(house.staff[house.ward.id, "ward-officer"]).ref
    head = house.staff[house.ward.id, "ward-head"][0].ref
    body = Body.OFFICER if spot else needs
    posted = state == "posted"
    decided = (body.value, deliberation if body == Body.WARD_TEAM else None, day + dt.timedelta(days=0 if spot else 3), proposer if spot else head)
    key, stands = scene.keys.next("points_entry"), raw if posted else 0
    kind = KIND["special"] if clause.direction == "special" else KIND["daily"]
    scene.add(
        "points_entry", key, one.episode, house.ward.id, day.replace(day=1), day, kind, clause.part, UUID(int=rng.getrandbits(128), version=4),
        clause.pk, 0, raw, stands, stands, state, 0, clause.zh, as_json([clause.evidence_zh]), "", proposer, clock(day, 18, rng.randint(0, 59)),
        needs.value, *(decided if posted else (0, None, None, "")), "", (clause.special_item or 9) <= 5, "PT-M9" if posted else "",
        EDITION if posted else "",
    )  # fmt: skip
    if spot and posted and day < scene.now.day(1):  # yesterday's and today's are still to be handed over
        scene.add("points_spot_notice", key, day, "signed", "", proposer)
    return key


def _sanction(scene: Scene, one: Sanctioned) -> None:
    """The deduction of a sanction, in the month of its decision, and the days without base."""
    warden = scene.house.staff[scene.house.prison.id, "warden"][0].ref
    clerk = scene.house.staff[scene.house.prison.id, "custody-clerk"][0].ref
    scene.add(
        "points_entry", one.entry, one.episode, scene.house.ward.id, one.decided.replace(day=1), one.happened, KIND["sanction"], 0, one.fact, None,
        one.code, one.points, one.points, one.points, "posted", 0, "处罚扣分", as_json([one.document]), "", clerk, clock(one.decided, 11),
        Body.PRISON_GROUP.value, Body.PRISON_GROUP.value, one.deliberation, one.decided, warden, one.document, False, "PT-M9", EDITION,
    )  # fmt: skip
    if one.days is not None:
        first, last = one.days
        scene.add("points_circumstance", one.episode, "confinement", f"[{first},{last + dt.timedelta(days=1)})", one.document, "监狱", "ended")


def _circumstances(scene: Scene, one: Staying) -> None:
    """Who cannot work by certificate, and how the property part stands."""
    rng = scene.rng
    if scene.house.ward.use == "care" and rng.random() < 0.5:
        scene.add("points_circumstance", one.episode, "unable", f"[{one.received},)", "劳动能力鉴定表", "监狱医院", "")
    draw = rng.random()
    for kind, share in PROPERTY:
        if draw < share:
            scene.add("points_circumstance", one.episode, kind, f"[{one.received},)", "财产性判项履行情况证明", "人民法院", "")
            return
        draw -= share


def _waiting(scene: Scene, clauses: Sequence[Clause]) -> None:
    """Entries of the last days that wait for the ward team, and an objection to one decided on the spot the day before yesterday."""
    rng, now = scene.rng, scene.now
    settled = scene.house.held_on(now.day(100))
    month = now.today.replace(day=1)
    adds = [clause for clause in clauses if clause.code[0] in "AD" and clause.usual > 100]
    for one in rng.sample(settled, min(3, len(settled))):
        _entry(scene, one, rng.choice(adds), now.day(rng.randint(0, 2)), "proposed", None)
    day = max(now.day(2), month)
    if settled and day < now.today and scene.house.prison.wards.index(scene.house.ward) % 3 == 0:
        one = rng.choice(settled)
        small = next(clause for clause in clauses if clause.code == "D101")
        _objection(scene, one, _entry(scene, one, small, day, "posted", None), day)


def _objection(scene: Scene, one: Staying, entry: int, decided: dt.date) -> None:
    """Received the day after, in time, and open: the ward team's to answer."""
    received = min(decided + dt.timedelta(days=1), scene.now.today)
    against = f"{objecting.ENTRY}:{entry}"
    said(scene, Said(one.episode, against, f"{decided} 扣分", TEXT, decided, received, policy.CONVENE, (), objecting.REVIEW, to="ward"))


def _days(scene: Scene) -> None:
    """A sheet for each of the last days, today's not yet."""
    head = scene.house.staff[scene.house.ward.id, "ward-officer"][0].ref
    covered = "{" + ",".join(str(one.episode) for one in scene.house.held_on(scene.now.day(SHEETS))) + "}"
    for ago in range(SHEETS, 0, -1):
        day = scene.now.day(ago)
        key = UUID(int=scene.rng.getrandbits(128), version=4)
        scene.add("points_day", scene.house.ward.id, scene.house.ward.path, day, key, covered, "{}", head, clock(day, 20, scene.rng.randint(0, 59)))


def _weeks(scene: Scene) -> None:
    """The team's review of each of the last whole weeks, on the Monday after; a ward in five still owes the newest."""
    monday = scene.now.today - dt.timedelta(days=scene.now.today.weekday())
    owed = 1 if scene.house.prison.wards.index(scene.house.ward) % 5 == 2 else 0
    for ago in range(WEEKS, owed, -1):
        week = monday - dt.timedelta(weeks=ago)
        asked = Asked("points-week", [], f"{week}起一周评议：0条", week + dt.timedelta(days=7))
        scene.add("points_week", scene.house.ward.id, week, deliberated(scene.rows, scene.keys, ward_team(scene.house), asked))


def _months_before(first: dt.date, number: int) -> dt.date:
    """The first day of the month so many months before."""
    turn = first.year * 12 + first.month - 1 - number
    return dt.date(turn // 12, turn % 12 + 1, 1)
