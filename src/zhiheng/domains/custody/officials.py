"""The watch of custody, an official that only writes down; named officers decide."""

from __future__ import annotations

from typing import Final

from zhiheng.engines.trail.acts import Official

WATCH: Final = Official("system:clock-watch", "期限监看", "worker")
"""The system official that writes down what runs over. It decides nothing."""
