"""What people say against decisions, for the tests of the rooms."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast
from zhiheng.base.objections import actions
from zhiheng.base.objections.actions import Filing
from zhiheng.base.objections.grounds import decision_of
from zhiheng.base.objections.models import Objection


def say(cast: Cast, against: str, *, by: str = "ward_officer", **filing: Any) -> Objection:
    """File an objection against a decision, by its reference; the ward officer takes it."""
    given = Filing(**{"words": "不服", **filing})
    return actions.file_objection(decision_of(against), filing=given, acting=cast.acting(cast.officers[by]), reason="本人提出")
