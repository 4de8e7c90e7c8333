"""One folder per instrument, one module per chapter, one small function per article or paragraph."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages


def read_all() -> None:
    """Import every module of the acts, so that ``reckoning.RULES`` holds every rule (for the book and for tests)."""
    for module in walk_packages(__path__, f"{__name__}."):
        import_module(module.name)
