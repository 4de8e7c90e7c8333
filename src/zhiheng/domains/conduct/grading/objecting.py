"""Objections to an entry, a month's score or a cycle's grade: review by the ward team, then re-examination by the prison group (art 36)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from zhiheng.base.objections.clocks import Counted, Limits
from zhiheng.base.objections.grounds import Decision, Ground, register
from zhiheng.base.objections.models import Objection
from zhiheng.base.objections.queries import NOT_LATE, OPEN
from zhiheng.base.people.models import Episode
from zhiheng.base.powers.models import Officer
from zhiheng.domains.conduct.grading.errors import NotPosted
from zhiheng.domains.conduct.grading.models import Cycle, Notice
from zhiheng.domains.conduct.points import policy
from zhiheng.domains.conduct.points.models import PointEntry, Sheet
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.law.acts.points_2021 import procedure

ENTRY, MONTH, GRADE = "points-entry", "points-month", "points-grade"
KINDS = (ENTRY, MONTH, GRADE)
REVIEW = Limits(Counted(procedure.first_objection), Counted(procedure.review_opinion))
_RE_EXAMINATION = Limits(Counted(procedure.second_objection), Counted(procedure.final_opinion))
_EPISODE = ("episode__person", "episode__place", "episode__prison", "episode__ward")


def month_key(episode_id: int, month: dt.date) -> str:
    """The key of one prisoner's month."""
    return f"{episode_id}-{month:%Y-%m}"


def entry_of(objection: Objection) -> PointEntry | None:
    """The entry that an objection is to, if it is to one."""
    return _entry(objection.key) if objection.kind == ENTRY else None


def undecided(episodes: Iterable[int]) -> list[Objection]:
    """Objections in time, answered inside and not answered yet, on anything of these episodes: grades and exports wait for them."""
    inside = (Objection.To.WARD, Objection.To.PRISON)
    return list(Objection.objects.filter(OPEN & NOT_LATE, episode__in=list(episodes), kind__in=KINDS, to__in=inside))


def contested(entry_ids: Iterable[int]) -> set[int]:
    """Of these entries, those with an undecided objection in time: still counted, marked on every page."""
    refs = {f"{ENTRY}:{pk}": pk for pk in entry_ids}
    found = Objection.objects.filter(OPEN & NOT_LATE, against__in=list(refs))
    return {refs[against] for against in found.values_list("against", flat=True)}


def _find_entry(key: str) -> Decision:
    entry = _entry(key)
    if entry.state != PointEntry.State.POSTED or entry.decided_on is None:
        raise NotPosted
    posted = _posted(f"{ENTRY}:{entry.pk}")
    # An officer's own decision counts from its day; the time against a body's has not begun while nothing hangs: in doubt for the prisoner.
    unposted = entry.decided_on if entry.body == 1 else timezone.localdate()
    about = f"{entry.happened_on} {entry.clause or entry.get_kind_display()} {entry.raw / 100:+g}"
    return _decision(f"{ENTRY}:{entry.pk}", entry.episode, about, entry.decided_on, max(posted, entry.decided_on) if posted else unposted)


def _find_month(key: str) -> Decision:
    episode_id, _sign, month = key.partition("-")
    day = _first_of(month)
    episode = Episode.objects.select_related("person", "place", "prison", "ward").filter(pk=episode_id if episode_id.isdecimal() else 0).first()
    if episode is None or day is None:
        raise OutsideScope
    sheet = Sheet.objects.filter(month=day, body__episodes__contains=[episode.pk]).first()
    if sheet is None:
        raise NotPosted
    closed, posted = timezone.localdate(sheet.closed_at), _posted(f"points-sheet:{sheet.pk}")
    about = _("score of %(month)s") % {"month": month}
    return _decision(f"{MONTH}:{key}", episode, about, closed, max(posted, closed) if posted else timezone.localdate())


def _find_grade(key: str) -> Decision:
    cycle = Cycle.objects.select_related(*_EPISODE, "round").filter(pk=key if key.isdecimal() else 0).first()
    if cycle is None:
        raise OutsideScope
    decided = cycle.round.decided_on
    if cycle.grade is None or decided is None:
        raise NotPosted
    posted = _posted(f"points-cycle:{cycle.pk}")
    about = _("grade of the cycle closed %(month)s") % {"month": f"{cycle.closed:%Y-%m}"}
    return _decision(f"{GRADE}:{cycle.pk}", cycle.episode, about, decided, max(posted, decided) if posted else timezone.localdate())


def _decision(against: str, episode: Episode, about: str, made_on: dt.date, counts_from: dt.date) -> Decision:
    return Decision(against, episode, about, made_on, counts_from)


def _posted(ref: str) -> dt.date | None:
    """The day on which the notice of it went up."""
    notice = Notice.objects.filter(refs__contains=[ref]).order_by("posted_on").first()
    return notice.posted_on if notice else None


def _entry(key: str) -> PointEntry:
    found = PointEntry.objects.select_related(*_EPISODE, "clause").filter(pk=key if key.isdecimal() else 0).first()
    if found is None:
        raise OutsideScope
    return found


def _first_of(month: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(f"{month}-01")
    except ValueError:
        return None


def _hands_in_entry(key: str) -> list[int]:
    """The officer whose entry it is. The members of the body decided together, and look at it again together."""
    number = _entry(key).proposed_by.partition(":")[2]
    return list(Officer.objects.filter(number=number).values_list("pk", flat=True))


for _kind, _title, _find in ((ENTRY, _l("points entry"), _find_entry), (MONTH, _l("monthly points"), _find_month), (GRADE, _l("grade"), _find_grade)):
    register(
        Ground(
            kind=_kind, title=_title, reads=policy.VIEW, answers=policy.CONVENE, find=_find, limits=lambda key: REVIEW,
            hands=_hands_in_entry if _kind == ENTRY else lambda key: [], first=Objection.To.WARD, second=_RE_EXAMINATION,
            at_bureau=False,  # a correction is carried by a body of the prison; the bureau's paper is noted and put before it
        )
    )  # fmt: skip
