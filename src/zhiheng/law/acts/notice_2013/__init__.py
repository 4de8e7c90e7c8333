"""SPC notice of 2013 (法〔2013〕201号) and its neighbours: which provisions govern a ruling."""

from __future__ import annotations
