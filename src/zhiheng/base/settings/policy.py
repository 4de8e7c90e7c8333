"""The power to choose a reading where the law leaves one open."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

CHOOSE = "settings.choose"

declare(
    PowerEntry(
        CHOOSE, "确定法律未定事项的理解", "Choose a reading of an open question",
        "内部规则：法律未定事项由集体研究确定；各事项所载条文", "place",
        "写明文号、依据和施行之日；提出人不得批准本人的提议；只可自当日或者以后起施行。",
        "State the document, the grounds and the first day; never approve one's own proposal; never backdate.",
        fresh=True,
    ),
)  # fmt: skip
