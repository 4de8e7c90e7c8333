from __future__ import annotations

from django.apps import AppConfig


class DailyConfig(AppConfig):
    name = "zhiheng.domains.custody.daily"
    label = "daily"
    verbose_name = "The ward's day"

    def ready(self) -> None:
        from zhiheng.domains.custody.daily import duties, policy, registers  # noqa: F401  # declare this domain's powers, duties and books
