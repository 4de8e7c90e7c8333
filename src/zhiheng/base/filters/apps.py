from __future__ import annotations

from django.apps import AppConfig


class FiltersConfig(AppConfig):
    name = "zhiheng.base.filters"
    label = "filters"
    verbose_name = "Saved filters"

    def ready(self) -> None:
        from zhiheng.base.filters import policy  # noqa: F401  # its powers enter the list
