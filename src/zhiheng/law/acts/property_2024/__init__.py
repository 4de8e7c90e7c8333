"""SPC provisions of 2024 on property items of a judgment (法释〔2024〕5号)."""

from __future__ import annotations
