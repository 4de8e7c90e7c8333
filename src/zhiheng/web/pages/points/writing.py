"""What stands on a day sheet: read from a form or from a draft, checked row by row, told in words before it is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from zhiheng.domains.conduct.clauses.models import Clause
from zhiheng.law.acts.points_2021.procedure import LARGE_ADD, LARGE_DEDUCTION, SPOT_DEDUCTION
from zhiheng.law.points import decider, may_deduct
from zhiheng.law.protected import Act
from zhiheng.law.reckoning import Explanation, Truth, day_of
from zhiheng.law.scale import Body, Part
from zhiheng.lib.language import said
from zhiheng.lib.text import normalised
from zhiheng.web.pages.points.figures import hundredths, points
from zhiheng.web.pages.points.group import Line

LONGEST = 500
MOST_ROWS = 400


@dataclass(frozen=True, slots=True)
class Written:
    """What was entered for one person: value in hundredths, code of the clause, words, evidence, the only fact if it is a right."""

    value: int = 0
    clause: str = ""
    words: str = ""
    evidence: str = ""
    only_fact: int = 0

    @property
    def changed(self) -> bool:
        return bool(self.value or self.clause or self.words or self.evidence)

    def as_json(self) -> list[Any]:
        return [self.value, self.clause, self.words, self.evidence, self.only_fact]

    @classmethod
    def from_json(cls, given: Any) -> Written:
        """Nonsense becomes nothing: a draft is never trusted."""
        if not isinstance(given, list) or len(given) != 5:
            return cls()
        value, clause, words, evidence, fact = given
        if not isinstance(value, int) or not isinstance(fact, int) or not all(isinstance(text, str) for text in (clause, words, evidence)):
            return cls()
        return cls(value, clause[:40], words[:LONGEST], evidence[:LONGEST], fact if fact in list(Act) else 0)


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet as it stands: its key (made once, sent again with it), its revision, its rows, when it was finished."""

    key: UUID
    revision: int = 0
    rows: Mapping[int, Written] = field(default_factory=dict)
    finished: dt.datetime | None = None
    nonsense: frozenset[int] = frozenset()

    def as_json(self) -> dict[str, Any]:
        return {"key": str(self.key), "rev": self.revision, "rows": {str(pk): row.as_json() for pk, row in self.rows.items() if row.changed}}

    def fact(self, episode: int) -> UUID:
        """The fact of a row: the same whenever the sheet is sent again."""
        return uuid5(self.key, str(episode))


def page_from_json(given: Any) -> Page:
    """A draft as the server or the device kept it."""
    if not isinstance(given, dict) or not isinstance(given.get("rows"), dict):
        return Page(uuid4())
    rows = {int(pk): Written.from_json(row) for pk, row in list(given["rows"].items())[:MOST_ROWS] if str(pk).isascii() and str(pk).isdigit()}
    revision = given.get("rev")
    return Page(_key(given.get("key")), revision if isinstance(revision, int) else 0, {pk: row for pk, row in rows.items() if row.changed})


def page_from_form(given: Mapping[str, str], lines: Sequence[Line]) -> Page:
    """What was sent. Rows of people who do not count are left out; a value that is no number is named."""
    rows, nonsense = {}, set()
    for line in lines:
        text = normalised(given.get(f"v{line.episode}", ""))
        value = hundredths(text)
        if value is None:
            nonsense.add(line.episode)
        clause, words, evidence = (_text(given, name, line) for name in "cne")
        row = Written(value or 0, clause.split(" ")[0], words, evidence, _fact(given.get(f"f{line.episode}", "")))
        if not line.why and (row.changed or value is None):
            rows[line.episode] = row
    revision = given.get("rev", "")
    number = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else 0
    return Page(_key(given.get("key")), number, rows, _moment(given.get("finished", "")), frozenset(nonsense))


def _text(given: Mapping[str, str], name: str, line: Line) -> str:
    return normalised(given.get(f"{name}{line.episode}", ""))[:LONGEST]


