"""Record what courts ordered, as printed. Nothing is overwritten: a correction stands beside what it corrects."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.people.models import Episode
from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.actions.determine import determine_within, locked_in_force, next_key
from zhiheng.domains.sentence.entries import ChangeEntry, CountEntry, CreditEntry, JudgmentEntry
from zhiheng.domains.sentence.errors import AlreadyRecorded, AlreadyWithdrawn, Contradictory, NotYet
from zhiheng.domains.sentence.facts import facts_of
from zhiheng.domains.sentence.models import Change, Count, Credit, Judgment
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words
from zhiheng.law.calendar import Term
from zhiheng.law.reckoning import RefusalKind
from zhiheng.law.sentence import term_end

# The law's names of facts, and where they stand in the entries.
JUDGMENT_FIELDS = {
    "original": "term",
    "original.kind": "kind",
    "original.start": "printed_start",
    "original.end": "printed_end",
    "original.judgment_date": "judged_on",
    "original.final_date": "final_on",
    "original.delivery_date": "delivered_on",
    "original.reprieve_served_date": "reprieve_served_on",
}
CREDIT_FIELDS = {"custody": "first", "supervisory_detention": "first", "designated_residence": "first", "excluded_days": "days"}
PARTS_OF_CHANGE = {"date": "ruled_on", "served": "served_on", "kind": "kind", "amount": "term", "to": "term", "": "ruled_on"}


@act(policy.RECORD, subject="episode")
def record_judgment(episode: Episode, *, entry: JudgmentEntry, acting: Official, reason: str) -> Judgment:
    """Record the judgment for which the person is held. Locks the episode: two clerks cannot both record one."""
    Episode.objects.select_for_update().get(pk=episode.pk)
    if episode.judgments.filter(superseded_by__isnull=True).exists():
        raise AlreadyRecorded
    judgment = _made_judgment(episode, entry)
    determine_within(_checked(judgment), acting=acting)
    return judgment


@act(policy.RECORD, subject="judgment")
def correct_judgment(judgment: Judgment, *, entry: JudgmentEntry, acting: Official, reason: str) -> Judgment:
    """Record the judgment anew, in place of one that was recorded wrongly.

    The old one stays with its counts and determinations; credits and changes are carried over to the new one.
    """
    old = locked_in_force(judgment)
    # The key is taken first: the old row must give way before the new one can be the one in force.
    key = next_key("judgment")
    Judgment.objects.filter(pk=old.pk).update(superseded_by_id=key)
    made = _made_judgment(old.episode, entry, pk=key)
    _carry_over(old, made)
    determine_within(_checked(made), acting=acting)
    return made


@act(policy.RECORD, subject="judgment")
def record_credit(judgment: Judgment, *, entry: CreditEntry, acting: Official, reason: str) -> Credit:
    """Record earlier deprivation of liberty, or days that do not count as served."""
    locked = locked_in_force(judgment)
    _check_credit(entry)
    credit = Credit.objects.create(judgment=locked, **entry._asdict())
    determine_within(_checked(locked, CREDIT_FIELDS), acting=acting)
    return credit


@act(policy.RECORD, subject="judgment")
def record_change(judgment: Judgment, *, entry: ChangeEntry, acting: Official, reason: str) -> Change:
    """Record a ruling that changed the sentence. The same document is recorded once, however often the form is sent."""
    locked = locked_in_force(judgment)
    _check_not_future(entry, "ruled_on", "served_on")
    _check_order(entry.ruled_on, entry.served_on, "served_on")
    _check_order(entry.printed_start, entry.printed_end, "printed_end")
    if locked.changes.filter(document=entry.document, withdrawn=False).exists():
        raise AlreadyRecorded(fields={"document": AlreadyRecorded.words})
    if entry.term is None or entry.term == Term():
        _check_term_needed(entry)
    given = entry._asdict()
    change = Change.objects.create(judgment=locked, **_columns(given.pop("term")), **given)
    determine_within(_checked(locked, _change_fields(locked, change)), acting=acting)
    return change


@act(policy.RECORD, subject="change")
def withdraw_change(change: Change, *, acting: Official, reason: str) -> None:
    """Take back a change that was recorded in error. It stays in the record and no longer counts."""
    _withdraw(change, acting=acting)


@act(policy.RECORD, subject="credit")
def withdraw_credit(credit: Credit, *, acting: Official, reason: str) -> None:
    """Take back a credit that was recorded in error. It stays in the record and no longer counts."""
    _withdraw(credit, acting=acting)


def _withdraw(row: Change | Credit, *, acting: Official) -> None:
    locked = locked_in_force(row.judgment)
    row.refresh_from_db(fields=["withdrawn"])
    if row.withdrawn:
        raise AlreadyWithdrawn
    row.withdrawn = True
    row.save(update_fields=["withdrawn"])
    determine_within(_checked(locked), acting=acting)


def _made_judgment(episode: Episode, entry: JudgmentEntry, *, pk: int | None = None) -> Judgment:
    _check_not_future(entry, "judged_on", "final_on", "delivered_on", "reprieve_served_on")
    _check_order(entry.printed_start, entry.printed_end, "printed_end")
    given = entry._asdict()
    counts: tuple[CountEntry, ...] = given.pop("counts")
    # Life with a term is the law's to refuse, with its words: the table would refuse it without any.
    _check_termless(entry)
    judgment = Judgment.objects.create(pk=pk, episode=episode, **_columns(given.pop("term")), **given)
    Count.objects.bulk_create(_count(judgment, count) for count in counts)
    return judgment


def _count(judgment: Judgment, entry: CountEntry) -> Count:
    return Count(judgment=judgment, crime=entry.crime, offence_date=entry.offence_date, **_columns(entry.term))


def _columns(term: Term | None) -> dict[str, int | None]:
    if term is None:
        return {"years": None, "months": None, "days": None}
    if not all(0 <= part <= 1200 for part in term):
        raise Contradictory(fields={"term": _("A term cannot be negative, and not longer than a life.")})
    return dict(term._asdict())


def _carry_over(old: Judgment, new: Judgment) -> None:
    for credit in old.credits.filter(withdrawn=False).order_by("pk"):
        credit.pk, credit.judgment = None, new
        credit.save(force_insert=True)
    for change in old.changes.filter(withdrawn=False).order_by("ruled_on", "pk"):
        change.pk, change.judgment = None, new
        change.save(force_insert=True)


def _checked(judgment: Judgment, names: dict[str, str] | None = None) -> Judgment:
    """The judgment when the law finds no contradiction in it; else nothing of this act stays."""
    finding = term_end(facts_of(judgment))
    wrong = [refusal for refusal in finding.refusals if refusal.kind == RefusalKind.INVALID]
    if wrong:
        raise Contradictory.found(wrong, JUDGMENT_FIELDS | (names or {}))
    return judgment


def _change_fields(judgment: Judgment, change: Change) -> dict[str, str]:
    """Which of the law's numbered changes is the one just entered."""
    order = [c.pk for c in sorted(judgment.changes.filter(withdrawn=False), key=lambda c: (c.ruled_on, c.pk))]
    name = f"history[{order.index(change.pk)}]"
    return {f"{name}.{part}" if part else name: field for part, field in PARTS_OF_CHANGE.items()}


