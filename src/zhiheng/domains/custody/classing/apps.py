from __future__ import annotations

from django.apps import AppConfig


class ClassingConfig(AppConfig):
    name = "zhiheng.domains.custody.classing"
    label = "classing"
    verbose_name = "Classification"

    def ready(self) -> None:
        from zhiheng.base.people.custody import ask_before_placing
        from zhiheng.domains.custody.classing import duties, policy  # noqa: F401  # declare this domain's powers and duties
        from zhiheng.domains.custody.classing.fitness import refuse_unfit

        ask_before_placing(refuse_unfit)
