"""SPC Interpretation on the Criminal Procedure Law (法释〔2021〕1号)."""

from __future__ import annotations
