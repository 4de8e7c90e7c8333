"""Codes of the powers over places. Their entries in the power list stand in ``base.people.policy``: the list lies above this app."""

from __future__ import annotations

VIEW = "places.view"
FOUND = "places.found"
CHANGE = "places.change"
CLOSE = "places.close"
