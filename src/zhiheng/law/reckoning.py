"""The kernel of the law: rules with a provision and a life, the tree of their calls, the third truth value.

A rule is a plain function over plain values (whole numbers, truth values, IntEnums, NamedTuples, ``Day``). Called inside
:class:`Explanation` it leaves a :class:`Step` for itself and for every rule that it calls: that tree *is* the
explanation. Called outside, it costs one look at a context variable. ``population.compiled`` turns the same source into
machine code. See docs/law-kernel.md.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterable
from contextvars import ContextVar, Token
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from functools import cache
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

EDITION: Final = "2026.15"
"""The edition of the rule pack; stored with every determination beside the rule versions."""

type Day = int
"""A calendar day as days since 1970-01-01 (the numbering of Arrow date32)."""

EPOCH: Final = date(1970, 1, 1).toordinal()


def day_of(value: date) -> Day:
    return value.toordinal() - EPOCH


def date_of(day: Day) -> date:
    return date.fromordinal(day + EPOCH)


class Truth(IntEnum):
    """No, unknown, yes. Ordered so that *and* is the lesser and *or* the greater of the two (Kleene)."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    def __bool__(self) -> bool:
        # An unknown fact must never pass as yes, so nobody may ask without saying how.
        raise TypeError("a Truth is not a bool: compare it with Truth.YES or Truth.NO")


def truth(value: bool | None) -> Truth:
    """The third value for ``None``."""
    if value is None:
        return Truth.UNKNOWN
    return Truth.YES if value else Truth.NO


def both(one: Truth, other: Truth) -> Truth:
    return one if one < other else other


def either(one: Truth, other: Truth) -> Truth:
    return one if one > other else other


def opposite(one: Truth) -> Truth:
    if one == Truth.UNKNOWN:
        return Truth.UNKNOWN
    return Truth.NO if one == Truth.YES else Truth.YES


