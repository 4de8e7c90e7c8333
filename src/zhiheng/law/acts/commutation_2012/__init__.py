"""SPC provisions on commutation and parole of 2012 (法释〔2012〕2号), in force 2012-07-01 to 2016-12-31."""

from __future__ import annotations
