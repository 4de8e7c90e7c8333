"""How somebody gets ready to go out."""

from __future__ import annotations

from tests.cast import Cast
from tests.domains.custody.reception.papers import by
from zhiheng.base.people.models import Episode
from zhiheng.domains.custody.departure import actions


def checked(cast: Cast, episode: Episode, kind: str = "check-1") -> None:
    """The clerk checks the date, the warden confirms."""
    step = actions.check_release_date(episode, kind=kind, **by(cast))
    actions.confirm_release_date(step, **by(cast, "warden"))
