"""The way out: what was done ahead of the coming releases, the notices that were issued, and transfers under way."""

from __future__ import annotations

import datetime as dt
from typing import Final

from zhiheng.base.people.models import Episode
from zhiheng.demo.estate import Estate
from zhiheng.demo.life.arrivals import paper
from zhiheng.demo.life.reception import as_json
from zhiheng.demo.life.scene import Scene, Staying, clock, minutes
from zhiheng.domains.custody.reception.contents import content_of
from zhiheng.domains.custody.reception.models import StepKind
from zhiheng.domains.custody.reception.schedule import AHEAD, CHECKS, Owed, release_steps

PAPERS: Final = 2  # people of a ward whose notices are kept whole; the others' are named in the step
NOTICES: Final = {StepKind.POLICE_NOTICE: "police-notice", StepKind.JUSTICE_NOTICE: "justice-notice"}
FORGOTTEN: Final = 0.02
OUTPUT: Final = {
    StepKind.EXIT_EDUCATION: "已转入出监监区，出监教育开始", StepKind.ASSESSMENT: "出监评估完成，列为一般帮教",
    StepKind.POLICE_NOTICE: "释放通知已送达户籍地公安派出所",
    StepKind.JUSTICE_NOTICE: "通知已送达户籍地安置帮教机构",
}  # fmt: skip
CHECKED: Final = "按记录重新计算，与已核算的刑满之日一致"


def leavers(scene: Scene) -> None:
    """The steps before release that are due by now, checks of the date signed by two; a few are still to be done."""
    papers = PAPERS
    for one in scene.house.people:
        if one.end is None or one.end > scene.now.today + AHEAD or one.end <= scene.now.today:
            continue
        for owed in release_steps(one.end, one.received, rights_lost=False):
            if owed.due_at is not None and owed.due_at < scene.now.at and scene.rng.random() > FORGOTTEN:
                _done(scene, one, owed)
                papers -= _notice(scene, one, owed) if papers > 0 else 0


def _done(scene: Scene, one: Staying, owed: Owed) -> None:
    assert owed.due_at is not None
    rng, clerks = scene.rng, scene.house.of_prison("custody-clerk")
    at = max(owed.due_at - dt.timedelta(days=rng.randint(0, 4), hours=rng.randint(8, 14)), clock(one.received, 15))
    first, second = rng.sample(clerks, 2)
    checked = owed.kind in CHECKS
    details = {"end": str(one.end), "agreement": "agrees", "same": True} if checked else {}
    signed = (second, at + minutes(rng.randint(20, 90))) if checked else (None, None)
    scene.add(
        "reception_step", one.episode, "release", owed.kind.value, owed.due_at, as_json(owed.basis), one.end, at, at + minutes(1), first,
        CHECKED if checked else OUTPUT[owed.kind], "", as_json(details), *signed,
    )  # fmt: skip


def _notice(scene: Scene, one: Staying, owed: Owed) -> int:
    """The paper itself, for a few; returns how many were issued."""
    if owed.kind not in NOTICES or owed.due_at is None:
        return 0
    episode = Episode.objects.select_related("person", "prison").get(pk=one.episode)
    at = owed.due_at - dt.timedelta(hours=10)
    kind = NOTICES[owed.kind]
    paper(scene, kind, content_of(episode, kind), (at, scene.house.of_prison("custody-clerk")[0]), episode=one.episode)
    return 1


def transfers(scene: Scene, estate: Estate) -> None:
    """Out of the third ward of each prison for men: one proposed, one approved, one that was declined."""
    house, now = scene.house, scene.now
    if house.prison.women or house.prison.wards.index(house.ward) != 2 or len(house.people) < 8:
        return
    men = [prison for prison in estate.prisons[:4] if not prison.women and prison is not house.prison]
    clerk, duty = house.of_prison("custody-clerk")[0], house.staff[estate.bureau.id, "bureau-duty"][0].officer
    settled = [one for one in house.people if one.end is None or one.end > now.today + 2 * AHEAD]
    cases = (
        ("proposed", "余刑较长，拟调往长刑犯集中关押的监狱。", -9, None, ""),
        ("approved", "同案犯均在本监，分开关押。", -4, clock(now.day(2), 15), f"江监狱〔{now.today.year}〕调字第8号"),
        ("declined", "家属申请就近关押。", 30, clock(now.day(38), 11), "接收监狱关押压力大，暂不调整。"),
    )
    for turn, (state, grounds, planned, decided, words) in enumerate(cases):
        if turn < len(settled):
            proposed = clock(now.day(40 if state == "declined" else 5), 10, 10)
            scene.add(
                "transfer", settled[turn].episode, house.prison.id, men[turn % len(men)].id, grounds, now.day(planned), state, clerk,
                proposed, duty if decided else None, decided, words, "[]", "",
            )  # fmt: skip
