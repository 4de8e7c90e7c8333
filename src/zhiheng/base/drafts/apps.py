from __future__ import annotations

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "zhiheng.base.drafts"
    label = "drafts"
    verbose_name = "Drafts"
