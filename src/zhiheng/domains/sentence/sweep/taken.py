"""The readings of open questions under which a batch is computed. They travel with it, so that whoever computes it takes the same ones.

A batch without any is computed by the law book's defaults: a file that came from elsewhere, or records of places that chose nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhiheng.law.choices import DEFAULTS, Readings, reading_codes
from zhiheng.law.questions import chosen

type ByPrison = Mapping[int, Readings]
"""Prison -> the readings in force there, for prisons where they are not the defaults."""

NOTHING_CHOSEN: Final[ByPrison] = {}
_KEY: Final = b"zhiheng.readings"


def under(batch: pa.RecordBatch, readings: Readings) -> pa.RecordBatch:
    """The batch, to be computed under these readings."""
    if readings == DEFAULTS:
        return batch
    return batch.replace_schema_metadata({_KEY: json.dumps(reading_codes(readings))})


def readings_of(batch: pa.RecordBatch) -> Readings:
    """What :func:`under` laid down; the defaults where nothing is."""
    told = (batch.schema.metadata or {}).get(_KEY)
    return DEFAULTS if told is None else chosen(json.loads(told)).sentence


def parts(prisons: NDArray[np.int64], taken: ByPrison) -> Iterator[tuple[Readings, NDArray[np.bool_]]]:
    """Each set of readings with a mask of the people under it, the defaults first; sets that nobody is under are left out."""
    sets = list(dict.fromkeys([DEFAULTS, *taken.values()]))
    which = np.zeros(len(prisons), np.int64)
    for prison, readings in taken.items():
        which[prisons == prison] = sets.index(readings)
    for number, readings in enumerate(sets):
        mask: NDArray[Any] = which == number
        if mask.any():
            yield readings, mask
