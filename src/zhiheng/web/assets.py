"""Addresses of the built scripts and styles, each with the hash of its content, so that browsers may keep them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.templatetags.static import static

BUILT = Path(__file__).parent / "static" / "build"


def built() -> bool:
    """Whether scripts and styles have been built into this installation."""
    return (BUILT / "manifest.json").exists()


def address(name: str) -> str:
    """Address of a built file (``app.js``, ``style.css``)."""
    return f"{static(f'build/{name}')}?v={_hashes(_stamp()).get(name, '0')}"


def _stamp() -> float:
    """Changes when the files were built anew, so that a running server notices."""
    try:
        return (BUILT / "manifest.json").stat().st_mtime
    except OSError:
        return 0.0


@cache
def _hashes(stamp: float) -> dict[str, str]:
    if not stamp:
        return {}
    return {name: entry["hash"] for name, entry in json.loads((BUILT / "manifest.json").read_text()).items()}
