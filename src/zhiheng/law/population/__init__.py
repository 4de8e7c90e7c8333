"""The same rules over a whole population, as machine code. The only part of ``law`` that imports numpy, numba and pyarrow.

``compiled`` gives the machine-code form of a rule, ``term_ends`` the dates of many terms, ``outlooks`` the main figures
of many outlooks with the rules that decided them.
"""

from __future__ import annotations

from zhiheng.law.population.machine import FIRST_DAY, LAST_DAY, TABLE_FORMS, OutOfRange, compiled
from zhiheng.law.population.outlooks import BARS, OutlookColumns, Outlooks, outlooks, position_of
from zhiheng.law.population.terms import TermColumns, TermEnds, columns_of, table_of, term_ends

__all__ = [
    "BARS",
    "FIRST_DAY",
    "LAST_DAY",
    "TABLE_FORMS",
    "OutOfRange",
    "OutlookColumns",
    "Outlooks",
    "TermColumns",
    "TermEnds",
    "columns_of",
    "compiled",
    "outlooks",
    "position_of",
    "table_of",
    "term_ends",
]
