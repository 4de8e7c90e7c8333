"""Everybody on the books of a place, a slice at a time, each under the rules in force and under the candidate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from django.db.models import QuerySet

from zhiheng.base.settings.queries import snapshot
from zhiheng.domains.sentence.comparison.candidate import Candidate, Kind, compared
from zhiheng.domains.sentence.comparison.figures import Changed, changed
from zhiheng.domains.sentence.comparison.replay import recomputed, stored_figures, worked_out
from zhiheng.domains.sentence.models import Determination, Judgment, Outlook
from zhiheng.domains.sentence.outlook import assumed, assumptions, case_of
from zhiheng.law.cases import Case
from zhiheng.law.choices import Readings

type InForce = Callable[[str], Readings]
"""The readings of open questions in force at a place, by its path."""


def readings_in_force(on: dt.date) -> InForce:
    """Those of a day."""
    found = snapshot(on)
    return lambda path: found.chosen(path).sentence


def on_the_books(paths: Sequence[str]) -> QuerySet[Judgment]:
    """Judgments in force of the people in custody at the places, in the order in which they are worked off."""
    held = Judgment.objects.filter(superseded_by__isnull=True, episode__ended_on__isnull=True, episode__place__path__under_any=list(paths))
    return held.order_by("pk")


def slice_after(paths: Sequence[str], after: int, size: int) -> list[Judgment]:
    """The next judgments after a key, with all that a comparison reads of them."""
    found = on_the_books(paths).filter(pk__gt=after).select_related("episode__person", "episode__place", "outlook")
    return list(found.prefetch_related("counts", "credits", "changes")[:size])


def compared_all(judgments: Sequence[Judgment], candidate: Candidate, on: dt.date) -> Iterator[tuple[Judgment, Changed | None]]:
    """Each judgment with what the candidate changes for the person; None where nothing moves."""
    if candidate.kind == Kind.EDITION:
        yield from _stored_and_now(judgments)
        return
    in_force = readings_in_force(on)
    for judgment in judgments:
        yield judgment, compared_judgment(judgment, candidate, on, in_force)


def compared_judgment(judgment: Judgment, candidate: Candidate, on: dt.date, in_force: InForce) -> Changed | None:
    """One person by the record, with the readings in force where the person is. Facts that nobody recorded are taken at their plainest."""
    return compared(plain_case(judgment, on), candidate, in_force(judgment.episode.place.path))


def plain_case(judgment: Judgment, on: dt.date) -> Case:
    """The case of the record in its first reading, the one of which lists are made."""
    case = case_of(judgment, birth_date=judgment.episode.person.birth_date, on=on)
    return assumed(case, assumptions(case)[0])


# --- what is stored, and the present code -------------------------------------------------------------------------------------------


def _stored_and_now(judgments: Sequence[Judgment]) -> Iterator[tuple[Judgment, Changed | None]]:
    """Determinations by their own inputs, outlooks by the record; who has nothing stored has nothing to compare."""
    newest = Determination.objects.filter(judgment__in=[judgment.pk for judgment in judgments], latest=True)
    stored = {determination.judgment_id: determination for determination in newest}
    for judgment in judgments:
        determination = stored.get(judgment.pk)
        yield judgment, None if determination is None else stored_and_now(determination, kept_outlook(judgment))


def kept_outlook(judgment: Judgment) -> Outlook | None:
    found: Outlook | None = getattr(judgment, "outlook", None)
    return found


def stored_and_now(determination: Determination, outlook: Outlook | None) -> Changed | None:
    """One person's stored figures and those of the present code; the tree is the determination's, outlooks keep none."""
    again = recomputed(determination)
    before = stored_figures(determination, outlook)
    after = stored_figures(again, None if outlook is None else worked_out(outlook))
    return changed(before, after, (determination.trace or None, again.trace or None))
