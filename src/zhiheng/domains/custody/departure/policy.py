"""Powers over what outlasts custody. Marking somebody for collection is part of preparing a release (``reception.policy.PREPARE``)."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

ANSWER_MARK = "release.answer"
SEAL = "record.seal"
OPEN_SEALED = "record.open"
LIFT_SEAL = "record.unseal"

declare(
    PowerEntry(
        ANSWER_MARK, "答复重点帮教对象异议", "Answer what somebody says against being marked for collection",
        "《监狱法》第五十八条、第五十九条；内部规则：重点帮教对象", "person",
        "听取本人意见，核对事实后书面答复；认定人不得答复。", "Hear the person, check the facts, answer in writing; never one's own mark.",
    ),
    PowerEntry(
        SEAL, "封存未成年人犯罪记录", "Seal a record of crimes as a minor", "《监狱法》第一百一十五条；《刑事诉讼法》第二百八十六条", "person",
        "释放当日封存；法律未明确的写明理由后决定。", "Seal it on the day of release; where the law leaves it open, decide with reasons.",
    ),
    PowerEntry(
        OPEN_SEALED, "答复封存记录查询", "Answer an enquiry about sealed records",
        "《监狱法》第一百一十五条；《刑事诉讼法》第二百八十六条", "place",
        "仅限司法机关办案需要或者有关单位依国家规定查询；写明来函单位、文号、用途；知悉者保密。",
        "Only for a judicial organ's case or an enquiry that the state provides for; state organ, document and purpose; keep it secret.",
        fresh=True,
    ),
    PowerEntry(
        LIFT_SEAL, "解除记录封存", "Unseal a record", "《监狱法》第一百一十五条；《刑事诉讼法》第二百八十六条", "place",
        "仅凭人民法院文书：新罪、漏罪数罪并罚或者再审改判后超过五年有期徒刑。",
        "By a court's document alone: later or undiscovered crimes, or a retrial, bring the sentence above five years.",
        fresh=True,
    ),
)  # fmt: skip
