"""The worker's side of comparisons: what was asked for is worked off a slice at a time, as the act of whoever asked.

Each slice is checked against the powers of that moment: who asked and has lost the power gets no further, and the request waits until
somebody stops it. A worker that dies leaves nothing half done; any worker goes on at the next slice.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from typing import Final

from django.db import connection
from django.utils.translation import gettext as _

from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.actions.compare import compare_slice, fail_comparison
from zhiheng.domains.sentence.models import Comparison
from zhiheng.engines.trail.acts import Official, authorise
from zhiheng.engines.trail.refusals import Refusal

log = logging.getLogger(__name__)

PAUSE: Final = 1.0  # seconds between two looks at the list
TERMINAL: Final = "worker"


def run(stop: threading.Event) -> None:
    """Work off what is asked for until told to stop; a lost database is waited for, never a reason to die."""
    while not stop.is_set():
        try:
            busy = work_once()
        except Exception:
            log.exception("Comparisons could not be worked on; another try follows.")
            connection.close()
            busy = False
        if not busy:
            connection.close()
            stop.wait(PAUSE)


def work_once() -> bool:
    """One slice of the oldest request that may go on; whether there was one."""
    found = next(workable(), None)
    if found is None:
        return False
    try:
        compare_slice(found, acting=who_asked(found), reason=found.reason)
    except Refusal:
        raise
    except Exception as error:
        log.exception("Comparison %s failed.", found.pk)
        fail_comparison(found, fault=type(error).__name__, acting=who_asked(found), reason=_("the comparison cannot be worked off"))
    return True


def workable() -> Iterator[Comparison]:
    """Requests under way whose official still holds the power there, oldest first."""
    for asked in Comparison.objects.filter(state__in=(Comparison.State.WAITING, Comparison.State.RUNNING)).order_by("pk"):
        if may_go_on(asked):
            yield asked


def may_go_on(asked: Comparison) -> bool:
    """Whether who asked may still compare there."""
    try:
        authorise(who_asked(asked), policy.COMPARE, asked.trail_subject())
    except Refusal:
        return False
    return True


def who_asked(asked: Comparison) -> Official:
    return Official(asked.requested_by, asked.requested_label, TERMINAL)
