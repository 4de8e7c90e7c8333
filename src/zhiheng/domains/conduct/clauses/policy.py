"""The power over the province's clauses."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

LIBRARY = "points.library"

declare(
    PowerEntry(
        LIBRARY, "发布省级计分细则", "Put the province's clauses in force", "《监狱计分考核罪犯工作规定》第五十五条", "place",
        "注明文号和日期；由第二人核对；不得设置因行使权利而扣分的条款。",
        "State document number and date; a second person checks; never a clause that deducts for the use of a right.", second=True,
    ),
)  # fmt: skip
