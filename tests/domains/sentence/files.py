"""Files of rulings as they come: a good row, and rows and files with one thing wrong each."""

from __future__ import annotations

import json
from typing import Any

GOOD: dict[str, Any] = {
    "id": "t001",
    "source": "测试",
    "court": "江城市中级人民法院",
    "date_of_ruling": "2023-05-10",
    "offence": "盗窃罪",
    "original": {"kind": "fixed", "years": 7, "months": 0, "days": 0, "start": "2019-07-20", "end": "2026-07-19"},
    "history": [],
    "result": {"kind": "commuted", "amount": {"years": 0, "months": 7, "days": 0}, "end_after": "2025-12-19"},
}


def row(**changes: Any) -> dict[str, Any]:
    """The good row with some fields replaced."""
    return GOOD | changes


def original(**changes: Any) -> dict[str, Any]:
    """The good row with some fields of its judgment replaced."""
    return GOOD | {"original": GOOD["original"] | changes}


def jsonl(*rows: dict[str, Any] | str) -> bytes:
    """Rows as a file; a text stands as it is."""
    return "\n".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in rows).encode() + b"\n"


DIFFERS = row(id="t002", result=GOOD["result"] | {"end_after": "2025-12-25"})
NOT_CHECKABLE = row(
    id="t003",
    original={"kind": "fixed", "years": 7, "start": None, "end": None},
    result={"kind": "commuted", "amount": {"months": 7, "years": 0}},
)
INVALID = original(start="2021-02-30") | {"id": "t004"}
MIXED = jsonl(GOOD, DIFFERS, NOT_CHECKABLE, INVALID)
"""One row of each verdict."""

BAD_ROWS: dict[str, dict[str, Any] | str] = {
    "not JSON": "{oops",
    "not an object": "[1, 2]",
    "impossible date": INVALID,
    "end before start": original(end="2019-07-01"),
    "negative term": original(years=-3),
    "huge term": original(years=10**9),
    "number too long to read": '{"id": "x", "original": {"kind": "fixed", "years": ' + "9" * 5000 + "}}",
    "unknown kind": original(kind="banishment"),
    "missing original": {k: v for k, v in GOOD.items() if k != "original"},
    "missing id": {k: v for k, v in GOOD.items() if k != "id"},
    "text for a number": original(years="seven"),
    "truth for a number": original(years=True),
    "NaN": '{"id": "x", "original": {"kind": "fixed", "years": NaN}}',
    "deep nesting": '{"id": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "unpaired surrogate": '{"id": "\\ud800"}',
    "doubled key": '{"id": "x", "id": "y"}',
}
