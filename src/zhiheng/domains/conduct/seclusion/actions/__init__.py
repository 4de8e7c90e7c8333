"""The verbs over those held alone or restrained, and over the alarms of their clocks."""

from __future__ import annotations

from zhiheng.domains.conduct.seclusion.actions.alarms import acknowledge_alarm, raise_alarms
from zhiheng.domains.conduct.seclusion.actions.looks import Look
from zhiheng.domains.conduct.seclusion.actions.restraints import Restraining, approve_again, check_restrained, start_restraint, stop_restraint
from zhiheng.domains.conduct.seclusion.actions.seclusions import (
    Protecting,
    check_alone,
    end_seclusion,
    isolate_for_inquiry,
    protect,
    review_protection,
    start_confinement,
)

__all__ = [
    "Look",
    "Protecting",
    "Restraining",
    "acknowledge_alarm",
    "approve_again",
    "check_alone",
    "check_restrained",
    "end_seclusion",
    "isolate_for_inquiry",
    "protect",
    "raise_alarms",
    "review_protection",
    "start_confinement",
    "start_restraint",
    "stop_restraint",
]
