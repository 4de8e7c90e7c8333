from __future__ import annotations

from django.apps import AppConfig


class ObjectionsConfig(AppConfig):
    name = "zhiheng.base.objections"
    label = "objections"
    verbose_name = "Objections and complaints"

    def ready(self) -> None:
        from zhiheng.base.objections import counted, duties, policy  # noqa: F401  # declare powers, duties and counted dates
