"""Treatment levels over three years by the schedules of their days, with reviews, what fell with a level, and a few objections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from zhiheng.demo.life.bookings import Taken, beyond, taken_up
from zhiheng.demo.life.discipline import Sanctioned
from zhiheng.demo.life.objections import Said, said
from zhiheng.demo.life.reception import as_json
from zhiheng.demo.life.scene import Scene, Staying, clock, minutes
from zhiheng.domains.conduct.grading.queries.graded import Graded
from zhiheng.domains.conduct.treatment import objecting, policy
from zhiheng.domains.conduct.treatment.schedule import Conduct, Given, Level, given, schedule_on
from zhiheng.law.calendar import same_day, span
from zhiheng.law.reckoning import date_of, day_of

YEARS: Final = 3 * 365
STRICT_FOR: Final = 60  # days after a confinement
WORDS: Final = {
    "strict": "因近期受到禁闭处罚，且确有秩序上的必要，定为严管级。", "observed": "入监不满两个月或者近六个月内受过处罚，定为考察级。",
    "general": "未达到宽管级条件，定为普管级。", "lenient": "服刑满一年，近十二个月未受处罚，最近等级评定为合格以上，定为宽管级。",
}  # fmt: skip
WHY_LENIENT: Final = "考核期内表现突出，建议提级。"
ANSWER: Final = "经复核，级别依据规定确定，维持。"
WHY_GENERAL: Final = "近日擅自与他人调换劳动岗位，经教育已认识错误，民主评议后下调一级。"
WHY_STRICT: Final = "禁闭刚解除，与同舍人员矛盾未消，确有秩序上的必要。"

type Grades = Mapping[int, Sequence[Graded]]


class Step(NamedTuple):
    """A level that began on a day, and the grade that it rests on."""

    on: dt.date
    conduct: Conduct
    gives: Given
    level: Level
    graded: Graded | None = None


def levels(scene: Scene, sanctions: Sequence[Sanctioned], grades: Grades) -> None:
    """Everybody's levels as they followed one another, and what is booked under the last; ``grades``: by episode, in order.

    One proposal of a ward waits, and one level of it fell yesterday with more booked than it gives.
    """
    by = {one.episode: one for one in sanctions}
    waiting = falling = 1
    for one in scene.house.people:
        steps = _steps(scene, one, by.get(one.episode), grades.get(one.episode, ()))
        before: Step | None = None
        if falling and steps and steps[-1].level.code == "lenient" and steps[-1].on < scene.now.day(40):
            falling -= 1
            steps.append(_fallen(scene, steps[-1], grades.get(one.episode, ())))
        taken = taken_up(scene, one, [(step.on, step.level) for step in steps[-2:]]) if steps else []
        for turn, step in enumerate(steps):
            after = steps[turn + 1].on if turn + 1 < len(steps) else None
            if after is None or after > scene.now.day(YEARS):
                _level(scene, one, step, before, after, taken)
            before = step
        if waiting and steps and steps[-1].level.code == "general" and scene.rng.random() < 0.05:
            waiting -= 1
            _proposed(scene, one, steps[-1])


def _steps(scene: Scene, one: Staying, sanction: Sanctioned | None, graded: Sequence[Graded]) -> list[Step]:
    """Looked at on the day after reception, at two, six and twelve months, after a sanction, and after each grade."""
    first = max(one.received + dt.timedelta(days=1), dt.date(2021, 10, 1))
    turns = [date_of(same_day(day_of(one.received), months)) + dt.timedelta(days=2) for months in (2, 6, 12)]
    moments = {first, *turns, *(one.decided_on + dt.timedelta(days=5) for one in graded)}
    if sanction is not None:
        moments |= {sanction.decided + dt.timedelta(days=days) for days in (1, STRICT_FOR, 190, 370)}
    found: list[Step] = []
    for on in sorted(moments):
        if first <= on < scene.now.today:
            step = _at(one, on, sanction, graded)
            if not found or found[-1].level.code != step.level.code:
                found.append(step)
    return found


def _at(one: Staying, on: dt.date, sanction: Sanctioned | None, graded: Sequence[Graded]) -> Step:
    known = [found for found in graded if found.decided_on < on][-1:]
    clean = sanction.decided if sanction is not None and sanction.decided < on else one.received
    conduct = Conduct(_months(one.received, on), known[0].code if known else None, _months(clean, on))
    gives = given(conduct, on)
    level = gives.level
    if sanction is not None and sanction.days is not None and 0 < (on - sanction.decided).days < STRICT_FOR:
        level = gives.schedule.level("strict") or level
    return Step(on, conduct, gives, level, known[0] if known else None)


def _fallen(scene: Scene, former: Step, graded: Sequence[Graded]) -> Step:
    """Yesterday the level fell by one, against what the schedule gives."""
    on = scene.now.day(1)
    last = [found for found in graded if found.decided_on < on][-1:]
    schedule = schedule_on(on)
    conduct = former.conduct._replace(grade=last[0].code if last else None)
    return Step(on, conduct, given(conduct, on), schedule.level("general") or former.level, last[0] if last else None)


def _level(scene: Scene, one: Staying, step: Step, before: Step | None, after: dt.date | None, taken: Sequence[Taken]) -> None:
    """Proposed by the ward, decided by the section two days before it is announced; reviewed as long as it lasts."""
    clerk = scene.house.of_prison("custody-clerk")[0]
    review = _on(step.on, step.level.months)
    reviews = 0
    while after is None and review < scene.now.today - dt.timedelta(days=scene.rng.randint(-3, 4)):
        review, reviews = _on(review, step.level.months), reviews + 1
    at = clock(step.on - dt.timedelta(days=2), 15)
    decision = (clerk, at + minutes(400), "同意。", step.on, after, step.on + dt.timedelta(days=step.gives.schedule.objection))
    key = _row(scene, one, step, before, review, ("in-force" if after is None else "replaced", at, decision))
    if reviews:
        last = clock(_on(review, -step.level.months), 10)
        scene.add("treatment_review", key, "条件未变，维持原级别。", review, scene.house.head, min(last, scene.now.at))
    if before is not None and step.level.rank < before.level.rank:
        _fall(scene, key, step, before, taken if step.on == scene.now.day(1) else [])  # all others booked within their right
    elif after is None and scene.rng.random() < 0.01:
        _objection(scene, one, key, step)


def _proposed(scene: Scene, one: Staying, now: Step) -> None:
    """A proposal for the lenient level that waits for its decision."""
    on = scene.now.day(1)
    schedule = schedule_on(on)
    lenient = schedule.level("lenient")
    if lenient is not None:
        step = Step(on, now.conduct, given(now.conduct, on), lenient)
        at = scene.now.at - minutes(200)
        _row(
            scene,
            one,
            step,
            now,
            _on(on, lenient.months),
            ("proposed", at, (None, None, "", None, None, None)),
            why=WHY_LENIENT,
        )


def _row(
    scene: Scene, one: Staying, step: Step, before: Step | None, review: dt.date, decided: tuple[str, dt.datetime, tuple[object, ...]], why: str = ""
) -> int:
    state, at, decision = decided
    key, level = scene.keys.next("treatment_level"), step.level
    strict = level.code == "strict"
    departs = level.code != step.gives.level.code
    ends = step.on + dt.timedelta(days=STRICT_FOR) if strict else None
    change = 0 if before is None else level.rank - before.level.rank
    scene.add(
        "treatment_level", key, one.episode, step.gives.schedule.code, level.code, step.gives.level.code, before.level.code if before else "", change,
        as_json(step.conduct.as_json()), as_json([ground._asdict() for ground in step.gives.grounds]),
        f"定为{level.caption.zh}。{why or WHY_GENERAL}" if departs and not strict else WORDS[level.code],
        (why or (WHY_STRICT if strict else WHY_GENERAL)) if departs else "", review, ends, state, scene.house.head, at,
        *decision, *_rested(step.graded),
    )  # fmt: skip
    return key


def _rested(graded: Graded | None) -> tuple[object, ...]:
    """The grade that a level rests on, as the points appraisal decided it."""
    return ("", "", None, "") if graded is None else (graded.code, graded.code, graded.decided_on, graded.ref)


def _fall(scene: Scene, key: int, step: Step, before: Step, taken: Sequence[Taken]) -> None:
    """What is booked beyond a right that fell with the level is still to be looked at."""
    due = step.on + dt.timedelta(days=3)
    for name, had in before.level.gives._asdict().items():
        has = getattr(step.level.gives, name)
        above = beyond(name, taken, has) if has < had else []
        if above:
            recheck = scene.keys.next("treatment_recheck")
            scene.add("treatment_recheck", recheck, key, name, had, has, due, "", None, None)
            for one in above:
                scene.add("treatment_recheck_item", recheck, one.key)


def _objection(scene: Scene, one: Staying, key: int, step: Step) -> None:
    """In time, and answered in the week after; the newest may wait."""
    made = step.on + dt.timedelta(days=2)
    if made >= scene.now.today:
        return
    house, about = scene.house, step.level.caption.zh
    hands = (house.head, house.of_prison("custody-clerk")[0])
    against, owed = f"{objecting.KIND}:{key}", objecting.limits_of(step.gives.schedule)
    words = "认为自己表现稳定，级别应当更高。"
    objection = Said(one.episode, against, about, words, step.on, made, policy.ANSWER, hands, owed)
    said(scene, objection, reply=ANSWER, answered_by=house.of_prison("warden")[0])


def _months(first: dt.date, last: dt.date) -> int:
    whole = span(day_of(first), day_of(max(first, last)))
    return 12 * whole.years + whole.months


def _on(day: dt.date, months: int) -> dt.date:
    return date_of(same_day(day_of(day), months))
