"""Cases of discipline over three years, heard and decided by the law of their day; days alone and restraint with every look at them.

A few cases are under way, one confinement and one restraint are running, all within their clocks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple
from uuid import UUID

from zhiheng.demo.life.bodies import Asked, deliberated, ward_team
from zhiheng.demo.life.objections import Said, said
from zhiheng.demo.life.reception import as_json
from zhiheng.demo.life.scene import SHIPPED_DAYS, Duty, Scene, Staying, clock, minutes
from zhiheng.domains.conduct.discipline import lawful, objecting, policy
from zhiheng.domains.conduct.discipline.actions.decisions import REMEDY, posting_ends
from zhiheng.domains.conduct.discipline.models.cases import SanctionKind
from zhiheng.domains.conduct.seclusion.lawful import last_day, may_restrain

DAYS: Final = 3 * 365
RATE: Final = 0.00006  # cases a person a day
FIGHT: Final = 4  # theft, gambling, fighting
# Item of the statute and what was seen; each of these items has the same number in both statutes.
WHAT: Final = (
    (FIGHT, "晚饭后因座位与同舍人员争吵，先动手推搡对方胸部两下。"), (FIGHT, "在车间休息区用扑克牌赌香烟，被当场制止。"),
    (FIGHT, "拿走同舍人员购买的食品三袋，查实后承认。"), (FIGHT, "排队时与他人发生口角，用拳击打对方肩部一下。"),
    (3, "多次要求同舍人员替其值日、洗衣，并扣下其食品，两人书面证实。"), (2, "被要求归队时当众辱骂值班民警，持续约三分钟。"),
    (5, "无病假证明，连续三日拒不出工，谈话教育两次后仍不改。"), (7, "未停机即伸手清理纱头，不听制止，违反操作规程。"),
)  # fmt: skip
STATEMENT: Final = ("承认事实，说是一时冲动。", "承认事实，表示认识到错误。", "不承认，要求查看监控录像，已查看。")
INQUIRY: Final = "事实清楚，证据充分，本人已陈述意见。"
LATELY: Final = 40  # days within which somebody may still complain
COMPLAINT: Final = ("没有考虑我的陈述，处罚过重。", "调查时没有看全部录像。", "")
# kind, share, code of law.scale.Sanction
KINDS: Final = (("warning", 1), ("demerit", 2), ("confinement", 3))


class Sanctioned(NamedTuple):
    """A sanction as the other rooms see it: the points entry of that number deducts for it."""

    entry: int
    episode: int
    happened: dt.date
    decided: dt.date
    code: int
    points: int
    document: str
    fact: UUID
    deliberation: int
    days: tuple[dt.date, dt.date] | None


def cases(scene: Scene, *, shown: bool) -> list[Sanctioned]:
    """The ward's cases; ``shown``: one under inquiry, one before the team. The high-security ward has somebody in confinement now."""
    found, rng, now = [], scene.rng, scene.now
    seen: set[int] = set()
    for ago in range(DAYS, 24, -1):
        held = scene.house.held_on(now.day(ago + 30))
        if held and rng.random() < RATE * len(held):
            one = rng.choice(held)
            if one.episode not in seen:  # once each: nobody's days alone can add up
                seen.add(one.episode)
                kind, _code = rng.choices(KINDS, (0.6, 0.27, 0.13))[0]
                found.append(_decided(scene, one, now.day(ago), kind, rng.choice((7, 7, 10, 15)) if kind == "confinement" else None))
    settled = [one for one in scene.house.held_on(now.day(70)) if one.episode not in seen]
    if scene.house.ward.use == "high" and len(settled) > 2:
        found.append(_decided(scene, settled[0], now.day(9), "confinement", 7))
        _restrained(scene, settled[1])
    if shown and len(settled) > 2:
        _open(scene, settled[0], now.day(2), studied=False)
        _open(scene, settled[1], now.day(6), studied=True)
    return found


type Seen = tuple[int, str]  # item of the statute, what was seen


class Hands(NamedTuple):
    """Who reported, who saw it, who investigates and proposes: none of them votes."""

    reporter: Duty
    witness: Duty
    investigator: Duty

    @property
    def recused(self) -> dict[str, str]:
        """As the deliberation keeps it."""
        return {duty.ref: why for why, duty in self._asdict().items()}


def _hands(scene: Scene) -> Hands:
    return Hands(*scene.rng.sample(scene.house.team[1:], 3))


