"""Typed readers of environment variables. A wrong value fails at start-up with its name, never later."""

from __future__ import annotations

import os
from pathlib import Path


class WrongEnvironment(SystemExit):
    """An environment variable holds a value that cannot be used."""


def env_text(name: str, default: str = "") -> str:
    """The variable's text, or the default when unset or empty."""
    return os.environ.get(name) or default


def env_flag(name: str, *, default: bool = False) -> bool:
    """`1` or `0`; anything else is refused."""
    value = env_text(name, "1" if default else "0")
    if value not in {"0", "1"}:
        raise WrongEnvironment(f"{name} must be 0 or 1, not {value!r}.")
    return value == "1"


def env_number(name: str, default: int) -> int:
    """A whole number."""
    value = env_text(name, str(default))
    if not value.isascii() or not value.lstrip("-").isdigit():
        raise WrongEnvironment(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def state_folder() -> Path:
    """Where this installation keeps its own files (keys, embedded database, checkpoints)."""
    given = os.environ.get("ZHIHENG_DATA")
    if given:
        return Path(given).expanduser().resolve()
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "pyproject.toml").exists():
        return checkout / ".zhiheng"
    return Path.home() / ".local" / "share" / "zhiheng"
