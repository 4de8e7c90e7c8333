from __future__ import annotations

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "zhiheng.domains.custody.reception"
    label = "reception"
    verbose_name = "Admission and the file"

    def ready(self) -> None:
        from zhiheng.domains.custody.reception import counted, duties, policy, registers  # noqa: F401  # declare powers, duties, books, dates
        from zhiheng.domains.custody.reception.faults import content_faults
        from zhiheng.engines.trail.verify import also_check

        also_check(content_faults)
