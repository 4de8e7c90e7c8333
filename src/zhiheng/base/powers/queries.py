"""Reads of the power list: what it says, who holds what, who could have changed a record. Typed results; no writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhiheng.base.powers.catalogue import CATALOGUE
from zhiheng.base.powers.models import Holding, Officer, PolicyChange, Post, PostKind, PostPower, Power
from zhiheng.engines.trail.acts import VERBS
from zhiheng.lib.text import normalised


@dataclass(frozen=True, slots=True)
class Grant:
    """One power of one officer: under which holding, where, since when and until when (None: open)."""

    power: Power
    post: Post
    since: dt.datetime
    until: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Holder:
    """An officer at a post, and for what the question was asked: the powers of the post that answer it."""

    officer: Officer
    post: Post
    holding: Holding
    powers: tuple[Power, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Kinds of post against powers, as they stand at one moment."""

    kinds: list[PostKind]
    powers: list[Power]
    carried: frozenset[tuple[str, str]]

    def carries(self, kind: PostKind, power: Power) -> bool:
        return (kind.code, power.code) in self.carried


def power_list(text: str = "", subject: str = "") -> list[Power]:
    """Every power in force, by code; ``text`` is looked for in names, provisions and duties."""
    found = Power.objects.filter(retired=False)
    if subject:
        found = found.filter(subject_kind=subject)
    wanted = normalised(text)
    if wanted:
        columns = ("code", "name_zh", "name_en", "basis", "duties_zh", "duties_en")
        anywhere = Q()
        for column in columns:
            anywhere |= Q(**{f"{column}__icontains": wanted})
        found = found.filter(anywhere)
    return list(found)


def matrix(at: dt.datetime | None = None) -> Matrix:
    """What each kind of post carries at ``at`` (now, when not said)."""
    rows = PostPower.objects.filter(during__contains=at or timezone.now()).values_list("kind_id", "power_id")
    return Matrix(list(PostKind.objects.all()), list(Power.objects.filter(retired=False)), frozenset(rows))


def kinds_carrying(power: Power) -> list[PostKind]:
    """Kinds of post that carry the power now."""
    return list(PostKind.objects.filter(carries__power=power, carries__during__contains=timezone.now()))


def holdings_of(officer: Officer, *, ended: bool = False) -> list[Holding]:
    """The officer's posts now and to come; with ``ended`` the former ones too, latest first."""
    found = officer.holdings.select_related("post__kind", "post__place")
    if not ended:
        found = found.filter(_not_over())
    return list(found.order_by("-during"))


def is_current(holding: Holding) -> bool:
    """Whether the holding runs now or is still to come."""
    upper = holding.during.upper
    return not holding.during.isempty and (upper is None or upper > timezone.now())


def grants_of(officer: Officer) -> list[Grant]:
    """Every power that the officer holds at this moment, post by post, in the order of the list."""
    if officer.left_on is not None:
        return []
    now = timezone.now()
    held = officer.holdings.filter(during__contains=now, post__closed_at__isnull=True).select_related("post__kind", "post__place")
    carried = _carried_by({h.post.kind_id for h in held})
    grants = [Grant(power, h.post, h.during.lower, h.during.upper) for h in held for power in carried.get(h.post.kind_id, ())]
    return sorted(grants, key=lambda g: (g.power.code, str(g.post.place.path)))


def own_powers() -> list[Power]:
    """Powers over one's own account, which everybody in service has, with a post or without."""
    return list(Power.objects.filter(code__in=[code for code, entry in CATALOGUE.items() if entry.own], retired=False))


def holders_of(power: Power, *, within: Sequence[str], limit: int = 500) -> list[Holder]:
    """Who holds the power now at posts at or below the paths of ``within``; at most ``limit``."""
    return _holders([power], Q(post__place__path__under_any=list(within)), limit)


def could_change(subject_kind: str, place: str, *, limit: int = 500) -> list[Holder]:
    """Who can, at this moment, change a record of this kind that is at this place: holders of its powers there or above."""
    return _holders(_powers_over(subject_kind, changing=True), _reaching(place), limit)


def could_read(subject_kind: str, place: str, *, limit: int = 500) -> list[Holder]:
    """Who can, at this moment, read a record of this kind that is at this place, without being able to change it."""
    return _holders(_powers_over(subject_kind, changing=False), _reaching(place), limit)


type Posts = QuerySet[Post]


def posts_within(within: Sequence[str], *, kind: str = "", text: str = "", state: str = "") -> Posts:
    """Posts at or below the paths of ``within``; ``state``: open posts, or only those that are ``vacant`` or ``closed``."""
    found = Post.objects.filter(place__path__under_any=list(within), closed_at__isnull=state != "closed").select_related("kind", "place")
    held_now = Holding.objects.filter(during__contains=timezone.now())
    if kind:
        found = found.filter(kind_id=kind)
    if state == "vacant":
        found = found.exclude(pk__in=held_now.values("post"))
    wanted = normalised(text)
    if wanted:
        by_officer = held_now.filter(Q(officer__name__contains=wanted) | Q(officer__number__startswith=wanted))
        found = found.filter(Q(code__icontains=wanted) | Q(place__name__contains=wanted) | Q(pk__in=by_officer.values("post")))
    return found


