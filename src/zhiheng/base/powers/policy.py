"""The power check. One query against the holdings of this moment: nothing is cached, so a change of post takes effect at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import cast

from django.db import connection
from django.utils import timezone

from zhiheng.base.powers.catalogue import CATALOGUE, PowerEntry, declare
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import Grant, Official, Subject
from zhiheng.engines.trail.refusals import NeedsFreshSignIn, NeedsSecondPerson, OutsideScope

FRESH_FOR = dt.timedelta(minutes=5)

POWERS_VIEW = "powers.view"
CATALOGUE_SYNC = "powers.sync"
POLICY_PROPOSE = "policy.propose"
POLICY_APPROVE = "policy.approve"
POSTS_OPEN = "posts.open"
POSTS_ASSIGN = "posts.assign"
OFFICERS_REGISTER = "officers.register"

declare(
    PowerEntry(
        POWERS_VIEW, "查阅权力清单与任职", "Read the power list and who holds it", "《监狱法》第八条；内部规则：权力清单公开", "place",
        "权力清单公开可查；不得用于打听无关人员。", "The list is open to every official; never use it to pry.",
        common=True,
    ),
    PowerEntry(
        POSTS_OPEN, "设立和撤销岗位", "Open and close posts", "内部规则：岗位与编制管理", "place",
        "岗位须有明确处所和类别；撤销前先免去任职人员。", "A post has a place and a kind; end its holdings before closing it.",
    ),
    PowerEntry(
        POSTS_ASSIGN, "任免岗位", "Assign officers to posts",
        "《监狱法》第二十三条（监管权不得交由他人行使）；内部规则：岗位任免", "post",
        "任免写明起止与事由，立即生效；不得为本人任免；管理员不得兼任其他岗位。",
        "State the period and the reason; it takes effect at once; never for oneself; an administrator holds no other post.",
        fresh=True,
    ),
    PowerEntry(
        OFFICERS_REGISTER, "登记民警", "Register officers", "内部规则：民警信息登记", "place",
        "只登记履职所需信息；登记不等于授权。", "Register only what the service needs; to be registered is not to hold a power.",
    ),
    PowerEntry(
        POLICY_PROPOSE, "提出岗位权力变更", "Propose a change of a post's powers",
        "内部规则：三员分立（参照 GB/T 22239-2019 第三级要求）", "post kind",
        "提出须写明法律依据；提出人不得批准本人的提议。", "Cite the law; the proposer may never approve the proposal.",
    ),
    PowerEntry(
        POLICY_APPROVE, "批准岗位权力变更", "Approve a change of a post's powers",
        "内部规则：三员分立（参照 GB/T 22239-2019 第三级要求）", "post kind",
        "独立核对依据后作出决定并写明理由。", "Check the basis independently, decide and give reasons.",
        fresh=True,
    ),
    PowerEntry(
        CATALOGUE_SYNC, "更新权力清单目录", "Bring the power list up to date", "内部规则：随版本发布", "power list",
        "只随软件版本变更，变更逐条留痕；任何岗位不得持有。", "Changes only with a release, line by line in the trail; no post carries it.",
    ),
)  # fmt: skip

_GRANT = """
select h.id, po.code, pw.needs_fresh, pw.needs_second
from officer o join holding h on h.officer_id = o.id and h.during @> now()
join post po on po.id = h.post_id and po.closed_at is null
join post_power pp on pp.kind_id = po.kind_id and pp.during @> now()
join power pw on pw.code = pp.power_id and not pw.retired
join place pl on pl.id = po.place_id
where o.number = %(number)s and (o.kind = 'system') = %(system)s and o.left_on is null and pp.power_id = %(power)s
  and case when %(place)s = '' then nlevel(pl.path) = 1 else %(place)s::ltree <@ pl.path end
order by nlevel(pl.path) desc limit 1
"""

_GRANTS = """
select distinct pp.power_id, pl.path::text
from officer o join holding h on h.officer_id = o.id and h.during @> now()
join post po on po.id = h.post_id and po.closed_at is null
join post_power pp on pp.kind_id = po.kind_id and pp.during @> now()
join power pw on pw.code = pp.power_id and not pw.retired
join place pl on pl.id = po.place_id
where o.number = %(number)s and (o.kind = 'system') = %(system)s and o.left_on is null
"""


def authorise(official: Official, power: str, subject: Subject, *, second: Official | None) -> Grant:
    """The grant for this act, or OutsideScope (no power and no such record look the same), or what is still needed."""
    if power in CATALOGUE and CATALOGUE[power].own:
        return _own(official, subject)
    grant, needs_fresh, needs_second = _grant(official, power, subject)
    if needs_fresh and not official.ref.startswith("system:") and not is_fresh(official):
        raise NeedsFreshSignIn
    if needs_second:
        if second is None:
            raise NeedsSecondPerson
        _grant(second, power, subject)
    return grant


def _own(official: Official, subject: Subject) -> Grant:
    """Over one's own account no post is needed: somebody between two posts must still be able to change their password."""
    number, username = official.ref.removeprefix("officer:"), subject.ref.removeprefix("account:")
    owner = Officer.objects.filter(number=number, left_on__isnull=True, account__username=username, account__is_active=True)
    if subject.ref != f"account:{username}" or not owner.exists():
        raise OutsideScope
    return Grant(ref="own")


def _grant(official: Official, power: str, subject: Subject) -> tuple[Grant, bool, bool]:
    kind, _, number = official.ref.partition(":")
    with connection.cursor() as cursor:
        cursor.execute(_GRANT, {"number": number, "system": kind == "system", "power": power, "place": subject.place})
        found = cursor.fetchone()
    if found is None:
        raise OutsideScope
    holding, post, needs_fresh, needs_second = found
    return Grant(ref=f"holding:{holding}", post=post), needs_fresh, needs_second


def this_moment() -> dt.datetime:
    """The database's clock at the start of this transaction: the clock that the check itself reads, so "at once" means at once."""
    with connection.cursor() as cursor:
        cursor.execute("select now()")
        return cast(dt.datetime, cursor.fetchone()[0])


def is_fresh(official: Official) -> bool:
    """Whether the official proved who they are within the last five minutes."""
    return official.fresh_at is not None and timezone.now() - official.fresh_at <= FRESH_FOR


@dataclass(frozen=True, slots=True)
class Reach:
    """Every power an official holds now, and the places it reaches. Read once per request, never kept longer."""

    paths: dict[str, tuple[str, ...]]

    def may(self, power: str) -> bool:
        return power in self.paths

    def over(self, power: str) -> tuple[str, ...]:
        """Paths of the places that the power reaches; empty when it is not held."""
        return self.paths.get(power, ())


def reach_of(official: Official) -> Reach:
    """What the official may do, and where, at this moment."""
    kind, _, number = official.ref.partition(":")
    paths: dict[str, tuple[str, ...]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_GRANTS, {"number": number, "system": kind == "system"})
        for power, path in cursor.fetchall():
            paths[power] = (*paths.get(power, ()), path)
    return Reach(paths)
