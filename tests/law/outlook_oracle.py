"""A slow second opinion on outlooks, from the tables of the fact sheet: looked up as text, dates walked day by day.

Shares no code with the product. Knows adults with every fact stated and no later crime; returns plain dates and months.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.law.oracle import ONE, last_day, walk_months

VIOLENT = ["homicide", "rape", "robbery", "kidnapping", "arson", "explosion", "dangerous_substances", "organised_violence"]
THREE = ["duty_crime", "embezzlement_bribery", "financial_order", "financial_fraud", "mafia"]
LIST_OF_ART_7 = [*THREE, "state_security", "terrorism", "drug_ringleader", "drug_reoffender", "recidivist"]

# months for grades A B C D
CAPS = {"ordinary": "9 12 18 24", "strict": "9 12 12 12", "s2019": "6 9 12 12", "restricted": "6 6 12 12"}
OLD_CAPS = {"P2012": "12 24 24 24", "P1997": "12 24 24 24", "P1997 long": "12 24 36 36"}
# first wait, interval (months), by band of the original term in years
BANDS = {
    "ordinary": {5: (12, 12), 10: (18, 12), 99: (24, 18)},
    "strict": {10: (24, 12), 99: (24, 18)},
    "s2019": {10: (24, 18), 99: (36, 24)},
}
# wait for life, wait after reprieve became life
LONG_WAITS = {"ordinary": (24, 36), "strict": (36, 36), "s2019": (48, 48), "restricted": (0, 60)}
# results in months: A B C D, least-greatest
LIFE = {"ordinary": "264-264 252-264 240-252 228-240", "strict": "264-264 252-264 240-252 240-240", "s2019": "276-276 264-276 252-264 252-264"}
REPRIEVE = {
    "ordinary": "300-300 288-300 276-288 264-276",
    "strict": "276-300 276-300 276-300 276-300",
    "restricted": "276-300 276-300 276-300 276-300",
    "s2019": "300-300 294-300 288-294 288-294",
}


def day(text: str) -> date:
    return date.fromisoformat(text)


def months_of(term: dict[str, int]) -> int:
    return 12 * term["years"] + term["months"]


def later(start: date, months: int) -> date:
    """At least so many months after a day; where 28 or 29 February leaves it open, the later day."""
    return max(readings(start, months)) + ONE


def readings(start: date, months: int) -> list[date]:
    """The last day of so many months: years first, and, from the end of February, all months at once."""
    stepped = last_day(start, months // 12, months % 12, 0)
    open_question = start.month == 2 and start.day >= 28 and months > 12 and months % 12
    return [stepped, last_day(start, 0, months, 0)] if open_question else [stepped]


def old(case: dict[str, Any]) -> bool:
    return max(case["offence_dates"]) <= "2011-04-30"


def pack(case: dict[str, Any]) -> str:
    ruled = case["ruling_date"] or case["report_date"]
    if ruled >= "2017-01-01":
        return "P2016"
    if ruled < "2012-07-01":
        return "P1997"
    return "P1997" if case["original"]["final_date"] < "2011-05-01" or old(case) else "P2012"


def standing(case: dict[str, Any]) -> str:
    """The class, by the sheet's prose."""
    original, categories, ruled = case["original"], case["categories"], case["ruling_date"] or case["report_date"]
    kind, ten = original["kind"], original["years"] is not None and original["years"] >= 10
    if kind == "death_reprieve" and original["whole_life"]:
        return "whole_life"
    if kind == "death_reprieve" and original["restricted"]:
        return "restricted"
    if pack(case) != "P2016":
        return "strict" if ruled >= "2014-01-21" and set(categories) & set(THREE) else "ordinary"
    if "embezzlement_bribery" in categories and original["judgment_date"] >= "2015-11-01" and ruled >= "2019-06-01":
        return "s2019"
    if set(categories) & set(LIST_OF_ART_7) or case["property"] == "able_unwilling":
        return "strict"
    return "strict" if set(categories) & set(VIOLENT) and (ten or kind in ("life", "death_reprieve")) else "ordinary"


