from __future__ import annotations

from django.apps import AppConfig


class GradingConfig(AppConfig):
    name = "zhiheng.domains.conduct.grading"
    label = "grading"
    verbose_name = "Grading"

    def ready(self) -> None:
        from zhiheng.domains.conduct.grading import counted, duties, objecting, policy  # noqa: F401  # declare them
