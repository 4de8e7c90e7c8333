"""Supervision Law (监察法) and its neighbours: credit of supervisory measures."""

from __future__ import annotations
