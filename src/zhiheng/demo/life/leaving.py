"""The way out: what was done ahead of the coming releases, the notices that were issued, and transfers under way."""

from __future__ import annotations

import datetime as dt
from typing import Final

from zhiheng.base.people.models import Episode
from zhiheng.demo.estate import Estate
from zhiheng.demo.life.arrivals import paper
from zhiheng.demo.life.goings import Books, Out
from zhiheng.demo.life.reception import as_json
from zhiheng.demo.life.scene import Moment, Scene, Staying, clock, minutes
from zhiheng.demo.rows import Rows
from zhiheng.domains.custody.departure.contents import content_of
from zhiheng.domains.custody.departure.schedule import AHEAD, CHECKS, release_steps
from zhiheng.domains.custody.departure.seals import verdict
from zhiheng.domains.custody.reception.models import StepKind
from zhiheng.domains.custody.reception.schedule import Owed
from zhiheng.law.reckoning import Truth

PAPERS: Final = 2  # people of a ward whose notices are kept whole; the others' are named in the step
NOTICES: Final = {StepKind.POLICE_NOTICE: "police-notice", StepKind.JUSTICE_NOTICE: "justice-notice"}
FORGOTTEN: Final = 0.02
SEALS_LOOKED_AT: Final = 60  # released people of a prison
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


def transfers(scene: Scene, estate: Estate, books: Books) -> None:
    """Out of the third ward of each prison for men: one proposed, one approved, one that was declined; and whoever is on the way."""
    house, now = scene.house, scene.now
    for out in books.outs:
        if out.purpose == "transfer" and out.back is None:
            _on_the_way(scene, estate, out)
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
                proposed, duty if decided else None, decided, words, "[]", "", None, None, None,
            )  # fmt: skip


def _on_the_way(scene: Scene, estate: Estate, out: Out) -> None:
    """Approved the day before yesterday, handed over with the file and the belongings, not received yet."""
    house, now = scene.house, scene.now
    clerk, duty = house.of_prison("custody-clerk")[0], house.staff[estate.bureau.id, "bureau-duty"][0].officer
    papers = [{"title": title, "pages": pages} for title, pages in (("罪犯档案正档", 24), ("罪犯档案副档", 41), ("物品清单", 1), ("计分考核明细", 6))]
    scene.add(
        "transfer", out.episode, house.prison.id, estate.prisons[0].id, "家庭所在地在接收监狱辖区，便于会见和帮教。", now.today, "handed", clerk,
        clock(now.day(6), 9, 40), duty, clock(now.day(2), 16), f"江监狱〔{now.today.year}〕调字第7号", as_json(papers), "", out.party, clerk,
        out.left,
    )  # fmt: skip


MARKS: Final = (
    ("{no-home,no-kin}", "父母均已去世，户籍地房屋已拆除（村委会证明）。", ""),
    ("{no-work}", "无职业技能证书，家属表示无力安置（帮教走访记录）。", "本人称表兄已答应介绍工作，请求核实。"),
    ("{ill}", "患慢性病需长期服药，独居（医院诊断、社区函）。", ""),
)


def key_people(scene: Scene) -> None:
    """Some of those who leave soon are to be collected; one of them contests it."""
    soon = [one for one in scene.house.people if one.end is not None and scene.now.today < one.end <= scene.now.day(-60)]
    clerk = scene.house.of_prison("custody-clerk")[0]
    for one, (grounds, words, said) in zip(soon[::2], MARKS, strict=False):
        at = clock(scene.now.day(12), 10, 20)
        scene.add(
            "key_person", one.episode, grounds, words, scene.now.day(-scene.rng.randint(1, 40)), clerk, at, "",
            at + dt.timedelta(days=3) if said else None, said, "", "",
        )  # fmt: skip


def seals(prison: int, now: Moment, rows: Rows) -> None:
    """Records of this prison's released people that are to be sealed, or decided about, by tonight."""
    tonight = clock(now.today, 23, 59)
    gone = Episode.objects.filter(prison=prison, ended_on__isnull=False, person__birth_date__isnull=False)
    for episode in gone.select_related("person").order_by("pk")[:SEALS_LOOKED_AT]:
        found = verdict(episode.person)
        if found.sealed == Truth.YES or (found.sealed == Truth.UNKNOWN and found.some_minor):
            certain = found.sealed == Truth.YES
            rows.add("record_seal", episode.person_id, prison, episode.number, certain, as_json(found.basis), "due", tonight, "[]", "", "")
