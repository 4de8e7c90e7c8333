"""Inside an open act: change one prisoner's balance or open cycle outside a month's total, posted and explained."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.points import months
from zhiheng.domains.conduct.points.members import open_month
from zhiheng.domains.conduct.points.models import Adjustment
from zhiheng.domains.conduct.points.months import State, book_of, next_month, owner_of, period_of
from zhiheng.domains.conduct.points.queries.months import person_months, state_of
from zhiheng.engines.ledger.posting import open_accounts, post
from zhiheng.engines.procedure.models import Deliberation


class Ground(NamedTuple):
    """Why a balance is changed: kind, day, document, rule of the law, and the body that decided where one must."""

    kind: Adjustment.Kind
    on: dt.date
    document: str
    rule: str
    deliberation: Deliberation | None = None
    second: str = ""


def adjust(
    episode: Episode, ground: Ground, state: State, *, rewards_kept: bool = True, reason: str = "", month: dt.date | None = None
) -> Adjustment:
    """Leave the episode with ``state``. The difference of the balances is posted in the month of the next total, which starts from it.

    ``month``: that month where it is known. Locks the episode: two adjustments at once would both start from the same balance.
    """
    locked = Episode.objects.select_for_update().get(pk=episode.pk)
    before = state_of(locked)
    delta = state.balance - before.balance
    month = month or _next_total(locked, ground.on)
    entry = _post(locked, ground, delta, month, reason) if delta else None
    return Adjustment.objects.create(
        episode=locked, kind=ground.kind, on=ground.on, month=month, delta=delta, balance=state.balance, state=state._asdict(),
        rewards_kept=rewards_kept, document=ground.document, rule=ground.rule, entry_id=entry, deliberation=ground.deliberation,
    )  # fmt: skip


def _next_total(episode: Episode, on: dt.date) -> dt.date:
    """The month after the prisoner's last total, which may be earlier than the month of ``on``: that one is not totalled yet either."""
    lines = person_months(episode)
    return next_month(lines[-1].month) if lines else open_month(episode, on)


def _post(episode: Episode, ground: Ground, delta: int, month: dt.date, reason: str) -> int:
    prison = episode.prison.path
    contra = f"place:{prison}:adjusted"
    accounts = open_accounts([owner_of(episode.pk), contra], months.UNIT)
    lines = {accounts[owner_of(episode.pk)]: delta, accounts[contra]: -delta}
    number = Adjustment.objects.filter(episode=episode).count()  # the episode is locked: the number is ours
    key = f"adjustment {episode.pk} {number + 1}"
    return post(book_of(prison), period_of(month), key, lines, kind=ground.kind, occurred_on=ground.on, reason=reason, second=ground.second).entry
