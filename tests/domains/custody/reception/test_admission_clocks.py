"""The clocks of an admission as worked examples: the fact sheet's limits counted by hand in the State Council's calendar."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from zhiheng.domains.custody.reception.schedule import admission_steps
from zhiheng.lib.workdays import StateCouncilDays

SHANGHAI = ZoneInfo("Asia/Shanghai")
EXAMPLES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("admission_clocks.json").read_text())


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["why"] for example in EXAMPLES])
def test_as_counted_by_hand(example: dict[str, Any]) -> None:
    admitted = dt.datetime.fromisoformat(example["admitted"]).replace(tzinfo=SHANGHAI)
    owed = {one.kind.value: one for one in admission_steps(admitted, StateCouncilDays())}
    found = {kind: timezone.localdate(owed[kind].due_at, SHANGHAI).isoformat() for kind in example["due"]}

    assert found == example["due"]
    assert owed["family"].basis["rule"] == f"PC-3-8-{example['law']}"
