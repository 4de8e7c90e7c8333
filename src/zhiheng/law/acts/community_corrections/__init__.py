"""Community corrections: Law 2020, Measures 2020, Opinions 2026."""

from __future__ import annotations
