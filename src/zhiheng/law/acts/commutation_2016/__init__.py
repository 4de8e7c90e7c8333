"""SPC provisions on commutation and parole of 2016 (法释〔2016〕23号), in force since 2017-01-01."""

from __future__ import annotations
