from __future__ import annotations

from django.apps import AppConfig


class ClassingConfig(AppConfig):
    name = "zhiheng.domains.custody.classing"
    label = "classing"
    verbose_name = "Classification"

    def ready(self) -> None:
        from zhiheng.base.people.custody import ask_before_placing
        from zhiheng.domains.custody.classing import duties, objecting, policy  # noqa: F401  # declare powers and duties, and what may be objected to
        from zhiheng.domains.custody.classing.fitness import refuse_unfit

        ask_before_placing(refuse_unfit)
