"""A draw that anybody can repeat: cells in the order of a hash of seed and path, the first ones taken."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def drawn(seed: str, paths: Iterable[str], size: int) -> list[str]:
    """``size`` of the paths, picked by the seed; in the order of their paths. The same whatever order they come in."""
    ranked = sorted(paths, key=lambda path: sha256(f"{seed}:{path}".encode()).digest())
    return sorted(ranked[:size])
