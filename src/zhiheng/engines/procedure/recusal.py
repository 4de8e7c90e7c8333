"""Why a member of a body has no vote on a matter. What is kept with the member is the key; here are its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _l

from zhiheng.engines.trail.refusals import Words

OWN: Final[Mapping[str, Words]] = {
    "party": _l("is concerned, or a close relative of somebody concerned"),
    "interest": _l("has an interest in the outcome, or a close relative has"),
    "relation": _l("has another relation to somebody concerned that may stand in the way of fairness"),
}
"""What only the member can know, and says (the grounds of the People's Police Law art 45, by analogy)."""

GROUNDS: Final[Mapping[str, Words]] = {
    **OWN,
    "witness": _l("took part in the event or saw it"),
    "reporter": _l("reported the event"),
    "investigator": _l("investigated and proposed"),
    "author": _l("made the decision that is contested"),
}
"""Every ground; those that are not the member's own to say follow from the records."""
