"""What an earlier edition might have stored: rows altered on purpose, by an act of the tests'."""

from __future__ import annotations

from collections.abc import Callable

from zhiheng.engines.trail.acts import INSTALLATION, Official, Subject, act


@act("powers.sync", subject="about", secret=("change",))
def _stored(about: Subject, change: Callable[[], object], *, acting: Official, reason: str) -> None:
    change()


def stored_otherwise(change: Callable[[], object]) -> None:
    """Do a change of stored rows that no verb of the product does."""
    _stored(Subject("edition:earlier", "an earlier edition"), change, acting=INSTALLATION, reason="test")
