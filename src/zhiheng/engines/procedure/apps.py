from __future__ import annotations

from django.apps import AppConfig


class ProcedureConfig(AppConfig):
    name = "zhiheng.engines.procedure"
    label = "procedure"
    verbose_name = "Procedure"
