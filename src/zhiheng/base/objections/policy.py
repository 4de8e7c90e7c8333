"""Powers over objections and complaints. Who answers is a power of the room whose decision it is."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

VIEW = "objections.view"
RECORD = "objections.record"

_BASIS = "《监狱法》第四十条、第四十一条、第四十三条、第八十二条；司规〔2021〕3号第三十六条"

declare(
    PowerEntry(
        VIEW, "查阅异议和申诉控告", "Read objections and complaints", _BASIS, "person",
        "只为履行职责查阅；查阅留痕。", "Read only for one's duty; each reading is kept.",
    ),
    PowerEntry(
        RECORD, "登记、转递、送达异议和申诉控告", "Take, forward and serve objections and complaints", _BASIS, "person",
        "罪犯提出的一律登记并当场出具回执，逾期的、不说明理由的也登记；按期转递，不得扣押；答复送达本人；绝不因此作任何不利处理。",
        "Take every one and give a receipt on the spot, late ones and those without reasons too; forward in time, never withhold; "
        "serve the answer; nothing is ever reduced because of it.",
    ),
)  # fmt: skip
