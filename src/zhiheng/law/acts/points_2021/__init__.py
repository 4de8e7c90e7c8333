"""Provisions on points appraisal of prisoners (监狱计分考核罪犯工作规定, 司规〔2021〕3号), chapter by chapter."""

from __future__ import annotations
