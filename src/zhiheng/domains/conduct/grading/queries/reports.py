"""What is reported of one prisoner's appraisal (art 41), and whether the file agrees with itself first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.grading.models import Cycle
from zhiheng.domains.conduct.grading.objecting import undecided
from zhiheng.domains.conduct.grading.told import sanctions_told
from zhiheng.domains.conduct.points.models import Adjustment, Circumstance, PointEntry, Sheet
from zhiheng.domains.conduct.points.months import first_of, next_month
from zhiheng.domains.conduct.points.queries.months import person_months
from zhiheng.engines.procedure.models import Deliberation
from zhiheng.law.acts.points_2021 import results
from zhiheng.law.reckoning import Truth, day_of
from zhiheng.law.scale import Body, Grade, Reward

_NAMED: Final = 4


class Check(NamedTuple):
    """One check: its rule, the answer, and what stands against it or is not known."""

    key: str
    rule: str
    verdict: Truth
    against: str = ""


def checks_of(episode: Episode, on: dt.date) -> list[Check]:
    """The five checks of the file as of a day. Unknown is never taken for agreement."""
    return [Check(key, f"PT-41-{key}", *found(episode, on)) for key, found in _CHECKS.items()]


def open_objections(episode: Episode) -> int:
    """Objections in time that nobody has answered: nothing is reported over their heads."""
    return len(undecided([episode.pk]))


def content_of(episode: Episode) -> dict[str, Any]:
    """Months, cycles with their rewards, and every entry that counts, as plain values (hundredths; dates ISO)."""
    entries = PointEntry.objects.filter(episode=episode, state=PointEntry.State.POSTED, bucket__gt=0).select_related("clause", "deliberation")
    return {
        "months": [_month(line.month, line.figures) for line in person_months(episode)],
        "cycles": [_cycle(cycle) for cycle in Cycle.objects.filter(episode=episode).order_by("closed")],
        "entries": [_entry(entry) for entry in entries.order_by("happened_on", "id")],
    }


def _month(month: dt.date, f: Any) -> dict[str, Any]:
    return {
        "month": f"{month:%Y-%m}", "base": f.base, "supervision": f.supervision, "education": f.education, "labour": f.labour,
        "special": f.special, "taken": f.taken, "score": f.score, "balance": f.closing,
    }  # fmt: skip


def _cycle(cycle: Cycle) -> dict[str, Any]:
    grade = Grade(cycle.grade).code if cycle.grade is not None else None
    reward = Reward(cycle.reward).code if cycle.reward is not None else None
    return {
        "closed": f"{cycle.closed:%Y-%m}",
        "balance": cycle.balance,
        "grade": grade,
        "reward": reward,
        "cancelled": cycle.cancelled_by_id is not None,
    }


def _entry(entry: PointEntry) -> dict[str, Any]:
    return {
        "id": entry.pk, "on": entry.happened_on.isoformat(), "month": f"{entry.month:%Y-%m}", "points": entry.stands, "kind": entry.kind,
        "clause": entry.clause.code if entry.clause else "", "zh": entry.clause.zh if entry.clause else entry.words, "words": entry.words,
        "evidence": entry.evidence, "decided_on": entry.decided_on.isoformat() if entry.decided_on else "", "body": entry.body,
    }  # fmt: skip


# --- the checks -----------------------------------------------------------------------------------------------------


type _Found = tuple[Truth, str]


def _one_total_a_month(episode: Episode, on: dt.date) -> _Found:
    """Every month from admission to the last that is over, once."""
    wanted = list(_months(first_of(episode.received_on), first_of(min(on, episode.ended_on or on))))
    found = [line.month for line in person_months(episode)]
    if results.one_total_a_month(len(wanted), len(found), len(set(found) & set(wanted))):
        return Truth.YES, ""
    lacking = sorted(set(wanted) - set(found))
    against = [_("no total for %(months)s") % {"months": _listed(f"{month:%Y-%m}" for month in lacking)}] if lacking else []
    if len(found) != len(set(found)):
        against.append(_("a month is totalled twice"))
    if lacking and len(found) == len(set(found)) and lacking[-1] < _kept_since(episode, on):
        return Truth.UNKNOWN, _("%(what)s: before totals were kept here") % {"what": against[0]}
    return Truth.NO, "; ".join(against) or _("there are totals of months outside the file")


def _kept_since(episode: Episode, on: dt.date) -> dt.date:
    """The month from which this service totals for the prisoner: since a balance was brought along, else since the prison's first sheet."""
    brought = Adjustment.objects.filter(episode=episode, kind=Adjustment.Kind.BROUGHT).order_by("month").values_list("month", flat=True).first()
    first = Sheet.objects.filter(prison=episode.prison).order_by("month").values_list("month", flat=True).first()
    return brought or first or first_of(on)