def page_of_posts(found: Posts, *, after: tuple[str, str] | None, before: tuple[str, str] | None, size: int) -> tuple[list[Post], bool, bool]:
    """(posts by place and code, whether more follow, whether more stand before) from a key (path, code) on."""
    if before is not None:
        above = found.filter(Q(place__path__lt=before[0]) | Q(place__path=before[0], code__lt=before[1]))
        rows = list(above.order_by("-place__path", "-code")[: size + 1])
        return rows[:size][::-1], True, len(rows) > size
    if after is not None:
        found = found.filter(Q(place__path__gt=after[0]) | Q(place__path=after[0], code__gt=after[1]))
    rows = list(found.order_by("place__path", "code")[: size + 1])
    return rows[:size], len(rows) > size, after is not None


def holders_at(posts: Sequence[Post]) -> dict[int, list[Holding]]:
    """Who holds each of the posts now."""
    found: dict[int, list[Holding]] = {}
    held = Holding.objects.filter(post__in=posts, during__contains=timezone.now()).select_related("officer").order_by("officer__pinyin")
    for holding in held:
        found.setdefault(holding.post_id, []).append(holding)
    return found


def carried(kind: PostKind) -> list[Power]:
    """What a kind of post carries now, in the order of the list."""
    return _carried_by({kind.code}).get(kind.code, [])


def officers_within(within: Sequence[str], text: str, *, limit: int = 20) -> list[Officer]:
    """Officers in service whose home is at or below the paths, by name, number, pinyin or initials."""
    wanted = normalised(text)
    at_home = Officer.objects.filter(home__path__under_any=list(within), left_on__isnull=True).select_related("home")
    typed = wanted.lower().replace(" ", "")
    matching = Q(name__contains=wanted) | Q(number__startswith=wanted) | Q(initials__startswith=typed) | Q(pinyin__startswith=wanted.lower())
    return list(at_home.filter(matching).order_by("pinyin", "number")[:limit])


def open_changes() -> list[PolicyChange]:
    """Proposals that wait for a second administrator, oldest first."""
    waiting = PolicyChange.objects.filter(state=PolicyChange.State.PROPOSED)
    return list(waiting.select_related("kind", "power", "proposed_by").order_by("proposed_at"))


def decided_changes(limit: int = 50) -> list[PolicyChange]:
    """Proposals decided or withdrawn, latest first."""
    done = PolicyChange.objects.exclude(state=PolicyChange.State.PROPOSED).select_related("kind", "power", "proposed_by", "decided_by")
    return list(done.order_by("-decided_at")[:limit])


def officers_gaining(change: PolicyChange) -> int:
    """How many officers hold a post of the kind now: whom approval would give the power, or take it from."""
    held = Holding.objects.filter(post__kind=change.kind, post__closed_at__isnull=True, during__contains=timezone.now())
    return held.values("officer").distinct().count()


def left_without(holding: Holding) -> list[Power]:
    """Powers that nobody would hold at the post's place, or above it, once this holding has ended."""
    post = holding.post
    carried = _carried_by({post.kind_id}).get(post.kind_id, [])
    there = _holders(carried, _reaching(str(post.place.path)), 2000)
    remaining = {power.code for h in there if h.holding.pk != holding.pk for power in h.powers}
    return [power for power in carried if power.code not in remaining]


def _powers_over(subject_kind: str, *, changing: bool) -> list[Power]:
    """Powers over a kind of record. A power changes records when some verb of the product is done under it."""
    return [p for p in Power.objects.filter(subject_kind=subject_kind, retired=False) if (p.code in set(VERBS.values())) == changing]


def _holders(powers: Sequence[Power], where: Q, limit: int) -> list[Holder]:
    now = timezone.now()
    kinds = _kinds_carrying(powers)
    held = (
        Holding.objects.filter(where, during__contains=now, post__kind_id__in=kinds, post__closed_at__isnull=True, officer__left_on__isnull=True)
        .select_related("officer", "post__kind", "post__place")
        .order_by("post__place__path", "post__kind_id", "officer__pinyin")
    )
    return [Holder(h.officer, h.post, h, tuple(kinds[h.post.kind_id])) for h in held[:limit]]


def _kinds_carrying(powers: Sequence[Power]) -> dict[str, list[Power]]:
    """Kind of post -> which of the powers it carries now."""
    named = {power.code: power for power in powers}
    rows = PostPower.objects.filter(power_id__in=named, during__contains=timezone.now()).order_by("power_id")
    found: dict[str, list[Power]] = {}
    for kind, power in rows.values_list("kind_id", "power_id"):
        found.setdefault(kind, []).append(named[power])
    return found


def _carried_by(kinds: set[str]) -> dict[str, list[Power]]:
    rows = PostPower.objects.filter(kind_id__in=kinds, during__contains=timezone.now(), power__retired=False).select_related("power")
    found: dict[str, list[Power]] = {}
    for row in rows.order_by("power_id"):
        found.setdefault(row.kind_id, []).append(row.power)
    return found


def _reaching(place: str) -> Q:
    """Posts whose powers reach a place: those at it or above it; for what has no place, those at the top of the tree."""
    parts = place.split(".") if place else []
    above = [".".join(parts[: n + 1]) for n in range(len(parts))]
    return Q(post__place__path__in=above) if above else Q(post__place__parent__isnull=True)


def _not_over() -> Q:
    return Q(during__endswith__isnull=True, during__isempty=False) | Q(during__endswith__gt=timezone.now())
