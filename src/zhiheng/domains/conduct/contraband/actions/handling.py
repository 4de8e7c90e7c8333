"""The chain of a find: every change of hands is signed by both, a disposal by two."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.powers.models import Officer
from zhiheng.base.powers.officials import named
from zhiheng.domains.conduct.contraband import policy
from zhiheng.domains.conduct.contraband.actions.striking import standing_find
from zhiheng.domains.conduct.contraband.errors import AlreadyDisposed, HandlingOpen, NothingWaits, NotTheHolder, NotYours, SealUnexplained
from zhiheng.domains.conduct.contraband.models import DISPOSALS, Find, Handling
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid


@act(policy.HANDLE, subject="find")
def hand_on(find: Find, *, to: Officer, acting: Official, reason: str) -> Handling:
    """Hand a thing to another officer, who signs for it. Until then the giver holds it.

    Raises:
        NotTheHolder, HandlingOpen, AlreadyDisposed; Invalid: to oneself.
    """
    officer = named(acting)
    if to.pk == officer.pk:
        raise Invalid(fields={"to": _("Choose another officer.")})
    return _next(find, officer, kind=Handling.Kind.HANDED_ON, to=to)


@act(policy.HANDLE, subject="find")
def store(find: Find, *, where: str, acting: Official, reason: str) -> Handling:
    """Put a thing into storage; the holder stays answerable for it.

    Raises:
        NotTheHolder, HandlingOpen, AlreadyDisposed; Invalid: no place named.
    """
    if not where.strip():
        raise Invalid(fields={"where": _("Say where it is kept.")})
    officer = named(acting)
    return _next(find, officer, kind=Handling.Kind.STORED, to=officer, words=where.strip(), signed_by=officer, signed_at=timezone.now())


@act(policy.HANDLE, subject="find")
def propose_disposal(find: Find, *, kind: str, words: str, acting: Official, reason: str) -> Handling:
    """Propose how a thing is disposed of; another officer checks it and signs.

    Raises:
        NotTheHolder, HandlingOpen, AlreadyDisposed; Invalid: no kind of disposal, no words.
    """
    if kind not in DISPOSALS:
        raise Invalid(fields={"kind": _("Choose how it is disposed of.")})
    if not words.strip():
        raise Invalid(fields={"words": _("Say how and where it goes.")})
    return _next(find, named(acting), kind=kind, to=None, words=words.strip())


def sign_handling(waiting: Handling, *, seal: str, words: str = "", acting: Official, reason: str) -> Handling:
    """Sign what waits: the receiver for a hand-over, a second officer for a disposal.

    Raises:
        NothingWaits, NotYours; SealUnexplained: another seal than the one on record, and no words about it.
    """
    sign = _confirm_disposal if waiting.ends else _receive
    return sign(waiting, seal=seal, words=words, acting=acting, reason=reason)


@act(policy.HANDLE, subject="waiting")
def _receive(waiting: Handling, *, seal: str, words: str, acting: Official, reason: str) -> Handling:
    waiting, officer = _waiting(waiting), named(acting)
    if waiting.to_id != officer.pk:
        raise NotYours
    return _signed(waiting, officer, seal, words)


@act(policy.DISPOSE, subject="waiting")
def _confirm_disposal(waiting: Handling, *, seal: str, words: str, acting: Official, reason: str) -> Handling:
    waiting, officer = _waiting(waiting), named(acting)
    if waiting.by_id == officer.pk:
        raise NotYours
    return _signed(waiting, officer, seal, words)


@act(policy.HANDLE, subject="waiting")
def withdraw_handling(waiting: Handling, *, acting: Official, reason: str) -> Handling:
    """Take back one's own hand-over or proposal before it is signed.

    Raises:
        NothingWaits, NotTheHolder.
    """
    waiting = _waiting(waiting)
    if waiting.by_id != named(acting).pk:
        raise NotTheHolder
    waiting.withdrawn = True
    waiting.save(update_fields=["withdrawn"])
    return waiting


def seal_of(find: Find) -> str:
    """The seal that the chain records last."""
    return next((link.seal for link in find.handlings.filter(signed_at__isnull=False).order_by("-number") if link.seal), "")


def _next(find: Find, officer: Officer, **link: object) -> Handling:
    """Add a link. Locks the find: its chain grows one link at a time."""
    find = standing_find(find)
    links = list(find.handlings.order_by("number"))
    last = [one for one in links if not one.withdrawn][-1]
    if last.signed_at is None:
        raise HandlingOpen
    if last.ends:
        raise AlreadyDisposed
    if last.to_id != officer.pk:
        raise NotTheHolder
    try:
        with transaction.atomic():
            return Handling.objects.create(find=find, number=links[-1].number + 1, by=officer, at=timezone.now(), **link)
    except IntegrityError as clash:  # handling_one_waiting, against a hand that reached in between
        raise HandlingOpen from clash


def _waiting(found: Handling) -> Handling:
    found = Handling.objects.select_for_update(of=("self",)).select_related("find__place").get(pk=found.pk)
    if found.signed_at is not None or found.withdrawn:
        raise NothingWaits
    return found


def _signed(waiting: Handling, officer: Officer, seal: str, words: str) -> Handling:
    if seal.strip() != seal_of(waiting.find) and not words.strip():
        raise SealUnexplained(fields={"words": SealUnexplained.words})
    waiting.signed_by, waiting.signed_at, waiting.seal = officer, timezone.now(), seal.strip()
    waiting.words = "；".join(part for part in (waiting.words, words.strip()) if part)
    waiting.save(update_fields=["signed_by", "signed_at", "seal", "words"])
    return waiting
