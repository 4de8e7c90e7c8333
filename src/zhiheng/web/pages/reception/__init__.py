"""Screens from the door to the day of release: desk, steps, identity, belongings, file, transfers, releases, papers."""

from __future__ import annotations
