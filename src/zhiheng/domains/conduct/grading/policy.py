"""Powers over grades and reports. Who convenes, votes and posts notices does it by the powers of the points (``points.policy``)."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

GRADE = "points.grade"
REPORT = "points.report"

declare(
    PowerEntry(
        GRADE, "组织等级评定", "Conduct the grading", "《监狱计分考核罪犯工作规定》第二十一条至第二十四条、第三十八条", "place",
        "积极等级不超过当期评定人数的百分之十五；有未决异议的不得确定；决定及时抄送检察院。",
        "Positive grades within 15 percent of the round; never while an objection is open; copy the decision to the procuratorate.",
    ),
    PowerEntry(
        REPORT, "报送计分考核结果", "Report results of the points appraisal", "《监狱计分考核罪犯工作规定》第四十一条", "person",
        "连同依据材料一并报送；材料自相矛盾的不得报送；记录不能说明的，由本人署名说明。",
        "Send the evidence along; never report from a file that contradicts itself; say under one's name what the records do not.",
    ),
)  # fmt: skip
