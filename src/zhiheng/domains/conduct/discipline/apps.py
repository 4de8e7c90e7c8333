from __future__ import annotations

from django.apps import AppConfig


class DisciplineConfig(AppConfig):
    name = "zhiheng.domains.conduct.discipline"
    label = "discipline"
    verbose_name = "Discipline"

    def ready(self) -> None:
        from zhiheng.domains.conduct.discipline import counted, duties, objecting, policy, registers  # noqa: F401  # declare them
        from zhiheng.domains.conduct.discipline.conduct import known_of
        from zhiheng.domains.conduct.discipline.posting import sanctions_of
        from zhiheng.domains.conduct.grading.told import set_sanctions
        from zhiheng.domains.conduct.treatment.signals import set_conduct

        set_conduct(known_of)
        set_sanctions(sanctions_of)
