"""Person cases as JSON (contracts.md 1): the input of ``zhiheng law explain``, read into typed values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import BinaryIO, Final, NamedTuple

from zhiheng.law.calendar import Term
from zhiheng.law.facts import Change, SentenceFacts
from zhiheng.law.kinds import ChangeKind, SentenceKind
from zhiheng.law.lines import LOOKED_AT, lines_of
from zhiheng.law.published import read_exclusions, read_id, read_kind, read_periods, read_term
from zhiheng.law.reading import LONGEST_LINE, BadText, Reader, decoded, invalid, parsed
from zhiheng.law.reckoning import Refusal, RefusalKind

CATEGORIES: Final = frozenset(
    (
        "recidivist",
        "duty_crime",
        "embezzlement_bribery",
        "financial_order",
        "financial_fraud",
        "mafia",
        "state_security",
        "terrorism",
        "drug_ringleader",
        "drug_reoffender",
        "homicide",
        "rape",
        "robbery",
        "kidnapping",
        "arson",
        "explosion",
        "dangerous_substances",
        "organised_violence",
    )
)
GRADES: Final = frozenset("ABCD")
PROPERTY: Final = frozenset(("done", "unable", "able_unwilling", "none", "unknown"))
HEALTH: Final = frozenset(("seriously_ill", "disabled", "cannot_work", "cannot_care_for_self"))
OUTCOMES: Final = frozenset(("confirmed", "changed", "acquitted"))
CAUSES: Final = frozenset(("violation", "new_crime", "undiscovered_crime"))
HOW_FOUND: Final = frozenset(("self", "authority"))


class Count(NamedTuple):
    """One crime of the judgment with its sentence; no term for a count of life or death."""

    crime: str | None
    term: Term | None


class LaterCrime(NamedTuple):
    """A new crime, or one found later, with the sentence for it; ``combined``: what the court then decided on all counts."""

    final_date: date | None
    intentional: bool | None
    how_found: str | None
    kind: SentenceKind | None
    term: Term | None
    combined: SentenceKind | None = None


class Revocation(NamedTuple):
    """A parole that was revoked: from when it ran, when the person was back, why, and the arrest before the return."""

    parole_date: date | None
    returned: date | None
    cause: str | None
    confessed: bool | None
    arrest_days: int


class Retrial(NamedTuple):
    """A judgment of retrial: the day it took effect, what it did, and from when time was served before it."""

    on: date
    outcome: str
    served_from: date | None


class Suspension(NamedTuple):
    """A suspended sentence: its probation, as pronounced and as printed, and from when it was revoked."""

    probation: Term | None
    start: date | None
    end: date | None
    revoked_on: date | None


class Renewal(NamedTuple):
    """What a judgment made anew leaves of the old one; worked out from the case, never read.

    ``rule``: which provision; ``on``: the day of the new judgment; ``lapsed``: what the lapsed rulings had removed;
    ``inside``: days that count inside a later fixed term; ``light``: the undiscovered crime drew three years or less;
    ``missing``: facts without which this is not known.
    """

    rule: str
    on: date
    lapsed: Term = Term(0, 0, 0)
    inside: int = 0
    light: bool = False
    missing: tuple[str, ...] = ()


class Case(NamedTuple):
    """One person's case. ``facts`` are what sections 0 and 1 of the sheet need, the rest what sections 2 to 5 need."""

    id: str
    facts: SentenceFacts
    report_date: date | None = None
    ruling_date: date | None = None
    restricted: bool | None = None
    whole_life: bool | None = None
    former_state_functionary: bool | None = None
    counts: tuple[Count, ...] = ()
    categories: tuple[str, ...] = ()
    grade: str | None = None
    property: str | None = None
    property_cured_on: date | None = None
    birth_date: date | None = None
    minor_at_offence: bool | None = None
    health: tuple[str, ...] = ()
    new_crimes: tuple[LaterCrime, ...] = ()
    undiscovered_crimes: tuple[LaterCrime, ...] = ()
    revocation: Revocation | None = None
    retrial: Retrial | None = None
    suspension: Suspension | None = None
    renewal: Renewal | None = None
    warnings: tuple[Refusal, ...] = ()


