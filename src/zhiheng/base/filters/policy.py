"""The powers over saved filters: one's own, and the sharing of one at a place."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

OWN = "filters.own"
SHARE = "filters.share"

declare(
    PowerEntry(
        OWN, "保存本人的筛选条件", "Keep one's own saved filters", "内部规则：列表与筛选（法律未作具体规定）", "own account",
        "只存筛选条件，不存查到的内容。", "A filter keeps what was looked for, never what was found.",
        own=True,
    ),
    PowerEntry(
        SHARE, "共享筛选条件", "Share a saved filter", "内部规则：列表与筛选（法律未作具体规定）", "place",
        "只共享工作需要的筛选；条件中不得写入姓名、编号等个人信息。", "Share what the work needs; never the name or number of a person.",
    ),
)  # fmt: skip
