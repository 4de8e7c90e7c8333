"""Which rooms hear of what happens in a room below them. A room never imports upwards: it tells, and here is said who listens.

Everything runs within the transaction of the act that tells: what one of them refuses is refused altogether.
"""

from __future__ import annotations

from django.apps import AppConfig


class Wiring(AppConfig):
    name = "zhiheng.config"
    label = "wiring"
    verbose_name = "Wiring of events"

    def ready(self) -> None:
        from zhiheng.domains.conduct.discipline import events as discipline
        from zhiheng.domains.conduct.seclusion.departures import depart
        from zhiheng.domains.conduct.seclusion.reversals import shorten
        from zhiheng.domains.custody.departure import events
        from zhiheng.domains.custody.departure.actions.seals import await_seal
        from zhiheng.domains.custody.departure.following import follow

        for hear in (follow, depart, await_seal):
            events.subscribe(hear)
        discipline.subscribe(shorten)