def _check_credit(entry: CreditEntry) -> None:
    if entry.kind == Credit.Kind.EXCLUDED:
        if entry.days is None or not 0 < entry.days <= 20000 or entry.first or entry.last:
            raise Invalid(fields={"days": _("State the number of days, as the court did, and no period.")})
        return
    if entry.first is None or entry.days is not None:
        raise Invalid(fields={"first": _("State the first day of the period, and no number of days.")})
    _check_order(entry.first, entry.last, "last")
    _check_not_future(entry, "first")


def _check_order(first: dt.date | None, last: dt.date | None, field: str) -> None:
    if first is not None and last is not None and last < first:
        raise Contradictory(fields={field: _("This is before the day it must follow.")})


def _check_not_future(entry: Any, *names: str) -> None:
    """Documents of tomorrow are slips of the pen. The clock is read here, in the act, never in a rule."""
    today = timezone.localdate()
    late: dict[str, Words] = {name: NotYet.words for name in names if (day := getattr(entry, name)) is not None and day > today}
    if late:
        raise NotYet(fields=late)


def _check_termless(entry: JudgmentEntry) -> None:
    if entry.kind in ("life", "death_reprieve") and entry.term is not None:
        basis = "《刑法》第四十六条、第四十八条"
        raise Contradictory(basis=basis, fields={"term": _("Life and death with reprieve have no term. Leave the term empty.")})


def _check_term_needed(entry: ChangeEntry) -> None:
    if entry.kind != Change.Kind.REPRIEVE_TO_LIFE:
        raise Invalid(fields={"term": _("State the term: what a commutation takes off, or the new fixed term.")})
    if entry.term is not None:
        raise Invalid(fields={"term": _("Life has no term. Leave the term empty.")})
