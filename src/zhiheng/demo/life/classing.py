"""Classifications over three years by the schedules of their days, objections to a few, and people who are kept apart."""

from __future__ import annotations

import datetime as dt
import json
from typing import Final, NamedTuple

from zhiheng.base.people.queries.record import age
from zhiheng.demo.life.objections import Said, said
from zhiheng.demo.life.reception import escaped
from zhiheng.demo.life.scene import Scene, Staying, clock, minutes
from zhiheng.domains.custody.classing import objecting, policy
from zhiheng.domains.custody.classing.models import Level, Need
from zhiheng.domains.custody.classing.schedule import Asked, Facts, Outcome, classed
from zhiheng.law.calendar import span
from zhiheng.law.reckoning import day_of

YEARS: Final = 3 * 365
TERMLESS: Final = ("life", "death_reprieve")
OVERRIDE: Final = "经评估现实表现稳定，所在监区条件适合，维持在本监区关押，分管等级按标准执行。"
OBJECTION: Final = ("认为自己一年多没有扣分，等级不应评为中度。", "认为余刑计算有误，不应评为高度戒备。", "认为两年前的事情不应再算。")
ANSWER: Final = ("经复核，等级依据余刑和既往表现，符合标准表，维持原等级，已当面说明理由。", "经复核，余刑按最新裁定计算，等级无误。")
APART: Final = ("同案犯。", "入监前即有积怨。", "曾发生斗殴。", "其中一人检举过另一人。")


class Given(NamedTuple):
    """A classification made: its key, the day, until when it held (None: still does), what it says, and who confirmed it."""

    key: int
    on: dt.date
    until: dt.date | None
    outcome: Outcome
    decider: int


def classifications(scene: Scene) -> None:
    """Everybody's classifications; now and then an objection; a few proposals that wait for the second officer."""
    waiting = 2
    for one in scene.house.people:
        asked = _asked(scene, one)
        made = _history(scene, one, asked)
        if not made:
            waiting -= 1
            _proposed(scene, one, asked, scene.now.day(1))
        elif waiting > 0 and scene.rng.random() < 0.03:
            waiting -= 1
            _proposed(scene, one, asked, scene.now.day(scene.rng.randint(0, 3)))
        elif scene.rng.random() < 0.012:
            _objection(scene, one, made[-1])
    _apart(scene)


def _asked(scene: Scene, one: Staying) -> Asked:
    """What officers established of somebody; the high-security and the care ward hold whom they are for."""
    rng, use = scene.rng, scene.house.ward.use
    likely = 0.7 if use == "high" else 0.012
    frail = 0.3 if use == "care" else 0.006
    unknown = 0.04

    def said(chance: float) -> bool | None:
        return None if rng.random() < unknown else rng.random() < chance

    return Asked(said(likely / 2), said(likely), said(likely / 3), said(0.008), said(frail), said(frail / 2))


def _history(scene: Scene, one: Staying, asked: Asked) -> list[Given]:
    """From the first week on, each at its review, or a few days before or after it."""
    rng, today = scene.rng, scene.now.today
    on = max(one.received, scene.now.day(YEARS + 500)) + dt.timedelta(days=rng.randint(3, 10))
    planned: list[tuple[dt.date, Outcome, Facts]] = []
    while on < today:
        facts = _facts(one, asked, on)
        outcome = classed(facts, on)
        planned.append((on, outcome, facts))
        on = max(on + dt.timedelta(days=1), outcome.review_on + dt.timedelta(days=rng.randint(-6, 2)))
    kept = []
    for turn, (day, outcome, facts) in enumerate(planned):
        until = planned[turn + 1][0] if turn + 1 < len(planned) else None
        if until is None or until >= scene.now.day(YEARS):
            decider = _second(scene)
            kept.append(Given(_row(scene, one, (day, outcome, facts), until, decider), day, until, outcome, decider))
    return kept


def _facts(one: Staying, asked: Asked, on: dt.date) -> Facts:
    kind, end = one.sentence_on(on)
    left = None if end is None else max(0, (end - on).days)
    return Facts(
        termless=kind in TERMLESS, months_left=None if left is None else _months(on, on + dt.timedelta(left)),
        months_held=_months(one.received, on), days_to_end=None if end is None else (end - on).days, age=age(one.born, on), asked=asked,
    )  # fmt: skip


