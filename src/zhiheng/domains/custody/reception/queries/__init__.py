"""Reads of reception, shared by pages, duties, registers and exports. They change nothing; who may read is checked by the caller."""

from __future__ import annotations
