"""Posts, officers and who holds what, when."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q
from django.db.utils import IntegrityError
from django.utils.translation import gettext_lazy as _
from pypinyin import Style, lazy_pinyin

from zhiheng.base.places.models import Place
from zhiheng.base.powers import errors, policy
from zhiheng.base.powers.models import Holding, Officer, Post, PostKind, Sex
from zhiheng.engines.trail.acts import INSTALLATION, Official, act, authorise
from zhiheng.engines.trail.refusals import Invalid

# A form filled in at 9:00 and sent at 9:04 may still say "from 9:00"; earlier than that would be powers after the event.
_GRACE = dt.timedelta(minutes=10)


@act(policy.POSTS_OPEN, subject="place")
def open_post(place: Place, kind_code: str, *, code: str, acting: Official, reason: str) -> Post:
    """Open a post of a kind at a place. ``code`` is unique in the bureau."""
    kind = PostKind.objects.filter(code=kind_code).first()
    if kind is None:
        raise Invalid(fields={"kind": _("Choose a kind of post from the list.")})
    if place.closed_on is not None:
        raise errors.Closed(_("This place is closed. Choose another."))
    if not code or Post.objects.filter(code=code).exists():
        raise Invalid(fields={"code": _("This code is missing or already used. Choose another.")})
    return Post.objects.create(kind=kind, place=place, code=code)


@act(policy.POSTS_OPEN, subject="post")
def close_post(post: Post, *, acting: Official, reason: str) -> Post:
    """Close a post that nobody holds, now or later. Locks the post, so that nobody is assigned to it meanwhile."""
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.closed_at is not None:
        raise errors.Closed
    not_over = Q(during__endswith__isnull=True) | Q(during__endswith__gt=policy.this_moment())
    if post.holdings.filter(not_over, during__isempty=False).exists():
        raise errors.StillHeld
    post.closed_at = policy.this_moment()
    post.save(update_fields=["closed_at"])
    return post


@act(policy.OFFICERS_REGISTER, subject="home")
def register_officer(
    home: Place, *, number: str, name: str, kind: str = Officer.Kind.OFFICER, sex: str = "", synthetic: bool = False, acting: Official, reason: str
) -> Officer:
    """Register somebody who may later hold posts. To be registered gives no power at all."""
    wrong: dict[str, object] = {}
    if not number or Officer.objects.filter(number=number).exists():
        wrong["number"] = _("This number is missing or already registered.")
    if not name.strip() or len(name) > 100:
        wrong["name"] = _("Enter a name of at most 100 characters.")
    if kind not in Officer.Kind.values or (kind == Officer.Kind.SYSTEM and acting != INSTALLATION):
        wrong["kind"] = _("Choose officer or procurator.")
    if sex and sex not in Sex.values:
        wrong["sex"] = _("Choose one from the list.")
    if wrong:
        raise Invalid(fields=wrong)  # type: ignore[arg-type]  # lazy words
    syllables = lazy_pinyin(name, style=Style.NORMAL)
    return Officer.objects.create(
        number=number, name=name.strip(), kind=kind, sex=sex, home=home, synthetic=synthetic,
        pinyin=" ".join(syllables).lower(), initials="".join(s[:1] for s in syllables).lower(),
    )  # fmt: skip


@act(policy.POSTS_ASSIGN, subject="post")
def assign_post(
    officer: Officer, post: Post, *, start: dt.datetime | None = None, end: dt.datetime | None = None, acting: Official, reason: str
) -> Holding:
    """Give an officer a post from ``start`` (now, when not said) until ``end`` (open). Locks post and officer, in that order.

    The powers reach the post's place and what lies below it, in open sessions too, from the first moment of the period.
    """
    post = Post.objects.select_for_update(of=("self",)).select_related("kind", "place").get(pk=post.pk)
    officer = Officer.objects.select_for_update(of=("self",)).select_related("home").get(pk=officer.pk)
    _may_appoint(acting, officer)
    during = _period(start, end, backdated=acting == INSTALLATION)
    if post.closed_at is not None or officer.left_on is not None:
        raise errors.Closed
    if post.kind.holder != officer.kind:
        raise errors.WrongHolder
    _require_apart(officer, post, during)
    try:
        with transaction.atomic():
            return Holding.objects.create(officer=officer, post=post, during=during)
    except IntegrityError as refused:
        if getattr(refused.__cause__, "sqlstate", "") != "23P01":
            raise
        raise errors.AlreadyHeld from refused


@act(policy.POSTS_ASSIGN, subject="holding")
def end_holding(holding: Holding, *, acting: Official, reason: str) -> Holding:
    """Take a post from an officer, at once: the next request of an open session no longer has its powers."""
    holding = Holding.objects.select_for_update(of=("self",)).select_related("officer__home", "post__place").get(pk=holding.pk)
    _may_appoint(acting, holding.officer)
    now = policy.this_moment()
    if holding.during.isempty or (holding.during.upper is not None and holding.during.upper <= now):
        raise errors.AlreadyEnded
    begun = holding.during.lower <= now
    # A holding that never began leaves an empty period: the row stays, as what was decided and undone.
    holding.during = DateTimeTZRange(holding.during.lower, now) if begun else DateTimeTZRange(empty=True)
    holding.save(update_fields=["during"])
    return holding


def _may_appoint(acting: Official, officer: Officer) -> None:
    """Both the post (checked by the act) and the officer must be in the appointer's area; nobody appoints themselves."""
    if acting.ref == officer.ref:
        raise errors.NotOneself
    authorise(acting, policy.POSTS_ASSIGN, officer.trail_subject())


def _period(start: dt.datetime | None, end: dt.datetime | None, *, backdated: bool) -> DateTimeTZRange:
    now = policy.this_moment()
    if start is not None and start < now - _GRACE and not backdated:
        raise Invalid(fields={"start": _("A post cannot be given for a time that has passed. Leave the start empty for now.")})
    begins = start if start is not None and (start > now or backdated) else now
    if end is not None and end <= begins:
        raise Invalid(fields={"end": _("The end must be after the start.")})
    return DateTimeTZRange(begins, end)


def _require_apart(officer: Officer, post: Post, during: DateTimeTZRange) -> None:
    """Kind words first; the trigger ``powers_one_administration`` gives the certainty."""
    others = officer.holdings.filter(during__overlap=during).exclude(post__kind__administration=post.kind.administration)
    if others.exists():
        raise errors.Separated
