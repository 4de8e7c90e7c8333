"""What the law says of a sanction, asked with its trace: both Prison Laws by the day of the event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from zhiheng.domains.conduct.discipline import errors
from zhiheng.law.acts.prison_law_2026 import discipline as statute
from zhiheng.law.explanation import node
from zhiheng.law.points import may_deduct
from zhiheng.law.prison_sources import PL_2012, PL_2026
from zhiheng.law.protected import Act
from zhiheng.law.reckoning import Caption, Explanation, Instrument, Truth, day_of, truth

GROUNDS_2012: Final = (
    Caption("聚众哄闹监狱，扰乱正常秩序", "gathering and uproar that disturbs order"),
    Caption("辱骂或者殴打人民警察", "insulting or assaulting officers"),
    Caption("欺压其他罪犯", "bullying other prisoners"),
    Caption("偷窃、赌博、打架斗殴、寻衅滋事", "theft, gambling, fighting, picking quarrels"),
    Caption("有劳动能力拒不劳动或者消极怠工，经教育不改", "able to work and refusing or idling, after being taught"),
    Caption("以自伤、自残手段逃避劳动", "self-injury in order to avoid work"),
    Caption("在生产劳动中故意违反操作规程或者损坏工具", "wilful breach of work rules or damage to tools"),
    Caption("有违反监规纪律的其他行为", "another breach of prison discipline"),
)
GROUNDS_2026: Final = (
    Caption("聚众哄闹监狱，扰乱正常秩序", "gathering and uproar that disturbs order"),
    Caption("威胁、辱骂、殴打监狱工作人员或者他人", "threatening, insulting or assaulting staff or others"),
    Caption("欺压其他罪犯", "bullying other prisoners"),
    Caption("偷窃、赌博、打架斗殴、寻衅滋事", "theft, gambling, fighting, picking quarrels"),
    Caption("有劳动能力拒不劳动或者消极怠工，经教育不改", "able to work and refusing or idling, after being taught"),
    Caption("以自伤、自杀、绝食等手段抗拒改造", "self-harm, suicide or hunger strike as a means of resisting reform"),
    Caption("在劳动中故意违反操作规程", "wilful breach of work rules"),
    Caption("损坏监狱设施、设备", "damaging facilities"),
    Caption("涉违禁品的违规行为", "contraband handling"),
    Caption("越过警戒线或者擅自离开指定区域", "crossing the warning line or leaving the assigned area"),
    Caption("组织他人违反监规", "organising others"),
    Caption("有违反监规纪律的其他行为", "another breach of prison discipline"),
)
"""Working captions of the statute's items. Confidence: V that there are twelve and what the revision added; U for wording and order, which
are compared with the gazette before they are relied on: see ``wording_sure``."""

POINTS: Final = {"warning": -10_000, "demerit": -20_000, "confinement": -40_000}
"""Hundredths of a point (司规〔2021〕3号 art 15)."""


class Answer(NamedTuple):
    """A rule's answers with the nodes that explain them."""

    yes: bool
    trace: list[dict[str, Any]]


def law_of(day: dt.date) -> Instrument:
    """The Prison Law in force on a day."""
    return PL_2026 if day >= PL_2026.since else PL_2012


def grounds_on(day: dt.date) -> Sequence[Caption]:
    """The statute's list on a day; an item's number is its place from 1."""
    return GROUNDS_2026 if law_of(day) is PL_2026 else GROUNDS_2012


def wording_sure(law: str) -> bool:
    """Whether wording and order of a statute's items are established; of the revision of 2026 only their number and subjects are."""
    return law != PL_2026.short


def ground_caption(law: str, item: int) -> Caption:
    """The words of an item of one of the two statutes."""
    listed = GROUNDS_2026 if law == PL_2026.short else GROUNDS_2012
    return listed[item - 1] if 1 <= item <= len(listed) else Caption("", "")


def basis_of(law: str, item: int) -> str:
    """The provision as a paper cites it."""
    number = "一二三四五六七八九十"
    word = number[item - 1] if item <= 10 else f"十{number[item - 11]}"
    article = "《监狱法》第八十四条" if law == PL_2026.short else "《监狱法》（2012年修正）第五十八条"
    return f"{article}第一款第{word}项"


def refuse_protected(only_fact: Act, day: dt.date) -> None:
    """Raises RightUsed when the only fact is an act that the law protects."""
    if may_deduct(only_fact, day_of(day)) == Truth.NO:
        raise errors.RightUsed(basis=errors.PROTECTED_BASIS, fields={"only_fact": errors.RightUsed.words})


def refuse_unlisted(day: dt.date, item: int) -> None:
    """Raises GroundNotListed when the law of that day has no such item."""
    if not statute.ground_listed(day_of(day), item):
        raise errors.GroundNotListed(basis=f"{law_of(day).zh}", fields={"ground": errors.GroundNotListed.words})


def may_be_submitted(*, heard: bool, carried: bool, confinement: bool, fit: bool | None, apart: bool) -> Answer:
    """Heard, two thirds agree, an investigator who took no part, and for confinement a doctor's yes."""
    with Explanation() as explanation:
        found = statute.may_be_submitted(truth(heard), truth(carried), confinement, truth(fit), apart)
    return Answer(found == Truth.YES, [node(step) for step in explanation.steps])


def refuse_length(first: dt.date, days: int) -> list[dict[str, Any]]:
    """Raises LengthNotLawful by the law of the first day; the trace otherwise."""
    with Explanation() as explanation:
        lawful = statute.confinement_length(day_of(first), days)
    if not lawful:
        raise errors.LengthNotLawful(basis=law_of(first).zh + "第八十四条（2012年修正第五十八条）", fields={"days": errors.LengthNotLawful.words})
    return [node(step) for step in explanation.steps]
