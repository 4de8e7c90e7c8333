"""The accounts administrator's powers, and the one that everybody has over their own account."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

VIEW = "accounts.view"
OPEN = "accounts.open"
RESET = "accounts.reset"
SESSIONS = "accounts.sessions"
OWN = "accounts.own"

declare(
    PowerEntry(
        VIEW, "查阅账号与会话", "Read accounts and sessions", "《网络安全法》第二十三条；GB/T 22239-2019 第8.1.4.1、8.1.5条（三员分立）", "account",
        "只看账号，不看人员与案卷；不得用于打听他人行踪。", "Accounts only, never persons or cases; never use it to follow a colleague's movements.",
    ),
    PowerEntry(
        OPEN, "开立、停用与恢复账号", "Open, close and reopen accounts", "《网络安全法》第二十三条；GB/T 22239-2019 第8.1.4.1、8.1.4.2条", "account",
        "一人一号，离岗即停；写明事由；不得处理本人账号。",
        "One person, one account; close it when they leave; state the reason; never one's own account.",
    ),
    PowerEntry(
        RESET, "重置密码与第二要素", "Reset passwords and second factors", "《网络安全法》第二十三条；GB/T 22239-2019 第8.1.4.1条", "account",
        "当面核实本人；同一账号的密码与第二要素不得由同一管理员在七日内先后重置。",
        "Verify the person face to face; the same administrator may not reset both password and second factor of one account within seven days.",
        fresh=True,
    ),
    PowerEntry(
        SESSIONS, "结束会话", "End sessions", "《网络安全法》第二十三条；GB/T 22239-2019 第8.1.4.1条", "account",
        "发现异常立即结束并写明事由；不得用于妨碍他人履职。", "End what looks wrong at once and say why; never use it to hinder a colleague's duty.",
    ),
    PowerEntry(
        OWN, "管理本人的登录凭据", "Keep one's own credentials", "《网络安全法》第二十三条；GB/T 22239-2019 第8.1.4.1条", "own account",
        "密码与第二要素只归本人使用，不得转借。", "Password and second factor are for the owner alone and are never lent.",
        own=True,
    ),
)  # fmt: skip