def _months(first: dt.date, last: dt.date) -> int:
    whole = span(day_of(first), day_of(max(first, last)))
    return 12 * whole.years + whole.months


def _row(scene: Scene, one: Staying, given: tuple[dt.date, Outcome, Facts], until: dt.date | None, decider: int) -> int:
    day = given[0]
    decided = clock(day, 15, scene.rng.randint(0, 59))
    decision = (decider, decided, "同意。", day, until)
    return _write(scene, one, given, "in-force" if until is None else "replaced", decided - minutes(scene.rng.randint(60, 400)), decision)


def _proposed(scene: Scene, one: Staying, asked: Asked, day: dt.date) -> None:
    facts = _facts(one, asked, day)
    at = min(clock(day, 10, scene.rng.randint(0, 59)), scene.now.at - minutes(30))
    _write(scene, one, (day, classed(facts, day), facts), "proposed", at, (None, None, "", None, None))


def _write(scene: Scene, one: Staying, given: tuple[dt.date, Outcome, Facts], state: str, at: dt.datetime, decision: tuple[object, ...]) -> int:
    _, outcome, facts = given
    key, need = scene.keys.next("classification"), _fitting(scene, outcome)
    scene.add(
        "classification", key, one.episode, outcome.schedule.code, outcome.level.value, outcome.phase.value, need, outcome.level.value,
        outcome.need.value, _json(facts.as_json()), _json([ground._asdict() for ground in outcome.grounds]),
        "" if need == outcome.need else OVERRIDE, outcome.review_on, state, scene.house.head, at, *decision,
    )  # fmt: skip
    return key


def _fitting(scene: Scene, outcome: Outcome) -> str:
    """Where the high-security ward is full, people of that level stay in ordinary wards, which is a departure with its reason."""
    use = scene.house.ward.use
    if outcome.level == Level.HIGH and outcome.need == Need.HIGH and use in (Need.GENERAL, Need.CARE, Need.RELEASE):
        return use
    return outcome.need.value


def _second(scene: Scene) -> int:
    """Whoever decides: the duty commanders."""
    return scene.rng.choice(scene.house.commanders)


def _json(value: object) -> str:
    return escaped(json.dumps(value, ensure_ascii=False))


def _objection(scene: Scene, one: Staying, given: Given) -> None:
    """Within three days of what is in force; the warden answers."""
    made = given.on + dt.timedelta(days=scene.rng.randint(1, 3))
    if made >= scene.now.today or given.until is not None:
        return
    about = " · ".join(str(words) for words in (given.outcome.level.label, given.outcome.phase.label, given.outcome.need.label))
    hands = (scene.house.head, given.decider)
    against = f"{objecting.KIND}:{given.key}"
    objection = Said(one.episode, against, about, scene.rng.choice(OBJECTION), given.on, made, policy.ANSWER, hands, objecting.LIMITS)
    said(scene, objection, reply=scene.rng.choice(ANSWER), answered_by=scene.house.of_prison("warden")[0])


def _apart(scene: Scene) -> None:
    """Up to three pairs of the ward who share no cell: they do not now, and must not."""
    people, rng = scene.house.people, scene.rng
    told: set[tuple[int, int]] = set()
    for turn in range(3):
        pair = rng.sample(people, 2) if len(people) > 1 else []
        if pair and pair[0].cell != pair[1].cell:
            low, high = sorted(pair, key=lambda one: one.person)
            if (low.person, high.person) in told:
                continue  # a small ward draws the same two twice
            told.add((low.person, high.person))
            since = max(scene.now.day(rng.randint(20, 900)), low.received, high.received)
            ended = turn == 1 and since < scene.now.day(60)
            decider = rng.choice(scene.house.commanders)
            scene.add(
                "separation", low.person, high.person, "cell", rng.choice(APART), since, scene.now.day(30) if ended else None, decider,
                clock(since, 17), decider if ended else None,
            )  # fmt: skip
