"""Procedure rules for prisons requesting commutation and parole (Ministry of Justice Order 130, 2014), and the notice of the same year."""

from __future__ import annotations
