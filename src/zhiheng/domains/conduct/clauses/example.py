"""The clause library that comes with the product: the form of a province's detailed rules, of no real province."""

from __future__ import annotations

import datetime as dt
from typing import Final

EXAMPLE_PROVINCE: Final = "示例"
EXAMPLE: Final = (
    EXAMPLE_PROVINCE, "计分考核实施细则（示例）", "Detailed rules on points appraisal (example)", "示例〔2021〕1号", dt.date(2021, 9, 20), dt.date(2021, 10, 1),
)  # fmt: skip

_RECORD = ("当日记载、在场民警说明", "the day's record and a statement of the officer present")
_VIDEO = ("监控视频编号、当日记载", "number of the video and the day's record")
_PROOF = ("证书、成绩单或者作品", "certificate, marks or the work itself")
_OUTPUT = ("产量、质量统计表", "table of output and quality")
_VERIFIED = ("查证材料、审批表", "material of the verification and the form of approval")

# code, direction, part, Chinese, English, lowest, highest, usual (hundredths), evidence, item of article 14
CLAUSES: Final = (
    ("A101", "add", 1, "主动维护监管秩序", "keeps order of their own accord", 1_00, 3_00, 2_00, *_RECORD),
    ("A102", "add", 1, "内务卫生评比优胜", "best kept bed and cell", 50, 2_00, 1_00, *_RECORD),
    ("A103", "add", 1, "主动制止争吵", "calms a quarrel", 1_00, 4_00, 2_00, *_VIDEO),
    ("A104", "add", 1, "拾获物品上交", "hands in a thing that was found", 1_00, 3_00, 1_00, *_RECORD),
    ("A105", "add", 1, "照顾老弱病残罪犯", "looks after the old, ill or disabled", 1_00, 4_90, 2_00, *_RECORD),
    ("A201", "add", 2, "考试成绩优良", "good marks in an examination", 1_00, 4_00, 2_00, *_PROOF),
    ("A202", "add", 2, "取得学历或者技能证书", "earns a certificate of schooling or skill", 3_00, 8_00, 5_00, *_PROOF),
    ("A203", "add", 2, "文体活动获奖", "a prize in culture or sport", 1_00, 4_00, 2_00, *_PROOF),
    ("A204", "add", 2, "投稿被采用", "a text is published", 1_00, 4_00, 1_00, *_PROOF),
    ("A205", "add", 2, "担任教员帮助他人学习", "teaches others", 1_00, 4_00, 2_00, *_RECORD),
    ("A301", "add", 3, "超额完成劳动任务", "more work than the quota", 50, 4_90, 2_00, *_OUTPUT),
    ("A302", "add", 3, "质量优胜", "best quality", 50, 4_00, 1_00, *_OUTPUT),
    ("A303", "add", 3, "节约原材料", "saves material", 50, 3_00, 1_00, *_OUTPUT),
    ("A304", "add", 3, "带教新人", "teaches a new hand", 1_00, 3_00, 1_00, *_RECORD),
    ("D101", "deduct", 1, "内务卫生不合格", "bed or cell not kept", 50, 2_00, 1_00, *_RECORD),
    ("D102", "deduct", 1, "言行不文明", "uncivil words or manner", 50, 3_00, 1_00, *_VIDEO),
    ("D103", "deduct", 1, "不按规定列队、就餐、就寝", "out of line at roll call, meals or bedtime", 50, 3_00, 1_00, *_VIDEO),
    ("D104", "deduct", 1, "与他人争吵", "quarrels", 2_00, 5_00, 3_00, *_VIDEO),
    ("D105", "deduct", 1, "动手打人尚不够处罚", "a blow short of a sanction", 5_00, 20_00, 10_00, *_VIDEO),
    ("D106", "deduct", 1, "私藏一般违规物品", "keeps a thing that is not allowed", 3_00, 10_00, 5_00, *_RECORD),
    ("D107", "deduct", 1, "损坏公物", "damages property", 1_00, 9_00, 3_00, *_RECORD),
    ("D108", "deduct", 1, "不服从管理", "does not obey a lawful order", 2_00, 10_00, 4_00, *_VIDEO),
    ("D201", "deduct", 2, "上课违反课堂纪律", "disturbs a lesson", 50, 3_00, 1_00, *_RECORD),
    ("D202", "deduct", 2, "无故缺课", "misses a lesson without a reason", 1_00, 4_00, 2_00, *_RECORD),
    ("D203", "deduct", 2, "考试作弊", "cheats in an examination", 2_00, 6_00, 4_00, *_RECORD),
    ("D204", "deduct", 2, "不完成作业", "does not hand in exercises", 50, 2_00, 1_00, *_RECORD),
    ("D301", "deduct", 3, "有劳动能力未完成任务", "able, does not reach the quota", 50, 5_00, 2_00, *_OUTPUT),
    ("D302", "deduct", 3, "违反安全操作规程", "breaks a safety rule", 2_00, 10_00, 4_00, *_VIDEO),
    ("D303", "deduct", 3, "工具保管不当", "careless with tools", 1_00, 6_00, 2_00, *_RECORD),
    ("D304", "deduct", 3, "无故迟到、离岗", "late at work or away from it without a reason", 50, 3_00, 1_00, *_VIDEO),
    ("C101", "convert", 1, "看守所期间表现好的折算", "good conduct in the detention house", 1_00, 4_90, 2_00, "看守所书面鉴定", "its written assessment"),
    ("S1", "special", 0, "检举他人犯罪或者提供有价值线索", "reports a crime of others or gives a valuable lead", 10_00, 100_00, 50_00, *_VERIFIED, 1),
    ("S2", "special", 0, "及时报告或者制止罪犯违法行为", "reports or stops a prisoner's unlawful act", 10_00, 100_00, 50_00, *_VERIFIED, 2),
    ("S3", "special", 0, "报告或者制止自伤、自杀、预谋脱逃、行凶", "reports or stops self-harm, suicide, a planned escape or assault",
     10_00, 100_00, 100_00, *_VERIFIED, 3),
    ("S4", "special", 0, "报告违禁品", "reports contraband", 10_00, 100_00, 50_00, *_VERIFIED, 4),
    ("S5", "special", 0, "发现报告重大安全隐患", "finds and reports a major hazard", 10_00, 100_00, 50_00, *_VERIFIED, 5),
    ("S6", "special", 0, "抢险救灾、处置事故表现积极", "active in disaster relief or an accident", 10_00, 100_00, 60_00, *_VERIFIED, 6),
    ("S7", "special", 0, "技术革新或者传授技术成绩突出", "technical innovation or outstanding teaching of a skill", 10_00, 100_00, 60_00, *_VERIFIED, 7),
    ("S8", "special", 0, "省局认定的其他突出表现", "other outstanding conduct recognised by the provincial bureau", 10_00, 100_00, 50_00, *_VERIFIED, 8),
)  # fmt: skip
