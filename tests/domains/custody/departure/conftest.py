"""What a room above would hear."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from zhiheng.domains.custody.departure.events import Event


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """Every event of departure during the test; nobody else hears them."""
    from zhiheng.domains.custody.departure import events

    found: list[Event] = []
    monkeypatch.setattr(events, "_subscribers", [found.append])
    return found
