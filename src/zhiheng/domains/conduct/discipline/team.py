"""The ward's team: whoever holds the vote at the ward itself on that day. The head of the ward takes the chair."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from zhiheng.base.places.models import Place
from zhiheng.base.powers.bodies import seats
from zhiheng.domains.conduct.discipline import policy
from zhiheng.domains.conduct.discipline.errors import NoTeam
from zhiheng.domains.conduct.discipline.models import DisciplineCase
from zhiheng.engines.procedure.deliberation import Body


def team_of(ward: Place, at: dt.datetime) -> Body:
    """The body that studies a sanction collectively (points provisions art 25).

    Raises:
        NoTeam: nobody holds the vote there.
    """
    found = seats(policy.VOTE, Q(post__place=ward), at)
    if not found.members:
        raise NoTeam
    return Body(f"ward-team:{ward.path}", str(ward), ward.path, found.chair, found.members)


def recused(case: DisciplineCase) -> dict[str, str]:
    """Who has no vote on a case, by reference, and why (a key of ``recusal.GROUNDS``)."""
    found = {one.officer.ref: "witness" for one in case.involved.select_related("officer")}
    found[case.reported_by.ref] = "reporter"
    if case.investigator is not None:
        found[case.investigator.ref] = "investigator"
    return found
