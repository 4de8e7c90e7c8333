"""The way in: the steps of admission by the clocks of their day, identity, belongings, the examination, the file.

Everybody has a file and those of the last years their belongings; steps are on record for whom the desk admitted lately.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Final

from zhiheng.demo.life.scene import RECEIVED_AT, SHIPPED_DAYS, ZONE, Scene, Staying, clock, minutes
from zhiheng.demo.names import invented
from zhiheng.domains.custody.reception.models import StepKind
from zhiheng.domains.custody.reception.models.files import Section, volume_of
from zhiheng.domains.custody.reception.schedule import admission_steps

DESK: Final = 75  # days since the desk keeps steps
LISTED: Final = 3 * 365  # days back to which belongings are listed
EXAMINED: Final = 365
# Kind of step -> hours after the admission, and what came of it. The last two run for weeks.
DONE: Final = {
    StepKind.PAPERS: (0.1, "法律文书齐全、无误"),
    StepKind.IDENTITY: (0.4, "人与文书、身份证件相符"),
    StepKind.SEARCH: (0.8, "人身、物品检查完毕，物品已登记"),
    StepKind.EXAMINATION: (1.5, "初检完毕，见体检表"),
    StepKind.RIGHTS: (3, "已书面告知权利义务，本人签名"),
    StepKind.FILE: (26, "档案已建立，文书入卷"),
    StepKind.FAMILY: (50, "入监通知书已寄出"),
    StepKind.VISITS: (51, "已告知会见、通信办法"),
    StepKind.EXAMINATION_WHOLE: (98, "全面体检完毕"),
    StepKind.EDUCATION: (24 * 57, "入监教育考核合格"),
    StepKind.WARD: (24 * 58, "已分配监区"),
}
FORGOTTEN: Final = 0.05
THINGS: Final = (
    ("clothing", "外套", "深色，七成新"),
    ("clothing", "运动鞋", "42码，旧"),
    ("valuable", "手表", "国产，表带磨损"),
    ("valuable", "现金（元）", "面额见清点单"),
    ("document", "居民身份证", "一张"),
    ("device", "手机", "黑色，屏幕有裂纹，已关机封存"),
    ("other", "皮带", "棕色"),
    ("other", "钥匙", "一串三把"),
)
RELATIONS: Final = (("配偶", None), ("父亲", False), ("母亲", True), ("姐姐", True), ("弟弟", False), ("子女", None))


def reception(scene: Scene) -> None:
    """Everybody's papers, and the steps of those who came in lately; one doubt about an identity in the intake ward."""
    for one in scene.house.people:
        at = dt.datetime.combine(one.received, RECEIVED_AT, ZONE)
        _file(scene, one)
        if one.received > scene.now.day(LISTED):
            _belongings(scene, one, at + minutes(50))
        if one.received > scene.now.day(EXAMINED):
            _examined(scene, one, at)
        if one.received > scene.now.day(DESK):
            _steps(scene, one, at)
            _identity(scene, one, at + minutes(22))
    if scene.house.ward.use == "intake" and scene.house.people:
        _doubts(scene)


def _steps(scene: Scene, one: Staying, at: dt.datetime) -> None:
    """Done when their hour has come; now and then one was forgotten and is overdue."""
    clerk = scene.rng.choice(_clerks(scene))
    for owed in admission_steps(at, SHIPPED_DAYS):
        hours, output = DONE[owed.kind]
        done = at + dt.timedelta(hours=hours) + minutes(scene.rng.randint(0, 20))
        late = hours > 2 and scene.rng.random() < FORGOTTEN and owed.due_at is not None and owed.due_at > scene.now.at - dt.timedelta(days=9)
        details = _family(scene, one) if owed.kind == StepKind.FAMILY else _told() if owed.kind == StepKind.RIGHTS else {}
        ready = done < scene.now.at and not late
        finished = (done, done + minutes(4), clerk, output, "", as_json(details)) if ready else (None, None, None, "", "", "{}")
        scene.add(
            "reception_step", one.episode, "admission", owed.kind.value, owed.due_at, as_json(owed.basis), None, *finished, None, None
        )  # fmt: skip


def _family(scene: Scene, one: Staying) -> dict[str, str]:
    """The relative who was told. Nobody has a telephone that begins with three noughts."""
    rng = scene.rng
    relation, female = rng.choice(RELATIONS)
    told = invented(rng, female=not one.female if female is None else female).name
    address = f"江城市合成路{rng.randint(1, 400)}号{rng.randint(101, 1805)}室"
    return {"told": told, "relation": relation, "telephone": f"000-{rng.randint(10_000_000, 99_999_999)}", "address": address, "committee": ""}


def _told() -> dict[str, object]:
    return {"language": "汉语普通话", "signed": True}


def _identity(scene: Scene, one: Staying, at: dt.datetime) -> None:
    clerk = scene.rng.choice(_clerks(scene))
    scene.add("identity_check", one.episode, None, "papers", "agrees", "", "刑事判决书、执行通知书", one.received, clerk, at)
    scene.add("identity_check", one.episode, None, "card", "agrees", "", "居民身份证", one.received, clerk, at + minutes(2))


