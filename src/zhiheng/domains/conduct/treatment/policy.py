"""Powers over treatment levels."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

VIEW = "treatment.view"
PROPOSE = "treatment.propose"
DECIDE = "treatment.decide"
STRICT = "treatment.strict"
REVIEW = "treatment.review"
ANSWER = "treatment.answer"
RECHECK = "treatment.recheck"

_BASIS = "《监狱法》第六十三条（2012年修正第三十九条）；省级分级处遇规定（示例）"

declare(
    PowerEntry(
        VIEW, "查阅处遇等级", "Read treatment levels", "《监狱法》第二十三条、第六十三条", "person",
        "只为履行职责查阅；查阅留痕。", "Read only for one's duty; each reading is kept.",
    ),
    PowerEntry(
        PROPOSE, "提出处遇等级", "Propose a treatment level", _BASIS, "person",
        "依标准表和已核实的事实提出；不知道的事实不作肯定；不得因行使权利提出降级。",
        "Propose from the schedule and from established facts; what is not known is no yes; never because a right was used.",
    ),
    PowerEntry(
        DECIDE, "决定处遇等级", "Decide a treatment level", _BASIS, "person",
        "由提出人以外的民警独立核对依据后决定，向罪犯宣布并告知异议期限。",
        "An officer other than the proposer checks the grounds, decides, announces it and tells the time to object.",
    ),
    PowerEntry(
        STRICT, "决定严管", "Decide strict management", f"{_BASIS}；《纳尔逊·曼德拉规则》第四十三条", "person",
        "写明理由和最后一日；不得限制与检察官、律师、医生的联系和控告渠道；与家人的联系只在有限时间内为秩序限制。",
        "State grounds and the last day; never limit contact with procurator, lawyer, doctor or the complaint channel; family contact only for a "
        "limited time and for order.",
        fresh=True,
    ),
    PowerEntry(
        REVIEW, "复评处遇等级", "Review a treatment level", _BASIS, "person",
        "到期复评，写明维持的理由；应当变更的按程序提出。", "Review in time, give reasons for keeping it, propose a change where one is due.",
    ),
    PowerEntry(
        ANSWER, "答复处遇异议", "Answer an objection to a level", _BASIS, "person",
        "由未参与的民警按期书面答复并说明理由。", "An officer who took no part answers in time, in writing, with reasons.",
    ),
    PowerEntry(
        RECHECK, "复核已定安排", "Re-check what was booked", "内部规则：处遇变更后的安排复核", "person",
        "逐项核对已预约的会见、通话和消费；能保留的予以保留，并告知本人和亲属。",
        "Look at each visit, call and purchase that was booked; keep what can be kept; tell the person and the relatives.",
    ),
)  # fmt: skip
