"""What a phone shows when the network is gone."""

from __future__ import annotations
