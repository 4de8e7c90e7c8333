"""Verbs over powers, posts, officers and policy. Each is an act: checked, kept, and in one transaction with its trail."""

from __future__ import annotations

from zhiheng.base.powers.actions.founding import POWER_LIST, Sync, found_post_kinds, sync_catalogue
from zhiheng.base.powers.actions.policy_changes import (
    approve_policy_change,
    decline_policy_change,
    may_carry,
    propose_policy_change,
    withdraw_policy_change,
)
from zhiheng.base.powers.actions.posts import assign_post, close_post, end_holding, open_post, register_officer

__all__ = [
    "POWER_LIST",
    "Sync",
    "approve_policy_change",
    "assign_post",
    "close_post",
    "decline_policy_change",
    "end_holding",
    "found_post_kinds",
    "may_carry",
    "open_post",
    "propose_policy_change",
    "register_officer",
    "sync_catalogue",
    "withdraw_policy_change",
]