def floor(case: dict[str, Any]) -> date:
    original = case["original"]
    if original["kind"] == "fixed":
        half = months_of(original)
        return max(readings(day(original["start"]), half // 2)) + timedelta(15 * (half % 2))
    if original["kind"] == "life":
        return last_day(day(original["final_date"]), 10 if old(case) else 13, 0, 0)
    expiry = walk_months(day(original["reprieve_served_date"]), 24, sticky=False)
    years = 25 if standing(case) == "restricted" else 12 if pack(case) == "P1997" else 15
    return last_day(expiry, years, 0, 0)


def band(case: dict[str, Any], which: str) -> tuple[int, int]:
    return next(found for bound, found in sorted(BANDS[which].items()) if months_of(case["original"]) < 12 * bound)


def spacing(case: dict[str, Any], grade: str) -> tuple[date, int]:
    """The day from which time runs, and how many months of it the case needs; none with major merit where it is lifted."""
    original, which, governing, history = case["original"], standing(case), pack(case), case["history"]
    commuted = [entry for entry in history if entry["kind"] != "reprieve_to_life"]
    major = grade in "CD"
    if commuted:
        last = commuted[-1]
        lifted = major and which != "restricted"
        return day(last["served"]), 0 if lifted else gap(case, which, governing, months_of(last["amount"]) if last["amount"] else 0)
    if original["kind"] == "fixed":
        if major:
            return day(original["delivery_date"]), 0
        if governing != "P2016":
            return day(original["delivery_date"]), 24 if which == "strict" else 18
        return day(original["delivery_date"]), band(case, which)[0]
    life = original["kind"] == "life"
    from_day = day(original["final_date"]) if life else walk_months(day(original["reprieve_served_date"]), 24, sticky=False)
    from_day = max(from_day, day(original["delivery_date"]))
    if major and (which == "s2019" or (which == "strict" and governing != "P2016") or (life and governing == "P2016")):
        return from_day, 0
    if governing != "P2016":
        return from_day, 36 if which == "strict" else 24
    return from_day, LONG_WAITS[which][0 if life else 1]


def gap(case: dict[str, Any], which: str, governing: str, last: int) -> int:
    """The interval in months."""
    fixed = case["original"]["kind"] == "fixed"
    if governing != "P2016":
        if which == "strict":
            return 24 if not fixed else 12 if months_of(case["original"]) < 120 else 18
        running = months_of(case["original"]) if fixed else months_of(next(entry["to"] for entry in reversed(case["history"]) if entry["to"]))
        return 24 if governing == "P1997" and running >= 120 and last >= 24 else 12
    if which == "s2019":
        return band(case, which)[1] if fixed else 24
    return max(band(case, which)[1] if fixed else 24, last)


def refused(case: dict[str, Any], grade: str) -> bool:
    ruled = case["ruling_date"] or case["report_date"]
    return case["property"] == "able_unwilling" and grade in "AB" and (ruled >= "2024-05-01" or standing(case) == "s2019")


def earliest(case: dict[str, Any], grade: str) -> date:
    start, months = spacing(case, grade)
    found = later(start, months) if months else start
    ruled = case["ruling_date"] or case["report_date"]
    if case["property_cured_on"] and ruled >= "2024-05-01" and grade in "AB":
        found = max(found, later(day(case["property_cured_on"]), 6))
    return found


def amount(case: dict[str, Any], grade: str, start: date, running: int, removed: int) -> tuple[int, int, date]:
    """Months, days and new end: the greatest within cap, half and floor, by trying each length from the top."""
    which, governing = standing(case), pack(case)
    if governing == "P2016":
        cap = int(CAPS[which].split()["ABCD".index(grade)])
    else:
        long = governing == "P1997" and running >= 120
        cap = int(OLD_CAPS["P1997 long" if long else governing].split()["ABCD".index(grade)])
        cap = min(cap, 12) if which == "strict" else cap
    bound = max(floor(case), day(case["ruling_date"] or case["report_date"]))
    half = months_of(case["original"]) * 15 if case["original"]["kind"] == "fixed" else 10**6
    for months in range(cap, -1, -1):
        left = running - removed - months
        end = last_day(start, left // 12, left % 12, 0) if left >= 0 else date.min
        for days in range(0 if months == cap else 31, -1, -1):
            if end > date.min + timedelta(60) and end - timedelta(days) >= bound and (removed + months) * 30 + days <= half:
                return months, days, end - timedelta(days)
    return 0, 0, last_day(start, (running - removed) // 12, (running - removed) % 12, 0)


def bars(case: dict[str, Any]) -> list[str]:
    original, categories = case["original"], case["categories"]
    violent = bool(set(categories) & set(VIOLENT))
    reprieve, life = original["kind"] == "death_reprieve", original["kind"] == "life"
    found = ["R-B-1"] if "recidivist" in categories else []
    found += ["R-B-2"] if violent and not reprieve and (life or months_of(original) >= 120) else []
    found += ["R-B-3"] if reprieve and (violent or "recidivist" in categories) else []
    found += ["R-B-4"] if standing(case) == "whole_life" else []
    return found + (["R-B-5"] if case["property"] == "able_unwilling" and pack(case) == "P2016" else [])


def parole(case: dict[str, Any]) -> date:
    original, governing = case["original"], pack(case)
    if original["kind"] == "fixed":
        found = floor(case) + ONE
    elif original["kind"] == "life":
        found = walk_months(day(original["final_date"]), 120 if old(case) else 156, sticky=False)
    else:
        expiry = walk_months(day(original["reprieve_served_date"]), 24, sticky=False)
        found = walk_months(expiry, 144 if governing == "P1997" else 180, sticky=False)
    for entry in case["history"]:
        if entry["kind"] != "reprieve_to_life":
            removed = months_of(entry["amount"]) if entry["amount"] else 0
            wait = (18 if removed >= 12 else 12) if governing == "P2016" else (24 if removed >= 24 else 12)
            found = max(found, later(day(entry["served"]), wait))
    ruled = case["ruling_date"] or case["report_date"]
    if case["property_cured_on"] and ruled >= "2024-05-01":
        found = max(found, later(day(case["property_cured_on"]), 6))
    return found
