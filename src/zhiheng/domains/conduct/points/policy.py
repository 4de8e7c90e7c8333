"""Powers over the points appraisal. Who sits in a body is who holds its power at that place on the day."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

VIEW = "points.view"
RECORD = "points.record"
WARD_TEAM = "points.ward-team"
PRISON_GROUP = "points.prison-group"
CONVENE = "points.convene"
SANCTION = "points.record-sanction"
GRADE = "points.grade"
LIBRARY = "points.library"
REPORT = "points.report"

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
    PowerEntry(
        GRADE, "组织等级评定", "Conduct the grading", "《监狱计分考核罪犯工作规定》第二十一条至第二十四条、第三十八条", "place",
        "积极等级不超过当期评定人数的百分之十五；有未决异议的不得确定；决定及时抄送检察院。",
        "Positive grades within 15 percent of the round; never while an objection is open; copy the decision to the procuratorate.",
    ),
    PowerEntry(
        LIBRARY, "发布省级计分细则", "Put the province's clauses in force", "《监狱计分考核罪犯工作规定》第五十五条", "place",
        "注明文号和日期；由第二人核对；不得设置因行使权利而扣分的条款。",
        "State document number and date; a second person checks; never a clause that deducts for the use of a right.", second=True,
    ),
    PowerEntry(
        REPORT, "报送计分考核结果", "Report results of the points appraisal", "《监狱计分考核罪犯工作规定》第四十一条", "person",
        "连同依据材料一并报送；材料自相矛盾的不得报送；记录不能说明的，由本人署名说明。",
        "Send the evidence along; never report from a file that contradicts itself; say under one's name what the records do not.",
    ),
)  # fmt: skip
