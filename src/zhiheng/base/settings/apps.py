from __future__ import annotations

from django.apps import AppConfig


class SettingsConfig(AppConfig):
    name = "zhiheng.base.settings"
    label = "rule_settings"
    verbose_name = "Settings"

    def ready(self) -> None:
        from zhiheng.base.settings import policy  # noqa: F401  # declares the power
