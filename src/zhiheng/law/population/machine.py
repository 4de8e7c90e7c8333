"""Rules as machine code: each compiled with its callee rules swapped for their compiled forms.

``compiled(rule)`` rebinds the rule's own source to compiled callees (recursively) and hands it to Numba; nothing is
written twice. The three calendar primitives get a table form here, proven equal to the plain form by tests.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import FunctionType
from typing import Any, Final, cast

import numba
import numpy as np

from zhiheng.law import calendar
from zhiheng.law.reckoning import Dated, Rule, day_of

# --- the table form of the calendar ---------------------------------------------------------------------------------

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
LATEST_START: Final = day_of(date(2120, 1, 1))
LONGEST_YEARS: Final = 60
_BASE: Final = FIRST_YEAR * 12
_MONTHS: Final = np.arange(f"{FIRST_YEAR}-01", f"{LAST_YEAR + 2}-01", dtype="datetime64[M]")
_FIRSTS: Final = _MONTHS.astype("datetime64[D]").astype(np.int32)
FIRST_DAY: Final = int(_FIRSTS[0])
LAST_DAY: Final = int(_FIRSTS[(LAST_YEAR - FIRST_YEAR + 1) * 12]) - 1
_MONTH_OF: Final = (np.searchsorted(_FIRSTS, np.arange(FIRST_DAY, LAST_DAY + 1), side="right") - 1).astype(np.uint16)


def _month_of(day: int) -> int:
    return int(_MONTH_OF[np.uint32(day - FIRST_DAY)]) + _BASE


def _first_of(month: int) -> int:
    return int(_FIRSTS[np.uint32(month - _BASE)])


def _day_of_month(day: int) -> int:
    return day - int(_FIRSTS[_MONTH_OF[np.uint32(day - FIRST_DAY)]]) + 1


TABLE_FORMS: Final[dict[Callable[..., Any], Callable[..., Any]]] = {
    calendar.month_of: _month_of,
    calendar.first_of: _first_of,
    calendar.day_of_month: _day_of_month,
}

# --- compiling ------------------------------------------------------------------------------------------------------

_compiled: dict[object, Callable[..., Any]] = {}


def compiled(rule: Rule[..., Any] | Dated[..., Any] | Callable[..., Any]) -> Callable[..., Any]:
    """The machine-code form of a rule, of a dated family (its deciding day first), or of a function of ``law``."""
    if rule not in _compiled:
        if isinstance(rule, Dated):
            _compiled[rule] = _by_date(rule)
        else:
            body = rule.body if isinstance(rule, Rule) else rule
            _compiled[rule] = _machine_code(cast(FunctionType, body))
    return _compiled[rule]


def _machine_code(body: FunctionType) -> Callable[..., Any]:
    source = cast(FunctionType, TABLE_FORMS.get(body, body))
    bound = {name: _swap(value) for name, value in source.__globals__.items() if name in source.__code__.co_names}
    copy = FunctionType(source.__code__, bound, source.__name__, source.__defaults__, source.__closure__)
    copy.__module__, copy.__qualname__ = source.__module__, source.__qualname__
    return cast(Callable[..., Any], numba.njit(nogil=True)(copy))


def _swap(value: Any) -> Any:
    if isinstance(value, Rule | Dated):
        return compiled(value)
    if isinstance(value, FunctionType) and value.__module__.startswith("zhiheng.law"):
        return compiled(value)
    return value


def _by_date(family: Dated[..., Any]) -> Callable[..., Any]:
    """A chain of comparisons, latest version first. Days outside every version raise, as the plain form does."""

    chosen: Callable[..., Any] = _no_version
    for turn, version in zip(family.turns, family.versions, strict=True):
        chosen = _turn(turn, compiled(version), chosen)
    until = family.versions[-1].until
    return chosen if until is None else _turn(day_of(until) + 1, _no_version_of, chosen)


@numba.njit(nogil=True)
def _no_version(on: int, *args: Any) -> Any:  # pragma: no cover - runs as machine code
    raise ValueError("no version of the rule was in force on that day")


@numba.njit(nogil=True)
def _no_version_of(*args: Any) -> Any:  # pragma: no cover - runs as machine code
    raise ValueError("no version of the rule was in force on that day")


def _turn(turn: int, version: Callable[..., Any], earlier: Callable[..., Any]) -> Callable[..., Any]:
    @numba.njit(nogil=True)
    def choose(on: int, *args: Any) -> Any:  # pragma: no cover - runs as machine code
        if on >= turn:
            return version(*args)
        return earlier(on, *args)

    return cast(Callable[..., Any], choose)


class OutOfRange(ValueError):
    """A row that the calendar tables or the law cannot hold; the message names the first one."""
