"""SPC provisions of 2014 on hearing commutation and parole cases (法释〔2014〕5号): the clocks."""

from __future__ import annotations