def _months(first: dt.date, until: dt.date) -> Iterable[dt.date]:
    while first < until:
        yield first
        first = next_month(first)


def _rewards_have_cycles(episode: Episode, on: dt.date) -> _Found:
    """The total of the month really stood at 600 when the cycle was closed."""
    rewarded = Cycle.objects.filter(episode=episode, reward__gt=Reward.NONE)
    closing = {line.month: line.figures for line in person_months(episode) if line.figures.closes}
    wrong: list[str] = []
    unknown: list[str] = []
    for cycle in rewarded:
        figures = closing.get(cycle.closed)
        if figures is None:
            (unknown if not Sheet.objects.filter(month=cycle.closed, ward=cycle.ward_id).exists() else wrong).append(f"{cycle.closed:%Y-%m}")
        elif figures.closing != cycle.balance or not results.reward_has_cycle(figures.closing):
            wrong.append(f"{cycle.closed:%Y-%m}")
    return _answer(wrong, unknown, _("no closed cycle behind the reward of %(what)s"), _("no sheet is kept of the cycle of %(what)s"))


def _sanctions_match(episode: Episode, on: dt.date) -> _Found:
    told = sanctions_told(episode)
    if told is None:
        return Truth.UNKNOWN, _("nobody tells which sanctions were decided")
    taken = {f"points-entry:{entry.pk}": entry for entry in PointEntry.objects.filter(episode=episode, kind=PointEntry.Kind.SANCTION)}
    without = [one.number for one in told if one.entry_ref not in taken or not results.sanctions_match(-one.points, -taken[one.entry_ref].raw)]
    named = {one.entry_ref for one in told}
    orphans = [entry for ref, entry in taken.items() if ref not in named and entry.state == PointEntry.State.POSTED]
    against = [_("no such deduction for sanction %(numbers)s") % {"numbers": _listed(without)}] if without else []
    # An entry from before this service has its paper; whether that sanction was decided, only the paper can say.
    unknown = [entry.document or f"{entry.happened_on}" for entry in orphans]
    if against:
        return Truth.NO, "; ".join(against)
    return (Truth.UNKNOWN, _("no sanction on record for the deduction by %(papers)s") % {"papers": _listed(unknown)}) if unknown else (Truth.YES, "")


def _approved_first(episode: Episode, on: dt.date) -> _Found:
    """Large entries: carried by the prison group, not later than the day on which they were posted."""
    large = PointEntry.objects.filter(episode=episode, state=PointEntry.State.POSTED, needs=Body.PRISON_GROUP, corrects__isnull=True)
    wrong: list[str] = []
    unknown: list[str] = []
    for entry in large.select_related("deliberation").order_by("happened_on"):
        made = entry.deliberation
        if made is None or made.closed_at is None or entry.decided_on is None:
            unknown.append(f"{entry.happened_on}")
        elif made.state != Deliberation.State.CARRIED or not results.approved_first(
            day_of(timezone.localdate(made.closed_at)), day_of(entry.decided_on)
        ):
            wrong.append(f"{entry.happened_on}")
    return _answer(wrong, unknown, _("posted before the prison group had agreed: %(what)s"), _("no minutes of the prison group: %(what)s"))


def _outside_without_adds(episode: Episode, on: dt.date) -> _Found:
    away = Circumstance.objects.filter(episode=episode, kind=Circumstance.Kind.OUTSIDE)
    adds = list(PointEntry.objects.filter(episode=episode, state=PointEntry.State.POSTED, stands__gt=0, corrects__isnull=True))
    wrong = []
    for one in away:
        left, back = one.during.lower - dt.timedelta(days=1), one.during.upper or on + dt.timedelta(days=1)
        wrong += [
            f"{entry.happened_on}"
            for entry in adds
            if not results.outside_without_adds(entry.stands, day_of(entry.happened_on), day_of(left), day_of(back))
        ]
    return _answer(wrong, [], _("points were added while outside: %(what)s"), "")


def _answer(wrong: Sequence[str], unknown: Sequence[str], wrong_words: str, unknown_words: str) -> _Found:
    if wrong:
        return Truth.NO, wrong_words % {"what": _listed(wrong)}
    return (Truth.UNKNOWN, unknown_words % {"what": _listed(unknown)}) if unknown else (Truth.YES, "")


def _listed(names: Iterable[str]) -> str:
    """The first of them, and how many more."""
    found = list(names)
    more = len(found) - _NAMED
    shown = _(", ").join(found[:_NAMED])
    return shown + (ngettext(" and %(count)d more", " and %(count)d more", more) % {"count": more} if more > 0 else "")


_CHECKS: Final[dict[str, Callable[[Episode, dt.date], _Found]]] = {
    "a": _one_total_a_month,
    "b": _rewards_have_cycles,
    "c": _sanctions_match,
    "d": _approved_first,
    "e": _outside_without_adds,
}
