"""Reads of departure. They change nothing; who may read is checked by the caller."""

from __future__ import annotations
