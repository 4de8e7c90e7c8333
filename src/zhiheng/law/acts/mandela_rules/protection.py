"""Nelson Mandela Rules on discipline: collective punishment (rule 43)."""

from __future__ import annotations

from zhiheng.law.prison_sources import MANDELA
from zhiheng.law.protected import Act, unless
from zhiheng.law.reckoning import Truth, cite, rule


@rule(
    "PT-9-9",
    provision=cite(MANDELA, "第四十三条第一款第五项", "rule 43(1)(e)"),
    zh="不得因他人的行为连带扣分",
    en="no collective punishment: another's act is never deducted",
)
def anothers_act(act: Act) -> Truth:
    """Confidence: V (derived; the points provisions give no basis for it)."""
    return unless(act == Act.ANOTHERS_ACT)
