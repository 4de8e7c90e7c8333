"""A stored result computed again from its stored inputs: the same, or which value, which node of the tree and which rule's text differ.

Rules are chosen by the dates of the events themselves, so the inputs of the day bring the rules of the day with them; the readings of
open questions are those that were taken then. The code is that of now: a rule whose text has another digest is named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from zhiheng.base.settings.queries import is_known
from zhiheng.domains.sentence.comparison.figures import Figures, cause_of
from zhiheng.domains.sentence.facts import determined
from zhiheng.domains.sentence.kept import outlook_row
from zhiheng.domains.sentence.models import Determination, Outlook
from zhiheng.law.acts import read_all
from zhiheng.law.calendar import Term
from zhiheng.law.choices import Readings
from zhiheng.law.facts import Change, Exclusion, Period, SentenceFacts
from zhiheng.law.kinds import ChangeKind, SentenceKind
from zhiheng.law.outlook.comparison import NodeChange, differing
from zhiheng.law.questions import chosen
from zhiheng.law.reckoning import EDITION, RULES, version_of
from zhiheng.law.sentence import term_end

DATES: Final = ("start", "end", "computed_end", "floor_end")
ROW: Final = ("pack", "standing", "report_from", "parole_from", "ends_on", "bars", "amounts", "hangs_on", "refusals")
WORDS: Final = frozenset(("zh", "en", "message_zh", "message_en"))
"""Sentences of a finding: to say the same in better words is no other finding."""


class RuleChange(NamedTuple):
    """A rule whose text is not the one that was used; ``now`` is empty when there is no such rule any more."""

    rule: str
    then: str
    now: str


class Difference(NamedTuple):
    """One value that is not the same; ``what`` is its name in the stored finding or row."""

    what: str
    before: Any
    after: Any


class Replay(NamedTuple):
    """``same``: every value and every node. ``rules_changed``: texts that differ, whether or not they made a difference here.

    ``cause``: the first rule whose own value differs, or :data:`OUTLOOK` or :data:`STORED` in its place. ``then`` and ``now``: the digests
    of its text, or the editions where the text is the same. The three together are what a recorded reason is kept for.
    """

    same: bool
    differences: tuple[Difference, ...]
    nodes: tuple[NodeChange, ...]
    rules_changed: tuple[RuleChange, ...]
    edition: str
    cause: str = ""
    then: str = ""
    now: str = ""

    @property
    def mark(self) -> tuple[str, str, str]:
        """What a recorded reason is about."""
        return (self.cause, self.then, self.now)


def replay(determination: Determination) -> Replay:
    """Compute a stored determination again from its own inputs. Pure but for the stored row; stores nothing."""
    again = recomputed(determination)
    differences = (*_dates(determination, again), *_values(determination.finding, again.finding))
    nodes = tuple(differing(determination.trace or None, again.trace or None))
    rules = tuple(rules_changed(determination.rules))
    if not differences and not nodes:
        return Replay(True, (), (), rules, determination.edition)
    cause = cause_of(determination.trace, again.trace, "") or next((change.rule for change in rules), STORED)
    change = next((change for change in rules if change.rule == cause), RuleChange(cause, determination.edition, EDITION))
    return Replay(False, differences, nodes, rules, determination.edition, cause, change.then, change.now)


def recomputed(determination: Determination) -> Determination:
    """What the present code finds in the stored inputs, ready to be laid beside; never saved."""
    facts = facts_from(determination.inputs)
    finding = term_end(facts, readings_of(determination.finding.get("readings")))
    return determined(determination.judgment, facts, finding, by=determination.by, at=determination.at)


def readings_of(taken: Mapping[str, str] | None) -> Readings:
    """The readings that were taken; before they were kept, those of the fact sheet were the only ones.

    What this edition does not know any more is left out: where it matters, the result differs and says so.
    """
    return chosen({code: reading for code, reading in (taken or {}).items() if is_known(code, reading)}).sentence


def replay_outlook(outlook: Outlook) -> Replay:
    """Work a kept outlook out again from the record, as of its own day. The record is the present one: only acts on it replace an outlook."""
    again = worked_out(outlook)
    found = tuple(Difference(name, getattr(outlook, name), getattr(again, name)) for name in ROW if getattr(outlook, name) != getattr(again, name))
    if not found:
        return Replay(True, (), (), (), outlook.edition)
    return Replay(False, found, (), (), outlook.edition, OUTLOOK, outlook.edition, EDITION)


def worked_out(outlook: Outlook) -> Outlook:
    """What the present code makes of the record as of the outlook's day, under the readings that were taken; never saved."""
    return outlook_row(outlook.judgment, on=outlook.as_of, by=outlook.by, readings=readings_of(outlook.readings))


