"""Powers over the points appraisal. Who sits in a body is who holds its power at that place on the day."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

VIEW = "points.view"
RECORD = "points.record"
WARD_TEAM = "points.ward-team"
PRISON_GROUP = "points.prison-group"
CONVENE = "points.convene"
SANCTION = "points.record-sanction"

declare(
    PowerEntry(
        VIEW, "查阅计分考核", "Read the points appraisal", "《监狱计分考核罪犯工作规定》第五十一条、第五十二条", "person",
        "只为履行职责查阅；检举类专项加分不得外泄。", "Read only for one's duty; bonuses for reports are never disclosed.",
    ),
    PowerEntry(
        RECORD, "记载和提出加扣分", "Record conduct and propose points", "《监狱计分考核罪犯工作规定》第六条、第二十六条、第二十七条", "person",
        "当日如实记载，含零记录；事实清楚、证据确凿；不得因罪犯行使权利扣分；罪犯提出异议的一律登记。",
        "Record the same day and truly, days without events too, on clear facts; the use of a right is never deducted; keep every objection.",
    ),
    PowerEntry(
        WARD_TEAM, "参加监区计分考核工作小组表决", "Vote in the ward points team", "《监狱计分考核罪犯工作规定》第六条、第二十五条", "place",
        "本人表决并签名；不同意的写明理由。", "Vote for oneself and sign; give the reasons of a dissent.",
    ),
    PowerEntry(
        PRISON_GROUP, "参加监狱计分考核工作组表决", "Vote in the prison points group", "《监狱计分考核罪犯工作规定》第六条、第二十五条", "place",
        "本人表决并签名；不同意的写明理由。", "Vote for oneself and sign; give the reasons of a dissent.",
    ),
    PowerEntry(
        CONVENE, "召集议事、月汇总和公示", "Convene, total the month and post notices",
        "《监狱计分考核罪犯工作规定》第二十五条、第二十六条、第三十五条", "place",
        "按周评议、按月汇总；公示不少于三个工作日。", "Review weekly, total monthly; post for at least three working days.",
    ),
    PowerEntry(
        SANCTION, "登记处罚扣分", "Record the points of a sanction", "《监狱计分考核罪犯工作规定》第十五条", "person",
        "只依生效的处罚决定登记，一事不重复扣分。", "Only from a sanction decided; never twice for one fact.",
    ),
)  # fmt: skip
