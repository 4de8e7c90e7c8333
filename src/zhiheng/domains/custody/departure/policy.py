"""Powers over transfers, releases and what outlasts custody. Marking somebody for collection is part of preparing a release."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

PROPOSE = "transfer.propose"
APPROVE = "transfer.approve"
HAND_OVER = "transfer.hand-over"
RECEIVE = "transfer.receive"
PREPARE = "release.prepare"
DATE = "release.check"
PAPERS = "release.papers"
ANSWER_MARK = "release.answer"
SEAL = "record.seal"
OPEN_SEALED = "record.open"
LIFT_SEAL = "record.unseal"

declare(
    PowerEntry(
        PROPOSE, "提出调监", "Propose a transfer", "《监狱法》第六十三条；内部规则：调监", "person",
        "写明理由；不得因申诉、控告、检举调监。", "Give the grounds; never because of a petition, an accusation or a report of a crime.",
    ),
    PowerEntry(
        APPROVE, "批准调监", "Approve a transfer", "《监狱法》第六十三条；内部规则：调监", "place",
        "审查理由和两监条件；提出人不得自批。", "Look at the grounds and at both prisons; nobody approves their own proposal.",
    ),
    PowerEntry(
        HAND_OVER, "移交被调罪犯", "Hand a transferred person over", "《监狱法》第六十三条、第六十四条；内部规则：调监", "person",
        "档案、财物、账目随人移交，逐件清点签名；至少两名民警押解。",
        "File, belongings and accounts go with the person, counted and signed one by one; at least two officers escort.",
        fresh=True,
    ),
    PowerEntry(
        RECEIVE, "接收被调罪犯", "Take a transferred person in", "《监狱法》第六十三条；内部规则：调监", "person",
        "当面核对人和材料，缺件写明；接收后立即通知家属。",
        "Check person and papers on the spot, write down what is missing; tell the family at once.",
        fresh=True,
    ),
    PowerEntry(
        PREPARE, "办理出监准备", "Prepare a release", "《监狱法》第五十八条、第五十九条；司法部令第79号；司法部1999年3月5日通知", "person",
        "出监教育、评估、通知按期办理；不得因准备未完延误释放。",
        "Exit education, assessment and notices in time; what is unfinished never delays a release.",
    ),
    PowerEntry(
        DATE, "复核释放日期", "Check a release date", "《监狱法》第五十九条；《刑事诉讼法》第一百零五条", "person",
        "两人先后独立复核；与文书不一致的，在释放日前报人民法院明确。",
        "Two people check, one after the other; a difference from the papers is put to the court before the day.",
    ),
    PowerEntry(
        PAPERS, "签发释放文书", "Issue release papers", "《监狱法》第五十九条", "person",
        "内容与记录一致，统一编号；作废的注明替代文号。", "True to the record and numbered; one that is void names its successor.",
        fresh=True,
    ),
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
