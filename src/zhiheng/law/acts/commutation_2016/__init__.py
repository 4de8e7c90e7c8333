"""SPC Provisions on commutation and parole of 2016 (法释〔2016〕23号) and the opinion of 2012 before them."""

from __future__ import annotations
