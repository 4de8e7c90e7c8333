"""Prison Law as revised 2026 (监狱法 2026年修订, Presidential Order 74): events from 2026-11-01, beside the law before."""

from __future__ import annotations
