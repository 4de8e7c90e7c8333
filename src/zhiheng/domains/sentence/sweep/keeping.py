"""What was computed, ready to be kept: columns of numbers whose meaning the legend of the sweep gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhiheng.domains.sentence.sweep.columns import UNKNOWN
from zhiheng.domains.sentence.sweep.kernel import ENDS_BY, FLAGS, FLOORS_BY, terms_swept
from zhiheng.domains.sentence.sweep.outlooks import GRADES, MISSING, prospects_swept
from zhiheng.domains.sentence.sweep.packing import Column
from zhiheng.law.acts import read_all
from zhiheng.law.population import BARS
from zhiheng.law.prospects import NO_DAY
from zhiheng.law.reckoning import RULES


class Found(NamedTuple):
    """A batch: judgments, the columns of its table, the rules that its ``*_by`` columns number, and who was refused."""

    ids: NDArray[np.int64]
    columns: dict[str, Column]
    rules: tuple[str, ...]
    refused: pa.RecordBatch


@dataclass(slots=True)
class Legend:
    """What the numbers in the rows of one sweep mean. Rules are numbered as they come up."""

    bits: dict[str, tuple[str, ...]]
    rules: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, dict[str, str]] = field(default_factory=dict)

    def numbered(self, local: Column, rules: tuple[str, ...]) -> Column:
        """A column that numbers its batch's rules, in the numbers of the sweep; a rule without a name is none."""
        here = np.array([self.rules.setdefault(rule, len(self.rules)) if rule else -1 for rule in rules], np.int16)
        numbers = here[local.values]
        empty = numbers < 0
        return Column(numbers, empty if local.empty is None else empty | local.empty)

    def reason(self, row: dict[str, Any]) -> int:
        self.reasons.setdefault(row["code"], {"zh": row["zh"], "en": row["en"]})
        return list(self.reasons).index(row["code"])

    def as_json(self) -> dict[str, Any]:
        """Lists in the order of the numbers; bits lowest first."""
        read_all()
        rules = [{"rule": rule, "zh": RULES[rule].provision.zh, "en": RULES[rule].provision.en} for rule in self.rules]
        return {
            "rules": rules,
            "bits": {name: list(words) for name, words in self.bits.items()},
            "reasons": [{"code": code, **words} for code, words in self.reasons.items()],
        }


def terms_found(batch: pa.RecordBatch, on: date, first_row: int = 0) -> Found:
    """The terms of a batch of ``columns.INPUT``, for ``swept_term``."""
    terms, refused = terms_swept(batch, on, first_row)
    ends = terms.ends
    no_floor = ends.floor == UNKNOWN
    columns = {
        "start": Column(terms.start, day=True),
        "end": Column(ends.end, day=True),
        "governing_end": Column(ends.governing, day=True),
        "floor_end": Column(ends.floor, no_floor, day=True),
        "flags": Column(terms.flags),
        "end_by": Column(terms.end_by),
        "floor_by": Column(terms.floor_by + np.int16(len(ENDS_BY)), no_floor),
    }
    return Found(numbers_of(terms.ids), columns, (*ENDS_BY, *FLOORS_BY), refused)


def numbers_of(ids: Any) -> NDArray[np.int64]:
    """Judgments by their numbers."""
    return np.asarray(ids.cast(pa.int64()))


def outlooks_found(batch: pa.RecordBatch, on: date, first_row: int = 0) -> Found:
    """The outlooks of a batch of positions, for ``swept_outlook``."""
    (ids, found, missing), refused = prospects_swept(batch, first_row)
    columns = {name: _day(getattr(found, name)) for name in ("end", "floor_end", "parole")}
    columns |= {name: Column(getattr(found, name)) for name in ("floor_by", "earliest_by", "parole_by")}
    for number, grade in enumerate(GRADES):
        columns[f"earliest_{grade}"] = _day(found.earliest[:, number])
        columns[f"end_after_{grade}"] = _day(found.end_after[:, number])
        columns[f"amount_months_{grade}"] = Column(found.amount_months[:, number])
        columns[f"amount_days_{grade}"] = Column(found.amount_days[:, number])
    columns |= {"bars": Column(found.bars.astype(np.int16)), "missing": Column(missing)}
    return Found(numbers_of(ids), columns, found.rules, refused)


def _day(days: NDArray[Any]) -> Column:
    return Column(days, days == NO_DAY, day=True)


FLAGS_OF: Final[dict[str, dict[str, tuple[str, ...]]]] = {"terms": {"flags": FLAGS}, "outlook": {"bars": tuple(BARS), "missing": MISSING}}
"""What the bits of a sweep's columns stand for, lowest first."""
