"""Screens of the points appraisal."""

from __future__ import annotations
