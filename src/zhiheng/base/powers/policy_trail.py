"""Powers over the trail. They are declared here because the engine knows no powers."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

VIEW = "trail.view"
VERIFY = "trail.verify"
EXPORT = "trail.export"

declare(
    PowerEntry(
        VIEW, "查阅留痕", "Read the trail",
        "《监狱法》第六条（检察监督）；《个人信息保护法》第五十四条（合规审计）；《网络安全法》第二十三条", "place",
        "只看留痕，不得据此改动任何记录；查看某人的留痕同样留痕。",
        "Look only; change nothing by it; looking at somebody's trail is itself kept.",
    ),
    PowerEntry(
        VERIFY, "验证记录链", "Verify the record chain", "《网络安全法》第二十三条；内部规则：记录链验证", "place",
        "定期验证；发现不符立即报告并保全现场，不得自行处理。",
        "Verify regularly; report any fault at once and preserve the scene; never mend it yourself.",
    ),
    PowerEntry(
        EXPORT, "导出留痕", "Export the trail", "《个人信息保护法》第五十一条、第五十四条；内部规则：导出须写明事由", "place",
        "写明事由，只导出所需范围；导出文件按涉及个人信息的文件管理。",
        "Give the reason, export no more than is needed; keep the file as one that holds personal data.",
    ),
)  # fmt: skip
