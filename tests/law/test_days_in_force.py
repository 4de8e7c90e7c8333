"""The days on which instruments and rules come into force and end, stated a second time, from the fact sheets.

A wrong day here would move a rule for everybody; a typing error in one of the two places is found by the other.
"""

from __future__ import annotations

import pytest

import zhiheng.law.outlook
from tests.law.cast import d
from zhiheng.law import points, prison_sources, procedures, sources
from zhiheng.law.acts import read_all
from zhiheng.law.reckoning import RULES, Instrument

assert zhiheng.law.outlook  # fills RULES
assert points
assert procedures
read_all()

INSTRUMENTS = """
CL         1997-10-01
CL-A8      2011-05-01
CL-A9      2015-11-01
CPL-2012   2013-01-01 2018-10-25
CPL        2018-10-26
CPLI-2021  2021-03-01
P1997      1997-11-08 2012-06-30
P2012      2012-07-01 2016-12-31
P2016      2017-01-01
N2013      2013-09-11 2016-12-31
D5         2014-01-21 2016-12-31
S2019      2019-06-01
O2021      2021-12-01
PJ2024     2024-05-01
PR2014     2014-06-01
O2012      2012-01-18 2016-12-31
R1984      1984-12-18
R1986      1986-11-05
R2000      2000-03-04
R2009      2009-06-10
SL         2018-03-20
SL-2025    2025-06-01
APL        2021-07-15
CCL        2020-07-01
T1997      1997-10-01
T2011      2011-05-01
T2015      2015-11-01
PL-2012    2013-01-01 2026-10-31
PL-2026    2026-11-01
PA2021     2021-10-01
O130       2014-12-01
O79        2003-08-01
N2014      2014-04-04
TP2014     2014-12-01
PP2016     2016-10-01
OP2023     2023-07-01
MM2020     2020-07-01
O2026      2026-02-21
PRULES     2019-12-30
PATROL     2021-12-08
VISITS     2016-12-05
LAWYERS    2017-11-27
LEAVE      2001-09-04
DEATHS     2015-03-18
RELEASE    1999-03-05
ARCHIVES   1997-01-01
LEADERS    2015-03-31
PIPL       2021-11-01
CSL-2026   2026-01-01
LEGISLATION 2000-07-01
MANDELA    2015-12-17
"""

RULES_OF_THEIR_OWN_DAY = """
R-CAL-1                1997-10-01
R-CAL-1b               1997-10-01
R-CAL-2                1997-10-01
R-CAL-3                1997-01-01
R-C-2                  2013-01-01
R-X-1                  1997-01-01
R-X-2                  1997-01-01
R-X-3                  2013-01-01
R-X-4                  1997-01-01
R-X-5                  1997-01-01
R-D-10                 2013-01-01
R-M-3                  1997-10-01 2011-04-30
R-L-4s                 1997-10-01 2016-12-31
R-L-4sn                1997-10-01 2016-12-31
R-L-5                  1997-10-01
R-D-8                  1997-10-01
R-D-11                 1997-10-01
R-F-3                  1997-10-01 2011-04-30
R-G-3.3                1997-10-01
R-F-4                  2012-07-01
R-A-2t                 1997-10-01 2011-04-30
R-B-8                  1980-01-01 1997-09-30
R-B-7                  1997-10-01 2011-04-30
R-S-5                  1997-10-01
R-D-7                  1997-10-01
R-P-3                  1997-10-01 2011-04-30
R-P-6                  1997-10-01 2015-10-31
R-P-8                  2015-11-01
R-T-2013               2012-07-01 2016-12-31
R-Y-17                 1997-10-01 2024-04-30
R-D-2                  1997-10-01
R-D-3                  1997-10-01
R-D-1                  1997-10-01
PT-9-10-2021           2021-10-01 2024-04-30
PC-1.1-8-2014          2014-12-01 2026-10-31
PC-1.1-12              2014-12-01
PC-1.2-21              2014-06-01
PC-1.1-14              2014-06-01
PC-3-11                2013-01-01
PC-5.1-defence         2017-11-27
PC-4.1-8-last          2013-01-01
PC-4.1-submit          2021-10-01
PC-5.2-half            2013-01-01
PC-4.1-10              2013-01-01
PC-3-1                 2018-10-26
PC-3-5                 2013-01-01
PC-6-1                 2013-01-01
PC-2.2-11-2016         2016-10-01 2026-10-31
PC-2.2-15-urgent-2016  2016-10-01 2023-06-30
PC-2.2-18-answer-2016  2016-10-01 2026-10-31
PC-2.2-18              2018-10-26
PC-2.2-19              2020-07-01
PC-7-6                 2013-01-01
PC-7-7                 2013-01-01
PC-7-7-over            2013-01-01
PC-7-1                 2003-08-01
PC-7-5                 2018-10-26
PC-7-9                 2018-10-26
PC-7-9-open            2018-10-26
PT-9-false             2013-01-01
R-H-274                2013-01-01
R-H-274b               2013-01-01
"""


def stated(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


BY_NAME = {value.short: value for module in (sources, prison_sources) for value in vars(module).values() if isinstance(value, Instrument)}


@pytest.mark.parametrize("row", stated(INSTRUMENTS), ids=lambda row: row[0])
def test_an_instrument_is_in_force_on_the_days_of_the_sheet(row: list[str]) -> None:
    found = BY_NAME[row[0]]

    assert (found.since, found.until) == (d(row[1]), d(row[2]) if len(row) > 2 else None)


def test_every_instrument_is_listed() -> None:
    assert {row[0] for row in stated(INSTRUMENTS)} == set(BY_NAME)


@pytest.mark.parametrize("row", stated(RULES_OF_THEIR_OWN_DAY), ids=lambda row: row[0])
def test_a_rule_older_or_shorter_than_its_instrument_has_its_own_day(row: list[str]) -> None:
    rule = RULES[row[0]]

    assert (rule.since, rule.until) == (d(row[1]), d(row[2]) if len(row) > 2 else None)
    assert rule.in_force(rule.since)
    assert rule.until is None or rule.in_force(rule.until)
