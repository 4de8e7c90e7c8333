"""Rulings and cases with every sort of error scattered among good ones, the same ones for the same seed, with what each row should say."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tests.law.rows import case, row, term

type Make = Callable[[str], bytes]
type Bad = tuple[Make, str]


class Scattered(NamedTuple):
    """One row of the file as bytes without its line feed; ``code``: its refusal, or None for a good row."""

    data: bytes
    code: str | None


def written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def ruling(**changed: Any) -> Make:
    return lambda id: written(row(id=id, court="江城市中级人民法院", **changed))


def spoilt(change: Callable[[bytes], bytes]) -> Make:
    return lambda id: change(ruling()(id))


def person(**changed: Any) -> Make:
    return lambda id: written(case(id=id, **changed))


def commuted(on: str, months: int) -> dict[str, Any]:
    return {"date": on, "kind": "commutation", "amount": term(0, months)}


TEXTS: tuple[Bad, ...] = (
    (spoilt(lambda data: data[: len(data) // 2]), "not_json"),
    (spoilt(lambda data: data.decode().encode("gbk")), "gbk"),
    (spoilt(lambda data: data.replace("江".encode(), b"\xff\xfe\xff")), "not_utf8"),
    (spoilt(lambda data: data.replace("江".encode(), b"\x00")), "binary"),
    (spoilt(lambda data: data.replace(b'"court": "', b'"court": "' + b"x" * (1 << 20))), "line_too_long"),
    (spoilt(lambda data: b"[" + data + b"]"), "not_an_object"),
    (spoilt(lambda data: data.replace(b'"years": 7', b'"years": NaN')), "not_a_number"),
    (spoilt(lambda data: data.replace(b'"kind"', b'"kind": "life", "kind"', 1)), "doubled_key"),
    (spoilt(lambda data: data.replace("江".encode(), b"\\ud83d")), "bad_text"),
    (lambda id: b'{"id": "' + id.encode() + b'", "original": ' + b"[" * 100_000, "too_deep"),
    (lambda id: written({"id": id, "original": {"kind": {"kind": {"kind": []}}}, "result": [[{}]]}), "not_an_object"),
    (lambda id: "，，，".encode(), "not_json"),
)
"""Rows that are not one JSON object in UTF-8."""

VALUES: tuple[Bad, ...] = (
    (ruling(original={"years": "7"}), "not_whole"),
    (ruling(original={"years": -7}), "negative"),
    (ruling(original={"years": 10**30}), "too_large"),
    (ruling(original={"years": 900}), "huge_term"),
    (ruling(original={"years": 0}), "empty_term"),
    (ruling(original={"start": "2015-02-29"}), "impossible_date"),
    (ruling(original={"start": "0001-01-01"}), "year_out_of_range"),
    (ruling(original={"start": "9999-12-31"}), "year_out_of_range"),
    (ruling(original={"start": "2009年7月20日"}), "bad_date"),
    (ruling(original={"kind": "exile"}), "unknown_kind"),
    (ruling(result={"kind": "pardoned"}), "unknown_kind"),
    (ruling(history=[{"date": "2013-09-27", "kind": "amnesty"}]), "unknown_kind"),
    (ruling(original=None), "missing"),
    (ruling(history="none"), "not_a_list"),
)
"""Rows whose values cannot be read."""

HISTORIES: tuple[Bad, ...] = (
    (ruling(original={"judgment_date": "2014-01-01"}), "ruling_before_judgment"),
    (ruling(original={"kind": "life", "years": 7}), "term_of_termless_sentence"),
    (ruling(original={"kind": "life", "years": None, "months": None, "days": None, "end": "2030-01-01"}), "end_of_termless_sentence"),
    (ruling(result={"amount": term(7)}), "reduction_past_start"),
    (ruling(original={"start": "2016-07-19", "end": "2009-07-20"}), "dates_out_of_order"),
    (
        ruling(
            history=[
                {"date": "2014-09-27", "kind": "commutation", "amount": term(0, 9)},
                {"date": "2013-09-27", "kind": "commutation", "amount": term(0, 6)},
            ]
        ),
        "history_out_of_order",
    ),
    (ruling(history=[{"date": "2013-09-27", "served": "2013-09-01", "kind": "commutation", "amount": term(0, 9)}]), "served_before_ruling"),
    (ruling(history=[{"date": "2013-09-27", "kind": "reprieve_to_life"}]), "change_does_not_fit"),
)
"""Rows that can be read and contradict themselves."""

CASES: tuple[Bad, ...] = (
    (person(custody=[{"from": "2018-01-10", "to": "2018-03-01"}, {"from": "2018-02-01", "to": None}]), "overlapping_periods"),
    (person(original={"kind": "life", "years": None, "months": None, "days": None, "end": "2030-01-01"}), "end_of_termless_sentence"),
    (person(original={"judgment_date": "2019-08-01", "delivery_date": None}, history=[commuted("2019-01-01", 6)]), "ruling_before_judgment"),
    (person(ruling_date="2019-09-01"), "ruling_before_report"),
    (person(birth_date="2018-01-01"), "born_after_offence"),
    (person(offence_dates=["2017-02-29"]), "impossible_date"),
    (person(categories=["piracy"]), "unknown_word"),
    (person(custody=[{"from": "2018-01-10", "to": "2017-01-10"}]), "end_before_start"),
    (person(excluded_days=[{"days": -40}]), "negative"),
    (person(history=[{"date": "2019-01-01", "kind": "commutation", "amount": term(9)}]), "reduction_past_start"),
)  # fmt: skip
"""Cases that cannot be read or contradict themselves."""

BAD_RULINGS = TEXTS + VALUES + HISTORIES
GOOD_RULINGS: tuple[Make, ...] = (
    ruling(),
    ruling(result={"end_after": None}),
    ruling(original={"start": None, "end": None}),
    ruling(history=[commuted("2013-09-27", 9), commuted("2013-09-27", 1)]),
    ruling(result={"amount": term(4), "end_after": "2011-10-19"}),
    lambda id: b"\xef\xbb\xbf" + ruling()(id),
    lambda id: ruling()(id) + b"\r",
)  # fmt: skip
"""Rows that are computed, odd as some of them are: two rulings on one day, more than one half removed, a mark of order."""


def scattered(good: tuple[Make, ...], bad: tuple[Bad, ...], count: int, *, seed: int = 1, one_in: int = 20) -> Iterator[Scattered]:
    """``count`` rows, about one in ``one_in`` of them bad; every sort of error comes in turn."""
    chance = random.Random(seed)
    turn = 0
    for number in range(count):
        if number > 2 and chance.randrange(one_in) == 0:
            make, code = bad[turn % len(bad)]
            turn += 1
            yield Scattered(make(f"r{number}"), code)
        elif number > 2 and chance.randrange(400) == 0:
            yield Scattered(good[0]("r0"), "doubled_id")
        else:
            yield Scattered(good[0](f"r{number}") if number == 0 else chance.choice(good)(f"r{number}"), None)