def _fact(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and int(text[:4]) in list(Act) else 0


def _key(text: Any) -> UUID:
    try:
        return UUID(str(text))
    except ValueError:
        return uuid4()


def _moment(text: str) -> dt.datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None and found <= dt.datetime.now(dt.UTC) else None


# --- what follows from a row ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence under a row: ``bad`` stops the sheet, ``warn`` says where it goes, '' tells the limit."""

    words: str
    kind: str = ""


def remarks(line: Line, row: Written, clauses: Mapping[str, Clause], day: dt.date, *, unreadable: bool = False) -> list[Remark]:
    """Rule text and limits for one row, the first stop alone."""
    if unreadable:
        return [Remark(_("Write a number with at most two decimal places."), "bad")]
    clause = clauses.get(row.clause)
    stop = _stop(row, clause, day)
    if stop:
        return [Remark(stop, "bad")]
    assert clause is not None
    return [Remark(words, "warn" if body != Body.OFFICER else "") for words, body in [_goes_to(row)]] + _cap(line, row, clause)


def _stop(row: Written, clause: Clause | None, day: dt.date) -> str:
    if row.value < 0 and row.only_fact:
        return protection_words(Act(row.only_fact), day)
    if not row.value:
        return _("Enter how many points, or empty this row.")
    if clause is None:
        return _("Choose the reason from the province's clauses.")
    if (clause.sign < 0) != (row.value < 0):
        return _("This clause is not for this sign.")
    if not clause.lowest <= abs(row.value) <= clause.highest:
        return range_words(clause)
    if needs_evidence(row) and not row.evidence:
        return _("Name the evidence: %(what)s.") % {"what": clause.evidence}
    return ""


def needs_evidence(row: Written) -> bool:
    """Beyond what an officer may decide alone the day's record is not enough."""
    return row.value < -SPOT_DEDUCTION or row.value >= LARGE_ADD


def range_words(clause: Clause) -> str:
    return _("The clause allows %(low)s to %(high)s points.") % {"low": points(clause.lowest), "high": points(clause.highest)}


def protection_words(act: Act, day: dt.date) -> str:
    """Why this can never cost points, with the provision that says so; '' when nothing protects it."""
    with Explanation() as explanation:
        allowed = may_deduct(act, day_of(day))
    if allowed == Truth.YES:
        return ""
    step = next((step for step in explanation.steps if step.result == Truth.NO), None)
    words = {"what": said(act.zh, act.en), "basis": said(step.rule.provision.zh, step.rule.provision.en) if step else "—"}
    return _("No points may be deducted only for this: %(what)s. Basis: %(basis)s.") % words


def _goes_to(row: Written) -> tuple[str, Body]:
    add, deduction = max(row.value, 0), max(-row.value, 0)
    body, on_spot = decider(add, deduction, 0, Truth.YES)
    if on_spot == Truth.YES:
        return _("At most 2 points: the day's record is its evidence; the ward team decides in its weekly review."), Body.OFFICER
    if body == Body.PRISON_GROUP:
        return _("5 points added or 10 deducted and more: the prison group decides. Evidence is needed."), body
    return _("The ward team decides.") if add else _("More than 2 points: the ward team decides. Evidence is needed."), body


def _cap(line: Line, row: Written, clause: Clause) -> list[Remark]:
    """How far this part's additions have come in the month."""
    if row.value <= 0 or not clause.part:
        return []
    after, cap = line.adds[clause.part - 1] + row.value, line.caps[clause.part - 1]
    part = Part(clause.part)
    figures = {"part": said(part.zh, part.en), "after": points(after), "cap": points(cap)}
    if after > cap:
        return [Remark(_("%(part)s: %(after)s of additions this month; only %(cap)s count (article 10).") % figures, "warn")]
    return [Remark(_("%(part)s: %(after)s of at most %(cap)s this month.") % figures)]


LIMITS = {"spot": SPOT_DEDUCTION, "add": LARGE_ADD, "deduct": LARGE_DEDUCTION}
