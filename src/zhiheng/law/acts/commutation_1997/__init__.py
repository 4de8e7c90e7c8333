"""SPC provisions on commutation and parole of 1997, in force 1997-11-08 to 2012-06-30."""

from __future__ import annotations
