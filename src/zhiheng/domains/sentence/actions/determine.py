"""Determine terms: for one person on request, for many by night or at the founding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import batched

from django.db import connection
from django.utils import timezone

from zhiheng.base.places.models import Place
from zhiheng.base.settings.queries import Snapshot, snapshot
from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.actions.outlooks import keep_outlooks
from zhiheng.domains.sentence.errors import AlreadyDetermined, Superseded
from zhiheng.domains.sentence.facts import determined, facts_of
from zhiheng.domains.sentence.models import Determination, Judgment
from zhiheng.engines.trail.acts import Official, Subject, act
from zhiheng.law.sentence import term_end

SLICE = 500  # judgments held in memory at once, each with its tree


@act(policy.DETERMINE, subject="judgment")
def determine(judgment: Judgment, *, seen: int | None = None, acting: Official, reason: str) -> Determination:
    """Determine the term anew and keep the result beside the earlier ones.

    ``seen``: the newest determination when the official asked; another one since then is Stale. Locks the judgment.
    """
    locked = locked_in_force(judgment)
    newest = locked.determinations.filter(latest=True).values_list("pk", flat=True).first()
    if seen is not None and newest != seen:
        raise AlreadyDetermined
    return determine_within(locked, acting=acting)


@act(policy.DETERMINE, subject="subject", secret=("judgments",), bulk=True)
def determine_many(subject: Subject | Place, judgments: Sequence[int], *, acting: Official, reason: str) -> int:
    """Determine many judgments in one act; returns how many. The trail keeps a digest of each row, not its picture."""
    done, taken = 0, snapshot(timezone.localdate())
    for keys in batched(judgments, SLICE, strict=False):
        Determination.objects.filter(judgment__in=keys, latest=True).update(latest=False)
        made = [_made(judgment, acting, taken) for judgment in _with_facts(keys)]
        Determination.objects.bulk_create(made, batch_size=500)
        done += len(made)
    return done


def locked_in_force(judgment: Judgment) -> Judgment:
    """The judgment, locked, so that two hands on one record follow one another; Stale when it was corrected meanwhile."""
    locked = Judgment.objects.select_for_update(of=("self",)).select_related("episode__person", "episode__place").get(pk=judgment.pk)
    if locked.superseded_by_id is not None:
        raise Superseded
    return locked


def determine_within(judgment: Judgment, *, acting: Official) -> Determination:
    """Determine inside an act that is already open. The caller holds the judgment's lock."""
    judgment.determinations.filter(latest=True).update(latest=False)
    made = _made(judgment, acting, snapshot(timezone.localdate()))
    made.save(force_insert=True)
    keep_outlooks([judgment], on=timezone.localdate(), acting=acting)
    return made


def _made(judgment: Judgment, acting: Official, taken: Snapshot) -> Determination:
    """Under the readings in force today where the person is; they are kept with the finding."""
    facts, readings = facts_of(judgment), taken.chosen(judgment.episode.place.path).sentence
    return determined(judgment, facts, term_end(facts, readings), by=acting.ref, at=timezone.now())


def _with_facts(keys: Sequence[int]) -> Iterator[Judgment]:
    found = Judgment.objects.filter(pk__in=keys, superseded_by__isnull=True).select_related("episode__place")
    found = found.prefetch_related("counts", "credits", "changes")
    yield from found.order_by("pk")


def next_key(table: str) -> int:
    """A primary key taken ahead of its row."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        return int(cursor.fetchone()[0])
