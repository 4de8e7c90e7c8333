"""Made-up rulings and cases for tests, in the words of the contract files."""

from __future__ import annotations

import json
from typing import Any

from zhiheng.law.cases import case_or_bad
from zhiheng.law.outlook import explain_case
from zhiheng.law.rulings import BadLine, Check, Ruling, check, read_rulings


def term(years: int = 0, months: int = 0, days: int = 0) -> dict[str, int]:
    return {"years": years, "months": months, "days": days}


def row(**changed: Any) -> dict[str, Any]:
    """Seven years from 2009-07-20, once reduced by 9 months, now by 7. ``original`` and ``result`` are merged."""
    made: dict[str, Any] = {
        "id": "t1",
        "date_of_ruling": "2015-01-28",
        "original": {"kind": "fixed", **term(7), "start": "2009-07-20", "end": "2016-07-19"},
        "history": [{"date": "2013-09-27", "kind": "commutation", "amount": term(0, 9), "end_after": "2015-10-19"}],
        "result": {"kind": "commuted", "amount": term(0, 7), "end_after": "2015-03-19", "parole_probation": None},
    }
    for name, value in changed.items():
        made[name] = made[name] | value if name in ("original", "result") and isinstance(value, dict) else value
    return made


def read(value: object) -> Ruling | BadLine:
    found = read_rulings(json.dumps(value).encode())
    assert found.refusal is None
    return found.rulings[0]


def checked(**changed: Any) -> Check:
    return check(read(row(**changed)))


def case(**changed: Any) -> dict[str, Any]:
    """Four years from 2018-01-10, everything known. ``original`` is merged."""
    made: dict[str, Any] = {
        "id": "c001",
        "report_date": "2019-09-20",
        "ruling_date": None,
        "original": {
            "kind": "fixed", **term(4), "start": "2018-01-10", "end": None, "judgment_date": None, "final_date": None,
            "delivery_date": "2018-09-20", "reprieve_served_date": None, "restricted": False, "whole_life": False,
            "political_rights": None,
        },
        "offence_dates": ["2017-05-02"],
        "counts": [{"crime": "theft", **term(4)}],
        "categories": [],
        "custody": [{"from": "2018-01-10", "to": None}],
        "designated_residence": [],
        "supervisory_detention": [],
        "excluded_days": [],
        "history": [],
        "grade": "A",
        "property": "done",
        "health": [],
        "new_crimes": [],
        "undiscovered_crimes": [],
    }  # fmt: skip
    for name, value in changed.items():
        made[name] = made[name] | value if name == "original" and isinstance(value, dict) else value
    return made


def person(**changed: Any) -> dict[str, Any]:
    """A case in which only what is given is known: no custody, no counts, property performed, a report in 2022."""
    made = case(report_date="2022-06-01", offence_dates=["2012-01-01"], custody=[], counts=[], grade=None)
    made["original"] = dict.fromkeys(made["original"]) | {"restricted": False, "whole_life": False} | changed.pop("original", {})
    return made | changed


def explained(**changed: Any) -> dict[str, Any]:
    """The outlook of :func:`person`, as it comes out of a file."""
    return dict(json.loads(json.dumps(explain_case(case_or_bad(person(**changed))))))
