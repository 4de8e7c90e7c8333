"""Screens of the ward's day."""

from __future__ import annotations
