"""Powers over sweeps: to compute everybody's term at once, and to keep what was found."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

SWEEP = "law.sweep"
KEEP = "law.keep"

declare(
    PowerEntry(
        SWEEP, "全员核算", "Sweep the sentence record", "内部规则：全员刑期核算；《监狱法》第三十五条", "place",
        "只为核算和统计读取全员刑期记录；每次读取先留痕；结果文件按原记录的密级保管。",
        "Read everybody's sentence only to compute and to count; each reading is kept; hold what is written out as the record is held.",
    ),
    PowerEntry(
        KEEP, "保存全员核算结果", "Keep what a sweep found", "内部规则：全员刑期核算", "place",
        "结果不改变任何人的刑期；逐人注明所依据的规定，整批封存以备核对。",
        "What is kept changes nobody's term; each figure names its provision, and the whole is sealed so that it can be checked.",
    ),
)  # fmt: skip
