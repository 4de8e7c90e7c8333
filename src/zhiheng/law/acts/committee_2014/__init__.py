"""Political-Legal Committee opinion of 2014 (中政委〔2014〕5号): three categories of offenders."""

from __future__ import annotations
