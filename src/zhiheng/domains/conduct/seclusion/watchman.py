"""The watch over the clocks: a system official of narrow powers writes down what comes near or runs over. It decides nothing.

Screens do not wait for it: they read the clocks from the records. It makes what they show lasting, climbing, and answered by name.
"""

from __future__ import annotations

import logging
import threading
from typing import Final

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiheng.base.places.models import Kind, Place
from zhiheng.domains.conduct.seclusion.actions.alarms import raise_alarms, unsaid
from zhiheng.domains.custody.departure import watch as departure
from zhiheng.domains.custody.officials import WATCH
from zhiheng.domains.custody.whereabouts import watch as whereabouts
from zhiheng.engines.trail.refusals import Refusal

log = logging.getLogger(__name__)

EVERY: Final = 20.0  # seconds


def run(stop: threading.Event) -> None:
    """Look at the clocks until told to stop; a lost database is waited for, never a reason to die."""
    while not stop.is_set():
        try:
            whereabouts.look_once()
            departure.look_once()
            look_once()
        except Refusal as refusal:
            log.warning("The clocks could not be written down: %s", refusal)
        except Exception:
            log.exception("The clocks could not be looked at; another look follows.")
        connection.close()
        stop.wait(EVERY)


def look_once() -> int:
    """One look over the whole service; how many alarms changed."""
    now, changed = timezone.now(), 0
    for bureau in Place.objects.filter(kind=Kind.BUREAU):
        if unsaid([bureau.path], now):
            changed += raise_alarms(bureau, at=now, acting=WATCH, reason=_("clocks of the day"))
    return changed
