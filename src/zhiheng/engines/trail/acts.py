"""The act: one function, named by its verb, done by a named official under a named power, in one transaction with its trail."""

from __future__ import annotations

import datetime as dt
import functools
import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model

from zhiheng.engines.trail.refusals import NeedsSecondPerson, Refusal


@dataclass(frozen=True, slots=True)
class Official:
    """Who acts: a stable reference and label, the session's terminal, and when they last proved who they are."""

    ref: str
    label: str
    terminal: str = ""
    fresh_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is about: stable reference, copied label, and the path of the place where it is ('' = bureau-wide)."""

    ref: str
    label: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """What an official's act was checked against: the holding of a post that carries the power."""

    ref: str
    post: str = ""


class HasSubject(Protocol):
    """A record that can be the subject of an act."""

    def trail_subject(self) -> Subject: ...


class Authoriser(Protocol):
    """Decides whether an official may use a power on a subject; raises a Refusal or returns the grant."""

    def __call__(self, official: Official, power: str, subject: Subject, *, second: Official | None) -> Grant: ...


INSTALLATION = Official(ref="installation:zhiheng", label="installation")
_authorise: list[Authoriser] = []
VERBS: dict[str, str] = {}  # function's dotted name -> power; printed beside the power list and read by the tests


def set_authoriser(authoriser: Authoriser) -> None:
    """Hand in the power check (``base.powers`` does, at start-up)."""
    _authorise[:] = [authoriser]


def authorise(official: Official, power: str, subject: Subject, *, second: Official | None = None) -> Grant:
    """The grant under which the official may use the power on the subject, or a Refusal."""
    if official == INSTALLATION:
        return Grant(ref="installation")
    if second is not None and second.ref == official.ref:
        raise NeedsSecondPerson
    return _authorise[0](official, power, subject, second=second)


def act[**P, R](
    power: str, *, subject: str, second: str = "", secret: tuple[str, ...] = (), bulk: bool = False
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an act under ``power``.

    The function takes keyword-only ``acting: Official`` and ``reason: str``; ``subject`` names the parameter that holds
    the subject (a record with ``trail_subject`` or a Subject), ``second`` the one that holds the second official.
    Every other argument is kept as an input, except those in ``secret``. A Refusal rolls everything back and is kept.
    """

    def make(verb: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(verb)
        name = f"{verb.__module__.removeprefix('zhiheng.')}.{verb.__name__}"
        VERBS[name] = power

        @functools.wraps(verb)
        def done(*args: P.args, **kwargs: P.kwargs) -> R:
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            given = bound.arguments
            attempt = _Attempt(
                verb=verb.__name__,
                power=power,
                official=given["acting"],
                second=given.get(second) if second else None,
                subject=_subject(given[subject]),
                reason=str(given["reason"]),
                occurred_at=given.get("occurred_at"),
                inputs=_inputs(given, leave={"acting", "reason", "occurred_at", subject, second, *secret}),
                bulk=bulk,
            )
            return attempt.run(lambda: verb(*args, **kwargs))

        done.__dict__["power"] = power
        return done

    return make


@dataclass(frozen=True, slots=True)
class _Attempt:
    verb: str
    power: str
    official: Official
    second: Official | None
    subject: Subject
    reason: str
    occurred_at: dt.datetime | None
    inputs: dict[str, Any]
    bulk: bool = False

    def run[R](self, verb: Callable[[], R]) -> R:
        within = connection.in_atomic_block
        outer, outer_bulk = _current() if within else (None, "")
        try:
            with transaction.atomic():
                grant = authorise(self.official, self.power, self.subject, second=self.second)
                self.open("done", grant, parent=outer)
                result = verb()
                if within:
                    _restore(outer, outer_bulk)
                return result
        except Refusal as refusal:
            # Kept once, by the outermost act, after the rollback has taken everything else away.
            if outer is None:
                self.open("refused", Grant(ref=""), refusal=refusal.code)
            raise

    def open(self, outcome: str, grant: Grant, *, refusal: str = "", parent: UUID | None = None) -> UUID:
        second = self.second.ref if self.second else ""
        row = (
            self.verb, outcome, self.official.ref, self.official.label, f"{self.power} {grant.ref}".strip(), grant.post, second,
            self.subject.ref, self.subject.label, self.subject.place, self.reason, self.occurred_at, self.official.terminal,
            json.dumps(self.inputs, ensure_ascii=False, default=_plain), refusal, self.bulk, parent,
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(f"select trail_open({', '.join(['%s'] * len(row))})", row)
            return UUID(str(cursor.fetchone()[0]))


def note_read(power: str, *, acting: Official, subject: HasSubject | Subject, reason: str, verb: str = "read") -> Grant:
    """Check the right to read a sensitive record and keep that it was read, by whom and what for."""
    named = _subject(subject)
    attempt = _Attempt(verb, power, acting, None, named, reason, None, {})
    try:
        grant = authorise(acting, power, named)
    except Refusal as refusal:
        attempt.open("refused", Grant(ref=""), refusal=refusal.code)
        raise
    attempt.open("read", grant)
    return grant


def note_refusal(verb: str, power: str, refusal: Refusal, *, acting: Official, subject: Subject, reason: str = "") -> None:
    """Keep an attempt that was turned away before it reached an act (a forged form, an unknown record)."""
    _Attempt(verb, power, acting, None, subject, reason, None, {}).open("refused", Grant(ref=""), refusal=refusal.code)


def note_event(
    verb: str, *, acting: Official, subject: Subject, reason: str = "", refusal: str = "", inputs: Mapping[str, Any] | None = None
) -> None:
    """Keep something that changed no record but must be known: a sign-in, a failed sign-in, a sign-out, an export."""
    outcome = "refused" if refusal else "noted"
    _Attempt(verb, "", acting, None, subject, reason, None, dict(inputs or {})).open(outcome, Grant(ref=""), refusal=refusal)


def _subject(given: HasSubject | Subject) -> Subject:
    return given if isinstance(given, Subject) else given.trail_subject()


def _inputs(given: Mapping[str, Any], *, leave: set[str]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in leave}


def _plain(value: Any) -> Any:
    """JSON for what acts are called with: records by reference, dates as ISO text."""
    if hasattr(value, "trail_subject"):
        return value.trail_subject().ref
    if isinstance(value, Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if hasattr(value, "_asdict"):
        return value._asdict()
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    return str(value)


def _current() -> tuple[UUID | None, str]:
    """The act that is open in this transaction, and whether it is a bulk act ('1')."""
    with connection.cursor() as cursor:
        cursor.execute("select trail_current(), current_setting('zhiheng.bulk', true)")
        found, bulk = cursor.fetchone()
        return (UUID(str(found)) if found else None), bulk or ""


def _restore(outer: UUID | None, bulk: str) -> None:
    """Close the act: what follows in this transaction needs an act of its own (or the outer one, again)."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('zhiheng.act', %s, true), set_config('zhiheng.bulk', %s, true)", [str(outer or ""), bulk])