def _case(
    scene: Scene, one: Staying, day: dt.date, hands: Hands, state: str, proposed: tuple[object, ...], opinion: tuple[object, ...], what: Seen
) -> int:
    """The case with its evidence and hearing; the officers who were there take no part in deciding it."""
    rng = scene.rng
    reporter, witness, investigator = (duty.officer for duty in hands)
    key, at = scene.keys.next("discipline_case"), clock(day, rng.randint(9, 20), rng.randint(0, 50))
    ground, words = what
    scene.add(
        "discipline_case", key, one.episode, scene.house.ward.id, at, lawful.law_of(day).short, ground, words, f"SP-{at:%Y%m%d%H%M}", "检查无外伤。",
        "", reporter, at + minutes(25), True, investigator, state, *proposed, *opinion, "",
    )  # fmt: skip
    scene.add("discipline_involved", key, reporter)
    scene.add("discipline_involved", key, witness)
    scene.add("discipline_evidence", key, "video", "监控录像显示经过。", f"SP-{at:%Y%m%d%H%M}", False, investigator, at + minutes(300))
    scene.add("discipline_evidence", key, "witness", "同舍人员两人的书面陈述。", "", rng.random() < 0.3, investigator, at + minutes(420))
    told = clock(day + dt.timedelta(days=1), 9, 30)
    if told + minutes(120) < scene.now.at:
        scene.add(
            "discipline_hearing", key, words, told, told + minutes(90), "汉语普通话", "", rng.choice(STATEMENT), "", "signed", "", investigator,
            told + minutes(100),
        )  # fmt: skip
    return key


def _open(scene: Scene, one: Staying, day: dt.date, *, studied: bool) -> None:
    """Under inquiry, or before the ward's team with half of its votes in."""
    team = scene.keys.next("discipline_case:open")
    nothing: tuple[object, ...] = ("", None, "", None, None, None)
    proposed, hands, what = nothing, _hands(scene), scene.rng.choice(WHAT)
    if studied:
        asked = Asked("discipline", [f"discipline-case:open-{team}"], f"{_caption(day, what)}，拟给予警告", scene.now.day(1))
        body = deliberated(scene.rows, scene.keys, ward_team(scene.house), asked, minutes="", recused=hands.recused)
        proposed = ("warning", None, INQUIRY, hands.investigator.officer, clock(scene.now.day(2), 15), body)
    _case(scene, one, day, hands, "studied" if studied else "open", proposed, ("", "", None, None), what)


def _caption(day: dt.date, what: Seen) -> str:
    """The item's words in the statute of the day."""
    return lawful.ground_caption(lawful.law_of(day).short, what[0]).zh


def _decided(scene: Scene, one: Staying, day: dt.date, kind: str, days: int | None) -> Sanctioned:
    """Studied by the ward, seen by the section, decided by the warden within the week; served, posted, copied."""
    house, code, hands, what = scene.house, dict(KINDS)[kind], _hands(scene), scene.rng.choice(WHAT)
    decided = day + dt.timedelta(days=6)
    paper = f"{house.prison.code}狱罚〔{decided.year}〕{scene.keys.next(f'sanction:{house.prison.id}:{decided.year}')}号"
    asked = Asked("discipline", [paper], f"{_caption(day, what)}，拟给予{SanctionKind(kind).label}", day + dt.timedelta(days=3))
    body = deliberated(scene.rows, scene.keys, ward_team(house), asked, recused=hands.recused)
    section, warden = house.of_prison("custody-clerk")[0], house.of_prison("warden")[0]
    proposed = (kind, days, INQUIRY, hands.investigator.officer, clock(day + dt.timedelta(days=3), 15), body)
    opinion = ("agrees", "事实清楚，程序合法。", section, clock(day + dt.timedelta(days=4), 10))
    case = _case(scene, one, day, hands, "decided", proposed, opinion, what)
    doctors = house.of_prison("doctor")
    if kind == "confinement" and doctors:
        scene.add("discipline_fitness", case, True, "", doctors[0], clock(day + dt.timedelta(days=5), 9))
    key, entry, at = scene.keys.next("sanction"), scene.keys.next("points_entry"), clock(decided, 10, 30)
    posted = decided + dt.timedelta(days=1)
    shown = posted < scene.now.today
    fit = True if kind == "confinement" else None
    trace = lawful.may_be_submitted(heard=True, carried=True, confinement=kind == "confinement", fit=fit, apart=True).trace
    scene.add(
        "sanction", key, case, kind, days, paper, "经查，事实清楚，有录像、陈述为证。", lawful.basis_of(lawful.law_of(day).short, what[0]), REMEDY,
        as_json(trace), hands.investigator.officer, warden, at, "同意。", lawful.POINTS[kind], f"points-entry:{entry}", at + minutes(200),
        house.head, "signed", "",
        posted if shown else None, posting_ends(posted, SHIPPED_DAYS) if shown else None, at + minutes(320), section, f"驻监检察室签收{key}号",
    )  # fmt: skip
    alone = _alone(scene, one, (key, case), decided, days) if days is not None else None
    if decided >= scene.now.day(LATELY):
        _complaint(scene, one, (key, f"{paper} {dict(SanctionKind.choices)[kind]}"), decided, (*(duty.officer for duty in hands), section, warden))
    fact = UUID(int=scene.rng.getrandbits(128), version=4)
    return Sanctioned(entry, one.episode, day, decided, code, lawful.POINTS[kind], paper, fact, body, alone)