OUTLOOK: Final = "outlook"
"""Stands for a rule where a difference is an outlook's, which keeps no tree."""

STORED: Final = "stored"
"""Stands for a rule where every step of the tree is the same and the stored values beside it are not."""


def rules_changed(stored: list[dict[str, str]]) -> Iterator[RuleChange]:
    """Rules whose text now is not the text that was used."""
    read_all()
    for used in stored:
        rule = RULES.get(used["id"])
        now = version_of(rule).digest if rule else ""
        if now != used["digest"]:
            yield RuleChange(used["id"], used["digest"], now)


def _dates(stored: Determination, again: Determination) -> Iterator[Difference]:
    names = (*DATES, "agreement")
    yield from (Difference(name, getattr(stored, name), getattr(again, name)) for name in names if getattr(stored, name) != getattr(again, name))


def _values(stored: Mapping[str, Any], again: Mapping[str, Any]) -> Iterator[Difference]:
    """Keys of the finding that both editions have; what only a later one says is not a difference."""
    for name in stored:
        if name in again and bare(stored[name]) != bare(again[name]):
            yield Difference(name, stored[name], again[name])


def bare(value: Any) -> Any:
    """A value without its sentences."""
    if isinstance(value, Mapping):
        return {name: bare(part) for name, part in value.items() if name not in WORDS}
    return [bare(part) for part in value] if isinstance(value, list | tuple) else value


# --- stored inputs back into facts --------------------------------------------------------------------------------------------------


def facts_from(inputs: Mapping[str, Any]) -> SentenceFacts:
    """The facts of which ``facts.stored`` made the inputs."""
    kind = SentenceKind.named(inputs["kind"])
    if kind is None:
        raise ValueError(f"no kind of sentence is called {inputs['kind']!r}")
    return SentenceFacts(
        kind=kind,
        term=_term(inputs["term"]),
        printed_start=_day(inputs["printed_start"]),
        printed_end=_day(inputs["printed_end"]),
        judgment_date=_day(inputs["judgment_date"]),
        final_date=_day(inputs["final_date"]),
        delivery_date=_day(inputs["delivery_date"]),
        reprieve_served=_day(inputs["reprieve_served"]),
        custody=_periods(inputs["custody"]),
        supervisory_detention=_periods(inputs["supervisory_detention"]),
        designated_residence=_periods(inputs["designated_residence"]),
        stated_credit_days=inputs["stated_credit_days"],
        excluded=tuple(Exclusion(**excluded) for excluded in inputs["excluded"]),
        changes=tuple(_change(change) for change in inputs["changes"]),
        political_rights=_term(inputs["political_rights"]),
        political_rights_for_life=inputs["political_rights_for_life"],
        offence_dates=tuple(dt.date.fromisoformat(day) for day in inputs["offence_dates"]),
    )


def _change(change: Mapping[str, Any]) -> Change:
    kind = ChangeKind.named(change["kind"])
    if kind is None:
        raise ValueError(f"no kind of change is called {change['kind']!r}")
    days = {name: _day(change[name]) for name in ("date", "served", "printed_start", "printed_end")}
    return Change(kind, amount=_term(change["amount"]), to=_term(change["to"]), **days)


def _periods(periods: list[Mapping[str, Any]]) -> tuple[Period, ...]:
    return tuple(Period(dt.date.fromisoformat(period["first"]), _day(period["last"])) for period in periods)


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _term(term: Mapping[str, int] | None) -> Term | None:
    return None if term is None else Term(**term)


# --- a stored result as figures -----------------------------------------------------------------------------------------------------


def stored_figures(determination: Determination, outlook: Outlook | None) -> Figures:
    """The figures of what is kept, or is ready to be kept, of one judgment."""
    finding = determination.finding
    figures: Figures = {
        "end": _iso(determination.end),
        "computed_end": _iso(determination.computed_end),
        "floor": _iso(determination.floor_end),
        "rights": rights_of(finding.get("political_rights")),
        "refusals": [refusal["code"] for refusal in finding.get("refusals", [])],
    }
    return figures | ({} if outlook is None else _kept(outlook))


def rights_of(found: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A finding's political rights in the form of an outlook's."""
    return None if found is None else {"from": found["start"], "to": found["end"], "for_life": found["for_life"]}


def _kept(outlook: Outlook) -> Figures:
    return {
        "report": _iso(outlook.report_from),
        "amounts": outlook.amounts,
        "parole": _iso(outlook.parole_from),
        "bars": outlook.bars,
        "class": outlook.standing,
        "pack": outlook.pack,
    }


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
