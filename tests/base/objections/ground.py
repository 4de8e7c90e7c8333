"""A kind of decision for the tests of what all kinds have in common: made by the ward head, answered by the clerk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tests.cast import Cast
from zhiheng.base import duties
from zhiheng.base.objections import actions, grounds
from zhiheng.base.objections.actions import Filing
from zhiheng.base.objections.answering import Answer, answered, moved
from zhiheng.base.objections.clocks import Counted, Limits
from zhiheng.base.objections.grounds import Decision, Ground
from zhiheng.base.objections.models import Objection
from zhiheng.base.people.models import Episode
from zhiheng.engines.trail.acts import VERBS, Official, act
from zhiheng.law.acts.points_2021 import procedure

LIMITS = Limits(Counted(procedure.first_objection), Counted(procedure.review_opinion))
SECOND = Limits(Counted(procedure.second_objection), Counted(procedure.final_opinion))
MADE = dt.date(2026, 11, 16)  # a Monday, so that the last day is the Thursday
ANSWERS = "people.correct"


@dataclass
class Ruling:
    """The decision of the tests, against zhang; ``key`` 1."""

    cast: Cast
    made_on: dt.date = MADE

    def find(self, key: str) -> Decision:
        return Decision(f"ruling:{key}", self.cast.episode("zhang"), "第1号决定", self.made_on, self.made_on)

    def file(self, *, acting: Official | None = None, **filing: Any) -> Objection:
        by = acting or self.cast.acting(self.cast.ward_officer)
        return actions.file_objection(self.find("1"), filing=Filing(**{"words": "不服", **filing}), acting=by, reason="本人提出")

    def reply(self, objection: Objection, outcome: str = "dismissed", opinion: str = "理由", **more: Any) -> Objection:
        given = {"acting": self.cast.acting(self.cast.clerk), **more}
        return _reply(objection, answer=Answer(outcome, opinion), reason="答复", **given)


@contextmanager
def registered(cast: Cast) -> Iterator[Ruling]:
    """A world in which the product knows that kind."""
    ruling = Ruling(cast)
    grounds.register(
        Ground(
            kind="ruling", title="ruling", reads="people.view", answers=ANSWERS, find=ruling.find, limits=lambda key: LIMITS,
            hands=lambda key: [cast.ward_head.pk],
            first=Objection.To.WARD, second=SECOND,
        )
    )  # fmt: skip
    yield ruling
    del grounds._GROUNDS["ruling"], duties.SOURCES[f"objection:{ANSWERS}"]


def today() -> dt.date:
    return timezone.localdate()


@act(ANSWERS, subject="objection")
def _reply(objection: Objection, *, answer: Answer, second: Official | None = None, acting: Official, reason: str) -> Objection:
    return answered(objection, answer, power=ANSWERS, acting=acting, second=second)


@act(ANSWERS, subject="objection")
def forge(objection: Objection, *, change: dict[str, Any], acting: Official, reason: str) -> int:
    """What the product has no verb for."""
    return Objection.objects.filter(pk=objection.pk).update(**change)


@act(ANSWERS, subject="objection")
def save(objection: Objection, *, acting: Official, reason: str) -> None:
    """A row written past the product's verbs."""
    objection.save()


@act(ANSWERS, subject="objection")
def transferred(objection: Objection, *, to: Episode, acting: Official, reason: str) -> None:
    """The act of reception that tells of a move."""
    moved(to)


for _helper in ("_reply", "forge", "save", "transferred"):
    VERBS.pop(f"tests.base.objections.ground.{_helper}", None)
