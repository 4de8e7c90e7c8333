"""From the places that a power reaches to the prisons and wards whose people may be seen.

Lists are served by indexes on prison and ward; a test of the place's path would read every episode of the bureau.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from zhiheng.base.places.models import Kind, Place


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose records may be shown: everybody's, or those held in these prisons and wards (ids of places).

    A ward sees who is held there now; a prison also sees whom it held last, since it keeps the file after a release.
    """

    everywhere: bool = False
    prisons: tuple[int, ...] = ()
    wards: tuple[int, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.everywhere or self.prisons or self.wards)

    @property
    def narrow(self) -> bool:
        """Wards only: a few hundred people, quicker to walk through than to look up."""
        return not (self.everywhere or self.prisons)

    def condition(self, episode: str = "e") -> tuple[str, list[Any]]:
        """The scope as a condition on an episode, with its parameters."""
        if self.everywhere:
            return "true", []
        held = f"({episode}.prison_id = any(%s) or ({episode}.ward_id = any(%s) and {episode}.ended_on is null))"
        return held, [list(self.prisons), list(self.wards)]


def scope_of(paths: Iterable[str]) -> Scope:
    """The scope of places given by path: a bureau is everywhere; what lies below a ward counts as its ward.

    A post at a cell or a bed reaches nobody here: it shows no list.
    """
    wanted = list(paths)
    if not wanted:
        return Scope()
    found = list(Place.objects.filter(path__in=wanted).values_list("id", "kind", "path"))
    if any(kind == Kind.BUREAU for _id, kind, _path in found):
        return Scope(everywhere=True)
    prisons = {path: pk for pk, kind, path in found if kind == Kind.PRISON}
    wards = [path for _id, kind, path in found if kind == Kind.WARD and not any(path.startswith(f"{prison}.") for prison in prisons)]
    return Scope(prisons=tuple(sorted(prisons.values())), wards=_with_sub_wards(wards))


def _with_sub_wards(paths: list[str]) -> tuple[int, ...]:
    if not paths:
        return ()
    return tuple(Place.objects.filter(path__under_any=paths, kind=Kind.WARD).order_by("id").values_list("id", flat=True))
