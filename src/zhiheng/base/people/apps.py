from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "zhiheng.base.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from zhiheng.base.people import policy  # noqa: F401  # declares the powers over people and places
