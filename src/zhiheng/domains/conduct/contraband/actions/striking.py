"""A record made in error: struck out by another officer with the reason, never removed; and a suspicion named or taken back."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.models import Episode
from zhiheng.base.powers.officials import named
from zhiheng.domains.conduct.contraband import policy
from zhiheng.domains.conduct.contraband.errors import NotByTheRecorder, RestsOnIt, SearchOver, StruckOut
from zhiheng.domains.conduct.contraband.models import Find, Search
from zhiheng.domains.conduct.discipline.models import DisciplineCase
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid

_STRUCK = ["struck_by", "struck_at", "struck_words"]


@act(policy.PLAN, subject="search")
def strike_search(search: Search, *, words: str, acting: Official, reason: str) -> Search:
    """Strike out a search that was recorded in error; it stays readable.

    Raises:
        SearchOver: it is not recorded as made; NotByTheRecorder; RestsOnIt: finds were recorded with it. Invalid: no words.
    """
    locked = Search.objects.select_for_update(of=("self",)).select_related("place", "episode").get(pk=search.pk)
    if locked.state != Search.State.DONE:
        raise SearchOver
    if locked.finds.filter(struck_at__isnull=True).exists():
        raise RestsOnIt
    locked.state = Search.State.STRUCK
    return _struck(locked, locked.recorded_by_id, words, acting)


@act(policy.DISPOSE, subject="find")
def strike_find(find: Find, *, words: str, acting: Official, reason: str) -> Find:
    """Strike out a find that was recorded in error, while it is still in its finder's hands and no case rests on it.

    Raises:
        StruckOut, NotByTheRecorder; RestsOnIt: handed on, stored or disposed of since, or named by a case. Invalid: no words.
    """
    locked = standing_find(find)
    if locked.handlings.filter(withdrawn=False).count() > 1 or DisciplineCase.objects.filter(find=f"find:{locked.pk}").exists():
        raise RestsOnIt
    return _struck(locked, locked.found_by_id, words, acting)


@act(policy.SEARCH, subject="find")
def name_holder(find: Find, *, holder: Episode | None, acting: Official, reason: str) -> Find:
    """Name the suspected holder, another one, or nobody. It stays a suspicion; what was written before stays in the trail.

    Raises:
        StruckOut; RestsOnIt: a case against the one named before rests on it.
    """
    locked = standing_find(find)
    if locked.holder_id and locked.holder_id != (holder and holder.pk) and DisciplineCase.objects.filter(find=f"find:{locked.pk}").exists():
        raise RestsOnIt
    locked.holder = holder
    locked.save(update_fields=["holder"])
    return locked


def standing_find(find: Find) -> Find:
    """The find, locked. Raises StruckOut."""
    locked = Find.objects.select_for_update(of=("self",)).select_related("place").get(pk=find.pk)
    if locked.struck_at is not None:
        raise StruckOut
    return locked


def _struck[R: Search | Find](record: R, recorder: int | None, words: str, acting: Official) -> R:
    officer = named(acting)
    if officer.pk == recorder:
        raise NotByTheRecorder
    if not words.strip():
        raise Invalid(fields={"words": _("Say what is wrong with the record.")})
    record.struck_by, record.struck_at, record.struck_words = officer, timezone.now(), words.strip()
    record.save(update_fields=[*_STRUCK, *(["state"] if isinstance(record, Search) else [])])
    return record
