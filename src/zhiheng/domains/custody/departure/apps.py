from __future__ import annotations

from django.apps import AppConfig


class DepartureConfig(AppConfig):
    name = "zhiheng.domains.custody.departure"
    label = "departure"
    verbose_name = "What outlasts custody"

    def ready(self) -> None:
        from zhiheng.domains.custody.departure import duties, policy  # noqa: F401  # declare powers and duties
        from zhiheng.domains.custody.departure.queries.key_people import said_in
        from zhiheng.domains.custody.reception.contents import also_says

        also_says(said_in)
