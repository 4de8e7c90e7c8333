"""Powers over bookings."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

VIEW = "bookings.view"
MAKE = "bookings.make"
KEEP = "bookings.keep"

_BASIS = "《监狱法》第六十三条、第六十九条；省级分级处遇规定（示例）"

declare(
    PowerEntry(
        VIEW, "查阅会见、通话和消费预约", "Read bookings", _BASIS, "person",
        "只为履行职责查阅；查阅留痕。", "Read only for one's duty; each reading is kept.",
    ),
    PowerEntry(
        MAKE, "预约、改期、取消会见、通话和消费", "Book, move and call off", _BASIS, "person",
        "按处遇等级的次数、时长和额度办理；改期、取消写明理由，并告知本人和亲属；律师会见不占次数，不在此办理。",
        "By the number, length and sum of the level; say why it is moved or called off, and tell the person and the relatives; "
        "a lawyer's meeting takes no number and is not booked here.",
    ),
    PowerEntry(
        KEEP, "保留需重新决定的预约", "Keep a booking that is in question", _BASIS, "person",
        "等级下调前或者本人离监前已定的安排，能保留的予以保留，写明理由。",
        "Keep what was fixed before the level fell or the person left wherever it can be kept, and say why.",
    ),
)  # fmt: skip
