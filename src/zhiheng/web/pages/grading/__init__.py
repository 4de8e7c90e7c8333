"""Screens of what follows from closed months: accounts, notices, grades, interruptions, reports."""

from __future__ import annotations