def _doubts(scene: Scene) -> None:
    """One that is being looked into, and an earlier one that turned out unfounded."""
    people, now, owner = scene.house.people, scene.now, _clerks(scene)[0]
    newest = max(people, key=lambda one: (one.received, one.episode))
    raised = max(clock(newest.received, 16), now.at - dt.timedelta(days=6))
    key = _doubt(scene, newest, ("address", "自述住址与判决书所载不一致。"), raised, now.day(-4), ("", "", None, None))
    asked = "能说出两处住址，门牌说法前后不一。"
    scene.add("identity_check", newest.episode, key, "questions", "unclear", asked, "", raised.date(), owner, raised + minutes(30))
    other = min(people, key=lambda one: (one.received, one.episode))
    if other is not newest and other.received < now.day(10):
        began = clock(other.received, 15)
        closed = ("unfounded", "派出所回函：信中为乳名，登记姓名无误。", owner, began + dt.timedelta(days=8))
        _doubt(scene, other, ("name", "家属来信所用名字与判决书不同。"), began, other.received + dt.timedelta(days=20), closed)


def _doubt(
    scene: Scene, one: Staying, what: tuple[str, str], raised: dt.datetime, due: dt.date, closed: tuple[str, str, int | None, dt.datetime | None]
) -> int:
    key, clerks = scene.keys.next("identity_doubt"), _clerks(scene)
    outcome, words, by, at = closed
    scene.add("identity_doubt", key, one.episode, *what, clerks[0], due, clerks[-1], raised, outcome, "", words, by, at)
    return key


def _examined(scene: Scene, one: Staying, at: dt.datetime) -> None:
    """First and complete examination; most people are fit."""
    rng, doctors = scene.rng, scene.house.of_prison("doctor")
    if not doctors:
        return
    fitness = "care" if scene.house.ward.use == "care" else rng.choices(("fit", "limited"), (0.9, 0.1))[0]
    limits = {"fit": "", "limited": "不安排上铺和重体力劳动", "care": "需要照护，行动不便"}[fitness]
    for stage, hours in (("first", 1.4), ("whole", 97)):
        moment = at + dt.timedelta(hours=hours)
        if moment < scene.now.at:
            seen = rng.choice(("无", "无", "无", "左手背陈旧瘢痕约2厘米", "右膝旧伤，活动稍受限"))
            present = rng.choice(scene.house.officers)
            scene.add("entry_examination", one.episode, stage, moment, fitness, limits, seen, "", "", "", "", rng.choice(doctors), present, True)


def _belongings(scene: Scene, one: Staying, at: dt.datetime) -> None:
    rng, key = scene.rng, scene.keys.next("property_list")
    scene.add("property_list", key, one.episode, "in", at, rng.choice(_clerks(scene)), True, "", "", "", "", False)
    for kind, name, marks in rng.sample(THINGS, rng.randint(2, 4)):
        shelf = f"A{rng.randint(1, 9)}架{rng.randint(1, 60)}袋"
        quantity = rng.randint(1, 20) * 10 if "元" in name else 1
        worn = kind == "clothing" and rng.random() < 0.4
        scene.add("belonging", key, None, kind, name, quantity, marks, "used" if worn else "kept", "" if worn else shelf)


def _file(scene: Scene, one: Staying) -> None:
    """The main volume with the court's papers, the sub volume with a copy and the yearly appraisals."""
    (document, court, judged), *rulings = one.papers
    clerk, added = scene.rng.choice(_clerks(scene)), clock(one.received, 16, 30)
    prison = scene.house.prison.names[0]
    items = [
        (Section.JUDGMENT, "刑事判决书", document, judged, 8, court), (Section.EXECUTION, "执行通知书", "", judged, 1, court),
        (Section.EXECUTION, "结案登记表", "", judged, 2, court), (Section.INDICTMENT, "起诉书副本", "", None, 5, "人民检察院"),
        (Section.INTAKE, "罪犯入监登记表", "", one.received, 2, prison), (Section.PHOTOGRAPH, "入监照片", "", one.received, 1, prison),
        (Section.COPY, "刑事判决书复印件", document, judged, 8, court),
        *((Section.RULING, "刑事裁定书", sign, on, 3, by) for sign, by, on in rulings if one.received < on),
    ]  # fmt: skip
    items += [
        (Section.YEARLY, f"{year}年度鉴定表", "", dt.date(year, 12, 20), 2, prison)
        for year in range(max(one.received.year, scene.now.today.year - 3), scene.now.today.year)
    ]
    counts: dict[Section, int] = {}
    for section, title, sign, dated, pages, source in items:
        counts[section] = counts.get(section, 0) + 1
        moment = (
            clock(max(dated or one.received, one.received) + dt.timedelta(days=9), 10) if counts[section] > 1 or section == Section.RULING else added
        )
        scene.add(
            "file_item", one.episode, volume_of(section).value, section.value, counts[section], title, sign, dated, pages, source, clerk,
            min(moment, scene.now.at), "",
        )  # fmt: skip


def _clerks(scene: Scene) -> list[int]:
    return scene.house.of_prison("custody-clerk")


def as_json(value: object) -> str:
    """A JSON value as COPY takes it."""
    return escaped(json.dumps(value, ensure_ascii=False))


def escaped(text: str) -> str:
    """Text that may hold a backslash, as COPY takes it."""
    return text.replace("\\", "\\\\")
