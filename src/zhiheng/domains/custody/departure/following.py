"""What people said against decisions follows them: an objection that nobody has begun to answer is answered where the person now is.

Balance, open cycle, circumstances and grades hang on the custody episode and go along by themselves (points provisions art 37). An entry
of points that was proposed stays with the ward that saw it: its team decides it, and it counts for the person wherever.
"""

from __future__ import annotations

from zhiheng.base.objections.answering import moved
from zhiheng.base.people.models import Episode
from zhiheng.domains.custody.departure.events import Event, Transferred


def follow(event: Event) -> None:
    """Told within the act that received the person."""
    if isinstance(event, Transferred):
        moved(Episode.objects.select_related("ward", "prison").get(pk=event.episode_id))
