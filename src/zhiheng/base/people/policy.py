"""Powers over people, and over the places that hold them."""

from __future__ import annotations

from zhiheng.base.places import policy as places
from zhiheng.base.powers.catalogue import PowerEntry, declare

VIEW = "people.view"
REGISTER = "people.register"
CORRECT = "people.correct"
PLACE = "people.place"
RELEASE = "people.release"
MERGE = "people.merge"
IDENTITY = "people.identity"
EXPORT = "people.export"

declare(
    PowerEntry(
        VIEW, "查阅罪犯档案", "Read a prisoner's record", "《监狱法》第二十三条、第三十五条", "person",
        "只为履行职责查阅，每次查阅留痕；不得泄露。", "Read only for one's duty; each reading is kept; never pass it on.",
    ),
    PowerEntry(
        REGISTER, "收监登记", "Register a reception", "《监狱法》第三十一条、第三十二条、第三十五条", "person",
        "核对人与文书相符；文书不全不得收监，不予收监的书面说明理由。",
        "Check that person and papers match; no reception without the papers, and a refusal gives written reasons.",
    ),
    PowerEntry(
        CORRECT, "更正身份信息", "Correct identity records", "《监狱法》第三十二条、第三十五条；《个人信息保护法》第四十六条", "person",
        "依有效证件或文书更正，原记录保留；写明依据。", "Correct from a valid document only; the former record stays; state the document.",
    ),
    PowerEntry(
        PLACE, "安排床位", "Assign a bed", "《监狱法》第六十三条、第六十四条、第七十七条", "person",
        "男女分押，未成年与成年分押；不得超过可用床位；安排须有理由。",
        "Men and women, minors and adults apart; never above the usable beds; give the reason.",
    ),
    PowerEntry(
        RELEASE, "出监登记", "Register a release", "《监狱法》第五十九条", "person",
        "刑满当日释放并发给释放证明；不得提前或拖延。", "Release on the day the term ends, with the certificate; neither earlier nor later.",
        fresh=True,
    ),
    PowerEntry(
        MERGE, "合并重复档案", "Merge duplicate records", "《监狱法》第三十五条；《个人信息保护法》第四十六条", "person",
        "确认为同一人后方可合并；合并可以撤销，两份原档均保留。", "Only when both are certainly one person; it can be undone and both records stay.",
        fresh=True,
    ),
    PowerEntry(
        IDENTITY, "查看完整证件号码", "See a full identity number", "《个人信息保护法》第二十八条至第三十二条", "person",
        "仅在确有必要时查看，写明用途，每次留痕。", "Only when needed, with the purpose; each time is kept.",
    ),
    PowerEntry(
        EXPORT, "导出名单", "Export a list of people", "《个人信息保护法》第六条、第二十八条至第三十二条、第五十四条", "place",
        "写明用途，按最小范围导出，文件标明导出人和时间。对外报送材料的科室导出；督察为独立取证导出；监区、监狱长以屏幕和打印件履职，不设此权。",
        "State the purpose, export the least that serves; the file names who and when. Held by sections that hand papers on, and by the "
        "inspector for evidence that does not come from those inspected; wards and wardens work on screen and paper without it.",
    ),
    PowerEntry(
        places.VIEW, "查阅场所台账", "Read the register of places", "《监狱法》第六十三条", "place",
        "只为履行职责查阅，不得泄露布局。", "Read only for one's duty; never reveal the layout.",
    ),
    PowerEntry(
        places.FOUND, "设立场所", "Found a place", "内部规则：场所台账（法律未作具体规定）", "place",
        "依批准文件设立，写明种类、用途和容量。", "Found on an approved document; state kind, use and capacity.",
    ),
    PowerEntry(
        places.CHANGE, "变更场所用途和容量", "Change a place's use or capacity", "《监狱法》第六十三条、第七十七条、第七十八条", "place",
        "核定容量依标准，可用容量如实反映；变更用途不得改变分押要求。",
        "Certify by the standard, report what is usable; a change of use never loosens separation.",
    ),
    PowerEntry(
        places.CLOSE, "停用场所", "Close a place", "内部规则：场所台账（法律未作具体规定）", "place",
        "腾空后停用，记录保留。", "Empty it first; its record stays.",
    ),
)  # fmt: skip
