"""What is reported of a prisoner's appraisal (art 41), and whether the file agrees with itself first; of one, or of a month's whole list."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.grading.models import Cycle
from zhiheng.domains.conduct.grading.objecting import undecided
from zhiheng.domains.conduct.grading.told import ToldSanction, sanctions_told
from zhiheng.domains.conduct.points.models import Adjustment, Circumstance, PointEntry, Sheet
from zhiheng.domains.conduct.points.months import first_of, next_month
from zhiheng.domains.conduct.points.queries.months import MonthLine, months_of, person_months
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
    return _checks(files_of([episode])[0], on)


class Checked(NamedTuple):
    """A prisoner of a list with what the checks of the file say, and the objections in time that nobody has answered."""

    episode: Episode
    checks: list[Check]
    objections: int

    @property
    def contradicts(self) -> bool:
        return any(one.verdict == Truth.NO for one in self.checks)

    @property
    def silent(self) -> bool:
        """Nothing contradicts, and the records do not answer everything: a named person must."""
        return not self.contradicts and any(one.verdict == Truth.UNKNOWN for one in self.checks)


def checked(episodes: Sequence[Episode], on: dt.date) -> list[Checked]:
    """The checks of everybody on a list, in its order, before it is handed out: the files are read together."""
    objections = Counter(one.episode_id for one in undecided([episode.pk for episode in episodes]))
    return [Checked(file.episode, _checks(file, on), objections[file.episode.pk]) for file in files_of(episodes)]


def _checks(file: File, on: dt.date) -> list[Check]:
    return [Check(key, f"PT-41-{key}", *found(file, on)) for key, found in _CHECKS.items()]


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


# --- the file -------------------------------------------------------------------------------------------------------


class File(NamedTuple):
    """What the checks read of a prisoner. ``kept_since``: the month from which this service totals for them: since a balance was brought
    along, else since the prison's first sheet; None before any. ``told``: None while nobody tells of sanctions. ``added``: entries that add,
    of whoever was outside."""

    episode: Episode
    months: Sequence[MonthLine]
    kept_since: dt.date | None
    rewarded: Sequence[Cycle]
    told: Sequence[ToldSanction] | None
    sanctions: Sequence[PointEntry]
    large: Sequence[PointEntry]
    outside: Sequence[Circumstance]
    added: Sequence[PointEntry]


def files_of(episodes: Sequence[Episode]) -> list[File]:
    """The files of several prisoners, in their order, read together."""
    keys = [episode.pk for episode in episodes]
    entries = PointEntry.objects.filter(episode__in=keys).order_by("happened_on", "id")
    posted = entries.filter(state=PointEntry.State.POSTED, corrects__isnull=True)
    outside = _by_episode(Circumstance.objects.filter(episode__in=keys, kind=Circumstance.Kind.OUTSIDE))
    months, since, told = months_of(episodes), _kept_since(episodes), sanctions_told(keys)
    rewarded = _by_episode(Cycle.objects.filter(episode__in=keys, reward__gt=Reward.NONE).order_by("closed"))
    sanctions = _by_episode(entries.filter(kind=PointEntry.Kind.SANCTION))
    large = _by_episode(posted.filter(needs=Body.PRISON_GROUP).select_related("deliberation"))
    added = _by_episode(posted.filter(episode__in=list(outside), stands__gt=0)) if outside else {}
    return [
        File(
            episode, months[episode.pk], since[episode.pk], rewarded.get(episode.pk, []), None if told is None else told.get(episode.pk, []),
            sanctions.get(episode.pk, []), large.get(episode.pk, []), outside.get(episode.pk, []), added.get(episode.pk, []),
        )
        for episode in episodes
    ]  # fmt: skip


def _by_episode[R: (Cycle, PointEntry, Circumstance)](found: Iterable[R]) -> dict[int, list[R]]:
    made: dict[int, list[R]] = defaultdict(list)
    for one in found:
        made[one.episode_id].append(one)
    return made


def _kept_since(episodes: Sequence[Episode]) -> dict[int, dt.date | None]:
    brought = Adjustment.objects.filter(episode__in=[episode.pk for episode in episodes], kind=Adjustment.Kind.BROUGHT)
    since = dict(brought.values_list("episode").annotate(first=Min("month")))
    sheets = Sheet.objects.filter(prison__in={episode.prison_id for episode in episodes})
    first = dict(sheets.values_list("prison").annotate(first=Min("month")))
    return {episode.pk: since.get(episode.pk) or first.get(episode.prison_id) for episode in episodes}


# --- the checks -----------------------------------------------------------------------------------------------------


type _Found = tuple[Truth, str]


def _one_total_a_month(file: File, on: dt.date) -> _Found:
    """Every month from admission to the last that is over, once."""
    episode = file.episode
    wanted = list(_months(first_of(episode.received_on), first_of(min(on, episode.ended_on or on))))
    found = [line.month for line in file.months]
    if results.one_total_a_month(len(wanted), len(found), len(set(found) & set(wanted))):
        return Truth.YES, ""
    lacking = sorted(set(wanted) - set(found))
    against = [_("no total for %(months)s") % {"months": _listed(f"{month:%Y-%m}" for month in lacking)}] if lacking else []
    if len(found) != len(set(found)):
        against.append(_("a month is totalled twice"))
    if lacking and len(found) == len(set(found)) and lacking[-1] < (file.kept_since or first_of(on)):
        return Truth.UNKNOWN, _("%(what)s: before totals were kept here") % {"what": against[0]}
    return Truth.NO, "; ".join(against) or _("there are totals of months outside the file")


def _months(first: dt.date, until: dt.date) -> Iterable[dt.date]:
    while first < until:
        yield first
        first = next_month(first)


def _rewards_have_cycles(file: File, on: dt.date) -> _Found:
    """The total of the month really stood at 600 when the cycle was closed."""
    closing = {line.month: line.figures for line in file.months if line.figures.closes}
    wrong: list[str] = []
    unknown: list[str] = []
    for cycle in file.rewarded:
        figures = closing.get(cycle.closed)
        if figures is None:
            (unknown if not Sheet.objects.filter(month=cycle.closed, ward=cycle.ward_id).exists() else wrong).append(f"{cycle.closed:%Y-%m}")
        elif figures.closing != cycle.balance or not results.reward_has_cycle(figures.closing):
            wrong.append(f"{cycle.closed:%Y-%m}")
    return _answer(wrong, unknown, _("no closed cycle behind the reward of %(what)s"), _("no sheet is kept of the cycle of %(what)s"))


def _sanctions_match(file: File, on: dt.date) -> _Found:
    if file.told is None:
        return Truth.UNKNOWN, _("nobody tells which sanctions were decided")
    taken = {f"points-entry:{entry.pk}": entry for entry in file.sanctions}
    without = [one.number for one in file.told if one.entry_ref not in taken or not results.sanctions_match(-one.points, -taken[one.entry_ref].raw)]
    named = {one.entry_ref for one in file.told}
    orphans = [entry for ref, entry in taken.items() if ref not in named and entry.state == PointEntry.State.POSTED]
    against = [_("no such deduction for sanction %(numbers)s") % {"numbers": _listed(without)}] if without else []
    # An entry from before this service has its paper; whether that sanction was decided, only the paper can say.
    unknown = [entry.document or f"{entry.happened_on}" for entry in orphans]
    if against:
        return Truth.NO, "; ".join(against)
    return (Truth.UNKNOWN, _("no sanction on record for the deduction by %(papers)s") % {"papers": _listed(unknown)}) if unknown else (Truth.YES, "")


def _approved_first(file: File, on: dt.date) -> _Found:
    """Large entries: carried by the prison group, not later than the day on which they were posted."""
    wrong: list[str] = []
    unknown: list[str] = []
    for entry in file.large:
        made = entry.deliberation
        if made is None or made.closed_at is None or entry.decided_on is None:
            unknown.append(f"{entry.happened_on}")
        elif made.state != Deliberation.State.CARRIED or not results.approved_first(
            day_of(timezone.localdate(made.closed_at)), day_of(entry.decided_on)
        ):
            wrong.append(f"{entry.happened_on}")
    return _answer(wrong, unknown, _("posted before the prison group had agreed: %(what)s"), _("no minutes of the prison group: %(what)s"))


def _outside_without_adds(file: File, on: dt.date) -> _Found:
    wrong = []
    for one in file.outside:
        left, back = one.during.lower - dt.timedelta(days=1), one.during.upper or on + dt.timedelta(days=1)
        wrong += [
            f"{entry.happened_on}"
            for entry in file.added
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


_CHECKS: Final[dict[str, Callable[[File, dt.date], _Found]]] = {
    "a": _one_total_a_month,
    "b": _rewards_have_cycles,
    "c": _sanctions_match,
    "d": _approved_first,
    "e": _outside_without_adds,
}
