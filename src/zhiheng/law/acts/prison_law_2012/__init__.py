"""Prison Law as amended 2012 (监狱法 2012年修正): events up to 2026-10-31."""

from __future__ import annotations
