"""Provisions on officials’ interference and on judicial insiders asking about cases (2015)."""

from __future__ import annotations
