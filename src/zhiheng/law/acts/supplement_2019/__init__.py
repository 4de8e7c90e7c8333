"""SPC supplementary provisions of 2019 (法释〔2019〕6号): embezzlement and bribery."""

from __future__ import annotations
