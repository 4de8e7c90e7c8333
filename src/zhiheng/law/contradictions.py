"""Facts that cannot stand together (invalid), or that are unusual and computed all the same (warning)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from zhiheng.law.acts.criminal_law.commutation import sum_of
from zhiheng.law.acts.criminal_law.penalties import in_range
from zhiheng.law.acts.criminal_procedure.liberty import residence_credit
from zhiheng.law.acts.supervision_law.measures import supervisory_credit
from zhiheng.law.calendar import NOTHING, Term, half_of, shorter
from zhiheng.law.facts import Change, Period, SentenceFacts
from zhiheng.law.kinds import ChangeKind, SentenceKind
from zhiheng.law.reckoning import Refusal, RefusalKind

TERMLESS = (SentenceKind.LIFE, SentenceKind.DEATH_REPRIEVE)
LONGEST_READ = Term(50, 0, 0)


def invalid(code: str, zh: str, en: str, *fields: str) -> Refusal:
    return Refusal(RefusalKind.INVALID, code, zh, en, fields)


def warning(code: str, zh: str, en: str, *fields: str) -> Refusal:
    return Refusal(RefusalKind.WARNING, code, zh, en, fields)


def contradictions(facts: SentenceFacts) -> tuple[Refusal, ...]:
    """Everything invalid in the facts; where nothing is, everything unusual."""
    found = (*_of_term(facts), *_of_dates(facts), *_of_periods(facts), *_of_changes(facts))
    return found or tuple(_unusual(facts))


def bad_length(term: Term, field: str) -> Iterator[Refusal]:
    """A length that no court can pronounce."""
    if min(term) < 0:
        yield invalid("negative_term", "刑期、幅度不能为负数", "a term or amount cannot be negative", field)
    elif shorter(LONGEST_READ, term):
        yield invalid("huge_term", "刑期超过五十年，请核对", "a term of more than fifty years: check it", field)


def _of_term(facts: SentenceFacts) -> Iterator[Refusal]:
    if facts.term is None:
        return
    if facts.kind in TERMLESS:
        zh, en = "无期徒刑、死缓没有刑期", "life and reprieve have no term"
        yield invalid("term_of_termless_sentence", zh, en, "original.kind", "original.years")
        return
    yield from bad_length(facts.term, "original")
    if facts.term == NOTHING:
        yield invalid("empty_term", "刑期为零", "the term is zero", "original")


def _of_dates(facts: SentenceFacts) -> Iterator[Refusal]:
    pairs = (
        ("original.start", facts.printed_start, "original.end", facts.printed_end),
        ("original.judgment_date", facts.judgment_date, "original.final_date", facts.final_date),
        ("original.judgment_date", facts.judgment_date, "original.delivery_date", facts.delivery_date),
        ("original.judgment_date", facts.judgment_date, "original.reprieve_served_date", facts.reprieve_served),
    )
    for early_name, early, late_name, late in pairs:
        if early is not None and late is not None and late < early:
            zh, en = f"{late}早于{early}", f"{late} is before {early}"
            yield invalid("dates_out_of_order", zh, en, early_name, late_name)
    if facts.kind in TERMLESS and facts.printed_end is not None:
        yield invalid("end_of_termless_sentence", "无期徒刑、死缓没有止日", "life and reprieve have no end date", "original.end")
    judged, start = facts.judgment_date, facts.printed_start
    for index, change in enumerate(facts.changes):
        if judged is not None and change.date is not None and change.date < judged:
            zh, en = "裁定早于判决", "the ruling is before the judgment"
            yield invalid("ruling_before_judgment", zh, en, f"history[{index}].date", "original.judgment_date")
        if start is not None and change.printed_end is not None and change.printed_end < start:
            zh, en = "减刑后的止日早于起始日", "the end after the change is before the start"
            yield invalid("end_before_start", zh, en, f"history[{index}].end_after", "original.start")


def _of_periods(facts: SentenceFacts) -> Iterator[Refusal]:
    named = (
        ("custody", facts.custody),
        ("supervisory_detention", facts.supervisory_detention),
        ("designated_residence", facts.designated_residence),
    )
    for name, periods in named:
        for index, period in enumerate(periods):
            if period.last is not None and period.last < period.first:
                zh, en = "期间的末日早于首日", "a period ends before it begins"
                yield invalid("end_before_start", zh, en, f"{name}[{index}]")
    if any(overlapping(facts.custody + facts.supervisory_detention)):
        zh, en = "羁押、留置期间相互重叠", "periods of custody overlap"
        yield invalid("overlapping_periods", zh, en, "custody", "supervisory_detention")
    if any(exclusion.days < 0 for exclusion in facts.excluded):
        yield invalid("negative_days", "不计入的日数不能为负数", "excluded days cannot be negative", "excluded_days")


def overlapping(periods: tuple[Period, ...]) -> Iterator[Period]:
    """Each period that begins on or before the last day of the one before it."""
    ordered = sorted(periods, key=lambda period: period.first)
    for earlier, later in pairwise(ordered):
        if earlier.last is None or later.first <= earlier.last:
            yield later


def _of_changes(facts: SentenceFacts) -> Iterator[Refusal]:
    kind, previous = facts.kind, date.min
    for index, change in enumerate(facts.changes):
        field = f"history[{index}]"
        if change.date is not None and change.date < previous:
            yield invalid("history_out_of_order", "减刑经过未按日期排列", "the history is out of order", field)
        previous = change.date or previous
        if change.served is not None and change.date is not None and change.served < change.date:
            yield invalid("served_before_ruling", "送达早于裁定", "served before the ruling", field)
        yield from _of_amounts(change, field)
        if not fits(kind, change.kind):
            zh, en = f"{kind.zh}不能适用“{change.kind.zh}”", f"{change.kind.en} does not fit {kind.en}"
            yield invalid("change_does_not_fit", zh, en, f"{field}.kind")
        kind = kind_after(kind, change.kind)
    yield from _of_sums(facts)


def _of_amounts(change: Change, field: str) -> Iterator[Refusal]:
    for name, term in (("amount", change.amount), ("to", change.to)):
        if term is not None:
            yield from bad_length(term, f"{field}.{name}")


def fits(kind: SentenceKind, change: ChangeKind) -> bool:
    """Whether a change can follow. What a history leaves out is missing, not contradictory, so life may be commuted."""
    if change == ChangeKind.LIFE_TO_FIXED:
        return kind in TERMLESS
    if change in (ChangeKind.REPRIEVE_TO_LIFE, ChangeKind.REPRIEVE_TO_FIXED):
        return kind == SentenceKind.DEATH_REPRIEVE
    return change == ChangeKind.COMMUTATION or kind == SentenceKind.FIXED or kind in TERMLESS


def kind_after(kind: SentenceKind, change: ChangeKind) -> SentenceKind:
    if change in (ChangeKind.LIFE_TO_FIXED, ChangeKind.REPRIEVE_TO_FIXED):
        return SentenceKind.FIXED
    return SentenceKind.LIFE if change == ChangeKind.REPRIEVE_TO_LIFE else kind


def running_sums(facts: SentenceFacts) -> Iterator[tuple[int, Term, Term]]:
    """For each change with known amounts: its index, the term it shortens, and the sum removed so far."""
    term, removed = facts.term, NOTHING
    for index, change in enumerate(facts.changes):
        if change.kind in (ChangeKind.LIFE_TO_FIXED, ChangeKind.REPRIEVE_TO_FIXED):
            term, removed = change.to, NOTHING
        if change.kind == ChangeKind.COMMUTATION and change.amount is not None and term is not None:
            removed = sum_of((removed, change.amount))
            yield index, term, removed


def _of_sums(facts: SentenceFacts) -> Iterator[Refusal]:
    for index, term, removed in running_sums(facts):
        if not shorter(removed, term):
            zh, en = "减刑合计不小于原判刑期", "the reductions remove the whole term"
            yield invalid("reduction_past_start", zh, en, f"history[{index}].amount")


def _unusual(facts: SentenceFacts) -> Iterator[Refusal]:
    dated = [change.date for change in facts.changes if change.date is not None]
    if any(one == other for one, other in pairwise(dated)):
        yield warning("two_rulings_one_day", "同日有两次裁定", "two rulings on one day", "history")
    if facts.term is not None:
        if not in_range(facts.kind, facts.term, combined=True):
            zh, en = f"{facts.kind.zh}的刑期不在法定范围", f"a {facts.kind.en} of this length is outside the statute"
            yield warning("outside_statutory_range", zh, en, "original")
        for index, term, removed in running_sums(facts):
            if shorter(half_of(term), removed):
                zh, en = "减刑合计超过原判刑期的二分之一", "the reductions exceed one half of the term"
                yield warning("more_than_half_removed", zh, en, f"history[{index}].amount")
    if any(period.first < supervisory_credit.since for period in facts.supervisory_detention):
        zh, en = "2018年3月20日以前的留置无折抵规定", "no rule credits supervisory detention before 2018-03-20"
        yield warning("before_commencement", zh, en, "supervisory_detention")
    if any(period.first < residence_credit.since for period in facts.designated_residence):
        zh, en = "2013年1月1日以前的指定居所监视居住无折抵规定", "no rule credits designated residence before 2013-01-01"
        yield warning("before_commencement", zh, en, "designated_residence")
