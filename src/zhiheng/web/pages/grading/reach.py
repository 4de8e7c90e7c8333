"""Which rounds a viewer reaches."""

from __future__ import annotations

from zhiheng.domains.conduct.grading.models import Round
from zhiheng.engines.trail.refusals import OutsideScope
from zhiheng.web.official import Viewer


def round_at(viewer: Viewer, round_id: int, power: str) -> Round:
    """A round of a prison that the viewer reaches, or lies within.

    Raises:
        OutsideScope: there is none, or not there.
    """
    found = Round.objects.select_related("prison", "deliberation").filter(pk=round_id).first()
    tops = viewer.reach.over(power)
    inside = found is not None and any(_meets(found.prison.path, top) for top in tops)
    if found is None or not inside:
        raise OutsideScope
    return found


def _meets(prison: str, top: str) -> bool:
    """A prison within the reach, or a reach within the prison: a ward sees the round that its people are in."""
    return prison == top or prison.startswith(f"{top}.") or top.startswith(f"{prison}.")
