"""Legislation Law (立法法): which of two rules prevails."""

from __future__ import annotations
