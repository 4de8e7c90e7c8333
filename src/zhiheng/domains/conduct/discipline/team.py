"""The ward's team: whoever holds the vote at the ward itself on that day. The head of the ward takes the chair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _l

from zhiheng.base.places.models import Place
from zhiheng.base.powers.models import Holding
from zhiheng.domains.conduct.discipline import policy
from zhiheng.domains.conduct.discipline.errors import NoTeam
from zhiheng.domains.conduct.discipline.models import DisciplineCase
from zhiheng.engines.procedure.deliberation import Body
from zhiheng.engines.trail.refusals import Words


def team_of(ward: Place, at: dt.datetime) -> Body:
    """The body that studies a sanction collectively (points provisions art 25).

    Raises:
        NoTeam: nobody holds the vote there.
    """
    holdings = Holding.objects.filter(
        during__contains=at, post__place=ward, post__closed_at__isnull=True, officer__left_on__isnull=True,
        post__kind__carries__power=policy.VOTE, post__kind__carries__during__contains=at,
    )  # fmt: skip
    found = list(holdings.select_related("officer", "post__kind").order_by("officer__number"))
    if not found:
        raise NoTeam
    chair = next((one for one in found if one.post.kind_id == "ward-head"), found[0])
    members = {one.officer.ref: one.officer.name for one in found}
    return Body(f"ward-team:{ward.path}", str(ward), ward.path, chair.officer.ref, members)


RECUSED: Final[Mapping[str, Words]] = {
    "witness": _l("took part in the event or saw it"),
    "reporter": _l("reported the event"),
    "investigator": _l("investigated and proposed"),
}
"""Why a member of the team has no vote on a case."""


def recused(case: DisciplineCase) -> dict[str, str]:
    """Who has no vote on a case, by reference, and why (a key of ``RECUSED``)."""
    found = {one.officer.ref: "witness" for one in case.involved.select_related("officer")}
    found[case.reported_by.ref] = "reporter"
    if case.investigator is not None:
        found[case.investigator.ref] = "investigator"
    return found
