"""Powers over the sentence record."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

VIEW = "sentence.view"
RECORD = "sentence.record"
DETERMINE = "sentence.determine"
RULINGS_VIEW = "rulings.view"
RULINGS_IMPORT = "rulings.import"
COMPARE = "law.compare"

declare(
    PowerEntry(
        VIEW, "查阅刑期记录", "Read the sentence record", "《监狱法》第二十三条、第三十五条", "person",
        "只为履行职责查阅；查阅留痕。", "Read only for one's duty; each reading is kept.",
    ),
    PowerEntry(
        RECORD, "登记裁判文书", "Record court documents", "《监狱法》第三十一条、第三十二条；《刑事诉讼法》第二百六十四条", "person",
        "依裁判文书原文登记，起止日期照录；不一致的提请原审法院核对。",
        "Record as printed, dates unchanged; refer what does not agree to the court that printed it.",
    ),
    PowerEntry(
        DETERMINE, "核算刑期", "Determine a term", "《刑法》第四十一条、第四十四条、第四十七条", "person",
        "说明每个日期的依据；与文书不一致时以文书为准并作说明。",
        "Give the basis of each date; where it differs from the document the document governs and the difference is explained.",
    ),
    PowerEntry(
        RULINGS_VIEW, "查阅裁定核对结果", "Read ruling checks", "内部规则：公开裁定核对", "place",
        "不得用于识别当事人。", "Never use them to identify the people concerned.",
    ),
    PowerEntry(
        RULINGS_IMPORT, "导入公开裁定", "Import published rulings", "内部规则：公开裁定核对", "place",
        "只导入已公开且不含姓名的文书；逐条说明不能核算的原因。",
        "Import only published documents without names; say of each row why it cannot be computed.",
    ),
    PowerEntry(
        COMPARE, "比较规则版本", "Compare versions of the rules", "内部规则：规则版本启用前的比较；《刑法》第十二条（新旧规定的适用）", "place",
        "启用前比较，说明每一类变化的人数与依据；比较不改变任何人的刑期；不得用于挑选个人。",
        "Compare before switching on and account for every kind of change; it changes nobody's term; never use it to pick people.",
    ),
)  # fmt: skip
