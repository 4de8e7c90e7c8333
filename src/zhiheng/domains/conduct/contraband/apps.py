from __future__ import annotations

from django.apps import AppConfig


class ContrabandConfig(AppConfig):
    name = "zhiheng.domains.conduct.contraband"
    label = "contraband"
    verbose_name = "Contraband"

    def ready(self) -> None:
        from zhiheng.domains.conduct.contraband import duties, policy, registers  # noqa: F401  # declare powers, duties and books