class BadCase(NamedTuple):
    """A case that cannot be read; ``line``: its row, in a file of one case a line."""

    id: str | None
    refusals: tuple[Refusal, ...]
    line: int | None = None


def read_cases(data: bytes) -> tuple[Case | BadCase, ...]:
    """A file that holds one case (in any layout), or one case a line."""
    return tuple(cases_of(BytesIO(data)))


def cases_of(stream: BinaryIO) -> Iterator[Case | BadCase]:
    """The same row by row, for files of any size that can be read from their start again.

    A fault of a row is that row's, and the others go on.
    """
    head = stream.read(LONGEST_LINE)
    whole = _one_case(head)
    stream.seek(0)
    if isinstance(whole, dict):
        yield case_or_bad(whole)
    elif whole is not None and _laid_out(head):
        yield BadCase(None, (whole,))
    else:
        yield from _case_rows(stream)


def _case_rows(stream: BinaryIO) -> Iterator[Case | BadCase]:
    try:
        for number, text in lines_of(stream):
            value = text if isinstance(text, Refusal) else parsed(text)
            yield BadCase(None, (value,), number) if isinstance(value, Refusal) else case_or_bad(value, number)
    except BadText as fault:
        yield BadCase(None, (fault.refusal,))


def _one_case(head: bytes) -> dict[str, object] | Refusal | None:
    """The file as one object, or why it is none; None where it does not begin as one."""
    text = decoded(head)
    return parsed(text) if isinstance(text, str) and text.lstrip().startswith("{") else None


def _laid_out(head: bytes) -> bool:
    """Whether the bytes are one object over several lines: no row of them stands alone."""
    rows = [row for row in head.split(b"\n") if row.strip()][:LOOKED_AT]
    return not any(row.rstrip().endswith(b"}") and isinstance(parsed(row.decode()), dict) for row in rows)


def case_or_bad(value: dict[str, object], line: int | None = None) -> Case | BadCase:
    case = read_case(value)
    if isinstance(case, Case):
        return case
    id = value.get("id")
    return BadCase(id if isinstance(id, str) else None, case, line)


def read_case(value: object) -> Case | tuple[Refusal, ...]:
    """A case, or everything that is wrong with it, each fault naming its field."""
    if not isinstance(value, dict):
        return (invalid("not_an_object", "案件应当是一个JSON对象", "a case must be one JSON object"),)
    reader = Reader(value)
    id = read_id(reader)
    original = reader.child("original", required=True)
    case = None if original is None else _case(reader, original, id or "")
    if case is None or reader.faults:
        return tuple(reader.faults)
    return case


def _case(reader: Reader, original: Reader, id: str) -> Case | None:
    facts = _facts(reader, original)
    if facts is None:
        return None
    report = reader.date("report_date")
    kept, warnings = _until(facts, report)
    return Case(
        id=id,
        facts=kept,
        report_date=report,
        ruling_date=reader.date("ruling_date"),
        restricted=original.flag("restricted"),
        whole_life=original.flag("whole_life"),
        former_state_functionary=original.flag("former_state_functionary"),
        counts=tuple(Count(count.text("crime"), count.term()) for count in reader.items("counts")),
        categories=_known(reader, "categories", CATEGORIES),
        grade=_one_of(reader, "grade", GRADES),
        property=_one_of(reader, "property", PROPERTY),
        property_cured_on=reader.date("property_cured_on"),
        birth_date=reader.date("birth_date"),
        minor_at_offence=reader.flag("minor_at_offence"),
        health=_known(reader, "health", HEALTH),
        new_crimes=_crimes(reader, "new_crimes"),
        undiscovered_crimes=_crimes(reader, "undiscovered_crimes"),
        revocation=_revocation(reader),
        retrial=_retrial(reader),
        suspension=_suspension(original),
        warnings=warnings,
    )