class Caption(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str


class Undetermined(NamedTuple):
    """A fact that the rules need and nobody has given: its name, and what to ask for."""

    fact: str
    zh: str
    en: str


class RefusalKind(StrEnum):
    UNSUPPORTED = "unsupported"
    INVALID = "invalid"
    WARNING = "warning"


class Refusal(NamedTuple):
    """Why something is not computed (unsupported, invalid), or is computed with a doubt (warning)."""

    kind: RefusalKind
    code: str
    message_zh: str
    message_en: str
    fields: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {**self._asdict(), "kind": str(self.kind), "fields": list(self.fields)}


class NoRule(LookupError):
    """No version of the rule was in force on that day."""


class Instrument(NamedTuple):
    """A law or interpretation: short name as in docs/law-kernel.md, names, first and last day in force."""

    short: str
    zh: str
    en: str
    since: date
    until: date | None = None


class Provision(NamedTuple):
    """Where the words stand: instrument, article as lawyers cite it, in both languages."""

    instrument: Instrument
    article: str
    zh: str
    en: str


def cite(instrument: Instrument, article_zh: str, article: str) -> Provision:
    """The provision of an instrument, e.g. ``cite(CL, "第四十七条", "art 47")``."""
    return Provision(instrument, article, f"{instrument.zh}{article_zh}", f"{instrument.en}, {article}")


class Step(NamedTuple):
    """One rule called once. ``given`` holds positional values in the order of the rule's parameters."""

    rule: Rule[..., Any]
    given: tuple[Any, ...]
    named: dict[str, Any]
    result: Any
    children: list[Step]

    def inputs(self) -> dict[str, Any]:
        found = dict(zip(self.rule.parameters, self.given, strict=False))
        return found | self.named if self.named else found


class Recorder:
    """Where the next step goes. Per thread and per task, through the context variable."""

    __slots__ = ("steps",)

    def __init__(self, steps: list[Step]) -> None:
        self.steps = steps


_recorder: ContextVar[Recorder | None] = ContextVar("recorder", default=None)
# Every traced call makes a step; the generated constructor of a NamedTuple would be half of its cost.
_as_tuple = tuple.__new__


class Rule[**P, R]:
    """A function with its provision and its life. Call it like the function."""

    __slots__ = ("body", "caption", "id", "parameters", "provision", "since", "until")

    def __init__(self, body: Callable[P, R], id: str, provision: Provision, since: date, until: date | None, caption: Caption) -> None:
        self.body, self.id, self.provision = body, id, provision
        self.since, self.until, self.caption = since, until, caption
        self.parameters = tuple(inspect.signature(body).parameters)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        recorder = _recorder.get()
        if recorder is None:
            return self.body(*args, **kwargs)
        steps = recorder.steps
        children: list[Step] = []
        recorder.steps = children
        try:
            result = self.body(*args, **kwargs)
        finally:
            recorder.steps = steps
        steps.append(_as_tuple(Step, (self, args, kwargs, result, children)))
        return result

    def __repr__(self) -> str:
        return f"<rule {self.id} of {self.provision.en}, since {self.since}>"

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


RULES: Final[dict[str, Rule[..., Any]]] = {}
"""Every rule of the package by its id, filled as the modules of ``law.acts`` are imported."""


def rule[**P, R](
    id: str, *, provision: Provision, zh: str, en: str, since: date | None = None, until: date | None = None
) -> Callable[[Callable[P, R]], Rule[P, R]]:
    """Make a rule. ``since`` defaults to the commencement of the instrument; ``until`` is the last day in force."""

    def make(body: Callable[P, R]) -> Rule[P, R]:
        if id in RULES:
            raise ValueError(f"two rules are called {id}")
        commencement = since if since is not None else provision.instrument.since
        made = Rule(body, id, provision, commencement, until, Caption(zh, en))
        RULES[id] = made
        return made

    return make


class Dated[**P, R]:
    """The versions of one rule, told apart by date. The day that decides comes first in a call."""

    __slots__ = ("name", "turns", "versions")

    def __init__(self, name: str, *versions: Rule[P, R]) -> None:
        self.name = name
        self.versions = tuple(sorted(versions, key=lambda version: version.since))
        self.turns = tuple(day_of(version.since) for version in self.versions)
        faults = coverage(self.versions, self.versions[0].since, self.versions[-1].until or date.max)
        if faults:
            raise ValueError(f"{name}: {'; '.join(faults)}")

    def __call__(self, on: Day, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.version(on)(*args, **kwargs)

    def version(self, on: Day) -> Rule[P, R]:
        """The version in force on a day; :class:`NoRule` when there was none."""
        for turn, version in zip(reversed(self.turns), reversed(self.versions), strict=True):
            if on >= turn and (version.until is None or on <= day_of(version.until)):
                return version
        raise NoRule(f"{self.name}: no version in force on {date_of(on)}")


def coverage(versions: Iterable[Rule[..., Any]], first: date, last: date) -> list[str]:
    """Days between first and last (both inside) with no version in force, or with two; empty when all is well."""
    faults: list[str] = []
    expected = first
    for version in sorted(versions, key=lambda version: version.since):
        if version.since > expected:
            faults.append(f"no rule from {expected} to {version.since - timedelta(1)}")
        elif version.since < expected and expected != first:
            faults.append(f"two rules from {version.since}")
        ends = version.until is not None and version.until < last
        expected = version.until + timedelta(1) if ends and version.until else date.max
    if expected <= last and expected != date.max:
        faults.append(f"no rule from {expected} to {last}")
    return faults


class Explanation:
    """Within ``with Explanation() as explanation:`` every rule called leaves a step in ``explanation.steps``."""

    __slots__ = ("_token", "steps")

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._token: Token[Recorder | None] | None = None

    def __enter__(self) -> Self:
        self._token = _recorder.set(Recorder(self.steps))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._token is not None
        _recorder.reset(self._token)


class RuleVersion(NamedTuple):
    """Which text of a rule was used. ``digest`` changes whenever its code does (first 16 hex digits of SHA-256)."""

    id: str
    instrument: str
    article: str
    since: date
    digest: str

    def as_json(self) -> dict[str, str]:
        return {**self._asdict(), "since": self.since.isoformat()}


@cache
def version_of(used: Rule[..., Any]) -> RuleVersion:
    digest = hashlib.sha256(inspect.getsource(used.body).encode()).hexdigest()[:16]
    return RuleVersion(used.id, used.provision.instrument.short, used.provision.article, used.since, digest)


def versions_used(steps: Iterable[Step]) -> tuple[RuleVersion, ...]:
    """The rule versions in a tree, each once, in the order of their ids."""
    found: set[RuleVersion] = set()
    waiting = list(steps)
    while waiting:
        step = waiting.pop()
        found.add(version_of(step.rule))
        waiting += step.children
    return tuple(sorted(found))
