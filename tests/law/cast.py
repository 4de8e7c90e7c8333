"""Short ways to write facts in tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhiheng.law.calendar import Term
from zhiheng.law.facts import Change, Exclusion, Period, SentenceFacts
from zhiheng.law.kinds import ChangeKind, SentenceKind
from zhiheng.law.reckoning import Day, day_of


def d(text: str) -> date:
    return date.fromisoformat(text)


def n(text: str) -> Day:
    return day_of(d(text))


def commuted(on: str | None, months: int, days: int = 0, printed_end: str | None = None) -> Change:
    when = None if on is None else d(on)
    printed = None if printed_end is None else d(printed_end)
    return Change(ChangeKind.COMMUTATION, when, amount=Term(0, months, days), printed_end=printed)


def fixed(years: int, months: int = 0, start: str | None = "2015-06-10", **more: Any) -> SentenceFacts:
    printed = None if start is None else d(start)
    return SentenceFacts(kind=SentenceKind.FIXED, term=Term(years, months, 0), printed_start=printed, **more)


def periods(given: list[list[str | None]]) -> tuple[Period, ...]:
    return tuple(Period(d(first or ""), None if last is None else d(last)) for first, last in given)


def change(given: dict[str, Any]) -> Change:
    kind = ChangeKind.named(given["kind"])
    assert kind is not None
    amount, to = given.get("amount"), given.get("to")
    return Change(
        kind,
        date=d(given["date"]) if "date" in given else None,
        amount=Term(*amount) if amount else None,
        to=Term(*to) if to else None,
    )


def facts(given: dict[str, Any]) -> SentenceFacts:
    """Facts from the plain data of tests/cases."""
    kind = SentenceKind.named(given["kind"])
    assert kind is not None
    dates: dict[str, Any] = {name: d(given[name]) for name in ("printed_start", "printed_end", "final_date", "reprieve_served") if name in given}
    return SentenceFacts(
        kind=kind,
        term=Term(*given["term"]) if "term" in given else None,
        custody=periods(given.get("custody", [])),
        designated_residence=periods(given.get("designated_residence", [])),
        excluded=tuple(Exclusion(days) for days in given.get("excluded", [])),
        changes=tuple(change(entry) for entry in given.get("changes", [])),
        political_rights=Term(*given["political_rights"]) if "political_rights" in given else None,
        **dates,
    )
