"""Points follow the person (points provisions art 37): told by reception within its own act.

Balance, open cycle, circumstances and grades hang on the custody episode and go along by themselves. An open objection is answered where
the person now is. An entry that was proposed stays with the ward that saw it: its team decides it, and it counts for the person wherever.
"""

from __future__ import annotations

from zhiheng.base.people.models import Episode
from zhiheng.domains.conduct.points.models import Objection
from zhiheng.domains.custody.reception.events import Event, Transferred


def follow(event: Event) -> None:
    """Hand open objections that no body has begun to hear to the ward that received the person."""
    if not isinstance(event, Transferred):
        return
    episode = Episode.objects.get(pk=event.episode_id)
    if episode.ward_id is not None:
        waiting = Objection.objects.filter(episode=episode, outcome=Objection.Outcome.OPEN, deliberation__isnull=True)
        waiting.update(ward=episode.ward_id)
