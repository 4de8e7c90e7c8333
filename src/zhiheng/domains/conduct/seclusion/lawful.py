"""What the law says of days alone and of restraints, asked with its trace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.seclusion import errors
from zhiheng.domains.conduct.seclusion.models import Seclusion
from zhiheng.law.acts.mandela_rules import separation
from zhiheng.law.acts.prison_law_2026.custody import restraint_allowed
from zhiheng.law.acts.prison_law_2026.discipline import confinement_last
from zhiheng.law.explanation import node
from zhiheng.law.facts import Period
from zhiheng.law.procedures import days_alone
from zhiheng.law.reckoning import Explanation, Truth, date_of, day_of, truth


def refuse_too_long(episode: Episode, first: dt.date, days: int) -> list[dict[str, Any]]:
    """Raises TooLongAlone when the days run on beyond 15 with what went before; the trace otherwise."""
    with Explanation() as explanation:
        fine = separation.may_confine_again(alone_before(episode, first), days)
    if not fine:
        raise errors.TooLongAlone(basis="《纳尔逊·曼德拉规则》第四十三至四十五条", fields={"days": errors.TooLongAlone.words})
    return [node(step) for step in explanation.steps]


def alone_before(episode: Episode, first: dt.date) -> int:
    """Days in a row held alone up to the day before."""
    return days_alone(periods_of(Seclusion.objects.filter(episode=episode)), day_of(first) - 1)


def periods_of(found: Iterable[Seclusion]) -> list[Period]:
    """Seclusions as periods of the law."""
    return [Period(one.first, one.until) for one in found]


def last_day(first: dt.date, days: int) -> dt.date:
    """First and last day both counted (PC-4.1-8-last)."""
    return date_of(confinement_last(day_of(first), days))


def may_restrain(ground: int, on: dt.date, *, as_sanction: bool, in_childbirth: bool | None) -> list[dict[str, Any]]:
    """The trace of the answer.

    Raises:
        NeverAPunishment, RestraintNotAllowed: also when nobody knows whether the person is in labour.
    """
    if as_sanction:
        raise errors.NeverAPunishment(
            basis="《纳尔逊·曼德拉规则》第四十三条、第四十七至四十九条", fields={"as_sanction": errors.NeverAPunishment.words}
        )
    with Explanation() as explanation:
        case = restraint_allowed(day_of(on), truth(ground == 1), truth(ground == 2), truth(ground == 3))
        state = separation.may_restrain(as_sanction, truth(in_childbirth), False)
    if case != Truth.YES or state != Truth.YES:
        raise errors.RestraintNotAllowed(
            basis="《监狱法》第六十五条；《纳尔逊·曼德拉规则》第四十八条", fields={"ground": errors.RestraintNotAllowed.words}
        )
    return [node(step) for step in explanation.steps]
