"""Which provisions govern a ruling (sheet 2.11): by its day, and from 2012-07-01 to 2016-12-31 by the judgment too."""

from __future__ import annotations

from zhiheng.law.kinds import Pack
from zhiheng.law.reckoning import Dated, cite, rule
from zhiheng.law.sources import N2013, P1997, P2012, P2016


@rule(
    "R-T-1997",
    provision=cite(P1997, "", "whole"),
    until=P1997.until,
    zh="1997年11月8日至2012年6月30日的裁定适用1997年规定",
    en="rulings from 1997-11-08 to 2012-06-30: the Provisions of 1997",
)
def pack_1997(final_since_2011: bool, sentenced_under_old_law: bool) -> Pack:
    return Pack.P1997


@rule(
    "R-T-2013",
    provision=cite(N2013, "", "whole"),
    since=P2012.since,
    until=P2012.until,
    zh="生效判决在修正案八施行以后的适用2012年规定；此前的，或者此后但依旧法判处的，适用1997年规定，2012年规定更有利的除外",
    en="judgment final after Amendment VIII: Provisions of 2012; before it, or sentenced under the old law: of 1997 unless 2012 favours more",
)
def pack_by_judgment(final_since_2011: bool, sentenced_under_old_law: bool) -> Pack:
    """By the numbers of the sheet 1997 is never the less favourable of the two; that it is taken is flagged."""
    return Pack.P2012 if final_since_2011 and not sentenced_under_old_law else Pack.P1997


@rule(
    "R-T-2016",
    provision=cite(P2016, "第四十二条", "art 42"),
    zh="2017年1月1日以后的裁定适用2016年规定，此前解释与之不一致的不再适用（OQ-9）",
    en="rulings since 2017-01-01: the Provisions of 2016 for everybody (OQ-9)",
)
def pack_2016(final_since_2011: bool, sentenced_under_old_law: bool) -> Pack:
    return Pack.P2016


pack_of = Dated("R-T", pack_1997, pack_by_judgment, pack_2016)
"""By the day of the ruling, from 1997-11-08."""
