"""Powers over classification and separation."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

VIEW = "classing.view"
PROPOSE = "classing.propose"
CONFIRM = "classing.confirm"
ANSWER = "classing.answer"
SEPARATE = "classing.separate"

declare(
    PowerEntry(
        VIEW, "查阅分类关押记录", "Read classifications and separations", "《监狱法》第二十三条、第六十三条", "person",
        "只为履行职责查阅；查阅留痕。", "Read only for one's duty; each reading is kept.",
    ),
    PowerEntry(
        PROPOSE, "提出分类", "Propose a classification", "《监狱法》第六十三条；内部规则：分类标准表", "person",
        "依标准表和已核实的事实提出；不知道的事实不作肯定；偏离标准表的写明理由。",
        "Propose from the schedule and from facts that are established; what is not known is no yes; give the reason for any departure.",
    ),
    PowerEntry(
        CONFIRM, "核准分类", "Confirm or decline a classification", "《监狱法》第六十三条；内部规则：分类标准表（双人核准）", "person",
        "由提出人以外的民警独立核对依据后核准或者退回，写明理由。",
        "An officer other than the proposer checks the grounds and confirms or declines with reasons.",
    ),
    PowerEntry(
        ANSWER, "答复分类异议", "Answer an objection to a classification", "《监狱法》第六十三条", "person",
        "由未参与该分类的民警按期书面答复并说明理由。", "An officer who took no part in it answers in time, in writing, with reasons.",
    ),
    PowerEntry(
        SEPARATE, "决定分开关押", "Decide that two people are kept apart", "《监狱法》第六十三条、第六十四条", "person",
        "写明理由和起止；理由消失的及时解除。", "State the reason and the period; end it when the reason is gone.",
    ),
)  # fmt: skip
