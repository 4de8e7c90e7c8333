"""Powers over those held alone or restrained, and over the clocks that run on them."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

CONFINE = "seclusion.start"
PROTECT = "seclusion.protect"
CHECK = "seclusion.check"
DOCTOR = "seclusion.doctor"
END = "seclusion.end"
REVIEW = "seclusion.review"
RESTRAIN = "restraints.use"
APPROVE = "restraints.approve"
WATCH = "clocks.watch"
ACKNOWLEDGE = "clocks.acknowledge"

_ALONE = "《监狱法》第八十四条；《纳尔逊·曼德拉规则》第四十三至四十六条"
_GEAR = "《监狱法》第六十五条、第六十七条（2012年修正第四十五条）"

declare(
    PowerEntry(
        CONFINE, "执行禁闭、隔离调查", "Carry out confinement and isolation", _ALONE, "person",
        "只在期限内执行；伙食、饮水、被褥、卫生、用药、采光、通风不得减损；目的达到即提前结束。",
        "Within the limit only; food, water, bedding, hygiene, medicine, light and air are never reduced; end early when the purpose is met.",
    ),
    PowerEntry(
        PROTECT, "决定保护性隔离", "Decide protective separation", "《监狱法》第六十三条；《纳尔逊·曼德拉规则》第四十五条", "person",
        "尽可能征得本人同意；不减损考核、会见、活动和报酬；到时复核。",
        "With the person's consent where possible; no loss of points, visits, activity or pay; reviewed in time.",
    ),
    PowerEntry(
        CHECK, "查看单独关押和使用械具的人", "Look at those alone or restrained", _ALONE, "person",
        "按时查看，如实记录；医务人员叫停的立即停止。", "Look in time, record truly; stop at once when a doctor says so.",
    ),
    PowerEntry(
        DOCTOR, "每日医务查看", "See those alone or restrained as a doctor", "《纳尔逊·曼德拉规则》第四十六条；《监狱法》第六十七条", "person",
        "每日到场查看；不适宜的立即叫停，任何人不得推翻。", "See the person daily; say stop when unfit: nobody overrides it.",
    ),
    PowerEntry(
        END, "结束禁闭、隔离", "End confinement or isolation", _ALONE, "person",
        "期满、目的达到或者医务叫停的，立即结束。", "End it at its limit, when its purpose is met, or when a doctor says stop: at once.",
    ),
    PowerEntry(
        REVIEW, "监狱长复核单独关押", "Review those held alone, as warden", "《纳尔逊·曼德拉规则》第四十五条", "person",
        "保护性隔离在二十四小时、第三日、第七日、第十四日复核。", "Protective separation is reviewed at 24 hours, 3, 7 and 14 days.",
    ),
    PowerEntry(
        RESTRAIN, "使用和停止使用械具", "Use and stop restraints", _GEAR, "person",
        "仅限法定情形，全程录音录像，情形消失立即停止；绝不作为处罚。",
        "Only in the cases of the law, recorded throughout, stopped at once when the reason ends; never as a punishment.",
    ),
    PowerEntry(
        APPROVE, "批准继续使用械具", "Approve restraints again", _GEAR, "person",
        "每二十四小时重新审查必要性；医务叫停的不得批准。", "Look at the need again every 24 hours; never approve against a doctor's stop.",
        fresh=True,
    ),
    PowerEntry(
        WATCH, "监看期限", "Watch the clocks", "内部规则：期限监看（系统）", "place",
        "由系统按时登记临期和超期，不作任何处理决定。", "The system records what comes near or runs over; it decides nothing.",
    ),
    PowerEntry(
        ACKNOWLEDGE, "接处期限警示", "Acknowledge a clock's alarm", "内部规则：期限监看", "person",
        "写明正在如何处理；接处不等于解除。", "Say what is being done; an alarm ends only when its clock is met.",
    ),
)  # fmt: skip