def _facts(reader: Reader, original: Reader) -> SentenceFacts | None:
    kind = read_kind(original)
    term = read_term(original, kind)
    rights, for_life = _rights(original)
    changes = tuple(change for change in map(_change, reader.items("history")) if change is not None)
    if kind is None:
        return None
    return SentenceFacts(
        kind=kind,
        term=term,
        printed_start=original.date("start"),
        printed_end=original.date("end"),
        judgment_date=original.date("judgment_date"),
        final_date=original.date("final_date"),
        delivery_date=original.date("delivery_date"),
        reprieve_served=original.date("reprieve_served_date"),
        custody=read_periods(reader, "custody"),
        supervisory_detention=read_periods(reader, "supervisory_detention"),
        designated_residence=read_periods(reader, "designated_residence"),
        stated_credit_days=original.whole("stated_credit_days"),
        excluded=read_exclusions(reader),
        changes=changes,
        political_rights=rights,
        political_rights_for_life=for_life,
        offence_dates=reader.dates("offence_dates"),
    )


def _rights(original: Reader) -> tuple[Term | None, bool]:
    """A term, or the word ``life``."""
    if original.value.get("political_rights") == "life":
        return None, True
    return original.term_of("political_rights"), False


def _change(entry: Reader) -> Change | None:
    code = entry.text("kind")
    kind = None if code is None else ChangeKind.named(code)
    if kind is None:
        known = ", ".join(kind.code for kind in ChangeKind)
        return entry.refuse("kind", "unknown_kind", f"变更种类应当是{known}之一", f"must be one of {known}")
    _one_of(entry, "grade", GRADES)
    return Change(
        kind,
        date=entry.date("date"),
        served=entry.date("served"),
        amount=entry.term_of("amount"),
        to=entry.term_of("to"),
        printed_end=entry.date("end_after"),
    )


def _until(facts: SentenceFacts, report: date | None) -> tuple[SentenceFacts, tuple[Refusal, ...]]:
    """Leave out changes later than the report date, with a warning."""
    if report is None:
        return facts, ()
    kept = tuple(change for change in facts.changes if change.date is None or change.date <= report)
    if len(kept) == len(facts.changes):
        return facts, ()
    zh, en = "报请日以后的减刑经过不予计算", "entries of the history later than the report date are ignored"
    late = Refusal(RefusalKind.WARNING, "history_after_report", zh, en, ("history", "report_date"))
    return replace(facts, changes=kept), (late,)


def _one_of(reader: Reader, name: str, known: frozenset[str]) -> str | None:
    value = reader.text(name)
    if value is not None and value not in known:
        words = ", ".join(sorted(known))
        return reader.refuse(name, "unknown_word", f"应当是{words}之一", f"must be one of {words}")
    return value


def _known(reader: Reader, name: str, known: frozenset[str]) -> tuple[str, ...]:
    values = reader.words(name)
    unknown = sorted(set(values) - known)
    if unknown:
        reader.refuse(name, "unknown_word", f"没有“{unknown[0][:40]}”这一类", f"there is no {unknown[0][:40]!r}")
    return values


def _crimes(reader: Reader, name: str) -> tuple[LaterCrime, ...]:
    found = []
    for item in reader.items(name):
        sentence = item.child("sentence")
        kind = None if sentence is None else read_kind(sentence)
        term = None if sentence is None else read_term(sentence, kind)
        how, decided = _one_of(item, "how_found", HOW_FOUND), item.child("combined")
        combined = None if decided is None else read_kind(decided)
        found.append(LaterCrime(item.date("final_date"), item.flag("intentional"), how, kind, term, combined))
    return tuple(found)


def _revocation(reader: Reader) -> Revocation | None:
    inner = reader.child("revocation")
    if inner is None:
        return None
    cause, days = _one_of(inner, "cause", CAUSES), inner.whole("arrest_days")
    return Revocation(inner.date("parole_date"), inner.date("returned"), cause, inner.flag("confessed"), days or 0)


def _retrial(reader: Reader) -> Retrial | None:
    """Without its day or its outcome a retrial says nothing and is refused."""
    inner = reader.child("retrial")
    if inner is None:
        return None
    on, outcome = inner.date("date"), _one_of(inner, "outcome", OUTCOMES)
    for name, value in (("date", on), ("outcome", outcome)):
        if value is None and inner.value.get(name) is None:
            inner.refuse(name, "missing", "缺少", "is missing")
    served = inner.date("served_from")
    return None if on is None or outcome is None else Retrial(on, outcome, served)


def _suspension(original: Reader) -> Suspension | None:
    inner = original.child("suspended")
    if inner is None:
        return None
    return Suspension(inner.term(), inner.date("probation_start"), inner.date("probation_end"), inner.date("revoked_on"))
