from __future__ import annotations

from django.apps import AppConfig


class SeclusionConfig(AppConfig):
    name = "zhiheng.domains.conduct.seclusion"
    label = "seclusion"
    verbose_name = "Seclusion"

    def ready(self) -> None:
        from zhiheng.domains.conduct.seclusion import duties, policy, registers  # noqa: F401  # declare them
