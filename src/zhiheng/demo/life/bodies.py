"""Deliberations of a ward's team or a prison's group: members, votes over what was asked, carried when the minutes are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from zhiheng.demo.life.reception import as_json
from zhiheng.demo.life.scene import Duty, House, Keys, clock
from zhiheng.demo.rows import Rows
from zhiheng.engines.procedure.deliberation import signed_content
from zhiheng.engines.procedure.models import Deliberation, Vote


class Asked(NamedTuple):
    """What a body decides on, and on which day."""

    matter: str
    matters: Sequence[str]
    question: str
    on: dt.date


def ward_team(house: House) -> tuple[str, str, str, Sequence[Duty]]:
    """Reference, name and place of the ward's team, and its members, the head first."""
    return f"ward-team:{house.ward.path}", f"{house.ward.names[0]}计分考核工作小组", house.ward.path, house.team


def prison_group(house: House) -> tuple[str, str, str, Sequence[Duty]]:
    """The same of the prison's group."""
    members = [duty for kind in ("warden", "custody-clerk", "penalty-clerk", "reviewer") for duty in house.staff[house.prison.id, kind]]
    return f"prison-group:{house.prison.path}", f"{house.prison.names[0]}计分考核工作组", house.prison.path, members


def deliberated(
    rows: Rows,
    keys: Keys,
    body: tuple[str, str, str, Sequence[Duty]],
    asked: Asked,
    *,
    minutes: str = "经表决同意。",
    recused: Mapping[str, str] | None = None,
) -> int:
    """A deliberation with the vote of everybody who is not recused for it; without minutes it is open and half of them have voted."""
    ref, label, place, members = body
    key, at = keys.next("deliberation"), clock(asked.on, 16)
    made = Deliberation(pk=key, question=asked.question, matters=list(asked.matters))
    rows.add(
        "deliberation", key, ref, label, place, asked.matter, as_json(list(asked.matters)), asked.question, asked.on, members[0].ref, 2, 3, "open",
        minutes,
    )  # fmt: skip
    out = recused or {}
    voters = [duty for duty in members if duty.ref not in out]
    voted = voters if minutes else voters[: len(voters) // 2]
    for turn, duty in enumerate(members):
        member = keys.next("deliberation_member")
        rows.add("deliberation_member", member, key, duty.ref, duty.name, out.get(duty.ref, ""))
        if duty in voted:
            content = signed_content(made, duty.ref, Vote.Choice.YES, "")
            rows.add("deliberation_vote", member, "yes", "", content, at + dt.timedelta(minutes=turn))
    return key
