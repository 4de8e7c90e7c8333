from __future__ import annotations

from django.apps import AppConfig


class ClausesConfig(AppConfig):
    name = "zhiheng.domains.conduct.clauses"
    label = "clauses"
    verbose_name = "Clause library"

    def ready(self) -> None:
        from zhiheng.domains.conduct.clauses import policy  # noqa: F401  # declare it
