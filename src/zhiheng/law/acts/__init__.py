"""One folder per instrument, one module per chapter, one small function per article or paragraph."""

from __future__ import annotations
