"""Personal-information and data-security duties that can be counted: PIPL, Cybersecurity Law."""

from __future__ import annotations
