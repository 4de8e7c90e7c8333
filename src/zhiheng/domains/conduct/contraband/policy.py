"""Powers over searches and finds."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

VIEW = "contraband.view"
PLAN = "contraband.plan"
SEARCH = "contraband.search"
HANDLE = "contraband.handle"
DISPOSE = "contraband.dispose"

declare(
    PowerEntry(
        VIEW, "查阅违禁品记录", "Read searches and finds", "《监狱法》第二十三条", "place",
        "只为履行职责查阅；检查计划在实施前不得泄露。", "Read only for one's duty; a plan is not revealed before it is carried out.",
    ),
    PowerEntry(
        PLAN, "安排清监检查", "Plan searches", "《监狱法》第三十三条、第八十四条；内部规则：清监检查", "place",
        "随机抽取的保留抽取依据；不得针对提出申诉、控告的人。",
        "Keep what a random draw was made from; never aim a search at whoever petitioned or complained.",
    ),
    PowerEntry(
        SEARCH, "清监搜身", "Search and record finds", "《监狱法》第三十三条、第八十四条；内部规则：清监检查", "place",
        "两名以上民警实施，女性由女民警检查；当场登记，如实记录未发现的。",
        "At least two officers; women by women only; record on the spot, and record truly when nothing is found.",
    ),
    PowerEntry(
        HANDLE, "保管移交违禁品", "Keep and hand on finds", "内部规则：物证保管链", "place",
        "封存编号，移交双方签名，封条异常立即报告。", "Seal and number; both sign a hand-over; report a broken seal at once.",
    ),
    PowerEntry(
        DISPOSE, "核准处置违禁品", "Confirm a disposal", "内部规则：物证保管链（双人）", "place",
        "由提出人以外的民警当面核对后处置，写明方式和去向。",
        "An officer other than the proposer checks the thing and its seal, and states how and where it went.",
        fresh=True,
    ),
)  # fmt: skip
