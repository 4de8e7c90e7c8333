"""Screens of searches and finds."""

from __future__ import annotations
