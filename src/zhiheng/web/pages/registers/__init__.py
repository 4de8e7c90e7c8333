"""Screens of the standing registers."""

from __future__ import annotations
