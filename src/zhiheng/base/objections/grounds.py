"""What a room registers for its kind of decision, so that this room can take objections to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import translation

from zhiheng.base.objections.clocks import Limits
from zhiheng.base.objections.duties import owed_by
from zhiheng.base.objections.models import Objection
from zhiheng.base.people.models import Episode
from zhiheng.engines.trail.acts import Subject
from zhiheng.engines.trail.refusals import OutsideScope, Words


class Decision(NamedTuple):
    """What is objected to, as it stands. ``against``: its stable reference; ``about``: in words, as the receipt prints it.

    ``made_on``: nobody objected before this day. ``counts_from``: the time to object runs from this day (decision, notice, service).
    """

    against: str
    episode: Episode
    about: str
    made_on: dt.date
    counts_from: dt.date

    def trail_subject(self) -> Subject:
        return self.episode.trail_subject()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A kind of decision. ``find``: key -> the decision, or OutsideScope, or a refusal where nothing stands that one could object to.

    ``hands``: key -> ids of the officers who took part, none of whom answers. ``answers``: the power of those who do; ``reads``: of those
    who may read the decision, and so what is said against it. ``limits``: key -> the times to object and to answer.
    ``first``: who answers inside. ``second``: the limits of the re-examination by the prison, where the provisions know one.
    ``at_bureau``: what is addressed to the bureau is answered by the bureau's own posts here, and not only noted when its paper comes back.
    """

    kind: str
    title: Words
    reads: str
    answers: str
    find: Callable[[str], Decision]
    limits: Callable[[str], Limits]
    hands: Callable[[str], Iterable[int]]
    first: Objection.To = Objection.To.PRISON
    second: Limits | None = None
    at_bureau: bool = True


_GROUNDS: dict[str, Ground] = {}


def register(*grounds: Ground) -> None:
    """Add kinds; each is registered once. Whoever holds the power to answer owes the answers."""
    for ground in grounds:
        if ground.kind in _GROUNDS:
            raise ValueError(f"the ground {ground.kind} is registered twice")
        _GROUNDS[ground.kind] = ground
        owed_by(ground.answers)


def grounds() -> Iterator[Ground]:
    """Every kind, in the order of registration."""
    yield from _GROUNDS.values()


def readers() -> dict[str, list[str]]:
    """Power that reads a decision -> kinds of decision."""
    found: dict[str, list[str]] = {}
    for ground in _GROUNDS.values():
        found.setdefault(ground.reads, []).append(ground.kind)
    return found


def ground_of(against: str) -> Ground:
    """The ground of a decision by its reference. OutsideScope where no room has registered it."""
    ground = _GROUNDS.get(against.partition(":")[0])
    if ground is None:
        raise OutsideScope
    return ground


def decision_of(against: str) -> Decision:
    """The decision of a reference such as ``classification:12``, asked of its room. Its words are kept and printed: in Chinese."""
    with translation.override("zh-hans"):
        return ground_of(against).find(against.partition(":")[2])


def limits_of(against: str, step: int) -> Limits:
    """The times to object and to answer at a step."""
    ground = ground_of(against)
    return ground.second if step == Objection.Step.RE_EXAMINATION and ground.second else ground.limits(against.partition(":")[2])


def hands_in(against: str) -> list[int]:
    """Ids of the officers who took part in a decision, as of now."""
    return sorted(set(ground_of(against).hands(against.partition(":")[2])))
