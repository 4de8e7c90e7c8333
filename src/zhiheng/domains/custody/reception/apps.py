from __future__ import annotations

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "zhiheng.domains.custody.reception"
    label = "reception"
    verbose_name = "Admission to release"

    def ready(self) -> None:
        from zhiheng.base.people.custody import ask_before_ending
        from zhiheng.domains.custody.reception import counted, duties, policy, registers  # noqa: F401  # declare powers, duties, books, dates
        from zhiheng.domains.custody.reception.faults import content_faults
        from zhiheng.domains.custody.reception.release import refuse_without_release
        from zhiheng.engines.trail.verify import also_check

        ask_before_ending(refuse_without_release)
        also_check(content_faults)