def _complaint(scene: Scene, one: Staying, paper: tuple[int, str], decided: dt.date, hands: Sequence[int]) -> None:
    """Against a sanction of the last weeks: to the prison, to the bureau where it waits, or to the procuratorate and still to be forwarded."""
    received = min(decided + dt.timedelta(days=scene.rng.randint(1, 3)), scene.now.today)
    chance = scene.rng.random()
    to = "prison" if chance < 0.5 else "bureau" if chance < 0.8 else "procuratorate"
    if to != "prison":
        received = max(received, scene.now.day(4 if to == "bureau" else 2))
    words = scene.rng.choice(COMPLAINT)
    against = f"{objecting.KIND}:{paper[0]}"
    said(scene, Said(one.episode, against, paper[1], words, decided, received, policy.ANSWER, hands, objecting.LIMITS, to=to))


def _alone(scene: Scene, one: Staying, papers: tuple[int, int], first: dt.date, days: int) -> tuple[dt.date, dt.date]:
    """Days in confinement, looked at every day by the doctor and out in the open air twice an hour's length; ended on the last day."""
    house, key = scene.house, scene.keys.next("seclusion")
    until = last_day(first, days)
    start, stop = clock(first, 11), clock(until, 16)
    over = stop < scene.now.at
    ended = (stop, house.officers[0], "期满解除，身体状况正常。") if over else (None, None, "")
    trace = lawful.refuse_length(first, days)
    scene.add(
        "seclusion", key, one.episode, "confinement", *papers, house.room(7), "依处罚决定执行禁闭", "", first, days, until, start,
        house.of_prison("warden")[0], as_json(trace), *ended,
    )  # fmt: skip
    for number in range(days):
        day = first + dt.timedelta(days=number)
        for kind, hour, spent in (("outdoors", 9, 70), ("doctor", 10, None), ("officer", 14, None)):
            at = clock(day, hour + (3 if number == 0 else 0), 10)
            if at < scene.now.at:
                _look(scene, ("seclusion", key), kind, at, spent)
    return first, until


def _restrained(scene: Scene, one: Staying) -> None:
    """Handcuffs since an hour and a quarter: the doctor has looked, the next look of an officer is due in three quarters of an hour."""
    start = scene.now.at - minutes(75)
    key = scene.keys.next("restraint")
    trace = may_restrain(2, start.date(), as_sanction=False, in_childbirth=False)
    words = "情绪失控，持续用头撞墙，有自伤现实危险，劝说、隔离均无效。"
    scene.add(
        "restraint", key, one.episode, "handcuffs", 2, words, f"SP-{start:%Y%m%d%H%M}", start, start + minutes(2), scene.house.officers[0],
        as_json(trace), None, None, "",
    )  # fmt: skip
    _look(scene, ("restraint", key), "doctor", start + minutes(12), None)
    past = scene.keys.next("restraint")
    began = clock(scene.now.day(34), 15)
    scene.add(
        "restraint", past, one.episode, "handcuffs", 2, "持械威胁他人，已夺下。", f"SP-{began:%Y%m%d%H%M}", began, began + minutes(3),
        scene.house.officers[1], as_json(trace), began + minutes(95), scene.house.officers[1], "危险消除，手腕无伤。",
    )  # fmt: skip
    _look(scene, ("restraint", past), "doctor", began + minutes(15), None)


def _look(scene: Scene, held: tuple[str, int], kind: str, at: dt.datetime, spent: int | None) -> None:
    what, key = held
    doctors = scene.house.of_prison("doctor") or scene.house.officers
    by = doctors[0] if kind == "doctor" else scene.house.officers[0]
    on = (key, None) if what == "seclusion" else (None, key)
    scene.add("watch_check", *on, kind, at, at + minutes(2), by, spent, False, "状况平稳，饮食正常。")
