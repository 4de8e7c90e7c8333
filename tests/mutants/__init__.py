"""Mutation testing of ``zhiheng.law``: small faults put into the rules one at a time, to see whether tests/law notices each.

``uv run python -m tests.mutants --help``. The why of an own driver: docs/decisions/0009. The results: docs/law-mutation.md.
"""
