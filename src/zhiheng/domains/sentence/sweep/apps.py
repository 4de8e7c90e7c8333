from __future__ import annotations

from django.apps import AppConfig


class SweepConfig(AppConfig):
    name = "zhiheng.domains.sentence.sweep"
    label = "sweep"
    verbose_name = "Sweeps"

    def ready(self) -> None:
        from zhiheng.domains.sentence.sweep import actions, policy  # noqa: F401  # declares this part's powers and verbs
