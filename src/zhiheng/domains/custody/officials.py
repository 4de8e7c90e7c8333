"""The officials of custody: the named officer who decides, and the watch that only writes down."""

from __future__ import annotations

from typing import Final

from zhiheng.base.powers.officials import NobodyNamed, named
from zhiheng.engines.trail.acts import Official

__all__ = ["WATCH", "NobodyNamed", "named"]

WATCH: Final = Official("system:clock-watch", "期限监看", "worker")
"""The system official that writes down what runs over. It decides nothing."""
