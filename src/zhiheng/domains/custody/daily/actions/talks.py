"""An officer spoke with a prisoner."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.models import Episode
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.daily import policy
from zhiheng.domains.custody.daily.models import Talk
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words

_LONGEST = 4000


@act(policy.TALK, subject="episode")
def record_talk(episode: Episode, *, kind: str, words: str, held_at: dt.datetime, acting: Official, reason: str) -> Talk:
    """Keep the gist of a talk.

    Raises:
        NotInCustody: the episode had ended by then.
        Invalid: an unknown kind, no words or too many, a time in the future or before the reception.
    """
    episode = Episode.objects.select_for_update(of=("self",)).select_related("ward", "prison").get(pk=episode.pk)
    if episode.ended_on is not None:
        raise NotInCustody
    fields = dict(_wrong(episode, kind, words, held_at))
    if fields:
        raise Invalid(fields=fields)
    return Talk.objects.create(
        episode=episode, place=episode.ward or episode.prison, kind=kind, words=words.strip(), held_at=held_at,
        recorded_at=timezone.now(), officer=named(acting),
    )  # fmt: skip


def _wrong(episode: Episode, kind: str, words: str, held_at: dt.datetime) -> list[tuple[str, Words]]:
    found: list[tuple[str, Words]] = []
    if kind not in Talk.Kind.values:
        found.append(("kind", _("Choose the kind of talk.")))
    if not words.strip() or len(words) > _LONGEST:
        found.append(("words", _("Write the gist, in at most 4,000 characters.")))
    if held_at > timezone.now():
        found.append(("held_at", _("A talk cannot lie in the future.")))
    if timezone.localdate(held_at) < episode.received_on:
        found.append(("held_at", _("A talk cannot lie before the reception.")))
    return found
