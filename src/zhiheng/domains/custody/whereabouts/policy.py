"""Powers over movements, roll calls and the live roll."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

VIEW = "whereabouts.view"
MOVE = "whereabouts.move"
ORDER = "whereabouts.order"
COUNT = "whereabouts.count"
SETTLE = "whereabouts.settle"
ACKNOWLEDGE = "whereabouts.acknowledge"
WATCH = "whereabouts.watch"

declare(
    PowerEntry(
        VIEW, "查阅去向与点名", "Read whereabouts and roll calls", "《监狱法》第二十三条、第六十三条；内部规则：点名与去向", "place",
        "只为履行职责查阅；警戒部署和去向不得泄露。", "Read only for one's duty; never reveal where people are or how they are guarded.",
    ),
    PowerEntry(
        MOVE, "带离与带回", "Take people out and bring them back", "《监狱法》第六十四条、第六十五条；内部规则：押解与出工", "place",
        "带离前清点，写明事由、去处、押解民警和预计返回时间；监外至少两名民警；逾时未回立即报告。",
        "Count before leaving; state purpose, destination, escorts and expected return; at least two officers outside; report lateness at once.",
    ),
    PowerEntry(
        ORDER, "下达出工与提押单", "Issue movement orders", "《监狱法》第八十条；内部规则：出工管理", "place",
        "按名单下达；病、残、休息日和不适宜劳动的不得列入。", "Order by name; never the ill, the unfit or anybody on a day of rest.",
    ),
    PowerEntry(
        COUNT, "点名", "Call the roll", "内部规则：点名与清点（《监狱法》第六十三条）", "place",
        "逐人核对面貌与姓名，如实登记；人数不符立即查明并报告，不得补齐数字。",
        "Check each person by face and name and record what is so; find out at once when numbers differ; never make a figure fit.",
    ),
    PowerEntry(
        SETTLE, "查清差异", "Settle a discrepancy", "内部规则：点名与清点（《监狱法》第六十三条）", "place",
        "查明事实后写明结果，以本人名义负责；未查明的不得销账。",
        "Establish the facts, write down what was found and answer for it; never close what is not established.",
    ),
    PowerEntry(
        ACKNOWLEDGE, "确认清点不符", "Acknowledge a count that does not reconcile", "《监狱法》第二十三条；内部规则：点名与清点", "place",
        "接报后立即确认并写明处置；点名人本人不得确认；确认不等于查清，差异仍须查清。",
        "Acknowledge at once with what is being done; never one's own count. To acknowledge is not to settle: the difference stays until settled.",
    ),
    PowerEntry(
        WATCH, "监看逾时未归", "Watch for those not back in time", "内部规则：押解与出工", "place",
        "逾时未归的如实登记，不作判断。", "Write down who is not back in time; judge nothing.",
    ),
)  # fmt: skip
