from __future__ import annotations

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "zhiheng.base.calendar"
    label = "calendar"
    verbose_name = "Calendar of working days"

    def ready(self) -> None:
        from zhiheng.base.calendar import duties, policy  # noqa: F401  # declare the power and what is owed
