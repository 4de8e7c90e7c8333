"""Published rulings, one JSON object a line (contracts.md 3): read into typed values, every fault named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any, BinaryIO, Final, NamedTuple

from zhiheng.law.acts.criminal_procedure.liberty import illegal_outside_days
from zhiheng.law.calendar import Term
from zhiheng.law.facts import Change, Exclusion, Period, SentenceFacts
from zhiheng.law.kinds import ChangeKind, SentenceKind
from zhiheng.law.lines import lines_of
from zhiheng.law.reading import BadText, LooseDate, Reader, invalid, parsed
from zhiheng.law.reckoning import Refusal, day_of

LONGEST_ID: Final = 100
RESULT_KINDS: Final = (
    "commuted", "paroled", "refused", "changed", "remainder", "not_stated", "revoked", "withdrawn", "upheld",
    "rejected", "dismissed",
)  # fmt: skip
# Events that a history may list beside the changes; the second line moves the end by days that only a court can state.
EVENTS: Final = (
    "recaptured", "medical_parole", "temporary_service", "refused", "returned", "delivered", "transferred",
    "parole_revoked", "escape", "new_crime", "undiscovered_crime", "retrial", "recommitted",
)  # fmt: skip
MOVING_EVENTS: Final = EVENTS[7:]


class Suspended(NamedTuple):
    probation: Term | None
    start: date | None
    end: date | None


class Result(NamedTuple):
    """What the ruling did, as printed."""

    kind: str
    amount: Term | None = None
    whole_rest: bool = False
    to_term: Term | None = None
    to_life: bool = False
    end_after: date | None = None
    start_printed: date | None = None
    alternative_end: date | None = None
    probation: Period | None = None
    probation_end: date | None = None
    remainder: Term | None = None
    remainder_before: Term | None = None
    from_date: date | None = None
    to_date: date | None = None


class Ruling(NamedTuple):
    """One ruling. ``facts`` are the judgment and its history, without the result of this ruling."""

    line: int
    id: str
    date_of_ruling: str | None
    dated: LooseDate | None
    court: str | None
    source: str | None
    offence: str | None
    facts: SentenceFacts
    suspended: Suspended | None
    events: tuple[str, ...]
    change_dates: tuple[LooseDate | None, ...]
    result: Result
    marked_odd: bool
    raw: dict[str, Any]

    @property
    def ruling_date(self) -> date | None:
        return None if self.dated is None else self.dated.exact

    @property
    def original(self) -> dict[str, Any]:
        """As written in the file."""
        found: dict[str, Any] = self.raw["original"]
        return found

    @property
    def history(self) -> list[dict[str, Any]]:
        return self.raw.get("history") or []


class BadLine(NamedTuple):
    """A line that cannot be read as a ruling."""

    line: int
    id: str | None
    refusals: tuple[Refusal, ...]


class RulingsFile(NamedTuple):
    rulings: tuple[Ruling | BadLine, ...] = ()
    refusal: Refusal | None = None


def read_rulings(data: bytes) -> RulingsFile:
    """The rows of a file in order. A file that cannot be read as text at all comes back as one refusal."""
    try:
        return RulingsFile(tuple(rulings_of(BytesIO(data))))
    except BadText as fault:
        return RulingsFile(refusal=fault.refusal)


def rulings_of(stream: BinaryIO) -> Iterator[Ruling | BadLine]:
    """The same row by row, for files of any size; of the rows gone by only their ids are remembered.

    :class:`BadText` for a file that is no text at all, or empty.
    """
    seen: dict[str, int] = {}
    for number, text in lines_of(stream):
        read = BadLine(number, None, (text,)) if isinstance(text, Refusal) else read_line(number, text)
        if read.id is not None and read.id in seen:
            zh, en = f"编号与第{seen[read.id]}行重复", f"the id was used in line {seen[read.id]}"
            read = BadLine(number, read.id, (invalid("doubled_id", zh, en, "id"),))
        elif read.id is not None:
            seen[read.id] = number
        yield read


def read_line(number: int, line: str) -> Ruling | BadLine:
    value = parsed(line)
    if isinstance(value, Refusal):
        return BadLine(number, None, (value,))
    reader = Reader(value)
    id = read_id(reader)
    ruling = _ruling(reader, number, id or "")
    if ruling is None or reader.faults:
        return BadLine(number, id, tuple(reader.faults))
    return ruling


def read_id(reader: Reader) -> str | None:
    """The id: required, short, printable."""
    id = reader.text("id")
    if id is None and not reader.faults:
        return reader.refuse("id", "missing", "缺少", "is missing")
    if id is not None and not (0 < len(id) <= LONGEST_ID and id.isprintable()):
        return reader.refuse("id", "bad_id", "应当为1至100个可打印字符", "must be 1 to 100 printable characters")
    return id


def _ruling(reader: Reader, number: int, id: str) -> Ruling | None:
    original = reader.child("original", required=True)
    result_reader = reader.child("result", required=True)
    if original is None or result_reader is None:
        return None
    dated = reader.loose_date("date_of_ruling")
    result = _result(result_reader)
    facts = _facts(reader, original, result)
    if facts is None or result is None or reader.faults:
        return None
    arithmetic = reader.value.get("arithmetic")
    marked = isinstance(arithmetic, str) and arithmetic.startswith("differs")
    return Ruling(
        line=number,
        id=id,
        date_of_ruling=None if dated is None else dated.text,
        dated=dated,
        court=reader.text("court"),
        source=reader.text("source"),
        offence=reader.text("offence"),
        facts=facts,
        suspended=_suspended(original),
        events=tuple(str(entry.text("kind")) for entry in reader.items("history") if entry.text("kind") in EVENTS),
        change_dates=tuple(entry.loose_date("date") for entry in reader.items("history") if entry.text("kind") not in EVENTS),
        result=result,
        marked_odd=marked or result.alternative_end is not None,
        raw=reader.value,
    )


def read_kind(reader: Reader) -> SentenceKind | None:
    code = reader.text("kind")
    kind = None if code is None else SentenceKind.named(code)
    if kind is None and (code is not None or reader.value.get("kind") is None):
        known = ", ".join(kind.code for kind in SentenceKind)
        reader.refuse("kind", "unknown_kind", f"刑种应当是{known}之一", f"must be one of {known}")
    return kind


def read_term(reader: Reader, kind: SentenceKind | None) -> Term | None:
    """The pronounced term. Noughts beside life or a reprieve are how files write that there is none."""
    term = reader.term()
    if kind in (SentenceKind.LIFE, SentenceKind.DEATH_REPRIEVE) and term == Term(0, 0, 0):
        return None
    return term


def read_exclusions(reader: Reader) -> tuple[Exclusion, ...]:
    """Days as the court states them, or a period with both ends inside (R-X-1)."""
    found = []
    for item in reader.items("excluded_days"):
        days, first, last = item.whole("days"), item.date("from"), item.date("to")
        if days is None and first is not None and last is not None and first <= last:
            days = illegal_outside_days(day_of(first), day_of(last))
        if days is None:
            item.refuse("days", "missing", "缺少日数", "the days are missing")
        else:
            found.append(Exclusion(days, item.text("reason") or ""))
    return tuple(found)


def read_periods(reader: Reader, name: str) -> tuple[Period, ...]:
    """Periods with ``from`` and ``to``; without its first day a period says nothing and is refused."""
    found = []
    for item in reader.items(name):
        first, last = item.date("from"), item.date("to")
        if first is None:
            item.refuse("from", "missing", "缺少首日", "the first day is missing")
        elif last is None and item.value.get("to") is not None:
            item.refuse("to", "bad_date", "应当是完整日期", "must be a whole date")
        else:
            found.append(Period(first, last))
    return tuple(found)


def _facts(reader: Reader, original: Reader, result: Result | None) -> SentenceFacts | None:
    kind = read_kind(original)
    term = read_term(original, kind)
    start = original.date("start")
    changes = tuple(change for change in map(_change, reader.items("history")) if change is not None)
    end, judged, final = original.date("end"), original.date("judgment_date"), original.date("final_date")
    served, excluded = original.date("reprieve_served_date"), read_exclusions(reader)
    if kind is None:
        return None
    if start is None and result is not None and kind not in (SentenceKind.LIFE, SentenceKind.DEATH_REPRIEVE):
        start = result.start_printed
    return SentenceFacts(
        kind=kind,
        term=term,
        printed_start=start,
        printed_end=end,
        judgment_date=judged,
        final_date=final,
        reprieve_served=served,
        excluded=excluded,
        changes=changes,
    )


def _change(entry: Reader) -> Change | None:
    """One entry of the history; None for an event that leaves the term alone, or after a refusal."""
    code = entry.text("kind")
    kind = None if code is None else ChangeKind.named(code)
    if kind is None:
        if code not in EVENTS:
            known = ", ".join(kind.code for kind in ChangeKind)
            entry.refuse("kind", "unknown_kind", f"变更种类应当是{known}之一", f"must be one of {known}")
            entry.value = {**entry.value, "kind": ""}
        return None
    probation = entry.child("probation")
    return Change(
        kind,
        date=entry.date("date"),
        served=entry.date("served"),
        amount=entry.term_of("amount"),
        to=None if entry.value.get("to") == "life" else entry.term_of("to"),
        printed_start=None if probation is None else probation.date("start"),
        printed_end=entry.date("end_after") if probation is None else probation.date("end"),
    )


def _result(reader: Reader) -> Result | None:
    kind = reader.text("kind")
    if kind not in RESULT_KINDS:
        known = ", ".join(RESULT_KINDS)
        return reader.refuse("kind", "unknown_kind", f"结果应当是{known}之一", f"must be one of {known}")
    amount, probation, to = reader.child("amount"), reader.child("parole_probation"), reader.value.get("to")
    to_term = None if to == "life" else reader.term_of("to")
    first, last = (None, None) if probation is None else (probation.date("start"), probation.date("end"))
    if first is not None and last is not None and last < first:
        reader.refuse("parole_probation", "end_before_start", "末日早于首日", "ends before it begins")
    since, until = reader.date("from_date"), reader.date("to_date")
    if since is not None and until is not None and until < since:
        reader.refuse("to_date", "end_before_start", "末日早于首日", "ends before it begins")
    return Result(
        kind=kind,
        amount=None if amount is None else amount.term(),
        whole_rest=amount is not None and amount.flag("remainder") is True,
        to_term=to_term,
        to_life=to == "life",
        end_after=reader.date("end_after"),
        start_printed=reader.date("start_printed"),
        alternative_end=reader.date("alternative_end"),
        probation=None if first is None else Period(first, last),
        probation_end=last,
        remainder=reader.term_of("remainder"),
        remainder_before=reader.term_of("remainder_first_instance"),
        from_date=since,
        to_date=until,
    )


def _suspended(original: Reader) -> Suspended | None:
    inner = original.child("suspended")
    if inner is None:
        return None
    return Suspended(inner.term(), inner.date("probation_start"), inner.date("probation_end"))
