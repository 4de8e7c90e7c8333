"""Nelson Mandela Rules (A/RES/70/175): the floor under what the statutes leave open."""

from __future__ import annotations
