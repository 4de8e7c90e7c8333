"""Temporary service outside prison: Provisions 2014, prison procedure 2016, Opinions 2023."""

from __future__ import annotations
